"""Chinese first, English complete beside it: in every app, in Python and in templates."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from casework.config.translations import ENGLISH, SOURCE, extracted

TRANSLATED = re.compile(
    r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{%.*?%}|{{.*?}}|{#.*?#}|{%\s*comment\s*%}.*?{%\s*endcomment\s*%}",
    re.DOTALL,
)
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
LITERAL = re.compile(r"""{%(?!\s*(?:block)?translate)[^%]*?["'][^"'%]*[\u3400-\u9fff]{2,}""")
MARKED = re.compile(r"""_\(("|')[^"']*\1\)""")


def english() -> dict[object, object]:
    with ENGLISH.open("rb") as file:
        return {(m.id, m.context): m for m in read_po(file, locale="en") if m.id}


def complete(message: object) -> bool:
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(texts) and not message.fuzzy


def test_every_text_of_every_app_has_its_english() -> None:
    """`python -m casework.config.translations update` writes what is missing into the .po file."""
    known = english()
    asked = [(m.id, m.context) for m in extracted() if m.id]
    assert len(asked) > 100
    assert [key for key in asked if key not in known or not complete(known[key])] == []


def test_no_english_is_left_of_a_text_that_is_gone() -> None:
    asked = {(m.id, m.context) for m in extracted() if m.id}
    assert [key for key in english() if key not in asked] == []


def test_english_keeps_the_places_that_are_filled_in() -> None:
    for key, message in english().items():
        asked = set(re.findall(r"%\(\w+\)s", str(key)))
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        assert [text for text in texts if set(re.findall(r"%\(\w+\)s", text)) - asked] == [], key


def untranslated(template: str) -> list[str]:
    return CHINESE.findall(TRANSLATED.sub("", template)) + LITERAL.findall(MARKED.sub("", template))


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.html")), ids=lambda path: path.name)
def test_a_template_holds_no_chinese_outside_its_translations(path: Path) -> None:
    assert untranslated(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('<p>{% translate "姓名" %}</p>', False),
        ("<p>{% blocktranslate %}共 {{ n }} 条{% endblocktranslate %}</p>", False),
        ('{% badge pending "核" %}', False),
        ('{% badge _("待核实") "核" %}', False),
        ("<p>姓名</p>", True),
        ("<p>{{ label }}：{{ error }}</p>", True),
        ('{% badge "待核实" "核" %}', True),
    ],
)
def test_the_rule_above_finds_what_it_is_for(template: str, found: bool) -> None:
    assert bool(untranslated(template)) == found
