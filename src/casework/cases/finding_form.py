"""What was found about a matter, asked for in one form: outcome, fact, days, source, basis, evidence."""

from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.cases.evidence import checklist, concerned
from casework.cases.models import Article9, Finding, Found, Matter, Task
from casework.cases.plausibility import fact_of
from casework.cases.proposal import Proposal
from casework.people.models import Benefit
from casework.runs.wording import fact_kind
from casework.ui.rulebook import book_today
from casework.ui.voice import page_voice
from zige.kinds import FactKind, Outcome
from zige.words import OUTCOMES

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LIFE = tuple(kind for kind in FactKind if kind.startswith("life."))


class FindingForm(forms.Form):
    """Filled with what the fact says, or `again` with what was returned; of what is only asked the officer says all."""

    found = forms.ChoiceField(label=_("结论"), choices=Found.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("事实种类"), required=False)
    start = forms.DateField(label=_("发生日期"), required=False, widget=DAY)
    end = forms.DateField(label=_("结束日期"), required=False, widget=DAY, help_text=_("还没有结束的留空。"))
    outcome = forms.ChoiceField(label=_("怎样结束"), required=False)
    pending = forms.BooleanField(
        label=_("只认定这条记录是此人的"),
        required=False,
        initial=True,
        help_text=_("所说的情形另外核实，核实前不影响待遇；已经一并查清的，去掉勾选，并备齐证据。"),
    )
    benefit_id = forms.ChoiceField(label=_("只涉及哪项待遇"), required=False)
    source = forms.ChoiceField(label=_("来源渠道（第九条）"), choices=Article9.choices, initial=Article9.FOUND)
    basis = forms.CharField(
        label=pgettext_lazy("label", "依据"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("看到了什么、什么材料、谁出具、哪一天。"),
    )
    evidence = forms.TypedMultipleChoiceField(
        label=_("已有的证据"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    papers = forms.CharField(
        label=_("纸质材料"), required=False, max_length=500, help_text=_("没有附件时，写明纸质材料的名称和存放处。")
    )
    goes_on = forms.DateField(
        label=_("继续核查的情形自"),
        required=False,
        widget=DAY,
        help_text=_("否定了这个事实，但还有情形要查的，写它的发生日期；先恢复发放，查清后再定。"),
    )

    def __init__(self, matter: Matter, person: int, *args: Any, again: Finding | None = None, **kwargs: Any) -> None:
        self._fact = fact_of(matter)
        super().__init__(*args, **kwargs)
        self.initial = model_to_dict(again, list(self.fields)) if again else self._initial(matter)
        self._offer("kind", [("", "—"), *((kind.value, fact_kind(kind)) for kind in _kinds(matter))])
        ends = [(one.value, page_voice().say(OUTCOMES[one])) for one in Outcome]
        self._offer("outcome", [("", _("没有结束，或正常结束")), *ends])
        held = Benefit.objects.filter(person=person).order_by("pk").values_list("pk", flat=True)
        self._offer("benefit_id", [("", _("全部待遇")), *((one, one) for one in held)])
        items = self._items(person)
        self._offer("evidence", items)
        if not items:
            del self.fields["evidence"]
        if matter.task not in (Task.VERIFY, Task.CONTRADICTION, Task.ALIVE):
            del self.fields["goes_on"]
        if matter.task != Task.CANDIDATE:
            del self.fields["pending"]

    def proposal(self, shown: str) -> Proposal:
        """What the valid form says; `shown` is the digest of the sources' rows."""
        said = self.cleaned_data
        return Proposal(
            found=Found(said["found"]),
            source=Article9(said["source"]),
            basis=said["basis"],
            kind=said["kind"],
            start=said["start"],
            end=said["end"],
            outcome=said["outcome"],
            benefit_id=said["benefit_id"],
            evidence=said.get("evidence", []),
            papers=said["papers"],
            pending=said.get("pending", False) and said["found"] == Found.CONFIRMED,
            goes_on=said.get("goes_on"),
            shown=shown,
        )

    def _initial(self, matter: Matter) -> dict[str, object]:
        if self._fact is None:
            alive = {"found": Found.CONFIRMED, "kind": FactKind.CERTIFICATION.value, "start": timezone.localdate()}
            return alive if matter.task == Task.ALIVE else {"benefit_id": matter.benefit_id}
        fact = self._fact
        return {
            "kind": fact.kind,
            "start": fact.start,
            "end": fact.end,
            "outcome": fact.outcome,
            "benefit_id": fact.benefit_id,
        }

    def _items(self, person: int) -> list[tuple[int, str]]:
        """What the rulebook needs to confirm the fact, ticked as far as it is there."""
        kind = self.data.get("kind") if self.is_bound else self.initial.get("kind")
        zh = page_voice().language == "zh"
        items = checklist(book_today(), str(kind or ""), concerned(person))
        return [(item.number, item.zh if zh else item.en) for item in items]

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def _kinds(matter: Matter) -> list[FactKind]:
    """Signs of life come from departments; an officer refutes one in a contradiction alone."""
    if matter.task == Task.CONTRADICTION:
        return list(FactKind)
    return [kind for kind in FactKind if kind not in LIFE]
