"""What is due for past months, less what was paid (LAW §6). The run is for 2026-06."""

from casebook import Case, cases, each, found

PAID = "2026-01..2026-05=1000.00"

LEDGER = cases("""
    what                                   | benefit                                 | paid                                                       | back_pay_months | overpaid_months | settlement
    paid what was due                      | pension.civil                           | 2026-01..2026-05=1000.00                                   |                 |                 | 0.00
    no ledger                              | pension.civil                           |                                                            |                 |                 | 0.00
    a month left out                       | pension.civil                           | 2026-01..2026-02=1000.00 2026-04..2026-05=1000.00          | 2026-03         |                 | 1000.00
    a month paid as zero                   | pension.civil                           | 2026-01..2026-02=1000.00 2026-03=0.00 2026-04..2026-05=1000.00 | 2026-03     |                 | 1000.00
    a month paid twice                     | pension.civil                           | 2026-01..2026-05=1000.00 2026-03=1000.00                   |                 | 2026-03         | -1000.00
    paid twice, one recovered              | pension.civil                           | 2026-01..2026-05=1000.00 2026-03=1000.00 2026-03=-1000.00  |                 |                 | 0.00
    paid in two parts                      | pension.civil                           | 2026-01..2026-04=1000.00 2026-05=400.00 2026-05=600.00     |                 |                 | 0.00
    paid in two parts, one missing         | pension.civil                           | 2026-01..2026-04=1000.00 2026-05=400.00                    | 2026-05         |                 | 600.00
    a fen too little                       | pension.civil                           | 2026-01..2026-04=1000.00 2026-05=999.99                    | 2026-05         |                 | 0.01
    a fen too much                         | pension.civil                           | 2026-01..2026-04=1000.00 2026-05=1000.01                   |                 | 2026-05         | -0.01
    one month twice, another never         | pension.civil                           | 2026-01..2026-02=1000.00 2026-02=1000.00 2026-04..2026-05=1000.00 | 2026-03  | 2026-02         | 0.00
    recovered for no reason                | pension.civil                           | 2026-01..2026-05=1000.00 2026-02=-1000.00                  | 2026-02         |                 | 1000.00
    recovered more than was paid           | pension.civil                           | 2026-01..2026-05=1000.00 2026-02=-1500.00                  | 2026-02         |                 | 1500.00
    the month of the run is not settled    | pension.civil                           | 2026-01..2026-05=1000.00 2026-06=1.00                      |                 |                 | 0.00
    a ledger of later months only          | pension.civil                           | 2026-06..2026-08=1.00                                      |                 |                 | 0.00
    months before the first                | pension.civil first:2026-03             | 2026-01..2026-05=1000.00                                   |                 |                 | 0.00
    months after the last                  | unemployment last:2026-03               | 2026-01..2026-05=1000.00                                   |                 |                 | 0.00
    the last month, unpaid                 | unemployment last:2026-03               | 2026-01..2026-02=1000.00 2026-05=0.00                      | 2026-03         |                 | 1000.00
    an amount of zero                      | pension.civil amount:0.00               | 2026-01=0.00 2026-05=0.00                                  |                 |                 | 0.00
    beyond 2 ** 53 fen                     | pension.civil amount:90071992547409.93  | 2026-01..2026-04=90071992547409.93 2026-05=90071992547409.92 | 2026-05       |                 | 0.01
""")  # fmt: skip

AMOUNTS = cases("""
    what                                   | amounts                          | paid                     | back_pay_months         | overpaid_months | settlement
    a rise from a covered month            | 2026-04=1100.00                  | 2026-01..2026-05=1000.00 | 2026-04 2026-05         |                 | 200.00
    a cut from a covered month             | 2026-04=900.00                   | 2026-01..2026-05=1000.00 |                         | 2026-04 2026-05 | -200.00
    an amount from before the ledger       | 2020-01=1100.00                  | 2026-01..2026-05=1000.00 | 2026-01 2026-02 2026-03 2026-04 2026-05 | | 500.00
    the latest from then or earlier        | 2025-01=1000.00 2026-05=1300.00 2026-04=1100.00 | 2026-01..2026-05=1000.00 | 2026-04 2026-05 |          | 400.00
    an amount of the month of the run      | 2026-06=5000.00                  | 2026-01..2026-05=1000.00 |                         |                 | 0.00
    an amount that changes nothing         | 2026-02=1000.00                  | 2026-01..2026-05=1000.00 |                         |                 | 0.00
    an amount of nothing                   | 2026-05=0.00                     | 2026-01..2026-05=1000.00 |                         | 2026-05         | -1000.00
    a rise, paid from its month            | 2026-04=1100.00                  | 2026-01..2026-03=1000.00 2026-04..2026-05=1100.00 |        |                 | 0.00
    a rise, paid a month early             | 2026-04=1100.00                  | 2026-01..2026-02=1000.00 2026-03..2026-05=1100.00 |        | 2026-03         | -100.00
    a rise, paid for another month         | 2026-05=1100.00                  | 2026-01..2026-03=1000.00 2026-04=1100.00 2026-05=1000.00 | 2026-05 | 2026-04 | 0.00
    a rise and back, paid so               | 2026-02=1100.00 2026-04=1000.00  | 2026-01=1000.00 2026-02..2026-03=1100.00 2026-04..2026-05=1000.00 | | | 0.00
    a rise and back, not paid              | 2026-02=1100.00 2026-04=1000.00  | 2026-01..2026-05=1000.00 | 2026-02 2026-03         |                 | 200.00
""")  # fmt: skip

FACTS = cases(
    """
    what                                                | benefit            | facts                                              | back_pay_months | overpaid_months         | settlement
    a death that became known late                      | pension.civil      | death 2026-03-31                                   |                 | 2026-04 2026-05         | -2000.00
    a prison term, over                                 | pension.land       | imprisonment 2026-02-10..2026-04-01                |                 | 2026-03 2026-04         | -2000.00
    a prison term, quashed last month                   | pension.land       | imprisonment 2026-02-10..2026-05-31 cleared        |                 |                         | 0.00
    a prison term, quashed this month                   | pension.land       | imprisonment 2026-02-10..2026-06-01 cleared        |                 | 2026-03 2026-04 2026-05 | -3000.00
    pending: nothing is reclaimed                       | pension.land       | imprisonment 2026-02-10 pending                    |                 |                         | 0.00
    wanted: may prove innocent                          | pension.land       | wanted 2026-02-10                                  |                 |                         | 0.00
    held: may prove innocent                            | pension.land       | detention 2026-02-10                               |                 |                         | 0.00
    held until next month: has not ended                | pension.land       | detention 2026-02-10..2026-07-01                   |                 |                         | 0.00
    held until this month: has ended                    | pension.land       | detention 2026-02-10..2026-06-01                   |                 | 2026-03 2026-04 2026-05 | -3000.00
    held and convicted                                  | pension.land       | detention 2026-02-10..2026-04-30 convicted         |                 | 2026-03 2026-04         | -2000.00
    missing: may prove alive                            | pension.land       | missing 2025-07-10                                 |                 |                         | 0.00
    declared missing: may prove alive                   | pension.civil      | declared_missing 2026-02-10                        |                 |                         | 0.00
    declared dead is not provisional                    | pension.civil      | declared_dead 2026-02-10                           |                 | 2026-03 2026-04 2026-05 | -3000.00
    wanted, and in prison from April                    | pension.land       | wanted 2026-02-10 ; imprisonment 2026-03-31        |                 | 2026-04 2026-05         | -2000.00
    wanted twice, once ended                            | pension.land       | wanted 2026-02-10 ; wanted 2026-03-31..2026-04-30  |                 | 2026-04                 | -1000.00
    stopped for a job                                   | unemployment       | employment 2026-03-31                              |                 | 2026-04 2026-05         | -2000.00
    a job before the benefit asks only for verification | unemployment first:2026-01 | employment 2025-12-31                      |                 |                         | 0.00
    opening stop, same month                            | pension.land       | opening_stop 2026-04-10                            |                 | 2026-04 2026-05         | -2000.00
    """,
    paid=PAID,
)  # fmt: skip

OVERDUE = cases(
    """
    what                                          | facts                                          | paid                                          | standing | back_pay_months         | overpaid_months | settlement
    unconfirmed months are not reclaimed          |                                                | 2026-01..2026-05=1000.00                      | suspend  |                         |                 | 0.00
    certified late in this month: not yet due     | certification 2026-06-10                       | 2026-01..2026-03=1000.00 2026-05=0.00         | suspend  |                         |                 | 0.00
    certified late last month: all become due     | certification 2026-05-10                       | 2026-01..2026-03=1000.00 2026-05=0.00         | continue | 2026-04 2026-05         |                 | 2000.00
    deferred late: all become due                 | deferral 2026-06-10..2026-06-30                | 2026-01..2026-03=1000.00 2026-05=0.00         | continue | 2026-04 2026-05         |                 | 2000.00
    unconfirmed and dead: firm                    | death 2026-04-30                               | 2026-01..2026-05=1000.00                      | stop     |                         | 2026-05         | -1000.00
    unconfirmed and wanted: forgiven              | wanted 2026-04-30                              | 2026-01..2026-05=1000.00                      | suspend  |                         |                 | 0.00
    """,
    benefit="pension.enterprise cycle:2025-04",
)  # fmt: skip

KNOWN = cases(
    """
    what                                  | known_by   | overpaid_months | settlement
    the death was not known yet           | 2026-05-09 |                 | 0.00
    the death was known                   | 2026-05-10 | 2026-04 2026-05 | -2000.00
    """,
    facts="death 2026-03-31 received:2026-05-10",
    paid=PAID,
)


@each(LEDGER)
def test_what_the_ledger_covers_and_adds_up(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(AMOUNTS)
def test_the_amount_of_a_month(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(FACTS)
def test_what_facts_make_of_past_months(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(OVERDUE)
def test_what_certifying_makes_of_past_months(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


@each(KNOWN)
def test_settled_as_known_by_a_day(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected
