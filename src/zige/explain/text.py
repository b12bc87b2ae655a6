"""The explanation as plain text of 80 columns: the answer, the month strip, and then every detail."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from zige.explain.columns import centred, hanging, left, table, width
from zige.explain.labels import labels
from zige.explain.model import Explanation, Meets, MetGround, Settlement, StripMonth, ToldFact, Use
from zige.explain.strip import DOT, GATE, LINE

COLUMNS = 80
_INDENT = "  "
_YEAR = 6
_CELL = 5


def as_text(explanation: Explanation) -> str:
    """The whole explanation, ending with a line feed."""
    return "\n".join(_Writer(explanation).lines()) + "\n"


class _Writer:
    """Writes one explanation in its language."""

    def __init__(self, explanation: Explanation) -> None:
        self._told = explanation
        self._label = labels(explanation.language)

    def lines(self) -> Iterator[str]:
        """Every line, in reading order; sections are set apart by an empty line."""
        yield from self._head()
        sections = {
            "answer": self._answer(),
            "notices": self._notices(),
            "strip": self._strip(),
            "cycle": self._cycle(),
            "grounds": self._grounds(),
            "settlement": self._settlement(),
            **{use.value: self._facts(use) for use in Use},
        }
        for name, lines in sections.items():
            yield from self._section(name, list(lines))
        yield from self._foot()

    def _section(self, name: str, lines: Sequence[str]) -> Iterator[str]:
        if lines:
            heading = self._label[name]
            yield from ("", heading, "-" * width(heading), *lines)

    def _paragraph(self, text: str, first: str = "") -> Iterator[str]:
        yield from hanging(text, COLUMNS, first)

    def _head(self) -> Iterator[str]:
        told = self._told
        yield self._label["title"]
        yield "=" * width(self._label["title"])
        rows = [
            (self._label["kind"], told.benefit.kind_text),
            (self._label["benefit"], told.benefit.benefit_id),
            (self._label["person"], told.person.id_number or ""),
            (self._label["month"], told.month),
            (self._label["known_by"], str(told.known_by or "")),
        ]
        yield from table([row for row in rows if row[1]], (False, False))

    def _answer(self) -> Iterator[str]:
        answer = self._told.answer
        yield from self._paragraph(answer.sentence)
        lists = {"next": answer.next, "to_do": answer.to_do, "proposal": [answer.action_text]}
        for name, sentences in lists.items():
            yield ""
            yield self._label[name] + self._label["colon"].rstrip()
            for sentence in sentences:
                yield from self._paragraph(sentence, "  - ")

    def _notices(self) -> Iterator[str]:
        for notice in self._told.notices:
            detail = " " + notice.detail if notice.detail and self._told.language == "en" else notice.detail
            yield from self._paragraph(f"{notice.text}{detail} [{notice.code}]", "  ! ")

    # --- the month strip ---------------------------------------------------------------------------------------------

    def _strip(self) -> Iterator[str]:
        strip = self._told.strip
        yield " " * _YEAR + "".join(centred(str(number), _CELL) for number in range(1, 13)).rstrip()
        for year, months in groupby(strip.months, key=lambda month: month.month[:4]):
            yield from _year(year, list(months))
        yield ""
        signs = [f"{sign} {meaning}" for sign, meaning in strip.legend]
        yield from _flowing(signs, _INDENT)
        if strip.earlier_since:
            yield _INDENT + self._label["earlier"].format(since=strip.earlier_since)

    # --- cycle, grounds, settlement ----------------------------------------------------------------------------------

    def _cycle(self) -> Iterator[str]:
        cycle, none = self._told.cycle, self._label["none"]
        yield from self._paragraph(cycle.text)
        if not cycle.applies:
            return
        overdue = none
        if cycle.overdue_from:
            overdue = self._label["months_in_all"].format(
                start=cycle.overdue_from, end=cycle.overdue_through, count=cycle.overdue_months
            )
        rows = [
            (self._label["last_certified"], str(cycle.last_certified or none)),
            (self._label["cycle_start"], cycle.start or none),
            (self._label["due_month"], cycle.due_month or none),
            (self._label["overdue"], overdue),
            (self._label["deferred"], cycle.deferred_until or none),
        ]
        yield ""
        yield from (_INDENT + line for line in table(rows, (False, False)))

    def _grounds(self) -> Iterator[str]:
        if not self._told.grounds:
            yield from self._paragraph(self._label["no_grounds"])
        for number, ground in enumerate(self._told.grounds):
            yield from [""] if number else []
            yield from self._ground(ground)

    def _ground(self, ground: MetGround) -> Iterator[str]:
        colon = self._label["colon"]
        heading = f"{ground.effect_text}{colon}{ground.months_text} [{self._label[ground.when]}]"
        yield from self._paragraph(heading, "  * ")
        yield from self._paragraph(f"{ground.citation}{colon}{ground.text}", "    ")
        source = ground.fact_id or self._label["no_fact"]
        yield from self._paragraph(f"{ground.code}{colon}{source}", "    ")
        if ground.provisional:
            yield from self._paragraph(self._label["provisional"], "    ")

    def _settlement(self) -> Iterator[str]:
        settlement = self._told.settlement
        yield from self._paragraph(settlement.text)
        if not settlement.months:
            return
        yield ""
        yield from self._ledger(settlement)

    def _ledger(self, settlement: Settlement) -> Iterator[str]:
        """One line for a month; where amounts are too large for that, one line for each figure."""
        names = ("amount", "due", "paid", "difference")
        head = [self._label["ledger_month"], *(self._label[name] for name in names), self._label["note"]]
        rows = [
            [month.month, *(f"{getattr(month, name):,.2f}" for name in names), month.text]
            for month in settlement.months
        ]
        foot = [self._label["sum"], "", "", "", f"{settlement.sum:,.2f}", ""]
        lines = [_INDENT + line for line in table([head, *rows, foot], (False, True, True, True, True, False))]
        if max(map(width, lines)) <= COLUMNS:
            yield from lines
            return
        for row in [*rows, foot]:
            yield from (_INDENT + line for line in table(list(zip(head, row, strict=True)), (False, True)))

    # --- facts -------------------------------------------------------------------------------------------------------

    def _facts(self, use: Use) -> Iterator[str]:
        facts = [fact for fact in self._told.facts if fact.use is use]
        if not facts and use is not Use.TO_VERIFY:
            yield _INDENT + self._label["no_facts"]
        for fact in facts:
            yield from self._fact(fact)

    def _fact(self, fact: ToldFact) -> Iterator[str]:
        days = str(fact.start)
        if fact.end:
            days = self._label["from_to"].format(start=fact.start, end=fact.end)
        marks = [
            fact.fact_id,
            self._label["version"].format(version=fact.version),
            fact.department_text,
            fact.status_text,
        ]
        marks.append(self._label["received"].format(received=fact.received))
        comma = "，" if self._told.language == "zh" else ", "
        yield from self._paragraph(f"{fact.kind_text} {days} ({comma.join(marks)})", "  * ")
        yield from self._paragraph(fact.text, "    ")
        for ground in fact.would_meet:
            yield from self._would_meet(ground)

    def _would_meet(self, ground: Meets) -> Iterator[str]:
        colon = self._label["colon"]
        meets = f"{self._label['would_meet']}{colon}{ground.effect_text} ({ground.citation}) {ground.text}"
        yield from self._paragraph(meets, "    ")
        evidence = ("；" if self._told.language == "zh" else "; ").join(ground.evidence)
        yield from self._paragraph(f"{self._label['evidence']}{colon}{evidence}", "    ")

    def _foot(self) -> Iterator[str]:
        law = self._label["law"].format(title=self._told.law.title, since=self._told.law.in_force_from)
        yield ""
        yield from self._paragraph(law)
        yield from self._paragraph(self._label["people_decide"])


def _year(year: str, months: Sequence[StripMonth]) -> Iterator[str]:
    """Three lines: dots, standings, money; the run's month has a line on its left, a due month a gate on its right."""
    rows = ("certified", "character", "money_character")
    for row in rows:
        cells = [" " * _CELL] * 12
        for month in months:
            cells[int(month.month[5:]) - 1] = _cell(month, _sign(month, row))
        line = left(year if row == "character" else "", _YEAR) + "".join(cells).rstrip()
        if row == "character" or line.strip():
            yield line


def _sign(month: StripMonth, row: str) -> str:
    if row == "certified":
        return DOT if month.certified else ""
    return str(getattr(month, row)) or ("." if row == "character" else "")


def _cell(month: StripMonth, sign: str) -> str:
    """Line, sign, gate, and a space to the next cell."""
    return (LINE if month.run else " ") + centred(sign, _CELL - 3) + (GATE if month.due else " ") + " "


def _flowing(parts: Sequence[str], indent: str) -> Iterator[str]:
    """Short parts one after the other, never broken within."""
    line = ""
    for part in parts:
        if line and width(indent + line + "   " + part) > COLUMNS:
            yield indent + line
            line = ""
        line += ("   " if line else "") + part
    yield indent + line
