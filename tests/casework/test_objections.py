"""Who is not content objects: terms, a case, the decision held off, the answer by somebody else, a new decision."""

import datetime as dt
from pathlib import Path

import pytest
from deciding import County, clerk, county_of, request_of
from django.utils import timezone

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused, Stale
from casework.accounts.roles import Role
from casework.cases.models import Found, Matter
from casework.decisions.acts.object import Answered, Taken, answer, answer_due, hold_off, last_day, take
from casework.decisions.kinds import Act
from casework.decisions.models import Decision, Objection
from casework.people.models import Benefit
from homes import ZHANG

PAID, PAUSED = ("continue", 300_000), ("suspend", 300_000)
Kind, Result = Objection.Kind, Objection.Result
TODAY = dt.date(2027, 1, 15)


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
    made = county_of(tmp_path, monkeypatch)
    made.found(ZHANG, "detention", "2026-01-10")
    return made


@pytest.fixture
def decision(county: County) -> Decision:
    made = county.decide(ZHANG, Act.SUSPEND)
    Decision.objects.filter(pk=made.pk).update(reviewed=dt.datetime(2027, 1, 1, 9, tzinfo=dt.UTC))
    made.refresh_from_db()
    return made


def came(kind: Objection.Kind = Kind.OBJECTION, told: dt.date = dt.date(2027, 1, 5), filed: dt.date = TODAY) -> Taken:
    return Taken(kind, told, filed, "我没有被羁押")


def other_reviewer() -> Account:
    return clerk(Role.COUNTY_REVIEWER)


class TestTerms:
    @pytest.mark.parametrize(
        ("kind", "told", "last"),
        [
            (Kind.REVIEW, dt.date(2027, 1, 5), dt.date(2027, 3, 6)),
            (Kind.SUIT, dt.date(2026, 8, 31), dt.date(2027, 2, 28)),
            (Kind.SUIT, dt.date(2027, 1, 5), dt.date(2027, 7, 5)),
            (Kind.OBJECTION, dt.date(2027, 1, 5), None),
        ],
    )
    def test_the_last_day_to_file_is_the_laws(self, kind: Objection.Kind, told: dt.date, last: dt.date | None) -> None:
        assert last_day(Taken(kind, told, told, "x")) == last

    def test_the_office_answers_in_working_days_and_the_reviewing_body_in_days(self) -> None:
        assert answer_due(came(filed=dt.date(2026, 11, 26))) == dt.date(2026, 12, 17)
        assert answer_due(came(Kind.REVIEW, filed=dt.date(2027, 1, 15))) == dt.date(2027, 3, 16)
        assert answer_due(came(Kind.SUIT)) is None


@pytest.mark.django_db(transaction=True)
class TestObjection:
    def test_it_opens_a_case_and_is_in_time_until_the_last_day(self, county: County, decision: Decision) -> None:
        objection = take(request_of(county.handler), decision.pk, came())
        assert not objection.late
        assert Matter.objects.get(key=f"objection-{objection.pk}").origin == "objection"

    @pytest.mark.parametrize(("days", "late"), [(60, False), (61, True)])
    def test_a_review_is_late_after_sixty_days_and_is_taken_all_the_same(
        self, county: County, decision: Decision, days: int, late: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told = dt.date(2027, 1, 5)
        monkeypatch.setattr(timezone, "localdate", lambda *_: told + dt.timedelta(days=90))
        filed = told + dt.timedelta(days=days)
        assert take(request_of(county.handler), decision.pk, came(Kind.REVIEW, told, filed)).late == late

    def test_held_off_it_has_no_effect_until_it_is_upheld(self, county: County, decision: Decision) -> None:
        objection = take(request_of(county.handler), decision.pk, came())
        assert county.paid(ZHANG, "2026-02") == PAUSED
        with pytest.raises(ActRefused, match="复核人员"):
            hold_off(request_of(county.handler), objection.pk, objection.version, off=True)
        objection = hold_off(request_of(county.reviewer), objection.pk, objection.version, off=True)
        assert county.paid(ZHANG, "2026-02") == PAID
        said = Answered(Result.UPHELD, TODAY, "经核实，羁押属实")
        answer(request_of(other_reviewer()), objection.pk, objection.version, said)
        assert county.paid(ZHANG, "2026-02") == PAUSED

    def test_the_effect_comes_back_when_it_is_lifted_by_hand(self, county: County, decision: Decision) -> None:
        objection = take(request_of(county.handler), decision.pk, came())
        objection = hold_off(request_of(county.reviewer), objection.pk, objection.version, off=True)
        hold_off(request_of(county.reviewer), objection.pk, objection.version, off=False)
        assert county.paid(ZHANG, "2026-02") == PAUSED

    def test_what_was_wrong_is_replaced_by_a_decision_on_facts_verified_anew(
        self, county: County, decision: Decision
    ) -> None:
        objection = take(request_of(county.handler), decision.pk, came())
        said = Answered(Result.REVOKED, TODAY, "羁押的是同名的人", "JD511102-2027-999999")
        with pytest.raises(ActRefused, match="新的决定"):
            answer(request_of(other_reviewer()), objection.pk, objection.version, said)
        county.found(ZHANG, "detention", "2026-01-10", Found.REFUTED)
        new = county.decide(ZHANG, Act.RESUME)
        done = answer(
            request_of(other_reviewer()), objection.pk, objection.version, Answered(Result.REVOKED, TODAY, "查错了人", new.number)
        )  # fmt: skip
        decision.refresh_from_db()
        assert (decision.replaced_by, done.outcome) == (new, new)
        assert county.paid(ZHANG, "2026-02") == PAID
        assert Matter.objects.get(key=f"objection-{objection.pk}").state == "settled"

    def test_neither_of_the_two_who_decided_answers(self, county: County, decision: Decision) -> None:
        objection = take(request_of(county.handler), decision.pk, came())
        for one in (county.handler, county.reviewer):
            with pytest.raises(ActRefused, match="另一位"):
                answer(request_of(one), objection.pk, objection.version, Answered(Result.UPHELD, TODAY, "维持"))

    def test_what_a_court_said_is_written_down_by_the_office(self, county: County, decision: Decision) -> None:
        objection = take(request_of(county.handler), decision.pk, came(Kind.SUIT))
        done = answer(
            request_of(county.handler), objection.pk, objection.version, Answered(Result.UPHELD, TODAY, "判决维持")
        )
        assert done.result == Result.UPHELD

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            (came(filed=TODAY + dt.timedelta(1)), "今天以后"),
            (came(told=dt.date(2026, 12, 31)), "早于送达"),
            (Taken(Kind.OBJECTION, dt.date(2027, 1, 5), TODAY, " "), "理由"),
        ],
    )
    def test_days_that_cannot_be_and_silence_are_refused(
        self, county: County, decision: Decision, wrong: Taken, words: str
    ) -> None:
        with pytest.raises(ActRefused, match=words):
            take(request_of(county.handler), decision.pk, wrong)

    def test_of_a_kind_one_is_open_at_a_time_and_stale_pages_say_so(self, county: County, decision: Decision) -> None:
        objection = take(request_of(county.handler), decision.pk, came())
        with pytest.raises(ActRefused, match="已有一件"):
            take(request_of(county.handler), decision.pk, came())
        with pytest.raises(Stale):
            hold_off(request_of(county.reviewer), objection.pk, objection.version + 1, off=True)

    def test_another_office_has_no_say_and_what_is_not_decided_is_not_objected_to(self, county: County) -> None:
        proposed = county.propose(ZHANG, Act.SUSPEND)
        with pytest.raises(ActRefused, match="已复核通过"):
            take(request_of(county.handler), proposed.pk, came())
        with pytest.raises(ActRefused, match="经办机构"):
            take(request_of(clerk(Role.COUNTY_HANDLER, "511111")), proposed.pk, came())

    def test_the_register_is_asked_anew_once_the_effect_changes(self, county: County, decision: Decision) -> None:
        Decision.objects.filter(pk=decision.pk).update(registered=parse("2026-03"))
        Benefit.objects.filter(pk=ZHANG.benefit).update(standing="suspend")
        objection = take(request_of(county.handler), decision.pk, came())
        hold_off(request_of(county.reviewer), objection.pk, objection.version, off=True)
        decision.refresh_from_db()
        assert decision.registered is None
        assert county.paid(ZHANG, "2026-04") == PAID


def parse(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1
