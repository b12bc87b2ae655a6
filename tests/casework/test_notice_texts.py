"""Every notice says what, why, by which article, from when, how much, what to do, what rights, who decided, whom to ask."""

from pathlib import Path

import pytest

from casework.notices.kinds import Kind
from casework.notices.refusals import NoticeRefused, NoticeTextRefused
from casework.notices.samples import sample
from casework.notices.writing.content import Decided
from casework.notices.writing.letter import Letter, letter_of
from casework.notices.writing.messages import check_has_no_link, message_of
from casework.notices.writing.texts import NoticeText, text_of
from casework.notices.writing.values import spans
from zige.law.lawbook import load_lawbook
from zige.yaml_files.reading import load_model

BOOK = load_lawbook().rulebooks[-1]
EACH = pytest.mark.parametrize("kind", Kind)
BOTH = pytest.mark.parametrize("language", ["zh", "en"])


def words(letter: Letter, code: str) -> str:
    return "\n".join(next(section.sentences for section in letter.sections if section.code == code))


@EACH
@BOTH
def test_every_kind_says_what_it_must(kind: Kind, language: str) -> None:
    letter = letter_of(sample(kind), BOOK, language)
    assert [section.code for section in letter.sections] == ["decision", "reasons", "to_do", "rights", "decided_by"]
    for section in letter.sections:
        assert section.sentences, section.code
        assert "{" not in "".join(section.sentences)
    assert dict(letter.contact)["电话" if language == "zh" else "Telephone"] == "0833-0000000"
    assert ("编号" if language == "zh" else "Number", "511102-2026-N-000123") in letter.head


@EACH
def test_what_takes_something_away_says_from_when_why_by_which_evidence_and_how_to_contest_it(kind: Kind) -> None:
    if not text_of(kind).adverse:
        return
    letter, content = letter_of(sample(kind), BOOK, "zh"), sample(kind)
    rights = words(letter, "rights")
    assert "60 日内，向市中区人民政府申请行政复议" in rights
    assert "6 个月内，向市中区人民法院提起行政诉讼" in rights
    assert "社会保险经办条例" in rights
    for clause in content.clauses:
        assert "第" in words(letter, "reasons")
        assert BOOK.clauses[clause].zh in words(letter, "reasons")
    for evidence in content.evidence:
        assert evidence.zh in words(letter, "reasons")


@pytest.mark.parametrize(
    ("clauses", "said", "not_said"),
    [
        (("7",), "第七条（即", "有关法律法规"),
        (("other-law",), "有关法律法规", "暂行办法"),
        (("go-live",), "系统启用时名册", "暂行办法"),
        (("7", "other-law"), "有关法律法规", "其他法律法规"),
    ],
)
def test_what_the_regulation_itself_does_not_say_is_not_told_as_its_clause(
    clauses: tuple[str, ...], said: str, not_said: str
) -> None:
    reasons = words(letter_of(sample(Kind.LOWER).model_copy(update={"clauses": clauses}), BOOK, "zh"), "reasons")
    assert said in reasons
    assert not_said not in reasons


def test_months_and_sums_stand_in_the_decision_and_in_the_head() -> None:
    letter = letter_of(sample(Kind.RECOVER), BOOK, "zh")
    assert "2026年3月至2026年5月多发了您的企业职工基本养老金，共 3,000.00 元" in words(letter, "decision")
    assert ("应退金额", "3,000.00 元") in letter.head


@pytest.mark.parametrize("kind", [kind for kind in Kind if text_of(kind).needs])
def test_a_notice_that_lacks_what_its_kind_must_say_is_refused(kind: Kind) -> None:
    for name in text_of(kind).needs:
        empty = type(sample(kind)).model_fields[name].default
        with pytest.raises(NoticeRefused, match=name):
            letter_of(sample(kind).model_copy(update={name: empty}), BOOK, "zh")


def test_a_sentence_whose_value_is_missing_is_left_out_and_no_other() -> None:
    whole = sample(Kind.RESUME)
    less = whole.model_copy(update={"back_pay": None})
    assert len(words(letter_of(less, BOOK, "zh"), "decision").splitlines()) == 1
    assert len(words(letter_of(whole, BOOK, "zh"), "decision").splitlines()) == 2


@pytest.mark.parametrize(
    ("decided", "said"),
    [
        (Decided.AUTOMATIC, "没有人对您作出过决定"),
        (Decided.RULE, "由规则直接得出"),
        (Decided.PERSON, "不是由程序自动作出的"),
    ],
)
def test_it_says_whether_a_rule_or_a_person_decided(decided: Decided, said: str) -> None:
    content = sample(Kind.PAY_BACK).model_copy(update={"decided": decided})
    assert said in words(letter_of(content, BOOK, "zh"), "decided_by")


def test_what_is_sent_by_a_rule_takes_nothing_away() -> None:
    assert [kind for kind in Kind if text_of(kind).automatic and text_of(kind).adverse] == []


def test_nothing_goes_to_the_phone_of_somebody_who_has_died() -> None:
    assert {kind for kind in Kind if text_of(kind).to_family} == {Kind.STOP_DEATH, Kind.RECOVER_HEIRS}
    assert [kind for kind in Kind if text_of(kind).to_family and text_of(kind).message is not None] == []


def test_the_silent_certification_names_the_kind_of_source_and_the_new_date() -> None:
    text = message_of(sample(Kind.CERTIFIED), BOOK)
    assert "住院" in str(text)
    assert "2027年6月底" in str(text)


@EACH
@BOTH
def test_no_message_holds_a_link_or_a_name(kind: Kind, language: str) -> None:
    text = message_of(sample(kind), BOOK, language)
    if text is not None:
        check_has_no_link(text)
        assert "李秀英" not in text
        assert "//" not in text


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("详见 https://renzheng.example.cn/a", True),
        ("请打开 renzheng.cn 办理", True),
        ("www.12333", True),
        ("请致电12333或0833-0000000", False),
        ("2026.12.31以前", False),
        ("四川e社保", False),
    ],
)
def test_what_could_be_opened_is_found(text: str, link: bool) -> None:
    if not link:
        check_has_no_link(text)
        return
    with pytest.raises(NoticeRefused):
        check_has_no_link(text)


GOOD = """title: {zh: "通知", en: "Notice"}
adverse: false
needs: []
decision: [{zh: "自{effective_month}起。", en: "From {effective_month} on."}]
reasons: []
to_do: []
rights: []
remedies: []
"""


@pytest.mark.parametrize(
    ("changed", "to", "why"),
    [
        ("{effective_month}起", "{month}起", "no such place"),
        ("From {effective_month} on", "From then on", "differ"),
        ("adverse: false", "adverse: true", "remedies"),
        ("needs: []", "needs: [sum]", "no such field"),
    ],
)
def test_a_text_that_could_not_be_filled_is_refused_with_its_place(
    tmp_path: Path, changed: str, to: str, why: str
) -> None:
    file = tmp_path / "kind.yaml"
    file.write_text(GOOD, "utf-8")
    load_model(file, NoticeText, NoticeTextRefused)
    file.write_text(GOOD.replace(changed, to), "utf-8")
    with pytest.raises(NoticeTextRefused, match=why):
        load_model(file, NoticeText, NoticeTextRefused)


@pytest.mark.parametrize(
    ("months", "told"), [((), []), ((5,), [(5, 5)]), ((1, 2, 3, 5), [(1, 3), (5, 5)]), ((3, 2), [(2, 3)])]
)
def test_months_that_follow_each_other_are_told_as_one(months: tuple[int, ...], told: list[tuple[int, int]]) -> None:
    assert list(spans(months)) == told
