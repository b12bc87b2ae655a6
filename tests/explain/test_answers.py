"""The answer before all detail: standing, since when, by which clause, what comes next, what to do."""

from asking import benefit, explained, fact

from zige.explain import Explanation


def told(facts: list[dict[str, str]], month: str = "2026-06", **changes: str) -> Explanation:
    return explained([benefit(**changes)], facts, month=month)["B1"]


def test_a_death_in_the_month_is_announced_for_the_next() -> None:
    """8.1.1.1: the month of death is paid in full."""
    answer = told([fact("F1", "death", "2026-06-10")]).answer
    assert answer.sentence.startswith("这份企业职工基本养老金（B1）2026年6月续发：自2020年1月首次领取以来")
    assert answer.next == ["从2026年7月起将停止（第八条（一）1 第1项）：领取人已去世。去世当月照发，次月起停发。"]
    assert "如果领取人健在，请马上告诉经办机构：先恢复发放，再查原因。" in answer.to_do


def test_overdue_says_how_to_certify_and_what_is_paid_back() -> None:
    """7: certifying brings payment back, with arrears."""
    answer = told([], month="2027-02").answer
    assert (answer.since, answer.standing, answer.action) == ("2027-01", "suspend", "suspend")
    assert answer.next == ["认证后，从认证的次月起恢复发放，并补发2027年1月至2027年2月停发的 2 个月。"]
    assert answer.to_do[0].startswith("请尽快认证：手机或网上刷脸（第十九条）、")


def test_only_the_clause_that_stops_is_cited_for_a_stop() -> None:
    """Beside a death, being overdue is a ground too, but not the one that stops."""
    answer = told([fact("F1", "death", "2026-06-10")], month="2027-02").answer
    assert "本月的依据是第八条（一）1 第1项。" in answer.sentence
    assert not any("请尽快认证" in sentence for sentence in answer.to_do)


def test_a_prison_term_that_ends_says_when_payment_can_resume() -> None:
    answer = told([fact("F1", "imprisonment", "2026-02-10", end="2026-08-20")]).answer
    assert answer.next == ["这一情形到2026年8月为止，从2026年9月起可以恢复发放。"]


def test_a_ground_without_an_end_and_being_overdue_need_both_to_end() -> None:
    answer = told([fact("F1", "imprisonment", "2026-02-10")], month="2027-02").answer
    assert answer.next == ["情形结束、并且已经认证的，次月起可以恢复发放。"]


def test_nothing_to_do_is_said_too() -> None:
    answer = told([fact("F1", "certification", "2026-05-10")]).answer
    assert answer.to_do == ["现在不用办理任何手续。"]
    assert answer.next == ["下次请在2027年5月底前认证；到时没有认证的，从2027年6月起暂停，补认后恢复并补发。"]


def test_a_limited_term_announces_its_end_instead_of_a_certification_after_it() -> None:
    announced = told([], last_month="2026-08").answer.next
    assert len(announced) == 1
    assert announced[0].startswith("从2026年9月起将停止（其他法律法规）")


def test_what_is_now_in_payment_is_compared() -> None:
    """Proposed, never done: people decide."""
    assert "建议恢复发放；由经办人员复核后决定" in told([], standing_before="stop").answer.action_text
