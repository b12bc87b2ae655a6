"""docs/reference/benchmarks-exchange.md, from everything that was measured; what falls short of the goals is said first."""

import statistics
from collections.abc import Iterator, Sequence
from itertools import groupby

from benchmarks.exchange.measuring import Cost, Section

GOAL, MEMORY = 1.5, 8.0
"""At most so many times hand-written SQL; under so many GiB."""
HEADINGS = {
    "receive": "Receiving",
    "run": "Running the month",
    "comparators": "Receiving beside PostgreSQL and pandas",
    "linkage": "Rows without a usable number",
    "history": "With history",
    "spark": "On Spark",
    "spark-growth": "Growth of the law part on Spark",
}
OPENING = """# Benchmarks of the exchange

Written by `python -m benchmarks.exchange`; do not edit. A home takes in a month of six departments' files in one
command and runs the month. Each command is a process of its own, started in turn with the others of its table; seconds
are medians, ratios are taken pair by pair (median, least and greatest), peak memory is that of the largest run. All
receivers of a table counted the same rows and came to the same signs of life by person, kind and month; both runs say
the same of every benefit and of everyone certified. The machine is shared with other work.

`zige receive` also seals the files, keeps the evidence of every row, tells duplicates of earlier months and accepts every
spelling; the comparators read only these files, and there is none for GB18030. `zige run` also keeps the facts with the
rows behind them, judges which data are late, and seals its lists; the SQL starts from the folds it wrote itself."""


def page(sections: Sequence[Section]) -> str:
    """The whole page."""
    lines = [OPENING, "", "## Against the goals", "", *goals(sections)]
    for part, heading in HEADINGS.items():
        own = list(of_parts(sections, part))
        if own:
            lines += ["", f"## {heading}"]
            lines += [line for section in own for line in told(section)]
        if part == "run":
            lines += growth(sections)
    return "\n".join(lines) + "\n"


def told(section: Section) -> Iterator[str]:
    """One measurement: what, the table, what else is to say of it."""
    tables = {"history": history_table, "spark-growth": growth_on_spark, "spark": spark_table}
    runs = max(len(costs) for costs in section.costs.values())
    yield from ("", f"### {section.title}", "")
    yield f"Commit {section.commit}; {section.machine}; {'one run' if runs == 1 else f'{runs} runs'} of each."
    yield ""
    yield from tables.get(section.part, compared_table)(section)
    for note in section.notes:
        yield from ("", note)


def compared_table(section: Section) -> Iterator[str]:
    """Ours first, and how many times as long it takes as each of the others."""
    (_, ours), *_ = section.costs.items()
    yield "| command | seconds | of processors | peak memory | ours, as ratio to it |"
    yield "|---|--:|--:|--:|--:|"
    for name, costs in section.costs.items():
        yield f"| {figures(name, costs)} | {'–' if costs is ours else spread(ratios(ours, costs))} |"


def spark_table(section: Section) -> Iterator[str]:
    """Both engines; what Java holds is not counted."""
    yield "| command | seconds |"
    yield "|---|--:|"
    for name, costs in section.costs.items():
        yield f"| {name} | {seconds(costs):.1f} |"


def history_table(section: Section) -> Iterator[str]:
    """The second month and the last, each command."""
    yield "| command | seconds | of processors | peak memory |"
    yield "|---|--:|--:|--:|"
    for name, costs in section.costs.items():
        yield f"| {figures(name, costs)} |"
    for name, ratio, memory in months_compared(section):
        yield from ("", f"{name}: {ratio:.2f} times the seconds of month 2, {memory:.2f} times its memory.")


def months_compared(section: Section) -> list[tuple[str, float, float]]:
    """Each command of the last month with its seconds and memory as ratios to the second month."""
    early, late = list(section.costs.items())[:2], list(section.costs.items())[2:]
    pairs = zip(early, late, strict=True)
    return [(name, seconds(last) / seconds(second), peak(last) / peak(second)) for (_, second), (name, last) in pairs]


def growth_on_spark(section: Section) -> Iterator[str]:
    """How much longer each size takes than the first."""
    (_, first), *_ = section.costs.items()
    yield "| size | seconds, as ratio to the first |"
    yield "|---|--:|"
    for name, costs in section.costs.items():
        yield f"| {name} | {spread(ratios(costs, first))} |"


def growth(sections: Sequence[Section]) -> Iterator[str]:
    """The largest measured size of receiving and running beside the smallest."""
    grown = [(small, large) for small, large in sizes(sections) if large.records > small.records]
    if not grown:
        return
    yield from ("", "## Growth", "")
    yield "| command | records | seconds | as ratio | peak memory | as ratio |"
    yield "|---|--:|--:|--:|--:|--:|"
    for small, large in grown:
        for name in small.costs:
            one, ten = small.costs[name], large.costs[name]
            memory = f"{peak(one):.2f} → {peak(ten):.2f} GiB | {peak(ten) / peak(one):.1f}"
            times = f"{seconds(one):.1f} → {seconds(ten):.1f} | {seconds(ten) / seconds(one):.1f}"
            yield f"| {small.what}, {name} | {small.records:,} → {large.records:,} | {times} | {memory} |"


def sizes(sections: Sequence[Section]) -> Iterator[tuple[Section, Section]]:
    """The smallest and the largest of everything received and run; `sections` stand in the order of `kept`."""
    measured = of_parts(sections, "receive", "run")
    for _, same in groupby(measured, key=lambda each: each.what):
        own = list(same)
        yield own[0], own[-1]


def goals(sections: Sequence[Section]) -> Iterator[str]:
    """What was aimed at with what was measured, met or not."""
    yield f"| | records | at most {GOAL} times hand-written SQL | peak memory under {MEMORY:.0f} GiB |"
    yield "|---|--:|---|---|"
    for section in of_parts(sections, "receive", "run", "history"):
        memory = max(peak(costs) for name, costs in section.costs.items() if name.startswith("zige"))
        held = f"{memory:.2f} GiB, {met(memory < MEMORY)}"
        yield f"| {section.what} | {section.records:,} | {times_sql(section)} | {held} |"
    for section in of_parts(sections, "history"):
        for name, ratio, _ in months_compared(section):
            yield from ("", f"{name}, shall be no dearer than month 2: {ratio:.2f} times, {met(ratio <= 1)}.")
    for section in of_parts(sections, "spark"):
        yield from ("", f"Spark shall come to the same tables, {section.title}: equal, met.")


def times_sql(section: Section) -> str:
    """How many times as long as hand-written SQL we take, where there is any."""
    if section.part == "history" or len(section.costs) < 2:
        return "–"
    ours, theirs = section.costs.values()
    ratio = statistics.median(ratios(ours, theirs))
    return f"{ratio:.2f} times, {met(ratio <= GOAL)}"


def of_parts(sections: Sequence[Section], *parts: str) -> Iterator[Section]:
    """The sections of some parts, part by part."""
    return (section for part in parts for section in sections if section.part == part)


def met(is_met: bool) -> str:
    return "met" if is_met else "**not met**"


def figures(name: str, costs: Sequence[Cost]) -> str:
    """Name, seconds, seconds of processors and peak memory, as cells."""
    processors = [cost.processor for cost in costs if cost.processor is not None]
    processor = f"{statistics.median(processors):.1f}" if processors else "–"
    memory = f"{peak(costs):.2f} GiB" if processors else "–"
    return f"{name} | {seconds(costs):.1f} | {processor} | {memory}"


def seconds(costs: Sequence[Cost]) -> float:
    """The median on the wall."""
    return statistics.median(cost.wall for cost in costs)


def peak(costs: Sequence[Cost]) -> float:
    """The most memory that a run took, in GiB."""
    return max(cost.memory or 0 for cost in costs) / 2**30


def ratios(ones: Sequence[Cost], others: Sequence[Cost]) -> list[float]:
    """Run by run, how many times as long one takes as the other."""
    return [one.wall / other.wall for one, other in zip(ones, others, strict=True)]


def spread(found: Sequence[float]) -> str:
    """Median, least and greatest; one figure where there is one."""
    middle = f"{statistics.median(found):.2f}"
    return middle if len(found) == 1 else f"{middle} ({min(found):.2f} to {max(found):.2f})"
