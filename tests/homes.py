"""A home made by hand: a handful of people, and files as departments write them, for every test that needs a home."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from identity.people import number
from zige.exchange.catalogue import load_catalogue
from zige.law.months import parse_month
from zige.receiving.conductor import receive
from zige.receiving.newcomers import catch_up
from zige.receiving.receipts import Receipt
from zige.receiving.requests import Request
from zige.running.conductor import RunRequest, run
from zige.store.home import Home, make_home, open_home
from zige.store.runs import DETERMINATIONS, Run


@dataclass(frozen=True)
class Person:
    """Someone of the roster. `benefit` is what most tests ask about."""

    name: str
    number: str
    benefit: str
    kind: str = "企业职工养老"
    certified: str = "2025-11-10"
    standing: str = "续发"
    region: str = "511102001001"


ZHANG = Person("张桂芳", number("511102", "19500305", 1), "B001")
LI = Person("李国强", number("511123", "19480712", 3), "B002", "城乡居民养老", "2025-03-04", region="511123100002")
MAHAI = Person("马海阿木", number("511133", "19511009", 5), "B003", region="511133201003")
SUN = Person("孙玉珍", number("511102", "19441120", 2), "B004", "机关事业养老", "")
PAUSED = Person("周建华", number("511102", "19460101", 7), "B005", standing="暂停", certified="2024-06-01")
STOPPED = Person("吴小妹", number("511102", "19430202", 4), "B006", standing="停止", certified="2024-06-01")
PEOPLE = (ZHANG, LI, MAHAI, SUN, PAUSED, STOPPED)
NEWCOMER = Person("郑新来", number("511102", "19600606", 9), "B007")
STRANGER = Person("钱过客", number("511102", "19700707", 8), "")
EVERYONE = (*PEOPLE, NEWCOMER, STRANGER)

PERSONS = "证件号码,姓名,出生日期,性别,居住地区划,居住类型,手机号,行动能力"
BENEFITS = "证件号码,待遇编号,险种,首次领取年月,月待遇金额,发放状态,经办机构区划,上次认证日期"
DEATHS = "证件号码,姓名,死亡日期,注销日期"
BORDER = "记录编号,记录状态,证件号码,姓名,出入境日期,方向"
CUSTODY = "记录编号,记录状态,证件号码,姓名,入所日期,出所日期,出所原因"
VISITS = "证件号码,姓名,服务日期,类型,方式"
CASEWORK = "证件号码,姓名,类型,起,止,结果,状态,依据"
PAYMENTS = "待遇编号,年月,金额"
OPENING = "2026-01"


@dataclass
class House:
    """A home, and the folder in which the departments' files lie."""

    home: Home
    files: Path

    def write(self, name: str, header: str, *rows: str) -> Path:
        """A text file as a department writes it."""
        path = self.files / name
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    def take(self, path: Path, day: str, **said: Any) -> Receipt:
        """The one receipt of a file, received on a day."""
        told = {"dataset": None, "month": None} | said
        ((receipt,),) = receive(self.home, [(path, Request(received=dt.date.fromisoformat(day), **told))])
        return receipt

    def deliver(self, name: str, day: str, header: str, *rows: str, **said: Any) -> Receipt:
        """Write a file and receive it."""
        return self.take(self.write(name, header, *rows), day, **said)

    def rosters(self, month: str, day: str, *people: Person) -> list[Receipt]:
        """Both rosters of a month."""
        persons, benefits = [person_row(each) for each in people], [benefit_row(each) for each in people]
        return [
            self.deliver(f"领取人员名册_{month}.csv", day, PERSONS, *persons),
            self.deliver(f"待遇名册_{month}.csv", day, BENEFITS, *benefits),
        ]

    def run(self, month: str, backend: str = "polars", **said: Any) -> Run:
        """A run of a month."""
        return run(self.home, RunRequest(parse_month(month), backend, **said))

    def content(self) -> dict[str, bytes]:
        """Every file of the home but its lock, by its place."""
        return {
            str(path.relative_to(self.home.path)): path.read_bytes()
            for path in sorted(self.home.path.rglob("*"))
            if path.is_file() and path.name != "lock"
        }


def new_house(folder: Path, opening: str = "") -> House:
    """A new home without anything received."""
    (folder / "files").mkdir(parents=True)
    return House(make_home(folder / "home", "乐山市社会保险事务中心", "511100", opening), folder / "files")


def opened_house(folder: Path, opening: str = "") -> House:
    """A new home after the rosters of its opening month."""
    house = new_house(folder, opening)
    house.rosters(OPENING, "2026-01-05", *PEOPLE)
    catch_up(house.home, load_catalogue())
    return house


def reopened(house: House) -> House:
    """The same home, opened anew."""
    return House(open_home(house.home.path), house.files)


def person_row(person: Person) -> str:
    """A row of the roster of persons."""
    born = f"{person.number[6:10]}-{person.number[10:12]}-{person.number[12:14]}"
    sex = "男" if int(person.number[16]) % 2 else "女"
    return f"{person.number},{person.name},{born},{sex},{person.region},本地,13900000000,正常"


def benefit_row(person: Person) -> str:
    """A row of the roster of benefits."""
    office = person.region[:6]
    return (
        f"{person.number},{person.benefit},{person.kind},2015-01,3000.00,{person.standing},{office},{person.certified}"
    )


def who(person: Person) -> str:
    """The two values by which departments name a person."""
    return f"{person.number},{person.name}"


def of(run: Run, person: Person) -> dict[str, Any]:
    """The determination of a person's benefit."""
    (row,) = run.table(DETERMINATIONS).filter(pl.col("benefit_id") == person.benefit).to_dicts()
    return row


def attention(run: Run, person: Person) -> set[str]:
    """The attention codes of a person's benefit."""
    return set((of(run, person)["attention"] or "").split("|")) - {""}


def unsealed(home: Home) -> Iterator[tuple[str, str]]:
    """Everything that can be read in a home without a key: each file's place and its text, tables decoded."""
    for path in sorted(home.path.rglob("*")):
        if not path.is_file() or path.parent.name == "keys":
            continue
        place = str(path.relative_to(home.path))
        yield place, place
        yield place, path.read_bytes().decode("utf-8", "ignore")
        if path.suffix == ".parquet":
            yield place, pl.read_parquet(path).select(pl.all().cast(pl.String)).write_csv()


def strangers(count: int, day: str, start: int = 0) -> list[str]:
    """Border rows of people who hold no benefit."""
    numbers = (number("510100", "19610101", at) for at in range(start + 1, start + count + 1))
    return [f"S{day}{at},新增,{each},路人,{day},出境" for at, each in enumerate(numbers)]


def held_batch(house: House) -> str:
    """Two small deliveries and one that is much larger, with a sign of life of LI."""
    house.deliver("出入境_202602.csv", "2026-03-02", BORDER, *strangers(60, "2026-02-03"))
    house.deliver("出入境_202603.csv", "2026-04-02", BORDER, *strangers(60, "2026-03-03"))
    rows = [*strangers(300, "2026-04-03"), f"H1,新增,{who(LI)},2026-04-09,出境"]
    told = house.deliver("出入境_202604.csv", "2026-05-02", BORDER, *rows)
    assert told["status"] == "held"
    return str(told["batch"])
