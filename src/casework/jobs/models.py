"""When what comes due is next."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Due(models.Model):
    """到期任务: a job that comes again, by the name an app registered it under."""

    name = models.CharField(_("名称"), max_length=60, primary_key=True)
    next = models.DateTimeField(_("下次"))
    last = models.DateTimeField(_("上次"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("到期任务")

    def __str__(self) -> str:
        return self.name
