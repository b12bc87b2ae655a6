"""The one notation for clauses: taking apart, order, and citation in both languages."""

import pytest

from zige.law.clauses import article_of, chinese_number, cite_en, cite_zh, clause_order, ordinal, parse_clause


@pytest.mark.parametrize(
    ("clause", "zh", "en", "article"),
    [
        ("7", "第七条", "Art. 7", 7),
        ("10", "第十条", "Art. 10", 10),
        ("28", "第二十八条", "Art. 28", 28),
        ("30", "第三十条", "Art. 30", 30),
        ("8.2", "第八条（二）", "Art. 8(2)", 8),
        ("8.2.1", "第八条（二）1", "Art. 8(2)1", 8),
        ("8.2.1.4", "第八条（二）1 第4项", "Art. 8(2)1, 4th situation", 8),
        ("8.1.2.13", "第八条（一）2 第13项", "Art. 8(1)2, 13th situation", 8),
        ("other-law", "其他法律法规", "other law", None),
        ("go-live", "上线时的名册", "register at go-live", None),
    ],
)
def test_a_clause_is_cited_as_people_cite_it(clause: str, zh: str, en: str, article: int | None) -> None:
    assert (cite_zh(clause), cite_en(clause), article_of(clause)) == (zh, en, article)


def test_clauses_sort_as_numbers_and_the_two_names_come_last() -> None:
    in_order = ["7", "8", "8.1.2.2", "8.1.2.10", "8.1.2.13", "8.2.1.1", "10", "other-law", "go-live"]
    assert sorted(set(in_order), key=clause_order) == in_order


@pytest.mark.parametrize(
    "text", ["", "8.", ".8", "8.2.1.4.1", "8.x", "08", "0", "-1", "8,2", "第八条", "８", "123", "golive"]
)
def test_anything_else_is_no_clause(text: str) -> None:
    with pytest.raises(ValueError, match="not a clause"):
        parse_clause(text)


def test_numbers_are_written_out() -> None:
    assert [chinese_number(n) for n in (1, 10, 11, 20, 29, 99)] == ["一", "十", "十一", "二十", "二十九", "九十九"]
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
    ]
