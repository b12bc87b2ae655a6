"""2 事实版本: which version of a fact counts, what was known when, and which facts exist at all (LAW §2)."""

from casebook import Case, cases, each, found

COUNTING = cases("""
    what                                    | facts                                                                                                                     | grounds
    received last counts                    | wanted 2026-01-05 id:W v:1 received:2026-01-10 ; wanted 2026-01-05 id:W v:2 received:2026-02-01 refuted                   |
    received last, though numbered lower    | wanted 2026-01-05 id:W v:2 received:2026-01-10 ; wanted 2026-01-05 id:W v:1 received:2026-02-01 refuted                   |
    equal dates: the highest number         | wanted 2026-01-05 id:W v:1 received:2026-01-10 ; wanted 2026-01-05 id:W v:2 received:2026-01-10 refuted                   |
    equal dates: 10 is more than 9          | wanted 2026-01-05 id:W v:9 received:2026-01-10 ; wanted 2026-01-05 id:W v:10 received:2026-01-10 refuted                  |
    equal dates, the other way round        | wanted 2026-01-05 id:W v:10 received:2026-01-10 ; wanted 2026-01-05 id:W v:9 received:2026-01-10 refuted                  | wanted
    a negative number is a number           | wanted 2026-01-05 id:W v:-1 received:2026-01-10 refuted ; wanted 2026-01-05 id:W v:0 received:2026-01-10                  | wanted
    refuted does not revive an older one    | wanted 2026-01-05 id:W v:1 received:2026-01-10 ; wanted 2026-01-05 id:W v:2 received:2026-01-11 refuted                   |
    confirmed again                         | wanted 2026-01-05 id:W v:1 received:2026-01-10 refuted ; wanted 2026-01-05 id:W v:2 received:2026-01-11                   | wanted
    begins after the month: does not exist  | wanted 2026-01-05 id:W v:1 received:2026-01-10 ; wanted 2026-07-01 id:W v:2 received:2026-01-11                           |
    three versions                          | wanted 2026-01-05 id:W v:1 received:2026-01-10 ; wanted 2026-01-05..2026-02-01 id:W v:3 received:2026-03-10 ; wanted 2026-01-05 id:W v:2 received:2026-02-10 |
    another benefit's facts are not this    | wanted 2026-01-05 id:W v:1 received:2026-01-10 ; wanted 2026-01-05 id:X v:2 received:2026-01-11 refuted                   | wanted
    a newer version may name the benefit    | duplicate_pension 2026-01-05 id:D v:1 received:2026-01-10 ; duplicate_pension 2026-01-05 id:D v:2 received:2026-01-11 named | duplicate_pension
    a newer version may name no benefit     | duplicate_pension 2026-01-05 id:D v:1 received:2026-01-10 named ; duplicate_pension 2026-01-05 id:D v:2 received:2026-01-11 |
    received long after the month           | wanted 2026-01-05 received:2027-01-10                                                                                     | wanted
""")  # fmt: skip

VERSIONS = (
    "wanted 2026-01-05 id:W v:1 received:2026-01-10 pending ; "
    "wanted 2026-01-05 id:W v:2 received:2026-03-10 ; "
    "wanted 2026-01-05..2026-05-31 id:W v:3 received:2026-06-20 cleared"
)

KNOWN = cases(
    """
    what                                  | known_by   | grounds | attention
    all versions                          |            |         |
    before the first                      | 2026-01-09 |         |
    on the day of the first: pending      | 2026-01-10 |         | verify
    the day before it was confirmed       | 2026-03-09 |         | verify
    on the day on which it was confirmed  | 2026-03-10 | wanted  |
    the day before it was cleared         | 2026-06-19 | wanted  |
    on the day on which it was cleared    | 2026-06-20 |         |
    long after                            | 9999-12-31 |         |
    """,
    facts=VERSIONS,
)

EXISTING = cases("""
    what                                           | facts                                                          | grounds | attention
    one that begins on the last day of the month   | wanted 2026-06-30 pending                                      |         | verify
    one that begins on the first day of the next   | wanted 2026-07-01 pending                                      |         |
    cleared in the month of the run                | wanted 2026-01-05..2026-06-30 pending cleared                  |         |
    cleared next month                             | wanted 2026-01-05..2026-07-01 pending cleared                  |         | verify
    a refuted certification certifies nothing      | certification 2026-05-05 refuted                               |         |
""")


@each(COUNTING)
def test_the_version_that_counts(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(KNOWN)
def test_what_was_known_on_a_day(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(EXISTING)
def test_which_facts_exist_for_a_month(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected
