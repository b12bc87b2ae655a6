"""docs/reference/monthly-reports.md: which ways a monthly report goes, drawn from the table that every act asks."""

from collections import defaultdict
from collections.abc import Iterator

from casework.reports.states import TRANSITIONS, Act, Desk, Route, State
from generator import markdown as md

INTRODUCTION = """Where a monthly report can be (Arts. 13, 14), which act leads on, and who does it. There is no other
way: whatever is not drawn here is refused with a sentence that says how the report stands.
[How the offices work with it](../how-to/monthly-reports.md)."""
TITLES = {
    Route.VILLAGE: "村社 · Villages",
    Route.TOWN: "镇街 · Towns",
    Route.EMPLOYER: "参保单位 · Employers",
}
DOERS = {
    Desk.OWN: "the office itself",
    Desk.TOWN: "its town",
    Desk.HANDLER: "county handler",
    Desk.REVIEWER: "county reviewer",
}


def page() -> str:
    """The page."""
    return md.page("月报状态 · States of a monthly report", INTRODUCTION, *_routes())


def _routes() -> Iterator[str]:
    """Routes that go the same way are drawn once."""
    alike: dict[str, list[Route]] = defaultdict(list)
    for route in Route:
        alike[_diagram(route)].append(route)
    for diagram, routes in alike.items():
        yield "## " + "; ".join(TITLES[route] for route in routes)
        yield diagram


def _diagram(route: Route) -> str:
    ways = [(state, act, way) for (of, state, act), way in TRANSITIONS.items() if of == route and act != Act.EDIT]
    arrows = [f"    {state.value} --> {way.to.value}: {_words(act)}<br>{DOERS[way.desk]}" for state, act, way in ways]
    start, end = f"    [*] --> {State.OPEN.value}", f"    {State.MERGED.value} --> [*]"
    return "\n".join(["```mermaid", "stateDiagram-v2", start, *arrows, end, "```"])


def _words(act: Act) -> str:
    return act.value.replace("_", " ")
