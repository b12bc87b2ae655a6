"""8 情形: each ground with a case that meets it and one that narrowly does not (LAW §3). The run is for 2026-06."""

from casebook import Case, cases, each, found

STOPS = cases("""
    what                                            | benefit                                    | facts                                                  | grounds
    the month of a death is paid in full            | pension.civil                              | death 2026-06-01                                       |
    death on the last day of the month before       | pension.civil                              | death 2026-05-31                                       | death
    a death is for good, though it has an end       | pension.civil                              | death 2026-01-10..2026-02-10                           | death
    a death counts from before the benefit          | unemployment first:2026-03                 | death 2025-01-10                                       | death
    death stops unemployment benefit                | unemployment                               | death 2026-05-31                                       | death
    death stops a care allowance                    | injury.care                                | death 2026-05-31                                       | death
    the last month is paid                          | unemployment last:2026-06                  |                                                        |
    the month after the last is not                 | unemployment last:2026-05                  |                                                        | term_ended
    a pension may have a last month too             | pension.land last:2026-05                  |                                                        | term_ended
    assessment refused this month                   | injury.disability                          | assessment_refused 2026-06-01                          |
    assessment refused last month                   | injury.disability                          | assessment_refused 2026-05-31                          | assessment_refused
    refused until this month                        | injury.care                                | assessment_refused 2026-01-01..2026-06-01              | assessment_refused
    refused until last month                        | injury.care                                | assessment_refused 2026-01-01..2026-05-31              |
    a survivor needs no assessment                  | injury.survivor spouse                     | assessment_refused 2026-05-31                          |
    treatment refused                               | injury.care                                | treatment_refused 2026-05-31                           | treatment_refused
    treatment taken up again last month             | injury.disability                          | treatment_refused 2026-01-01..2026-05-31               |
    disability grade lost                           | injury.disability                          | disability_grade_lost 2026-05-31                       | disability_grade_lost
    the grade of disability is not that of care     | injury.care                                | disability_grade_lost 2026-05-31                       |
    retired                                         | injury.disability                          | retirement 2026-05-31                                  | retired
    retired, and that has ended: for good           | injury.disability                          | retirement 2026-01-31..2026-02-28                      | retired
    care goes on after retirement                   | injury.care                                | retirement 2026-05-31                                  |
    care grade lost                                 | injury.care                                | care_grade_lost 2026-05-31                             | care_grade_lost
    the grade of care is not that of disability     | injury.disability                          | care_grade_lost 2026-05-31                             |
    eighteen last month                             | injury.survivor child born:2008-05-31      |                                                        | survivor_of_age
    eighteen this month                             | injury.survivor child born:2008-06-01      |                                                        |
    a grandchild of eighteen                        | injury.survivor grandchild born:2008-05-31 |                                                        | survivor_of_age
    a sibling of eighteen                           | injury.survivor sibling born:2008-05-31    |                                                        | survivor_of_age
    a child wholly unable to work                   | injury.survivor child born:2008-05-31 incapacitated | |
    a spouse is not asked for an age                | injury.survivor spouse born:2008-05-31     |                                                        |
    a parent is not asked for an age                | injury.survivor parent                     |                                                        |
    nobody knows whose child                        | injury.survivor born:2008-05-31            |                                                        |
    no other benefit ends at eighteen               | injury.care child born:2008-05-31          |                                                        |
    able to work again                              | injury.survivor spouse                     | capacity_regained 2026-05-31                           | capacity_regained
    able to work again this month                   | injury.survivor spouse                     | capacity_regained 2026-06-01                           |
    a survivor takes a job                          | injury.survivor spouse                     | employment 2026-05-31                                  | survivor_employed
    a job from before the first month               | injury.survivor spouse first:2026-02       | employment 2026-01-31                                  |
    a job from the first month on                   | injury.survivor spouse first:2026-02       | employment 2026-02-01                                  | survivor_employed
    a job does not end a pension                    | pension.enterprise                         | employment 2026-05-31                                  |
    a survivor joins the army                       | injury.survivor sibling                    | enlistment 2026-05-31                                  | survivor_of_age survivor_enlisted
    a survivor is adopted                           | injury.survivor child born:2015-01-01      | adoption 2026-05-31                                    | survivor_adopted
    a surviving spouse marries                      | injury.survivor spouse                     | marriage 2026-05-31                                    | survivor_remarried
    the wedding with the worker who died            | injury.survivor spouse first:2026-02       | marriage 2026-01-31                                    |
    a surviving parent marries                      | injury.survivor parent                     | marriage 2026-05-31                                    |
    a surviving child marries                       | injury.survivor child born:2015-01-01      | marriage 2026-05-31                                    |
    somebody of unknown relation marries            | injury.survivor                            | marriage 2026-05-31                                    |
    a survivor in prison                            | injury.survivor spouse                     | imprisonment 2026-05-31                                | survivor_imprisoned
    a survivor in prison since before the benefit   | injury.survivor spouse first:2026-02       | imprisonment 2026-01-31                                | survivor_imprisoned
    a survivor released last month                  | injury.survivor spouse                     | imprisonment 2026-01-01..2026-05-31                    |
    an injured worker in prison                     | injury.disability                          | imprisonment 2026-05-31                                |
    employed again                                  | unemployment                               | employment 2026-05-31                                  | reemployed
    employed again for a month                      | unemployment                               | employment 2026-02-01..2026-03-01                      | reemployed
    the job that was lost                           | unemployment first:2026-02                 | employment 2026-01-31                                  |
    the unemployed person enlists                   | unemployment                               | enlistment 2026-05-31                                  | enlisted
    the unemployed person emigrates                 | unemployment                               | emigration 2026-05-31                                  | emigrated
    emigration costs a pension nothing              | pension.resident                           | emigration 2026-05-31                                  |
    the unemployed person draws a pension           | unemployment                               | pension_received 2026-05-31                            | pension_received
    a pension costs a pensioner nothing             | pension.civil                              | pension_received 2026-05-31                            |
    the unemployed person in prison                 | unemployment                               | imprisonment 2026-05-31                                | imprisoned_unemployed
    the unemployed person released                  | unemployment                               | imprisonment 2026-01-01..2026-05-31                    |
    an offer refused                                | unemployment                               | offer_refused 2026-05-31                               | offer_refused
    an offer refused this month                     | unemployment                               | offer_refused 2026-06-01                               |
    another reason to stop                          | pension.land                               | other_stop 2026-05-31                                  | other_stop
    another reason, over                            | unemployment                               | other_stop 2026-05-01..2026-05-31                      |
    stopped at go-live counts in the same month     | unemployment                               | opening_stop 2026-06-30                                | opening_stop
    stopped at go-live, explained this month        | unemployment                               | opening_stop 2026-01-30..2026-06-01                    | opening_stop
    stopped at go-live, explained last month        | unemployment                               | opening_stop 2026-01-30..2026-05-31                    |
""")

SUSPENDS = cases("""
    what                                            | benefit            | facts                                            | grounds
    a duplicate of this benefit                     | pension.enterprise | duplicate_pension 2026-05-31 named               | duplicate_pension
    a duplicate of this benefit, this month         | pension.enterprise | duplicate_pension 2026-06-01 named               |
    a duplicate that names no benefit               | pension.civil      | duplicate_pension 2026-05-31                     |
    a duplicate of unemployment benefit             | unemployment       | duplicate_pension 2026-05-31 named               |
    missing for more than six months                | pension.land       | missing 2025-11-30                               | missing
    missing for six months                          | pension.land       | missing 2025-12-01                               |
    found before the seventh month                  | pension.land       | missing 2025-10-01..2026-05-31                   |
    declared missing                                | pension.enterprise | declared_missing 2026-05-31                      | missing
    declared missing this month                     | pension.enterprise | declared_missing 2026-06-01                      |
    missing without a court, residents' pension     | pension.resident   | missing 2025-01-01                               |
    missing without a court, public sector pension  | pension.civil      | missing 2025-01-01                               |
    wanted                                          | pension.resident   | wanted 2026-05-31                                | wanted
    wanted costs a public sector pension nothing    | pension.civil      | wanted 2026-05-31                                |
    held                                            | pension.enterprise | detention 2026-05-31                             | detained
    held until this month                           | pension.enterprise | detention 2026-03-31..2026-06-01                 | detained
    held until last month                           | pension.enterprise | detention 2026-03-31..2026-05-31                 |
    held within one month                           | pension.enterprise | detention 2026-06-01..2026-06-30                 |
    detention costs a public sector pension nothing | pension.civil      | detention 2026-05-31                             |
    detention costs a care allowance nothing        | injury.care        | detention 2026-05-31                             |
    in prison                                       | pension.land       | imprisonment 2026-05-31                          | imprisoned
    in prison since before the pension              | pension.land first:2026-02 | imprisonment 2025-05-31                  | imprisoned
    parole revoked                                  | pension.resident   | parole_revoked 2026-05-31                        | parole_revoked
    parole revoked, enterprise pension              | pension.enterprise | parole_revoked 2026-05-31                        |
    a public servant in prison                      | pension.civil      | imprisonment 2026-05-31                          | criminal_penalty
    a public servant on probation                   | pension.civil      | noncustodial_sentence 2026-05-31                 | criminal_penalty
    probation suspends no enterprise pension        | pension.enterprise | noncustodial_sentence 2026-05-31                 |
    probation suspends no residents' pension        | pension.resident   | noncustodial_sentence 2026-05-31                 |
    two penalties, one ground                       | pension.civil      | imprisonment 2026-04-30 ; noncustodial_sentence 2026-05-31 | criminal_penalty
    declared missing, public sector                 | pension.civil      | declared_missing 2026-05-31                      | declared_missing
    declared missing, residents                     | pension.resident   | declared_missing 2026-05-31                      | declared_missing
    declared missing costs a survivor nothing       | injury.survivor spouse | declared_missing 2026-05-31                  |
    declared dead                                   | pension.civil      | declared_dead 2026-05-31                         | declared_dead
    declared dead costs a survivor nothing          | injury.survivor spouse | declared_dead 2026-05-31                     |
    unconfirmable                                   | pension.land       | unconfirmable 2026-05-31                         | unconfirmable
    unconfirmable, unemployment                     | unemployment       | unconfirmable 2026-05-31                         |
    another reason to suspend                       | pension.resident   | other_suspend 2026-05-31                         | other_suspend
    another reason to suspend, over                 | pension.resident   | other_suspend 2026-04-30..2026-05-31             |
    an injury benefit has no other reason           | injury.disability  | other_suspend 2026-05-31                         |
    suspended at go-live counts in the same month   | injury.care        | opening_suspend 2026-06-30                       | opening_suspend
    suspended at go-live, explained last month      | injury.care        | opening_suspend 2026-01-30..2026-05-31           |
    suspended at go-live next month                 | injury.care        | opening_suspend 2026-07-01                       |
""")

STATUS_AND_END = cases("""
    what                                            | benefit            | facts                                            | grounds
    a pending fact changes no standing              | pension.civil      | death 2026-05-31 pending                         |
    a refuted fact never happened                   | pension.civil      | death 2026-05-31 refuted                         |
    a fact about this benefit                       | pension.civil      | death 2026-05-31 named                           | death
    acquitted this month: it counted until now      | pension.enterprise | detention 2026-03-31..2026-06-01 cleared         | detained
    acquitted on the last day of last month         | pension.enterprise | detention 2026-03-31..2026-05-31 cleared         |
    to be acquitted next month                      | pension.enterprise | detention 2026-03-31..2026-07-01 cleared         | detained
    cleared lifts what is for good                  | unemployment       | employment 2026-03-31..2026-05-31 cleared        |
    cleared this month lifts it next month          | unemployment       | employment 2026-03-31..2026-06-01 cleared        | reemployed
    a death record cleared                          | pension.civil      | death 2026-03-31..2026-05-31 cleared             |
    convicted: the months it covered are kept       | pension.enterprise | detention 2026-03-31..2026-06-01 convicted       | detained
    two facts, one cleared                          | pension.enterprise | wanted 2026-03-31..2026-05-31 cleared ; wanted 2026-05-01 | wanted
    an end on the first day                         | pension.enterprise | detention 2026-05-31..2026-05-31                 |
    leap day                                        | pension.enterprise | detention 2024-02-29..2026-06-01                 | detained
""")

LEAP = cases(
    """
    what                                            | benefit                                 | facts                            | grounds
    eighteen on 28 February: paid in that February  | injury.survivor child born:2006-02-28   |                                  |
    died on 31 January                              | pension.civil                           | death 2024-01-31                 | death
    died on 29 February                             | pension.civil                           | death 2024-02-29                 |
    held until 29 February                          | pension.land                            | detention 2024-01-01..2024-02-29 | detained
    missing since 31 July: seven months later       | pension.land                            | missing 2023-07-31               | missing
    missing since 1 August                          | pension.land                            | missing 2023-08-01               |
    """,
    month="2024-02",
)

MARCH_AFTER_LEAP = cases(
    """
    what                                            | benefit                                 | facts                            | grounds
    died on 29 February                             | pension.civil                           | death 2024-02-29                 | death
    held until 29 February                          | pension.land                            | detention 2024-01-01..2024-02-29 |
    eighteen on 28 February                         | injury.survivor child born:2006-02-28   |                                  | survivor_of_age
    """,
    month="2024-03",
)

BORN_ON_A_LEAP_DAY = cases("""
    what                                   | benefit                               | month   | grounds
    born on 29 February, eighteen that day | injury.survivor child born:2008-02-29 | 2026-02 |
    born on 29 February, the month after   | injury.survivor child born:2008-02-29 | 2026-03 | survivor_of_age
    born on 1 March, the month after that  | injury.survivor child born:2008-03-01 | 2026-03 |
""")


@each(STOPS + SUSPENDS)
def test_grounds(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(STATUS_AND_END)
def test_what_a_fact_was_found_to_be_and_how_it_ended(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(LEAP + MARCH_AFTER_LEAP + BORN_ON_A_LEAP_DAY)
def test_the_end_of_february(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected
