"""A decision in sentences: what is done, from when, for how much, by which article, and who decides it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.decisions.channels import Channel
from casework.decisions.kinds import Act, Basis
from casework.decisions.outstanding import split
from casework.decisions.proofs import proof_of
from casework.runs.wording import fact_kind
from casework.ui.voice import page_voice
from zige.explain.voice import in_yuan

EFFECTS: dict[Act, Promise] = {
    Act.CONTINUE: gettext_lazy("照常发放，%(month)s和次月都不变。"),
    Act.SUSPEND: gettext_lazy("自%(month)s起暂停发放。"),
    Act.STOP: gettext_lazy("自%(month)s起停止发放。"),
    Act.RESUME: gettext_lazy("自%(month)s起恢复发放。"),
    Act.PAY_BACK: gettext_lazy("随%(month)s的待遇补发%(months)s的待遇，共 %(sum)s。"),
    Act.RECOVER: gettext_lazy("追回%(months)s多发的待遇，共 %(sum)s。"),
    Act.LOWER: gettext_lazy("自%(month)s起每月发放 %(sum)s。"),
    Act.CERTIFY: gettext_lazy("认证计入认证周期；发放状态不因此改变，需要恢复的另行决定。"),
    Act.DEFER: gettext_lazy("认证期限延长到%(until)s底；期间不因逾期暂停发放。"),
    Act.REVOKE: gettext_lazy("所选的认证自始不算；认证周期按其余的认证重新计算，后果另行决定。"),
}
"""What each act does, in a sentence."""


class Said(Protocol):
    """A decision, or what one would come to."""

    @property
    def month(self) -> int:
        """The first month."""

    @property
    def until(self) -> int | None:
        """The last, where it ends by itself."""

    @property
    def amount(self) -> int | None:
        """Fen."""

    @property
    def basis(self) -> str:
        """Whether a rule or a person decides."""


def what_follows(act: Act, said: Said, months: Sequence[int], clauses: Sequence[str]) -> list[str]:
    """The consequences, as sentences."""
    return [*_effect(act, said, months), _why(clauses, said.basis), *_after(act)]


def sentence_of(act: Act, said: Said, months: Sequence[int]) -> str:
    """What is done, as one line."""
    return (" " if page_voice().language == "en" else "").join(_effect(act, said, months))


def money(fen: int) -> str:
    """A sum of fen as 1,234.50 元."""
    return page_voice().yuan(in_yuan(fen))


def months_in_words(months: Sequence[int]) -> str:
    """Months in a row; those that follow each other as a span."""
    return page_voice().listed([page_voice().span(first, last) for first, last in _spans(sorted(months))])


def given_in_words(act: Act, given: dict[str, Any]) -> list[tuple[str | Promise, str]]:
    """What the handler entered beyond the reason, with its names."""
    names = {
        "channel": _("认证渠道"), "day": _("认证日期"), "place": _("地点"), "evidence": _("留存的证据"),
        "proofs": _("撤销的认证"), "since": _("自"), "until": _("至"),
    }  # fmt: skip
    if act not in (Act.CERTIFY, Act.DEFER, Act.REVOKE):
        return []
    return [(names[key], _value(key, given[key])) for key in names if key in given]


def proof_in_words(day: dt.date, kind: str) -> str:
    """A proof of life as lists name it: 2026年6月3日 资格认证."""
    return f"{page_voice().day(day)} {fact_kind(kind)}"


def split_codes(codes: str) -> list[str]:
    """Codes that stand joined by |."""
    return [code for code in codes.split("|") if code]


def of_decision(act: Act, said: Said, months: str, clauses: str) -> list[str]:
    """The consequences of a decision as it stands."""
    return what_follows(act, said, split(months), split_codes(clauses))


def _value(key: str, value: Any) -> str:
    if key == "proofs":
        return page_voice().listed([proof_in_words(*proof_of(one)) for one in value])
    return str(Channel(value).label) if key == "channel" else str(value)


def _effect(act: Act, said: Said, months: Sequence[int]) -> Iterator[str]:
    told = {
        "month": page_voice().month(said.month),
        "until": page_voice().month(said.until) if said.until is not None else "",
        "months": months_in_words(months),
        "sum": money(said.amount) if said.amount is not None else "",
    }
    yield str(EFFECTS[act]) % told
    if act is Act.RESUME and told["sum"]:
        yield str(EFFECTS[Act.PAY_BACK]) % told


def _why(clauses: Sequence[str], basis: str) -> str:
    """The articles, and whether a rule or a person decided."""
    cited = page_voice().listed([page_voice().clause(clause) for clause in clauses])
    by_rule = _("依规则作出：不需要认定事实，由两人核对。")
    by_person = _("由人作出：经办人认定事实，复核人同意。")
    said = by_rule if basis == Basis.RULE else by_person
    return _("依据：%(clauses)s。%(basis)s") % {"clauses": cited, "basis": said} if cited else said


def _after(act: Act) -> Iterator[str]:
    yield _("提出后由另一人复核；复核通过才生效。")
    if act not in (Act.CERTIFY, Act.CONTINUE):
        yield _("通过后书面告知本人：内容、理由、条款、起始年月、金额、救济途径和联系方式。")


def _spans(months: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of months that follow each other."""
    first = last = None
    for month in months:
        if last is not None and first is not None and month != last + 1:
            yield first, last
            first = None
        first, last = (month if first is None else first), month
    if first is not None and last is not None:
        yield first, last
