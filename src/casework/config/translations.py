"""The English texts: `locale/en/LC_MESSAGES/django.po`, compiled where the program is set up.

python -m casework.config.translations           compile
python -m casework.config.translations update    first write what is new in the sources into the .po file, without an
                                                 English text, and drop what is gone
"""

import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parent.parent
LOCALE = SOURCE / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
HEADER = """msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "gettext_noop": None,
}


def extracted(source: Path = SOURCE) -> Catalog:
    """Every text that the Python files and templates of all apps ask to be translated, with the files it stands in."""
    catalog = Catalog()
    for path in sorted([*source.rglob("*.py"), *source.rglob("*.html")]):
        text = path.read_text("utf-8")
        code = _as_python(text) if path.suffix == ".html" else text
        for _line, message, comments, context in extract("python", BytesIO(code.encode()), KEYWORDS):
            catalog.add(
                message, locations=[(str(path.relative_to(source)), 0)], auto_comments=comments, context=context
            )
    return catalog


def _as_python(template: str) -> str:
    """The template's translations as calls, each at the beginning of a line; `templatize` puts an X for the rest."""
    calls = re.findall(r"(?:n?p?gettext|_)\(.*?\)(?= |$)", templatize(template), re.MULTILINE)
    return "\n".join(calls)


def update(path: Path = ENGLISH) -> None:
    """Bring the .po file into step with the sources; no guess is made for what is new."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name)
    catalog.update(extracted(), no_fuzzy_matching=True)
    with path.open("wb") as file:
        file.write(HEADER.encode())
        write_po(
            file, catalog, width=120, omit_header=True, sort_by_file=True, ignore_obsolete=True, include_lineno=False
        )


def compile_all(locale: Path = LOCALE) -> None:
    """Write a .mo beside every .po file. Raises ValueError for a file that is not well formed."""
    for path in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parent.parent.name, abort_invalid=True)
        with path.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalog)


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    compile_all()
