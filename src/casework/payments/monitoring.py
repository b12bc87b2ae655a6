"""What became of the suspicions of provincial monitoring: the verified results that go back to it (Arts. 9(2), 16)."""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import override

from casework.accounts.jurisdiction import Jurisdiction
from casework.cases.models import Finding, Review
from casework.decisions.models import Decision
from casework.runs.models import Evidence
from zige.kinds import FactKind
from zige.law.months import first_day
from zige.running.exporting import FORMULA
from zige.words import FACT_KINDS

DATASET = "monitoring.findings"
HEADER = ("证件号码", "姓名", "待遇编号", "疑点", "发生日期", "核实结果", "核实日期", "处理")


def results_within(jurisdiction: Jurisdiction, month: int) -> QuerySet[Finding]:
    """The findings approved in a month on what monitoring had reported, with `approved` decisions, earliest first."""
    reported = Evidence.objects.filter(signal=OuterRef("matter__key"), dataset=DATASET)
    approved = Prefetch("decisions", Decision.objects.filter(state=Review.APPROVED), to_attr="approved")
    first, last = _days(month)
    return (
        Finding.objects.filter(jurisdiction.of_columns("region", "office"), Exists(reported), state=Review.APPROVED)
        .filter(reviewed__gte=first, reviewed__lt=last)
        .select_related("person")
        .prefetch_related(approved)
        .order_by("reviewed", "pk")
    )


def file_of(findings: Iterable[Finding]) -> bytes:
    """The CSV that goes back, in Chinese whoever asks."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    with override("zh-hans"):
        writer.writerow(HEADER)
        writer.writerows(map(_row, findings))
    return buffer.getvalue().encode("utf-8-sig")


def _row(finding: Finding) -> Iterator[str]:
    decided = "、".join(decision.get_act_display() for decision in finding.approved)  # type: ignore[attr-defined]
    day = timezone.localdate(finding.reviewed) if finding.reviewed else None
    told = (
        finding.person.id_number or "",
        finding.person.name,
        finding.benefit_id,
        FACT_KINDS[FactKind(finding.kind)].zh,
        finding.start.isoformat(),
        finding.get_found_display(),
        day.isoformat() if day else "",
        decided,
    )
    return (f"'{text}" if re.match(FORMULA, text) else text for text in told)


def _days(month: int) -> tuple[dt.datetime, dt.datetime]:
    """The first instant of a month and of the next."""
    return _midnight(first_day(month)), _midnight(first_day(month + 1))


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
