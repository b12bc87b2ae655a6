"""The chain's entries."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One act or one reading. Triggers refuse to change or delete it (guards.py); `recording` alone appends.

    number      1, 2, 3 … without a gap
    account     who did it; none: a command, or somebody not signed in
    act         what, as `person.read`
    subject     to whom or what, as `person:1042`, by a number of our own tables
    digest      of this entry and, through `previous`, of all before it (chain.py)
    """

    number = models.BigIntegerField(_("序号"), primary_key=True)
    time = models.DateTimeField(_("时间"), db_index=True)
    account = models.BigIntegerField(_("账号"), null=True, db_index=True)
    office = models.BigIntegerField(_("机构"), null=True)
    act = models.CharField(_("操作"), max_length=60)
    subject = models.CharField(_("对象"), max_length=80, blank=True)
    purpose = models.CharField(_("目的"), max_length=200, blank=True)
    details = models.JSONField(_("内容"), default=dict)
    previous = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        verbose_name = _("审计记录")
        verbose_name_plural = _("审计记录")
        indexes: ClassVar = [
            models.Index(fields=["subject", "number"], name="audit_subject"),
            models.Index(fields=["act", "number"], name="audit_act"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"
