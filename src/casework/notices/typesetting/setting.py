"""The compiler: one notice to a file, or up to a thousand; what typst warns of is an error here.

Without a font for Chinese typst prints boxes and only warns (FACTS §13); no notice leaves like that. The same notice
gives the same bytes: the time in a file is the day of issue.
"""

import datetime as dt
import json
import threading
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.conf import settings

from casework.notices.refusals import NoticeRefused

LAYOUT = Path(__file__).parent / "notice.typ"
STANDARD: Literal["a-2a"] = "a-2a"
"""PDF/A-2a: for archives, with tags, so that a reader for the blind can follow."""
FONT = "Noto Serif CJK SC"
FONTS = "fonts"
"""A folder of the home for fonts, where the machine has none installed."""
MOST = 1000
"""Notices in one file: more cost memory."""
_own = threading.local()


def typeset(pages: list[dict[str, Any]], day: dt.date) -> bytes:
    """A PDF/A of one or more notices, each from a page of its own on, dated by a day.

    Raises NoticeRefused where the font is missing or a character has no glyph.
    """
    if len(pages) > MOST:
        raise ValueError(f"at most {MOST} notices in one file")
    return compiled(_compiler(), pages, day)


def compiled(compiler: typst.Compiler, pages: list[dict[str, Any]], day: dt.date) -> bytes:
    """`typeset` by a given compiler."""
    at = dt.datetime.combine(day, dt.time(), dt.UTC)
    try:
        pdf, warnings = compiler.compile_with_warnings(
            input=LAYOUT.read_bytes(),
            format="pdf",
            sys_inputs={"notices": json.dumps(pages, ensure_ascii=False)},
            pdf_standards=[STANDARD],
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError:
        raise _refused(pages) from None
    if warnings:
        raise _refused(pages)
    assert isinstance(pdf, bytes)
    return pdf


def _compiler() -> typst.Compiler:
    """One for each thread, since two must not use the same; raises NoticeRefused where no font has Chinese."""
    if not hasattr(_own, "compiler"):
        _own.compiler = compiler_with(_fonts())
    compiler: typst.Compiler = _own.compiler
    return compiler


@cache
def _fonts() -> typst.Fonts:
    """Those of the machine and of the home, looked for once."""
    folder = settings.HOME.path / FONTS
    return typst.Fonts(font_paths=[folder] if folder.is_dir() else [])


def compiler_with(fonts: typst.Fonts) -> typst.Compiler:
    """A compiler of these fonts. Raises NoticeRefused where the font of notices is not among them."""
    if FONT not in fonts.families():
        raise NoticeRefused(
            f"没有字体 {FONT}，通知不能排版；请安装 fonts-noto-cjk，或把字体放进数据目录的 {FONTS} 文件夹",
            f"the font {FONT} is missing and no notice can be set: install fonts-noto-cjk, or put the font into the "
            f"folder {FONTS} of the home",
        )
    return typst.Compiler(font_paths=fonts)


def _refused(pages: list[dict[str, Any]]) -> NoticeRefused:
    """Without what typst said: it quotes the text, names included."""
    numbers = "、".join(str(page["number"]) for page in pages[:3])
    return NoticeRefused(
        f"通知 {numbers} 不能排版：有字符在字体里没有字形；请安装完整的 {FONT}",
        f"notice {numbers} cannot be set: a character has no glyph; install all of {FONT}",
    )
