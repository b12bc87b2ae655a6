"""7 认证周期: where a cycle begins, when it is due, and which months nobody confirmed (LAW §5).

A cycle from 2025-07 is due in 2026-06, so that 2026-07 is the first overdue month.
"""

from casebook import Case, cases, each, found

STARTS = cases("""
    what                                            | benefit                                      | facts                                          | cycle_start | due_month
    the first month                                 | pension.land first:2025-08 cycle:            |                                                | 2025-08     | 2026-07
    the first month, unemployment                   | unemployment first:2025-08 cycle:            |                                                |             |
    go-live                                         | pension.land first:2020-01 cycle:2025-09     |                                                | 2025-09     | 2026-08
    go-live before the first month                  | pension.land first:2025-08 cycle:2020-01     |                                                | 2025-08     | 2026-07
    go-live still to come                           | pension.land first:2020-01 cycle:2026-08     |                                                | 2026-08     | 2027-07
    after a certification                           | pension.land first:2020-01 cycle:            | certification 2025-08-01                       | 2025-09     | 2026-08
    a certification before go-live                  | pension.land cycle:2025-09                   | certification 2025-07-01                       | 2025-09     | 2026-08
    a certification in the month before go-live     | pension.land cycle:2025-09                   | certification 2025-08-31                       | 2025-09     | 2026-08
    a certification in the month of go-live         | pension.land cycle:2025-09                   | certification 2025-09-01                       | 2025-10     | 2026-09
    a certification before the first month          | pension.land first:2026-03 cycle:            | certification 2026-01-31                       | 2026-03     | 2027-02
    certified in this month                         | pension.land                                 | certification 2026-06-01                       | 2026-07     | 2027-06
    certified in this month, go-live later          | pension.land cycle:2026-09                   | certification 2026-06-01                       | 2026-09     | 2027-08
    certified in this month and last year           | pension.land                                 | certification 2025-06-30 ; certification 2026-06-01 | 2026-07 | 2027-06
    an unemployed person is certified for nothing   | unemployment                                 | certification 2026-06-01                       |             |
    a care allowance has a cycle                    | injury.care first:2025-08 cycle:             |                                                | 2025-08     | 2026-07
    a survivor has a cycle                          | injury.survivor first:2025-08 cycle: parent  |                                                | 2025-08     | 2026-07
    a certification about this benefit              | pension.land                                 | certification 2026-03-01 named                 | 2026-04     | 2027-03
    a deferral                                      | pension.land                                 | deferral 2026-05-01..2027-03-05                | 2026-01     | 2027-03
    a deferral that ends before it is due           | pension.land                                 | deferral 2026-05-01..2026-09-30                | 2026-01     | 2026-12
    a deferral until the due month                  | pension.land                                 | deferral 2026-05-01..2026-12-01                | 2026-01     | 2026-12
    a deferral not yet confirmed                    | pension.land                                 | deferral 2026-05-01..2027-03-05 pending        | 2026-01     | 2026-12
    a deferral refuted                              | pension.land                                 | deferral 2026-05-01..2027-03-05 refuted        | 2026-01     | 2026-12
    a deferral still to come                        | pension.land                                 | deferral 2026-07-01..2027-03-05                | 2026-01     | 2026-12
    the later of two deferrals                      | pension.land                                 | deferral 2026-05-01..2027-03-05 ; deferral 2026-05-02..2027-05-01 | 2026-01 | 2027-05
    a deferral after a certification in this month  | pension.land                                 | certification 2026-06-01 ; deferral 2026-05-01..2027-09-05 | 2026-07 | 2027-09
    a deferral of unemployment benefit              | unemployment                                 | deferral 2026-05-01..2027-03-05                |             |
""")

OVERDUE = cases(
    """
    what                                               | facts                                             | month   | standing | grounds     | cycle_start | due_month
    the due month is paid                              |                                                   | 2026-06 | continue |             | 2025-07     | 2026-06
    the first overdue month is not                     |                                                   | 2026-07 | suspend  | unconfirmed | 2025-07     | 2026-06
    certified in the due month                         | certification 2026-06-30                          | 2026-06 | continue |             | 2026-07     | 2027-06
    certified in the due month, a month later          | certification 2026-06-30                          | 2026-07 | continue |             | 2026-07     | 2027-06
    certified in the first overdue month               | certification 2026-07-31                          | 2026-07 | continue |             | 2026-08     | 2027-07
    certified in the second overdue month: still late  | certification 2026-08-01                          | 2026-08 | suspend  | unconfirmed | 2026-09     | 2027-08
    the month after, payment is back                   | certification 2026-08-01                          | 2026-09 | continue |             | 2026-09     | 2027-08
    certified by two signs in the first overdue month  | life.id_card 2026-06-30 by:police ; life.rail_air 2026-07-01 by:rail | 2026-07 | continue | | 2026-08 | 2027-07
    deferred before it was due                         | deferral 2026-06-01..2026-08-15                   | 2026-08 | continue |             | 2025-07     | 2026-08
    the month after the deferral                       | deferral 2026-06-01..2026-08-15                   | 2026-09 | suspend  | unconfirmed | 2025-07     | 2026-08
    deferred late: the missed month is due again       | deferral 2026-08-20..2026-08-25                   | 2026-08 | continue |             | 2025-07     | 2026-08
    certified after a deferral, first overdue month    | deferral 2026-06-01..2026-07-15 ; certification 2026-08-31 | 2026-08 | continue | | 2026-09 | 2027-08
    certified after a deferral, second overdue month   | deferral 2026-06-01..2026-07-15 ; certification 2026-09-01 | 2026-09 | suspend | unconfirmed | 2026-10 | 2027-09
    a stop and an overdue month                        | other_stop 2026-05-01                             | 2026-07 | stop     | other_stop unconfirmed | 2025-07 | 2026-06
    """,
    benefit="pension.resident cycle:2025-07",
)  # fmt: skip

WITHOUT = cases(
    """
    what                                         | benefit                                    | month   | grounds
    unemployment benefit is never overdue        | unemployment cycle:2020-01                 | 2026-07 |
    a disability allowance is                    | injury.disability cycle:2025-07            | 2026-07 | unconfirmed
    a care allowance is                          | injury.care cycle:2025-07                  | 2026-07 | unconfirmed
    a survivor is                                | injury.survivor parent cycle:2025-07       | 2026-07 | unconfirmed
    the first cycle of a new pension             | pension.civil first:2025-07 cycle:         | 2026-06 |
    the month after the first cycle              | pension.civil first:2025-07 cycle:         | 2026-07 | unconfirmed
    """
)


@each(STARTS)
def test_where_a_cycle_begins_and_when_it_is_due(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(OVERDUE)
def test_being_overdue(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(WITHOUT)
def test_who_can_be_overdue(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected
