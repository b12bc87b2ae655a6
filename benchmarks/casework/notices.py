"""One job that issues notices: numbered, set as PDF/A, sealed, written, with their messages. A process of its own.

    python -m benchmarks.casework.notices --notices N [--database URL] [--data DIR] --out FILE

The database must be an empty one; an empty URL is the SQLite of the home. Makes an office and that many people with a
benefit each, then tells each of them of an overdue suspension, with the month strip, as after a group of decisions.
Seconds are of the wall and of the processors; memory is that of the process at its highest.
"""

import json
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.casework.measuring import peak, prepare, read_options

OFFICE = "511102"


def main() -> None:
    options = read_options(__doc__, "--notices")
    with TemporaryDirectory(dir=options.data) as folder:
        prepare(Path(folder) / "home", options.database)
        told = measure(options.notices)
    options.out.write_text(json.dumps(told), encoding="utf-8")


def measure(notices: int) -> dict[str, Any]:
    """Seconds, processor seconds, bytes of memory and of a notice; how many messages wait to be sent."""
    from django.conf import settings

    from casework.accounts.database_scope import database_shows_all
    from casework.notices.issuing.issue import issue_all
    from casework.notices.models import Message

    with database_shows_all():
        drafts = made_drafts(notices)
    began, worked = time.perf_counter(), os.times()
    issued = issue_all(drafts)
    seconds, now = time.perf_counter() - began, os.times()
    size = sum(file.stat().st_size for file in (settings.HOME.path / "files").rglob("*") if file.is_file())
    with database_shows_all():
        return {
            "notices": issued,
            "seconds": seconds,
            "processor": sum(now[:4]) - sum(worked[:4]),
            "peak": peak(),
            "size": size / issued,
            "messages": Message.objects.count(),
        }


def made_drafts(notices: int) -> list[object]:
    """Somebody with a benefit for each, all of one office, and what they are told."""
    from casework.accounts.models import Office, Region
    from casework.notices.issuing.drafts import Draft
    from casework.notices.kinds import Kind
    from casework.notices.models import Contact
    from casework.notices.samples import CONTACT, sample
    from casework.people.models import Benefit, Person
    from zige.store.keys import make_field_keys

    make_field_keys(Path(os.environ["ZIGE_HOME"]) / "keys")
    region = Region.objects.create(code=OFFICE, name="市中区", level=Region.Level.COUNTY)
    office = Office.objects.create(kind="agency", number=OFFICE, name="市中区社会保险经办机构", region=region)
    told = {name: getattr(CONTACT, name) for name in ("phone", "address", "hours", "reconsideration", "court")}
    Contact.objects.create(office=office, **told)
    people = [
        Person(number=at, name=named(at), region=f"{OFFICE}001001", id_number=f"51110219500101{at % 10_000:04d}")
        for at in range(notices)
    ]
    Person.objects.bulk_create(people, batch_size=2000)
    benefits = [
        Benefit(benefit_id=f"B{at:07d}", person=one, kind="pension.enterprise", office=OFFICE, listed=True)
        for at, one in enumerate(people)
    ]
    Benefit.objects.bulk_create(benefits, batch_size=2000)
    kind = Kind.SUSPEND_OVERDUE
    own = {"kind", "number", "code", "issued", "name", "id_number", "contact", "benefit_kind", "benefit_id"}
    says = {name: getattr(sample(kind), name) for name in type(sample(kind)).model_fields if name not in own}
    return [Draft(kind, one, benefit, told=says) for one, benefit in zip(people, benefits, strict=True)]


def named(at: int) -> str:
    """A name of its own, so that nothing set for one can be used for another."""
    surnames, given = "王李张刘陈杨黄赵周吴", "桂芳国强玉珍建华小妹秀英淑兰志明素清德贵春梅光荣永福"
    return surnames[at % 10] + given[at // 10 % len(given)] + given[at // 300 % len(given)]


if __name__ == "__main__":
    main()
