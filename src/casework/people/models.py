"""People and benefits as the register of the newest imported run has them; what people decide stands elsewhere.

Only the import of runs writes these tables, and it never touches another app's. Months are integers
(`year * 12 + month - 1`), money is whole fen. Citizen numbers and phones are sealed and found by their blind index.
The register keeps accounts only as digests, so there is none here.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.people.fields import CodePointField
from casework.vault.fields import SealedText

NUMBER, PHONE = "person.number", "person.phone"
"""What a sealed value is, for the vault."""


class Person(models.Model):
    """领取人: someone in the register, by the register's own person number."""

    number = models.BigIntegerField(_("人员序号"), primary_key=True)
    name = CodePointField(_("姓名"), max_length=80, blank=True)
    pinyin = CodePointField(_("姓名全拼"), max_length=400, blank=True)
    initials = CodePointField(_("姓名首字母"), max_length=80, blank=True)
    sex = models.CharField(_("性别"), max_length=10, blank=True)
    birth_date = models.DateField(_("出生日期"), null=True)
    region = CodePointField(_("居住地区划"), max_length=12, blank=True)
    residence = models.CharField(_("居住类型"), max_length=20, blank=True)
    mobility = models.CharField(_("行动能力"), max_length=20, blank=True)
    id_number = SealedText(_("证件号码"), purpose=NUMBER, null=True)
    id_number_blind = models.BinaryField(_("证件号码索引"), max_length=16, null=True)
    phone = SealedText(_("手机号"), purpose=PHONE, null=True)
    phone_blind = models.BinaryField(_("手机号索引"), max_length=16, null=True)

    class Meta:
        verbose_name = _("领取人")
        verbose_name_plural = _("领取人")
        indexes: ClassVar = [
            models.Index(fields=["id_number_blind"], name="person_by_id_number"),
            models.Index(fields=["name", "number"], name="person_by_name"),
            models.Index(fields=["pinyin", "number"], name="person_by_pinyin"),
            models.Index(fields=["initials", "number"], name="person_by_initials"),
            models.Index(fields=["region", "number"], name="person_by_region"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Benefit(models.Model):
    """待遇: what somebody draws, as the register has it; `region` is where its holder lives.

    So a benefit says by itself who sees it: an agency or employer sees those it pays, a place those of its residents.
    """

    benefit_id = CodePointField(_("待遇编号"), max_length=60, primary_key=True)
    person = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, verbose_name=_("领取人"), related_name="benefits"
    )
    kind = models.CharField(_("险种"), max_length=30)
    first_month = models.IntegerField(_("首次领取年月"), null=True)
    last_month = models.IntegerField(_("末次领取年月"), null=True)
    amount = models.BigIntegerField(_("月待遇金额（分）"), null=True)
    standing = models.CharField(_("现发放状态"), max_length=10, blank=True)
    region = CodePointField(_("居住地区划"), max_length=12, blank=True)
    office = CodePointField(_("经办机构区划"), max_length=12, blank=True)
    employer = CodePointField(_("单位编号"), max_length=60, blank=True)
    listed = models.BooleanField(_("在名册中"))

    class Meta:
        verbose_name = _("待遇")
        verbose_name_plural = _("待遇")
        indexes: ClassVar = [
            models.Index(fields=["office", "person"], name="benefit_by_office"),
            models.Index(fields=["employer", "person"], name="benefit_by_employer"),
        ]

    def __str__(self) -> str:
        return str(self.benefit_id)
