"""What a consumer has not acknowledged is offered again, the same to the byte; an acknowledgement of else is refused."""

import csv
import datetime as dt
import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from homes import BORDER, CASEWORK, DEATHS, LI, PEOPLE, SUN, ZHANG, House, opened_house, reopened, unsealed, who
from zige.errors import RequestRefused
from zige.exchange.catalogue import load_catalogue
from zige.exchange.manifest import Entry, check_files, digest_of, read_manifest
from zige.receiving.retention import expired, expired_runs, purge
from zige.running.acknowledging import acknowledge
from zige.running.exporting import EXPORTS
from zige.running.offering import MANIFEST, Offered, offer
from zige.running.outbox import State, lost_with, states
from zige.store.outbox import Offer

CONSUMERS = """
[consumers.finance]
export = "payments"
[consumers."市中区"]
export = "cases"
region = "511102"
"""


def house_with(folder: Path, consumers: str = CONSUMERS) -> House:
    """A home after its first run, and those who get something of it."""
    house = opened_house(folder)
    house.run("2026-01")
    with (house.home.path / "zige.toml").open("a", encoding="utf-8") as file:
        file.write(consumers)
    return reopened(house)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return house_with(tmp_path)


def offered(house: House, out: str, day: str = "2026-02-01", to: str = "finance") -> Offered:
    return offer(house.home, to, house.files / out, dt.date.fromisoformat(day))


def ids(told: Offered) -> list[str]:
    return [each.id for each in told.offers]


def received(house: House, out: str) -> list[Entry]:
    """What a consumer reads in the folder they were given, each file looked at."""
    manifest = house.files / out / MANIFEST
    entries = read_manifest(manifest)
    check_files(manifest, entries, list((house.files / out).iterdir()))
    return entries


def acknowledged(house: House, entries: list[Entry], day: str = "2026-02-03") -> list[Offer]:
    return acknowledge(house.home, entries, dt.date.fromisoformat(day), "clerk")


def standing(house: House) -> dict[str, str]:
    return {each.id: str(state) for each, state in states(house.home)}


def changed(house: House) -> None:
    """Somebody is reported dead, so that the month comes out otherwise when it is run again."""
    house.deliver("死亡.csv", "2026-02-03", DEATHS, f"{who(ZHANG)},2026-01-20,2026-01-25")


def verified_dead(house: House) -> None:
    """Somebody is recorded as dead before the month, so that what is to be paid for it is another."""
    house.deliver("经办核实与认证.csv", "2026-02-03", CASEWORK, f"{who(ZHANG)},死亡,2025-12-20,,,已核实,死亡证明")


def paid_otherwise(house: House) -> None:
    house.deliver(
        "待遇名册_202601.csv",
        "2026-02-04",
        "证件号码,待遇编号,险种,首次领取年月,月待遇金额,发放状态,经办机构区划",
        *(
            f"{each.number},{each.benefit},{each.kind},2015-01,3100.00,{each.standing},{each.region[:6]}"
            for each in PEOPLE
        ),
    )


def test_an_offer_is_a_file_with_its_line_in_a_manifest(house: House) -> None:
    told = offered(house, "out")
    path = house.files / "out" / "finance-0001-payments-2026-01.csv"
    assert sorted(each.name for each in (house.files / "out").iterdir()) == sorted([path.name, MANIFEST])
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["证件号码"] for row in csv.DictReader(file)] == [each.number for each in PEOPLE]
    assert received(house, "out") == [
        Entry(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), len(PEOPLE), None)
    ]
    assert told.offers[0].sm3 == digest_of(path, "SM3")


def test_what_is_not_acknowledged_is_offered_again_to_the_byte(house: House) -> None:
    first = offered(house, "one", "2026-02-01")
    again = offered(house, "two", "2026-02-09")
    assert ids(again) == ids(first) == ["finance-0001"]
    assert again.offers[0].offered == ("2026-02-01", "2026-02-09")
    (name,) = (each.name for each in (house.files / "one").glob("finance*"))
    assert (house.files / "one" / name).read_bytes() == (house.files / "two" / name).read_bytes()


def test_what_is_acknowledged_is_not_offered_again(house: House) -> None:
    offered(house, "one")
    (done,) = acknowledged(house, received(house, "one"))
    assert (done.acknowledged, done.by) == ("2026-02-03", "clerk")
    assert standing(house) == {"finance-0001": "acknowledged"}
    assert offered(house, "two") == Offered([], {}, [])
    assert not (house.files / "two").exists()


def test_a_new_month_comes_beside_what_is_open(house: House) -> None:
    offered(house, "one")
    house.run("2026-02")
    told = offered(house, "two", "2026-03-01")
    assert [(each.id, each.month) for each in told.offers] == [("finance-0001", "2026-01"), ("finance-0002", "2026-02")]
    acknowledged(house, received(house, "two")[1:])
    assert ids(offered(house, "three")) == ["finance-0001"]


def test_acknowledging_twice_changes_nothing(house: House) -> None:
    offered(house, "one")
    entries = received(house, "one")
    acknowledged(house, entries, "2026-02-03")
    before = house.content()
    (again,) = acknowledged(house, [*entries, *entries], "2026-02-08")
    assert again.acknowledged == "2026-02-03"
    assert house.content() == before


@pytest.mark.parametrize("digest", ["sha256", "sm3"])
@pytest.mark.parametrize("name", ["id", "file"])
def test_either_digest_and_either_name_will_do(house: House, digest: str, name: str) -> None:
    (each,) = offered(house, "one").offers
    acknowledged(house, [Entry(getattr(each, name), getattr(each, digest), each.rows, None)])
    assert standing(house) == {each.id: "acknowledged"}


@pytest.mark.parametrize(
    ("altered", "told"),
    [
        ({"digest": "0" * 64}, "another digest"),
        ({"rows": 7}, "says 7 rows, 6 were offered"),
        ({"digest": None}, "lacks its digest or rows"),
        ({"rows": None}, "lacks its digest or rows"),
        ({"file": "finance-0002"}, "'finance-0002' was never offered"),
    ],
)
def test_an_acknowledgement_of_something_else_is_refused_whole(
    house: House, altered: dict[str, object], told: str
) -> None:
    offered(house, "one")
    offered(house, "other", to="市中区")
    right, wrong = received(house, "other")[0], received(house, "one")[0]._replace(**altered)
    before = house.content()
    with pytest.raises(RequestRefused, match=told):
        acknowledged(house, [right, wrong])
    assert house.content() == before


def test_a_month_run_again_takes_the_place_of_what_is_open(house: House) -> None:
    """Nobody gets two answers for a month; the former one may still be acknowledged, since it has come."""
    offered(house, "one")
    verified_dead(house)
    house.run("2026-01")
    told = offered(house, "two")
    assert ids(told) == ["finance-0002"]
    assert told.replaced["finance-0002"].id == "finance-0001"
    assert standing(house) == {"finance-0001": "replaced", "finance-0002": "open"}
    acknowledged(house, received(house, "one"))
    assert standing(house) == {"finance-0001": "acknowledged", "finance-0002": "open"}
    assert ids(offered(house, "three")) == ["finance-0002"]


def test_a_month_run_again_after_it_was_acknowledged_is_new(house: House) -> None:
    offered(house, "one")
    acknowledged(house, received(house, "one"))
    verified_dead(house)
    house.run("2026-01")
    told = offered(house, "two")
    assert (ids(told), told.replaced) == (["finance-0002"], {})


@pytest.mark.parametrize("acknowledge_first", [True, False])
def test_a_month_run_again_with_the_same_outcome_is_the_same_offer(house: House, acknowledge_first: bool) -> None:
    offered(house, "one")
    if acknowledge_first:
        acknowledged(house, received(house, "one"))
    house.run("2026-01", full=True)
    assert ids(offered(house, "two")) == ([] if acknowledge_first else ["finance-0001"])


def test_a_roster_that_came_after_the_run_changes_nothing_of_it(house: House) -> None:
    """An export says what the run knew, so that an offer can be repeated; the next run takes the roster up."""
    before = EXPORTS["payments"](house.home, house.run("2026-01"))
    offered(house, "one")
    paid_otherwise(house)
    assert ids(offered(house, "two")) == ["finance-0001"]
    run = house.run("2026-01")
    assert not EXPORTS["payments"](house.home, run).equals(before)
    assert ids(offered(house, "three")) == ["finance-0002"]


def test_what_comes_out_otherwise_of_the_same_run_is_another_offer(house: House) -> None:
    (first,) = offered(house, "one").offers
    settings = house.home.path / "zige.toml"
    settings.write_text(
        settings.read_text("utf-8").replace('\nexport = "payments"', '\nexport = "monitoring"'), "utf-8"
    )
    told = offered(reopened(house), "two")
    assert ids(told) == ["finance-0002"]
    assert told.replaced["finance-0002"].run == told.offers[0].run == first.run


def test_a_region_gets_its_own_rows_and_no_others(tmp_path: Path) -> None:
    places = {"payments": "511102", "certified": "511102001", "cases": "511123"}
    consumers = "".join(
        f'[consumers.{each}]\nexport = "{each}"\nregion = "{region}"\n' for each, region in places.items()
    )
    house = house_with(tmp_path, consumers)
    house.deliver(
        "出入境.csv",
        "2026-02-03",
        BORDER,
        CASEWORK,
        *(f"R{at},新增,{who(each)},2026-01-09,出境" for at, each in enumerate((LI, SUN))),
    )
    changed(house)
    house.run("2026-02")
    held = {}
    for each in places:
        offered(house, each, to=each)
        (path,) = (house.files / each).glob(f"{each}*")
        with path.open(encoding="utf-8-sig", newline="") as file:
            held[each] = {row["姓名"] for row in csv.DictReader(file)}
    everyone = {each.name for each in PEOPLE}
    assert held["payments"] == {each.name for each in PEOPLE if each.region.startswith("511102")} != everyone
    assert held["certified"] == {SUN.name}
    assert held["cases"] <= {LI.name}


def test_lists_are_workbooks_of_the_region_in_a_zip(tmp_path: Path) -> None:
    consumers = "".join(
        f'[consumers.{name}]\nexport = "lists"\nregion = "{region}"\n'
        for name, region in (("county", "511102"), ("town", "511102001"))
    )
    house = house_with(tmp_path, consumers)
    changed(house)
    house.run("2026-02")
    held = {}
    for name in ("county", "town"):
        (each,) = offered(house, name, to=name).offers
        with zipfile.ZipFile(house.files / name / each.file) as archive:
            held[name] = archive.namelist()
        assert each.rows > 0
        again = offered(house, f"{name} again", to=name)
        assert again.offers == [replace(each, offered=("2026-02-01",))]
    assert held == {
        "county": ["county/511102.xlsx", "town/511102001.xlsx", "village/511102001001.xlsx"],
        "town": ["town/511102001.xlsx", "village/511102001001.xlsx"],
    }


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("export", ["payments", "certified", "cases", "monitoring"])
def test_every_export_is_the_same_bytes_each_time(tmp_path: Path, export: str, form: str) -> None:
    house = house_with(tmp_path, f'[consumers.a]\nexport = "{export}"\nformat = "{form}"\n')
    digests = {offered(house, out, to="a").offers[0].sha256 for out in ("one", "two")}
    assert len(digests) == 1


def test_a_consumer_gets_the_months_from_the_one_that_is_set(tmp_path: Path) -> None:
    house = house_with(
        tmp_path, '[consumers.a]\nexport = "payments"\nsince = "2026-01"\n[consumers.b]\nexport = "payments"\n'
    )
    house.run("2026-02")
    assert [each.month for each in offered(house, "a", to="a").offers] == ["2026-01", "2026-02"]
    assert [each.month for each in offered(house, "b", to="b").offers] == ["2026-02"]


def test_a_month_before_the_one_that_is_set_is_offered_no_more(house: House) -> None:
    offered(house, "one")
    house.run("2026-02")
    settings = house.home.path / "zige.toml"
    settings.write_text(
        settings.read_text("utf-8").replace('\nexport = "payments"', '\nexport = "payments"\nsince = "2026-02"'),
        "utf-8",
    )
    later = reopened(house)
    assert standing(later) == {"finance-0001": "ended"}
    assert [each.month for each in offered(later, "two").offers] == ["2026-02"]


def test_purged_lists_are_told_before_and_named_after(house: House) -> None:
    """Payments are made of what stays; cases are made of lists, which do not."""
    for to in ("finance", "市中区"):
        offered(house, f"{to} one", to=to)
    day = dt.date(2028, 3, 1)
    runs = expired_runs(house.home, day)
    assert [each.id for each in lost_with(house.home, runs)] == ["市中区-0001"]
    purge(house.home, expired(house.home, load_catalogue(), day), runs)
    assert standing(house) == {"finance-0001": "open", "市中区-0001": "ended"}
    assert ids(offered(house, "finance two")) == ["finance-0001"]
    assert offered(house, "two", to="市中区") == Offered([], {}, ["2026-01"])
    acknowledged(house, received(house, "市中区 one"))
    assert standing(house)["市中区-0001"] == State.ACKNOWLEDGED
    assert offered(house, "three", to="市中区").gone == []


def test_the_outbox_names_nobody(house: House) -> None:
    for to in ("finance", "市中区"):
        offered(house, to, to=to)
    words = {word for each in PEOPLE for word in (each.name, each.number, each.benefit)}
    told = [text for place, text in unsealed(house.home) if place.startswith("store/outbox")]
    assert len(told) == 4
    assert {word for word in words for text in told if word in text} == set()


@pytest.mark.parametrize(
    ("to", "out", "told"),
    [
        ("finanse", "one", "did you mean 'finance'"),
        ("finance", "none/one", "does not exist yet"),
        ("finance", ".", "does not exist yet"),
    ],
)
def test_what_cannot_be_offered_is_refused(house: House, to: str, out: str, told: str) -> None:
    before = house.content()
    with pytest.raises(RequestRefused, match=told):
        offered(house, out, to=to)
    assert house.content() == before


def test_a_home_without_consumers_says_where_to_name_them(tmp_path: Path) -> None:
    with pytest.raises(RequestRefused, match="names no consumer yet"):
        offered(opened_house(tmp_path), "one")


def test_before_the_first_run_there_is_nothing_to_offer(tmp_path: Path) -> None:
    house = opened_house(tmp_path)
    with (house.home.path / "zige.toml").open("a", encoding="utf-8") as file:
        file.write(CONSUMERS)
    assert offered(reopened(house), "one") == Offered([], {}, [])
