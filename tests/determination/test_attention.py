"""What each benefit asks a person to look at (LAW §7). The run is for 2026-06."""

from casebook import Case, cases, each, found

VERIFY = cases("""
    what                                            | benefit                              | facts                                              | attention
    a pending fact that a ground reads              | pension.civil                        | imprisonment 2026-05-31 pending                    | verify
    whether or not the ground would be in force yet | pension.civil                        | imprisonment 2026-06-30 pending                    | verify
    whether or not it has ended                     | pension.civil                        | imprisonment 2026-01-30..2026-02-28 pending        | verify
    ended as cleared this month                     | pension.civil                        | imprisonment 2026-01-30..2026-06-01 pending cleared |
    to be cleared next month                        | pension.civil                        | imprisonment 2026-01-30..2026-07-01 pending cleared | verify
    a pending fact that no ground of it reads       | pension.civil                        | detention 2026-05-31 pending                       |
    a refuted fact                                  | pension.civil                        | imprisonment 2026-05-31 refuted                    |
    a confirmed fact                                | pension.civil                        | imprisonment 2026-05-31                            |
    a pending wedding of a spouse                   | injury.survivor spouse               | marriage 2026-05-31 pending                        | verify
    a pending wedding of a parent                   | injury.survivor parent               | marriage 2026-05-31 pending                        |
    a pending job from before the benefit           | unemployment first:2026-02           | employment 2026-01-31 pending                      | verify
    a confirmed job from before the benefit         | unemployment first:2026-02           | employment 2026-01-31                              | verify
    that has ended this month                       | unemployment first:2026-02           | employment 2026-01-31..2026-06-30                  |
    that ends next month                            | unemployment first:2026-02           | employment 2026-01-31..2026-07-01                  | verify
    a confirmed job from the first month            | unemployment first:2026-02           | employment 2026-02-01                              |
    a confirmed wedding before, of a parent         | injury.survivor parent first:2026-02 | marriage 2026-01-31                                |
    a confirmed death from before the benefit       | unemployment first:2026-02           | death 2026-01-31                                   |
    a duplicate that names no benefit               | pension.civil                        | duplicate_pension 2026-05-31                       | verify
    a pending duplicate that names no benefit       | pension.civil                        | duplicate_pension 2026-05-31 pending               | verify
    a duplicate that names no benefit and has ended | pension.civil                        | duplicate_pension 2026-03-31..2026-06-01           |
    a pending duplicate that names none, ended      | pension.civil                        | duplicate_pension 2026-03-31..2026-06-01 pending convicted |
    a duplicate that names none, unemployment       | unemployment                         | duplicate_pension 2026-05-31                       |
    a pending duplicate of this benefit             | pension.civil                        | duplicate_pension 2026-05-31 pending named         | verify
    a confirmed duplicate of this benefit           | pension.civil                        | duplicate_pension 2026-05-31 named                 |
    a pending opening fact                          | unemployment                         | opening_stop 2026-05-31 pending                    | verify
    a pending certification asks nothing            | pension.civil                        | certification 2026-05-31 pending                   |
    a pending deferral asks nothing                 | pension.civil                        | deferral 2026-05-01..2026-08-31 pending            |
""")  # fmt: skip

CONTRADICTION = cases("""
    what                                     | benefit       | facts                                                                   | attention
    certified after a death                  | pension.civil | death 2026-03-10 ; certification 2026-03-11                             | contradiction
    certified on the day of death            | pension.civil | death 2026-03-10 ; certification 2026-03-10                             |
    a pending death                          | pension.civil | death 2026-03-10 pending ; certification 2026-03-11                     | contradiction verify
    a refuted death                          | pension.civil | death 2026-03-10 refuted ; certification 2026-03-11                     |
    a pending certification                  | pension.civil | death 2026-03-10 ; certification 2026-03-11 pending                     |
    one grade B sign is enough               | pension.civil | death 2026-03-10 ; life.rail_air 2026-03-11                             | contradiction
    a grade C sign is not                    | pension.civil | death 2026-03-10 ; life.bus 2026-03-11                                  |
    declared dead                            | pension.civil | declared_dead 2026-03-10 ; life.rail_air 2026-03-11                     | contradiction
    declared dead, unemployment              | unemployment  | declared_dead 2026-03-10 ; life.rail_air 2026-03-11                     | contradiction
    declared missing is no death             | pension.civil | declared_missing 2026-03-10 ; life.rail_air 2026-03-11                  |
    the death is cleared this month          | pension.civil | declared_dead 2026-03-10..2026-06-01 cleared ; life.rail_air 2026-03-11 |
    the death is cleared next month          | pension.civil | declared_dead 2026-03-10..2026-07-01 cleared ; life.rail_air 2026-03-11 | contradiction
    the declaration ended otherwise          | pension.civil | declared_dead 2026-03-10..2026-05-01 ; life.rail_air 2026-03-11         | contradiction
    seen before the later death only         | pension.civil | death 2026-03-10 ; death 2026-05-10 ; life.rail_air 2026-04-11          | contradiction
    seen before both                         | pension.civil | death 2026-03-10 ; death 2026-05-10 ; life.rail_air 2026-03-01          |
    seen in the month after the run          | pension.civil | death 2026-03-10 ; life.rail_air 2026-07-01                             |
    dead on the last day, seen on the last   | pension.civil | death 2026-06-29 ; life.rail_air 2026-06-30                             | contradiction
    two B signs, neither after               | pension.civil | death 2026-03-10 ; life.rail_air 2026-03-09 ; life.id_card 2026-03-10 by:bank |
""")  # fmt: skip

OTHERS = cases("""
    what                                           | benefit                                | facts                                            | attention
    due in two months                              | pension.civil cycle:2025-09            |                                                  | remind
    due in three months                            | pension.civil cycle:2025-10            |                                                  |
    due this month                                 | pension.civil cycle:2025-07            |                                                  | remind
    due last month                                 | pension.civil cycle:2025-06            |                                                  |
    due soon, but suspended                        | pension.civil cycle:2025-07            | imprisonment 2026-05-31                          |
    due soon, certified this month                 | pension.civil cycle:2025-07            | certification 2026-06-01                         |
    due soon, deferred                             | pension.civil cycle:2025-07            | deferral 2026-06-01..2026-09-01                  |
    the deferral is due soon                       | pension.civil cycle:2025-07            | deferral 2026-06-01..2026-08-01                  | remind
    an unemployed person is never reminded         | unemployment cycle:2025-07             |                                                  |
    on probation since last month                  | pension.enterprise                     | noncustodial_sentence 2026-05-31                 | no_adjustment
    on probation since this month                  | pension.enterprise                     | noncustodial_sentence 2026-06-01                 |
    on probation until this month                  | pension.land                           | noncustodial_sentence 2026-01-31..2026-06-01     | no_adjustment
    on probation until last month                  | pension.land                           | noncustodial_sentence 2026-01-31..2026-05-31     |
    acquitted this month                           | pension.land                           | noncustodial_sentence 2026-01-31..2026-06-01 cleared | no_adjustment
    on probation, not confirmed                    | pension.land                           | noncustodial_sentence 2026-05-31 pending         |
    on probation, residents' pension               | pension.resident                       | noncustodial_sentence 2026-05-31                 |
    on probation, public sector pension            | pension.civil                          | noncustodial_sentence 2026-05-31                 |
    stopped at go-live                             | pension.civil                          | opening_stop 2026-06-30                          | opening
    suspended at go-live, until this month         | unemployment                           | opening_suspend 2026-01-30..2026-06-01           | opening
    suspended at go-live, until last month         | unemployment                           | opening_suspend 2026-01-30..2026-05-31           |
    a survivor without relation                    | injury.survivor                        |                                                  | register
    a survivor with one                            | injury.survivor grandparent            |                                                  |
    no other benefit needs one                     | injury.care                            |                                                  |
    sorted                                         | injury.survivor cycle:2025-07          | employment 2026-05-01 pending ; declared_dead 2026-01-05 ; life.bus 2026-01-06 ; life.id_card 2026-01-06 | contradiction register remind verify
""")  # fmt: skip


@each(VERIFY)
def test_verify(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(CONTRADICTION)
def test_contradiction(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(OTHERS)
def test_remind_no_adjustment_opening_and_register(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected
