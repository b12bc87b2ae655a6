"""The table of transitions is all that there is: every act that it does not have is refused with a sentence."""

import itertools

import pytest
from django.utils import translation
from reporting import DUE, OCTOBER, OVERDUE, TODAY

from casework.accounts.refusal import ActRefused
from casework.reports.calendar import DATASETS, due_on, is_late, is_over, may_be_reported, month_due
from casework.reports.situations import DUPLICATE, situations
from casework.reports.states import STANDS, TRANSITIONS, Act, Desk, Route, State, transition
from zige.exchange.catalogue import load_catalogue

EVERYTHING = list(itertools.product(Route, State, Act))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("route", "state", "act"), [one for one in EVERYTHING if one not in TRANSITIONS])
def test_what_is_not_in_the_table_is_refused_and_says_how_it_stands(
    route: Route, state: State, act: Act, language: str
) -> None:
    with translation.override(language), pytest.raises(ActRefused) as refused:
        transition(route, state, act)
    with translation.override(language):
        assert str(STANDS[state]) in str(refused.value)
        assert str(act.label) in str(refused.value)


def test_the_table_has_what_is_meant() -> None:
    """Counted, so that a way that slips in is seen."""
    assert len(TRANSITIONS) == 6 * 3 + 4 + 2 + 2
    assert transition(Route.VILLAGE, State.SUBMITTED, Act.COUNTERSIGN) == (State.COUNTERSIGNED, Desk.TOWN)
    assert transition(Route.TOWN, State.SUBMITTED, Act.ACCEPT) == (State.ACCEPTED, Desk.HANDLER)
    assert (Route.VILLAGE, State.SUBMITTED, Act.ACCEPT) not in TRANSITIONS
    assert (Route.EMPLOYER, State.SUBMITTED, Act.COUNTERSIGN) not in TRANSITIONS


@pytest.mark.parametrize("route", Route)
def test_every_state_can_be_reached_and_left_but_the_last(route: Route) -> None:
    ways = {(state, way.to) for (of, state, _act), way in TRANSITIONS.items() if of == route and way.to != state}
    states = {State.OPEN} | {to for _, to in ways}
    assert states == set(State) - (set() if route is Route.VILLAGE else {State.COUNTERSIGNED})
    assert states - {state for state, _ in ways} == {State.MERGED}


@pytest.mark.parametrize("dataset", sorted(set(DATASETS.values())))
def test_situations_are_the_words_of_the_contract_and_each_has_papers(dataset: str) -> None:
    contract = load_catalogue()[dataset]
    assert set(situations(dataset)) == set(contract["situation"].words.values())
    assert all(one.papers for one in situations(dataset).values())
    assert (DUPLICATE in situations(dataset)) == contract.has("benefit_id")


def test_a_month_is_due_on_the_day_of_the_contract_and_late_the_day_after() -> None:
    assert month_due(TODAY) == OCTOBER
    assert due_on(OCTOBER, Route.VILLAGE) == DUE
    assert not is_late(OCTOBER, Route.VILLAGE, DUE)
    assert is_late(OCTOBER, Route.VILLAGE, OVERDUE)
    assert due_on(2026 * 12 + 11, Route.EMPLOYER).isoformat() == "2027-01-10"


def test_only_a_month_that_is_over_is_signed_and_only_the_last_twelve_and_the_running_one_are_reported() -> None:
    assert is_over(OCTOBER, TODAY)
    assert not is_over(OCTOBER + 1, TODAY)
    assert may_be_reported(OCTOBER + 1, TODAY)
    assert not may_be_reported(OCTOBER + 2, TODAY)
    assert may_be_reported(OCTOBER - 11, TODAY)
    assert not may_be_reported(OCTOBER - 12, TODAY)
