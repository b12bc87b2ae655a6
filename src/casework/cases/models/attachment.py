"""Photos and papers of a case: re-encoded, sealed in the home, with the digest of what is kept."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Office
from casework.cases.models.case import Case
from casework.cases.models.finding import Finding


class Attachment(models.Model):
    """附件: a picture or PDF; the file itself lies sealed in the home under `digest` (SHA-256 of what is kept)."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("照片")
        PDF = "pdf", _("PDF 文件")

    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments", verbose_name=_("核查"))
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, related_name="attachments", verbose_name=_("核查结论")
    )
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("名称"), max_length=80)
    digest = models.CharField(_("摘要"), max_length=64)
    size = models.PositiveIntegerField(_("字节数"))
    added = models.DateTimeField(_("上传时间"))
    by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("人员"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("机构"))
    taken = models.DateTimeField(_("拍摄时间"), null=True)
    place = models.CharField(_("地点"), max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("附件")
        ordering: ClassVar = ["added", "pk"]

    def __str__(self) -> str:
        return self.title
