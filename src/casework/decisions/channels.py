"""How an officer certified somebody (Arts. 20-23): each with its clause, and whether a picture must be kept."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """认证渠道 of an officer; those of a person's own phone come with the data (Art. 19)."""

    ON_SITE = "on_site", _("现场认证")
    AT_HOME = "at_home", _("上门认证")
    ASSISTED = "assisted", _("异地协助认证")
    ABROAD = "abroad", _("境外人员审核表")
    ORGANISED = "organised", _("单位统一组织认证")


CLAUSES = {
    Channel.ON_SITE: "20",
    Channel.AT_HOME: "21",
    Channel.ASSISTED: "22",
    Channel.ABROAD: "23",
    Channel.ORGANISED: "13",
}
"""The article that each rests on."""

PICTURED = frozenset({Channel.ON_SITE, Channel.AT_HOME})
"""20, 21 留存图片或视频: where the person stood before somebody, a picture or paper of it is kept."""
