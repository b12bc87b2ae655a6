"""Notices on paper: PDF/A with Chinese, the strip and the code; what the compiler warns of is an error."""

import datetime as dt
import io
from typing import Any

import pytest
import typst
from papers import conformance, texts
from pypdf import PdfReader

from casework.notices.kinds import Kind
from casework.notices.refusals import NoticeRefused
from casework.notices.samples import sample
from casework.notices.typesetting.page import page_of
from casework.notices.typesetting.setting import compiled, compiler_with, typeset
from casework.notices.writing.codes import new_code, read_code, written_code
from zige.law.lawbook import load_lawbook

BOOK = load_lawbook().rulebooks[-1]
DAY = dt.date(2026, 7, 20)


def page(kind: Kind = Kind.SUSPEND_OVERDUE, language: str = "zh", **changed: Any) -> dict[str, Any]:
    return page_of(sample(kind).model_copy(update=changed), BOOK, "https://zige.example", language)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_is_set_on_one_or_two_pages(kind: Kind, language: str) -> None:
    pages = texts(typeset([page(kind, language)], DAY))
    assert len(pages) <= 2
    assert "511102-2026-N-000123" in pages[0]
    assert "7Q2M-4K8X-VT3H-9RCP" in "".join(pages)


def test_a_notice_is_an_archive_file_that_a_reader_for_the_blind_can_follow() -> None:
    pdf = typeset([page()], DAY)
    assert conformance(pdf) == "2A"
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"


def test_the_strip_is_drawn_with_the_characters_of_its_months_and_what_they_mean() -> None:
    (text, *_) = texts(typeset([page(Kind.STOP_DEATH)], DAY))
    assert text.count("停") >= 3 + 1
    assert "追" in text
    assert "应退回" in text
    assert "逐月情况" not in "".join(texts(typeset([page(Kind.STOP_DEATH, strip=None)], DAY)))


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert typeset([page()], DAY) == typeset([page()], DAY)
    assert typeset([page()], DAY) != typeset([page()], DAY + dt.timedelta(1))


def test_in_a_file_of_many_each_has_pages_of_its_own() -> None:
    many = [page(kind, number=f"511102-2026-N-00000{at}") for at, kind in enumerate((Kind.REMINDER, Kind.STOP))]
    pages = texts(typeset(many, DAY))
    assert len(pages) == 2
    for at, text in enumerate(pages):
        assert f"511102-2026-N-00000{at}" in text
        assert "第 1 页" in text
        assert text.count("以下无正文") == 1


def test_without_a_font_for_chinese_nothing_is_set() -> None:
    fonts = typst.Fonts(include_system_fonts=False)
    with pytest.raises(NoticeRefused, match="fonts-noto-cjk"):
        compiler_with(fonts)
    with pytest.raises(NoticeRefused, match="no glyph"):
        compiled(typst.Compiler(font_paths=fonts), [page()], DAY)


def test_a_character_that_no_font_has_is_marked_where_it_is_of_private_use_and_refused_elsewhere() -> None:
    assert "李〓英" in "".join(texts(typeset([page(name="李\ue123英")], DAY)))
    with pytest.raises(NoticeRefused, match="511102-2026-N-000123") as refused:
        typeset([page(name="李\u0f40英")], DAY)
    assert "李" not in refused.value.zh


def test_a_file_holds_a_thousand_at_most() -> None:
    with pytest.raises(ValueError, match="1000"):
        typeset([{}] * 1001, DAY)


def test_a_code_is_read_as_people_write_it() -> None:
    code = new_code()
    assert read_code(written_code(code).lower()) == code
    assert read_code("7q2m 4k8x-vt3h-9rcp ") == "7Q2M4K8XVT3H9RCP"
    assert read_code("oil" + "0" * 13) == "0110000000000000"
    assert read_code(code[:-1]) is None
    assert read_code(code[:-1] + "U") is None
    assert new_code() != code
