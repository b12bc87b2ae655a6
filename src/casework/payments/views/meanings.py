"""What each field of the core system's file means here, with a sample, to be looked at before a list goes out."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from casework.payments.core.mapping import FILE, Column, Mapping, load_mapping
from casework.payments.core.writing import header_of
from casework.payments.models import Line
from casework.runs.wording import benefit_kinds
from casework.ui.voice import page_voice
from zige.errors import FileRefused
from zige.words import STANDINGS

SAMPLES = {
    "list": "511102-202611-P01",
    "line": "1",
    "person": "20417",
    "id_number": "510…（18）",
    "name": "某某",
    "benefit": "B0000000002",
    "since": "202611",
    "amount": "1234.50",
    "months": "202609;202610",
    "decision": "511102-2026-D-000001",
}


class Meaning(NamedTuple):
    """A column: how the file calls it, what stands in it, and a sample or what each code means."""

    header: str
    holds: str
    sample: str
    codes: list[tuple[str, str]]


@require_GET
def meanings(request: HttpRequest) -> HttpResponse:
    """The file in use; where it is wrong, the sentence that says so."""
    try:
        mapping = load_mapping()
    except FileRefused as refused:
        return render(request, "payments/meanings.html", {"refusal": refused.sentence(page_voice().language)})
    rows = [_meaning(column, mapping) for column in mapping.columns]
    return render(request, "payments/meanings.html", {"mapping": mapping, "rows": rows, "file": FILE})


def _meaning(column: Column, mapping: Mapping) -> Meaning:
    said = _words(column.holds)
    codes = [(code, said.get(value, value)) for value, code in column.values.items()]
    return Meaning(header_of(column, mapping), _names()[column.holds], SAMPLES.get(column.holds, ""), codes)


def _words(holds: str) -> dict[str, str]:
    if holds == "benefit_kind":
        return dict(benefit_kinds())
    if holds == "standing":
        return {value: page_voice().say(text) for value, text in STANDINGS.items()}
    return {value: str(label) for value, label in Line.Kind.choices}


def _names() -> dict[str, str]:
    return {
        "list": _("清单编号"),
        "line": _("行号"),
        "person": _("人员序号（本系统名册的）"),
        "id_number": _("证件号码"),
        "name": _("姓名"),
        "benefit": _("待遇编号"),
        "benefit_kind": _("险种"),
        "kind": _("变更类别"),
        "standing": _("变更后的发放状态"),
        "since": _("从哪个月起"),
        "amount": _("金额（元）：补发为正，抵扣为负，否则为新的月待遇"),
        "months": _("补发所属的月份，以分号隔开"),
        "decision": _("决定编号"),
    }
