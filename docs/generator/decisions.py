"""Decisions: which act leads a benefit where, and how a decision comes about, drawn from two tables of the program."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from casework.decisions.kinds import Act
from casework.decisions.transitions import GIVES, STANDINGS, STATES, Step
from generator.markdown import page as markdown_page
from generator.markdown import table
from zige.kinds import Standing
from zige.words import STANDINGS as NAMES

INTRODUCTION = """What people decide about a benefit, by the names that the program uses. Two people make each decision:
a handler prepares it, a reviewer approves it; months and sums are the engine's. Acts that name no standing leave
payment as it is: what follows from the fact that they record is decided on its own."""
STEPS = {Step.APPROVE: "approve", Step.SEND_BACK: "return with a note", Step.WITHDRAW: "withdraw"}


def page() -> str:
    """The page."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
    with override("zh-hans"):
        return markdown_page(
            "Decisions",
            INTRODUCTION,
            "## A benefit in payment (Art. 6)",
            _diagram(_standings()),
            "## A decision",
            _diagram([("[*]", "proposed", "propose"), *_states()]),
            "## Acts",
            table(("act", "", "stands afterwards"), [(f"`{act}`", _text(act.label), _after(act)) for act in Act]),
        )


def _standings() -> Iterable[tuple[str, str, str]]:
    for source, acts in STANDINGS.items():
        for act, target in acts.items():
            yield source.value, target.value, f"{_text(act.label)} {act.value}"


def _states() -> Iterable[tuple[str, str, str]]:
    for source, steps in STATES.items():
        for step, target in steps.items():
            yield source, target, STEPS[step]


def _diagram(arrows: Iterable[tuple[str, str, str]]) -> str:
    lines = [f"    {source} --> {target} : {name}" for source, target, name in arrows]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def _after(act: Act) -> str:
    given: Mapping[Act, Standing] = GIVES
    return f"{NAMES[given[act]].zh} `{given[act].value}`" if act in given else ""


def _text(label: str | Promise) -> str:
    return str(label)
