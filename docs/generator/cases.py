"""docs/reference/cases.md: which act takes a case from which level of office to which, and who may."""

from collections.abc import Iterator

from casework.accounts.roles import Role
from casework.cases.transitions import RECALLED, TRANSITIONS, WORKERS, CaseAct, Level, arrows
from generator import markdown as md

INTRODUCTION = """A case is at one office at a time. Whoever it was sent to receives it first; then the acts below may
be done there. Each is recorded with who did it, when, and why. The table in `casework/cases/transitions.py` decides,
the pages show the same, and this page is drawn from it."""
ACTS = {
    CaseAct.SEND_DOWN: ("下派", "send down"),
    CaseAct.RECEIVE: ("签收", "receive"),
    CaseAct.REPORT_UP: ("上报", "report up"),
    CaseAct.GIVE_BACK: ("退回", "give back"),
    CaseAct.ESCALATE: ("提级", "escalate"),
    CaseAct.ASSIGN: ("分派", "assign"),
    CaseAct.HAND_OVER: ("移交", "hand over"),
    CaseAct.STOP_CLOCK: ("中止计时", "stop the clock"),
    CaseAct.GO_ON: ("恢复计时", "let it go on"),
    CaseAct.PROPOSE: ("提出结论", "propose a finding"),
    CaseAct.CLOSE: ("结案", "close"),
}
LEVELS = {
    Level.CITY: ("市级", "city"),
    Level.AGENCY: ("经办机构", "agency"),
    Level.TOWN: ("镇街", "town"),
    Level.VILLAGE: ("村社", "village"),
    Level.EMPLOYER: ("参保单位", "employer"),
}
DRAWN = (CaseAct.SEND_DOWN, CaseAct.REPORT_UP, CaseAct.ESCALATE)
"""What the diagram shows; a case is given back to wherever it came from, and the other acts leave it where it is."""
FACTS = """## From a fact to a closed case

```mermaid
flowchart LR
    run["run<br>运行"] -->|asks 提出事项| matter["open<br>待办"]
    matter -->|cause falls 原因消除| fallen["fallen<br>原因已消除"]
    matter -->|finding proposed 提出结论| proposed["under review<br>待复核"]
    proposed -->|returned, withdrawn 退回、撤回| matter
    proposed -->|not determinable, no pension 无法认定且非养老| up["a level up, still open<br>提级，仍待核实"]
    proposed -->|approved by a second person 另一人复核通过| settled["settled<br>已办结"]
    settled -->|payment changes 影响发放| decision["decision due<br>待作决定"]
    settled -->|nothing else is open 全部办结| closed["closed<br>结案"]
    decision -->|decided 作出决定| closed
    fallen -->|nothing else is open| closed
    settled -->|delivered 送入| run
```"""


def page() -> str:
    """The page."""
    return md.page("核查 · Cases", INTRODUCTION, _diagram(), FACTS, "## Who may do what, where", _table(), _recalled())


def _diagram() -> str:
    lines = [f'    {level}["{zh}<br>{en}"]' for level, (zh, en) in LEVELS.items()]
    lines += [f"    {way}" for way in _ways()]
    return "\n".join(["```mermaid", "flowchart TB", *lines, "```"])


def _ways() -> Iterator[str]:
    """One arrow from a level to another, with all acts that lead that way."""
    by_way: dict[tuple[Level, Level], list[CaseAct]] = {}
    for arrow in arrows():
        if arrow.act in DRAWN:
            by_way.setdefault((arrow.source, arrow.target), []).append(arrow.act)
    for (source, target), acts in by_way.items():
        yield f"{source} -->|{'、'.join(ACTS[act][0] for act in acts)}| {target}"


def _table() -> str:
    head = ["操作 act", *(md.both(zh, en) for zh, en in LEVELS.values())]
    return md.table([cell.replace("\n", " ") for cell in head], (_row(act) for act in CaseAct))


def _row(act: CaseAct) -> list[str]:
    return [md.both(*ACTS[act]), *(_cell(act, level) for level in LEVELS)]


def _cell(act: CaseAct, level: Level) -> str:
    """The levels to which the act leads from here; `here` where it leaves the case; empty where it may not be done."""
    targets = TRANSITIONS[act].get(level)
    if targets is None:
        return ""
    if targets == {level}:
        return "here"
    if act is CaseAct.GIVE_BACK:
        return "where it came from"
    return ", ".join(str(target) for target in LEVELS if target in targets)


def _recalled() -> str:
    workers = md.bullets(
        f"{LEVELS[level][0]} {LEVELS[level][1]}: {md.code(role.value for role in Role if role in WORKERS[level])}"
        for level in LEVELS
    )
    acts = md.code(act.value for act in CaseAct if act in RECALLED)
    also = f"The handlers of the benefit's agency may also, while another office has the case: {acts}."
    return "\n\n".join(["Who works on cases at each level:", workers, also])
