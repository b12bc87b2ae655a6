"""What is written freely and kept in plain text holds nobody's number: a form says so, and the audit is never asked."""

import pytest
from django.core.exceptions import ValidationError
from django.forms import Form

from casework.exchange.forms import WhyForm
from casework.exports.forms import ExportForm
from casework.notices.forms import DeliveryForm, ReminderForm, WithdrawForm
from casework.reports.forms import PapersForm, ReturnForm

FIELDS: list[tuple[type[Form], str]] = [
    (WhyForm, "why"), (ExportForm, "reason"), (DeliveryForm, "note"), (ReminderForm, "note"), (WithdrawForm, "reason"),
    (PapersForm, "remarks"), (ReturnForm, "reason"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "field"), FIELDS)
@pytest.mark.parametrize("number", ["511102195001011234", "51110219500101123X", "13812345678", "6222020200112233445"])
def test_a_number_is_refused_and_not_repeated(form: type[Form], field: str, number: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        form.base_fields[field].clean(f"已问过 {number}，属实")
    assert number not in str(refusal.value)


@pytest.mark.parametrize(("form", "field"), FIELDS)
@pytest.mark.parametrize("text", ["511102001001 村", "E-000123 号", "邮件 1234567890123", "2026-11-05 已问"])
def test_what_is_no_number_of_somebody_is_taken(form: type[Form], field: str, text: str) -> None:
    assert form.base_fields[field].clean(text) == text
