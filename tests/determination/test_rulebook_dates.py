"""30 实施日期: a month is judged by the rulebook in force in it, and a changed value changes the outcome (LAW §9).

The second rulebook is the packaged one with other values; the oracle knows Leshan's alone, so that these tables stand
on their own.
"""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from casebook import Case, cases, each, found
from zige.law.lawbook import Lawbook, load_lawbook
from zige.law.reading import LESHAN

Book = dict[str, Any]
PACKAGED: Book = yaml.safe_load(LESHAN.read_text("utf-8"))


def ground(book: Book, code: str) -> Book:
    found: Book = next(each for each in book["grounds"] if each["code"] == code)
    return found


def rulebook(change: Callable[[Book], None], since: str = "2022-01", until: str | None = None) -> Book:
    """The packaged rulebook with other values, in force in other months."""
    book = copy.deepcopy(PACKAGED)
    book["in_force"] = {"from": since, "until": until}
    change(book)
    return book


def lawbook(*books: Book) -> Lawbook:
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.yaml" for number, _ in enumerate(books)]
        for path, book in zip(paths, books, strict=True):
            path.write_text(json.dumps(book), "utf-8")
        return load_lawbook(paths)


def unchanged(_: Book) -> None:
    pass


# --- one rulebook with another value ---------------------------------------------------------------------------------


def six_months(book: Book) -> None:
    book["cycle"]["months"] = 6


def later_start(book: Book) -> None:
    book["cycle"]["starts"] = "month_after_first_payment"


def one_month_window(book: Book) -> None:
    book["life_signs"]["window_months"] = 1


def three_months_window(book: Book) -> None:
    book["life_signs"]["window_months"] = 3


def no_common_source(book: Book) -> None:
    book["life_signs"]["same_source"] = {}


def bus_is_b(book: Book) -> None:
    book["life_signs"]["grades"]["C"].remove("life.bus")
    book["life_signs"]["grades"]["B"].append("life.bus")


def id_card_is_a(book: Book) -> None:
    book["life_signs"]["grades"]["B"].remove("life.id_card")
    book["life_signs"]["grades"]["A"].append("life.id_card")


def border_is_c(book: Book) -> None:
    book["life_signs"]["grades"]["A"].remove("life.border")
    book["life_signs"]["grades"]["C"].append("life.border")


def remind_five_months_ahead(book: Book) -> None:
    book["attention"]["remind_months_ahead"] = 5


def nothing_is_provisional(book: Book) -> None:
    book["settlement"] = {"provisional_facts": [], "provisional_grounds": []}


def prison_is_provisional(book: Book) -> None:
    book["settlement"]["provisional_facts"].append("imprisonment")


def missing_for_a_year(book: Book) -> None:
    ground(book, "missing")["facts"][0]["wait_months"] = 12


def of_age_at_twenty(book: Book) -> None:
    ground(book, "survivor_of_age")["computed"]["age"] = 20


def wanted_stops_at_once(book: Book) -> None:
    """Stops come before suspends, so the ground moves up."""
    wanted = ground(book, "wanted")
    wanted |= {"effect": "stop", "from": "same", "to": "for_good"}
    book["grounds"].remove(wanted)
    book["grounds"].insert(0, wanted)


SIX = cases(
    """
    what                           | facts                    | month   | grounds     | cycle_start | due_month | attention
    the due month                  |                          | 2026-06 |             | 2026-01     | 2026-06   | remind
    the first overdue month        |                          | 2026-07 | unconfirmed | 2026-01     | 2026-06   |
    certified                      | certification 2026-03-31 | 2026-07 |             | 2026-04     | 2026-09   | remind
    """,
    lawbook(rulebook(six_months)),
)
LATER_START = cases(
    """
    what                           | benefit                            | facts                    | month   | cycle_start | due_month
    the month after the first      | pension.land first:2025-08 cycle:  |                          | 2026-06 | 2025-09     | 2026-08
    unless certified               | pension.land first:2025-08 cycle:  | certification 2026-01-01 | 2026-06 | 2026-02     | 2027-01
    certified in the first month   | pension.land first:2026-06 cycle:  | certification 2026-06-01 | 2026-06 | 2026-07     | 2027-06
    go-live is not delayed         | pension.land                       |                          | 2026-06 | 2026-01     | 2026-12
    """,
    lawbook(rulebook(later_start)),
)
NEIGHBOURS = "life.id_card 2026-02-28 by:police ; life.rail_air 2026-03-01 by:rail"
APART = "life.id_card 2026-01-31 by:police ; life.rail_air 2026-03-01 by:rail"
ONE_MONTH = cases(
    f"""
    what                           | facts                                                             | last_certified
    neighbouring months            | {NEIGHBOURS}                                                      |
    one month                      | life.id_card 2026-03-31 by:police ; life.rail_air 2026-03-01 by:rail | 2026-03-31
    """,
    lawbook(rulebook(one_month_window)),
)
THREE_MONTHS = cases(
    f"""
    what                           | facts        | last_certified
    a month apart                  | {APART}      | 2026-03-01
    two months apart               | life.id_card 2025-12-31 by:police ; life.rail_air 2026-03-01 by:rail |
    """,
    lawbook(rulebook(three_months_window)),
)
SOURCES = cases(
    """
    what                           | facts                                                              | last_certified
    health and medical are two     | life.outpatient 2026-03-01 by:medical ; life.vaccination 2026-03-02 by:health | 2026-03-02
    """,
    lawbook(rulebook(no_common_source)),
)
GRADES = [
    *cases(
        """
        what                       | facts                                                              | last_certified
        bus and train              | life.bus 2026-03-01 by:bus ; life.rail_air 2026-03-02 by:rail      | 2026-03-02
        a bus alone                | life.bus 2026-03-01 by:bus                                         |
        """,
        lawbook(rulebook(bus_is_b)),
    ),
    *cases(
        """
        what                       | facts                                                              | last_certified
        an identity card is enough | life.id_card 2026-03-01                                            | 2026-03-01
        """,
        lawbook(rulebook(id_card_is_a)),
    ),
    *cases(
        """
        what                       | facts                                                              | last_certified | attention
        the border proves nothing  | life.border 2026-03-01                                             |                |
        and contradicts nothing    | death 2026-02-01 ; life.border 2026-03-01                          |                |
        """,
        lawbook(rulebook(border_is_c)),
    ),
]
REMIND = cases(
    """
    what                           | benefit                     | attention
    due in five months             | pension.land cycle:2025-12  | remind
    due in six months              | pension.land cycle:2026-01  |
    """,
    lawbook(rulebook(remind_five_months_ahead)),
)
PROVISIONAL = [
    *cases(
        """
        what                       | benefit                     | facts                   | paid                     | settlement
        wanted                     | pension.land                | wanted 2026-03-10       | 2026-04..2026-05=1000.00 | -2000.00
        unconfirmed                | pension.land cycle:2025-04  |                         | 2026-04..2026-05=1000.00 | -2000.00
        """,
        lawbook(rulebook(nothing_is_provisional)),
    ),
    *cases(
        """
        what                       | facts                                  | paid                     | settlement
        in prison                  | imprisonment 2026-03-10                | 2026-04..2026-05=1000.00 | 0.00
        out of prison              | imprisonment 2026-03-10..2026-04-10    | 2026-04..2026-05=1000.00 | -1000.00
        """,
        lawbook(rulebook(prison_is_provisional)),
    ),
]
GROUNDS = [
    *cases(
        """
        what                       | benefit                               | facts              | grounds
        missing for twelve months  | pension.land                          | missing 2025-06-01 |
        for more than twelve       | pension.land                          | missing 2025-05-31 | missing
        declared missing: no wait  | pension.land                          | declared_missing 2026-05-31 | missing
        """,
        lawbook(rulebook(missing_for_a_year)),
    ),
    *cases(
        """
        what                       | benefit                               | grounds
        eighteen                   | injury.survivor child born:2008-01-01 |
        twenty                     | injury.survivor child born:2006-05-31 | survivor_of_age
        """,
        lawbook(rulebook(of_age_at_twenty)),
    ),
    *cases(
        """
        what                       | facts                                    | standing | grounds
        wanted in this month       | wanted 2026-06-30                        | stop     | wanted
        wanted for good            | wanted 2026-01-30..2026-02-01            | stop     | wanted
        before a death             | wanted 2026-06-30 ; death 2026-01-01     | stop     | wanted death
        """,
        lawbook(rulebook(wanted_stops_at_once)),
    ),
]


@each(SIX + LATER_START)
def test_another_cycle(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(ONE_MONTH + THREE_MONTHS + SOURCES + GRADES)
def test_other_signs_of_life(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(REMIND + PROVISIONAL)
def test_other_attention_and_settlement(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(GROUNDS)
def test_other_grounds(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


# --- two rulebooks ---------------------------------------------------------------------------------------------------


def two(change: Callable[[Book], None], since: str = "2026-04", until: str = "2026-03") -> Lawbook:
    """The packaged rulebook through one month, then one with other values."""
    return lawbook(rulebook(change, since), rulebook(unchanged, until=until))


def wanted_begins_later(book: Book) -> None:
    ground(book, "wanted")["in_force"] = {"from": "2026-05", "until": None}


def without_detained(book: Book) -> None:
    """8.2.1.3 and 8.2.3.4 are still cited by `wanted`."""
    book["grounds"].remove(ground(book, "detained"))
    book["settlement"]["provisional_facts"].remove("detention")


def a_new_stop(book: Book) -> None:
    """A ground that the older rulebook does not know, read from a kind that it knows for another effect."""
    new = copy.deepcopy(ground(book, "other_stop"))
    new |= {"code": "detained_civil", "facts": [{"kind": "detention"}]}
    new["clauses"] = [{"clause": "other-law", "kinds": ["pension.civil"]}]
    book["grounds"].insert(1, new)


# A cycle from 2025-12: due in 2026-05 by six months, in 2026-11 by twelve.
SIX_SINCE_JULY = cases(
    """
    what                                       | benefit                    | facts                    | month   | grounds     | due_month | paid                     | settlement
    before July: twelve months                 | pension.civil cycle:2025-12 |                         | 2026-06 |             | 2026-11   |                          | 0.00
    July: six months, overdue at once          | pension.civil cycle:2025-12 |                         | 2026-07 | unconfirmed | 2026-05   |                          | 0.00
    June stays as the older rulebook judged it | pension.civil cycle:2025-12 |                         | 2026-09 | unconfirmed | 2026-05   | 2026-05..2026-06=1000.00 2026-08=0.00 | 0.00
    June unpaid is due                         | pension.civil cycle:2025-12 |                         | 2026-09 | unconfirmed | 2026-05   | 2026-05=1000.00 2026-08=0.00 | 1000.00
    certified in July, the first missed month  | pension.civil cycle:2025-12 | certification 2026-07-10 | 2026-07 |             | 2027-01   |                          | 0.00
    certified in August, the second            | pension.civil cycle:2025-12 | certification 2026-08-10 | 2026-08 | unconfirmed | 2027-02   |                          | 0.00
    """,
    two(six_months, "2026-07", "2026-06"),
)  # fmt: skip
LATER_GROUND = cases(
    """
    what                                       | benefit        | facts                             | month   | grounds | paid                     | overpaid_months
    by the older rulebook                      | pension.land   | wanted 2025-12-10                 | 2026-03 | wanted  |                          |
    not yet in force in the newer              | pension.land   | wanted 2025-12-10                 | 2026-04 |         |                          |
    in force in the newer                      | pension.land   | wanted 2025-12-10                 | 2026-05 | wanted  |                          |
    each month by its own                      | pension.land   | wanted 2025-12-10..2026-06-05     | 2026-06 | wanted  | 2026-01..2026-05=1000.00 | 2026-01 2026-02 2026-03 2026-05
    """,
    two(wanted_begins_later),
)  # fmt: skip
GROUND_GONE = cases(
    """
    what                                       | benefit        | facts                             | month   | grounds | paid                     | overpaid_months
    by the older rulebook                      | pension.land   | detention 2025-12-10..2026-06-05  | 2026-03 | detained |                         |
    gone                                       | pension.land   | detention 2025-12-10..2026-06-05  | 2026-06 |         | 2026-01..2026-05=1000.00 | 2026-01 2026-02 2026-03
    """,
    two(without_detained),
)  # fmt: skip
GROUND_NEW = cases(
    """
    what                                       | benefit        | facts                             | month   | standing | grounds        | paid                     | overpaid_months
    unknown to the older rulebook              | pension.civil  | detention 2025-12-10              | 2026-03 | continue |                |                          |
    new, and in its place                      | pension.civil  | detention 2025-12-10 ; other_stop 2026-04-30 | 2026-06 | stop | detained_civil other_stop | |
    from its first month on                    | pension.civil  | detention 2025-12-10..2026-06-05  | 2026-06 | stop     | detained_civil | 2026-01..2026-05=1000.00 | 2026-04 2026-05
    """,
    two(a_new_stop),
)  # fmt: skip
GRADE_CHANGED = cases(
    """
    what                                       | facts                                                          | last_certified
    a sign of March by the older rulebook      | life.id_card 2026-03-31                                        |
    a sign of April by the newer               | life.id_card 2026-04-01                                        | 2026-04-01
    two signs of March by the older            | life.id_card 2026-03-31 by:police ; life.rail_air 2026-03-01 by:rail | 2026-03-31
    """,
    two(id_card_is_a),
)
GRADE_LOST = cases(
    """
    what                                       | facts                                                          | last_certified
    the border in March by the older           | life.border 2026-03-31                                         | 2026-03-31
    the border in April by the newer           | life.border 2026-04-01                                         |
    """,
    two(border_is_c),
)
EARLIEST = cases(
    """
    what                                       | facts                     | month   | grounds
    before the earliest: by the earliest       | wanted 2019-12-10         | 2020-01 | wanted
    """,
    two(wanted_begins_later),
)


@each(SIX_SINCE_JULY)
def test_a_shorter_cycle_overdue_from_the_first_month_of_its_rulebook(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(LATER_GROUND + GROUND_GONE + GROUND_NEW + EARLIEST)
def test_a_month_is_judged_by_the_grounds_of_its_day(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(GRADE_CHANGED + GRADE_LOST)
def test_a_sign_is_graded_by_the_rulebook_of_its_month(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected
