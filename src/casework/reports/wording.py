"""What states and situations are called and drawn like on pages."""

from typing import NamedTuple

from casework.reports.calendar import DATASETS, contract_of
from casework.reports.models import Report
from casework.reports.situations import situations
from casework.reports.states import State
from casework.ui.voice import page_voice

SIGNS = {
    State.OPEN: ("填", "dashed"),
    State.SUBMITTED: ("报", "square"),
    State.RETURNED: ("退", "filled"),
    State.COUNTERSIGNED: ("签", "square"),
    State.ACCEPTED: ("收", "ring"),
    State.MERGED: ("汇", "ring"),
}


class Badge(NamedTuple):
    """What `{% badge %}` is given."""

    text: str
    sign: str
    shape: str


def badge_of(state: str) -> Badge:
    """How a state is drawn."""
    sign, shape = SIGNS[State(state)]
    return Badge(str(State(state).label), sign, shape)


def situation_choices(dataset: str) -> list[tuple[str, str]]:
    """Every situation of a dataset with its name."""
    return [(code, page_voice().say(one.text)) for code, one in situations(dataset).items()]


def situation_text(report: Report, code: str) -> str:
    """What a situation is called."""
    return page_voice().say(situations(report.dataset)[code].text)


def situation_named(code: str) -> str | None:
    """What a code is called in whichever dataset has it; None for a code of none."""
    found = (of_dataset[code].text for of_dataset in map(situations, DATASETS.values()) if code in of_dataset)
    return next(map(page_voice().say, found), None)


def paper_named(code: str) -> str | None:
    """What a paper is called in whichever situation has it; None for a code of none."""
    every = (one.papers for dataset in DATASETS.values() for one in situations(dataset).values())
    return next((page_voice().say(papers[code]) for papers in every if code in papers), None)


def paper_choices(report: Report, code: str) -> list[tuple[str, str]]:
    """The papers that usually belong to a situation."""
    papers = situations(report.dataset)[code].papers
    return [(paper, page_voice().say(text)) for paper, text in papers.items()]


def dataset_name(dataset: str) -> str:
    """What a dataset is called in its contract."""
    return page_voice().say(contract_of(dataset).title)


def month_choices(months: range) -> list[tuple[int, str]]:
    """Months with their names, the latest first."""
    return [(month, page_voice().month(month)) for month in reversed(months)]
