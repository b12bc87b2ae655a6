"""3 寓认证于无形: what certifies a person in a month, and on which day (LAW §4). The run is for 2026-06."""

from casebook import Case, cases, each, found

ALONE = cases("""
    what                                | facts                                    | last_certified | cycle_start
    certified                           | certification 2026-03-31                 | 2026-03-31     | 2026-04
    certified on the last day of it     | certification 2026-06-30                 | 2026-06-30     | 2026-07
    certified next month                | certification 2026-07-01                 |                | 2026-01
    certified, not yet verified         | certification 2026-03-31 pending         |                | 2026-01
    certified, found false              | certification 2026-03-31 refuted         |                | 2026-01
    certified, with an end              | certification 2026-03-31..2026-05-01     | 2026-03-31     | 2026-04
    certified, cleared                  | certification 2026-03-31..2026-05-01 cleared |            | 2026-01
    certified for this benefit          | certification 2026-03-31 named           | 2026-03-31     | 2026-04
    the later of two                    | certification 2026-03-01 ; certification 2026-03-31 | 2026-03-31 | 2026-04
    discharged alive                    | life.inpatient 2026-03-31                | 2026-03-31     | 2026-04
    crossed the border                  | life.border 2026-03-31                   | 2026-03-31     | 2026-04
    signed in by face                   | life.face_login 2026-03-31               | 2026-03-31     | 2026-04
    married in person                   | life.marriage 2026-03-31                 | 2026-03-31     | 2026-04
    reported to community correction    | life.correction 2026-03-31               | 2026-03-31     | 2026-04
    an outpatient, alone                | life.outpatient 2026-03-31               |                | 2026-01
    a health examination, alone         | life.health_exam 2026-03-31              |                | 2026-01
    a vaccination, alone                | life.vaccination 2026-03-31              |                | 2026-01
    a journey, alone                    | life.rail_air 2026-03-31                 |                | 2026-01
    a bank counter, alone               | life.bank_counter 2026-03-31             |                | 2026-01
    an identity card, alone             | life.id_card 2026-03-31                  |                | 2026-01
    grade C proves nothing, ever        | life.pharmacy 2026-03-01 by:a ; life.bus 2026-03-02 by:b ; life.tax 2026-03-03 by:c |  | 2026-01
    B and C do not add up               | life.id_card 2026-03-01 by:a ; life.bus 2026-03-02 by:b | | 2026-01
""")

TOGETHER = cases("""
    what                                     | facts                                                                                      | last_certified
    two sources in a month                   | life.id_card 2026-03-01 by:police ; life.bank_counter 2026-03-09 by:bank                   | 2026-03-09
    two kinds of one source                  | life.id_card 2026-03-01 by:police ; life.rail_air 2026-03-09 by:police                     |
    one kind of two sources                  | life.rail_air 2026-03-01 by:rail ; life.rail_air 2026-03-09 by:air                         | 2026-03-09
    health and medical report one visit      | life.outpatient 2026-03-01 by:medical ; life.health_exam 2026-03-01 by:health              |
    health and medical across months         | life.outpatient 2026-02-28 by:medical ; life.health_exam 2026-03-01 by:health              |
    health, medical and a third              | life.outpatient 2026-03-01 by:medical ; life.health_exam 2026-03-01 by:health ; life.id_card 2026-03-02 by:police | 2026-03-02
    medical and a third                      | life.outpatient 2026-03-07 by:medical ; life.id_card 2026-03-02 by:police                  | 2026-03-07
    health and a third                       | life.vaccination 2026-03-07 by:health ; life.id_card 2026-03-02 by:police                  | 2026-03-07
    Health is not health                     | life.outpatient 2026-03-01 by:medical ; life.health_exam 2026-03-01 by:Health              | 2026-03-01
    across the end of a month                | life.id_card 2026-02-28 by:police ; life.bank_counter 2026-03-01 by:bank                   | 2026-03-01
    the first day of the month before        | life.id_card 2026-02-01 by:police ; life.bank_counter 2026-03-31 by:bank                   | 2026-03-31
    two months before                        | life.id_card 2026-01-31 by:police ; life.bank_counter 2026-03-01 by:bank                   |
    across the end of a year                 | life.id_card 2025-12-31 by:police ; life.bank_counter 2026-01-01 by:bank                   | 2026-01-01
    the later month has none of its own      | life.id_card 2026-03-31 by:police ; life.bank_counter 2026-04-01 by:bank ; life.id_card 2026-06-01 by:police | 2026-04-01
    the other is of the month after the run  | life.id_card 2026-06-30 by:police ; life.bank_counter 2026-07-01 by:bank                   |
    one is pending                           | life.id_card 2026-03-01 by:police ; life.bank_counter 2026-03-09 by:bank pending           |
    one is refuted                           | life.id_card 2026-03-01 by:police ; life.bank_counter 2026-03-09 by:bank refuted           |
    the day is that of the month's last sign | certification 2026-03-01 ; life.id_card 2026-03-20 by:police                               | 2026-03-20
    a C sign is no certified day             | certification 2026-03-01 ; life.bus 2026-03-20 by:police                                   | 2026-03-01
    B of the month before adds no day        | life.id_card 2026-02-28 by:police ; certification 2026-03-01                               | 2026-03-01
    a chain of months                        | life.id_card 2026-01-31 by:police ; life.bank_counter 2026-02-01 by:bank ; life.id_card 2026-03-01 by:police | 2026-03-01
    leap day and the first of March          | life.id_card 2024-02-29 by:police ; life.bank_counter 2024-03-01 by:bank                   | 2024-03-01
""")  # fmt: skip


@each(ALONE)
def test_what_certifies_alone(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(TOGETHER)
def test_grade_b_signs_certify_together(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected
