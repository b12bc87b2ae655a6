"""The month strip: its characters, dots, gate and line, month by month."""

from asking import benefit, explained, fact, paid

from zige.explain import Explanation
from zige.explain.page import as_page
from zige.explain.text import as_text

FULL = {f"2026-0{month}": "1000.00" for month in range(1, 6)}


def told(language: str = "zh") -> Explanation:
    """Overdue since 2026-01, in prison from 2026-03 on, underpaid in 2025-12, run in 2026-06."""
    given = benefit(first_month="2025-01", cycle_from="")
    facts = [fact("F1", "imprisonment", "2026-02-10")]
    payments = paid({"2025-11": "1000.00", "2025-12": "400.00", **FULL})
    return explained([given], facts, paid=payments, language=language)["B1"]


def row(told: Explanation, attribute: str) -> str:
    return "".join(str(getattr(month, attribute)) or "-" for month in told.strip.months)


def test_each_month_has_the_character_of_its_standing_as_now_known() -> None:
    assert row(told(), "character") == "续" * 12 + "暂" * 6


def test_money_stands_below_where_it_is_due_and_not_where_it_is_forgiven() -> None:
    """2026-01 and 2026-02 are overdue only: nothing is reclaimed for them."""
    assert row(told(), "money_character") == "-" * 11 + "补" + "--" + "追追追" + "-"


def test_the_due_month_has_the_gate_and_the_run_month_the_line() -> None:
    months = told().strip.months
    assert [month.month for month in months if month.due] == ["2025-12"]
    assert [month.month for month in months if month.run] == ["2026-06"]


def test_a_stop_begins_in_the_month_after_a_death() -> None:
    strip = explained([benefit(first_month="2026-01")], [fact("F1", "death", "2026-04-30")])["B1"].strip
    assert "".join(month.character for month in strip.months) == "续续续续停停"
    assert [month.state for month in strip.months[6:]] == ["ahead"] * 6


def test_certified_months_have_a_dot_with_their_day() -> None:
    strip = explained([benefit(first_month="2026-01")], [fact("F1", "certification", "2026-04-30")])["B1"].strip
    assert {month.month: str(month.certified) for month in strip.months if month.certified} == {"2026-04": "2026-04-30"}


def test_certified_late_in_the_run_month_shows_the_missed_gate_and_the_next_one() -> None:
    given = benefit(first_month="2025-01", cycle_from="")
    told = explained([given], [fact("F1", "certification", "2026-06-05")])["B1"]
    assert [month.month for month in told.strip.months if month.due] == ["2025-12", "2027-06"]
    assert (told.cycle.due_before, told.cycle.due_month) == ("2025-12", "2027-06")
    assert told.answer.next == ["本月已经认证：从2026年7月起恢复发放，并补发2026年1月至2026年6月停发的 6 个月。"]


def test_a_kind_without_a_cycle_has_no_gate() -> None:
    strip = explained([benefit(kind="unemployment")], [])["B1"].strip
    assert not any(month.due for month in strip.months)


def test_months_far_back_are_not_drawn_but_named() -> None:
    strip = explained([benefit(first_month="1990-05", cycle_from="")], [])["B1"].strip
    assert strip.earlier_since == "1990-05"
    assert strip.months[0].month == "2020-01"


def test_the_text_draws_dots_standings_and_money_in_three_lines_a_year() -> None:
    drawn = """
        1    2    3    4    5    6    7    8    9   10   11   12
                                                                ]
2025   续   续   续   续   续   续   续   续   续   续   续   续]
                                                              补]
                               |
2026   暂   暂   暂   暂   暂  |暂
                 追   追   追  |

"""
    assert drawn in as_text(told())


def test_signs_are_the_same_in_both_languages_and_explained_in_each() -> None:
    zh, en = as_text(told("zh")), as_text(told("en"))
    assert "续 照常发放   暂 暂停   停 停发   补 应补发   追 应追回   o 已认证" in zh
    assert "续 paid   暂 paused   停 ended   补 to be paid back   追 to be recovered" in en


def test_the_page_says_every_month_in_words() -> None:
    page = as_page(told())
    assert "2025年12月：续发，应补发，应在本月底前认证" in page
    assert "2026年6月：暂停，本次认定的月份" in page
