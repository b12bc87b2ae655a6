"""Every act and every reading of a person, in an append-only chain (FACTS §10.4).

    record(request, "person.read", subject="person:1042", purpose="核实死亡")        within the caller's transaction
    record(request, "people.listed", count=50, region="511102")                      one entry for a list, not one a row

An entry names people by the numbers of our own tables, never by name, citizen number, phone or account; what somebody
searched for is not said, only by what kind of thing. chain.py says what is digested, verification.py finds where it
was touched, guards.py are the triggers that refuse to change or delete, heads.py what is kept in the home against a
cut end.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casework.audit.recording import Actor


def record(by: "Actor", act: str, subject: str = "", purpose: str = "", **details: Any) -> None:
    """Append an entry; see `casework.audit.recording`, which needs Django to be set up."""
    from casework.audit.recording import append  # noqa: PLC0415 - an app's package is imported before its models can be

    append(by, act, subject, purpose, details)
