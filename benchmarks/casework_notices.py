"""What it costs to issue notices in one job: numbered, set as PDF/A, sealed, written, with their messages.

    python -m benchmarks.casework_notices [--notices 10000] [--kind suspend_overdue] [--strip]
                                          [--database postgresql://…] [--data DIR]

The database must be an empty one. Makes a home, an office and that many people with a benefit each, then issues a notice
to each of them, as after a group of decisions; with `--strip` each has its month strip drawn. Seconds are of the wall;
memory is that of the process at its highest, as the operating system counted it.
"""

import argparse
import os
import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.casework_measuring import prepare

OFFICE = "511102"


def main() -> None:
    options = read_options()
    with TemporaryDirectory(dir=options.data) as folder:
        prepare(Path(folder) / "home", options.database)
        measure(options)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notices", type=int, default=10_000)
    parser.add_argument("--kind", default="suspend_overdue")
    parser.add_argument("--strip", action="store_true")
    parser.add_argument("--database", default="")
    parser.add_argument("--data", type=Path, default=None)
    return parser.parse_args()


def measure(options: argparse.Namespace) -> None:
    from django.conf import settings

    from casework.accounts.database_scope import database_shows_all
    from casework.notices.issuing.issue import issue_all
    from casework.notices.models import Message, Notice

    with database_shows_all():
        drafts = made_drafts(options)
    began, worked = time.perf_counter(), time.process_time()
    issued = issue_all(drafts)
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    size = sum(file.stat().st_size for file in (settings.HOME.path / "files").rglob("*") if file.is_file())
    print(f"{issued:,} notices in {seconds:.1f} s, of a processor {worked:.1f} s, peak {peak:.2f} GiB")
    with database_shows_all():
        print(f"{Notice.objects.values('digest').distinct().count()} files, {size / issued / 1024:.0f} KiB a notice")
        print(f"{Message.objects.count():,} messages; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")


def made_drafts(options: argparse.Namespace) -> list[object]:
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
        for at in range(options.notices)
    ]
    Person.objects.bulk_create(people, batch_size=2000)
    benefits = [
        Benefit(benefit_id=f"B{at:07d}", person=one, kind="pension.enterprise", office=OFFICE, listed=True)
        for at, one in enumerate(people)
    ]
    Benefit.objects.bulk_create(benefits, batch_size=2000)
    kind = Kind(options.kind)
    own = {"kind", "number", "code", "issued", "name", "id_number", "contact", "benefit_kind", "benefit_id"}
    says = {name: getattr(sample(kind), name) for name in type(sample(kind)).model_fields if name not in own}
    if not options.strip:
        says["strip"] = None
    return [Draft(kind, one, benefit, told=says) for one, benefit in zip(people, benefits, strict=True)]


def named(at: int) -> str:
    """A name of its own, so that nothing set for one can be used for another."""
    surnames, given = "王李张刘陈杨黄赵周吴", "桂芳国强玉珍建华小妹秀英淑兰志明素清德贵春梅光荣永福"
    return surnames[at % 10] + given[at // 10 % len(given)] + given[at // 300 % len(given)]


if __name__ == "__main__":
    main()
