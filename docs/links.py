"""Find dead links in the documentation: files and headings that a page points to and that are not there.

    python docs/links.py    exit status 1 and file:line of every dead link, if there are any

Looks at README*.md, CHANGELOG.md and docs/**/*.md. Addresses of other sites are not asked.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(<?([^)\s>]+)>?(?: \"[^\"]*\")?\)")
DEFINITION = re.compile(r"^\[[^\]]+\]: +(\S+)")
HEADING = re.compile(r"^#{1,6} +(.+?)(?: +#+)?$")
ANCHOR = re.compile(r"<a (?:id|name)=\"([^\"]+)\"")
ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def main() -> int:
    """The exit status: 1 where a link is dead."""
    dead = [found for page in pages(ROOT) for found in dead_links(page)]
    for line in dead:
        print(line, file=sys.stderr)
    return 1 if dead else 0


def pages(root: Path) -> list[Path]:
    """The pages that are looked at."""
    top = [*root.glob("README*.md"), *root.glob("CHANGELOG.md")]
    return sorted(top) + sorted((root / "docs").rglob("*.md"))


def dead_links(page: Path, root: Path = ROOT) -> Iterator[str]:
    """Every dead link of a page as `file:line: link, what is missing`."""
    for number, line in prose(page.read_text("utf-8")):
        for link in _links(line):
            if problem := _problem(page, link):
                yield f"{page.relative_to(root).as_posix()}:{number}: {link}: {problem}"


def prose(text: str) -> Iterator[tuple[int, str]]:
    """The lines outside code blocks, with their numbers."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        mark = re.match(r" *(`{3,}|~{3,})", line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        elif not fence:
            yield number, line


def _links(line: str) -> list[str]:
    links = LINK.findall(re.sub(r"(?<!\[)`[^`]*`(?!\])", "", line)) + DEFINITION.findall(line)
    return [link for link in links if not ELSEWHERE.match(link)]


def _problem(page: Path, link: str) -> str:
    path, _, anchor = unquote(link).partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists():
        return "no such file"
    if anchor and target.suffix == ".md" and anchor not in anchors(target):
        return "no such heading"
    return ""


@cache
def anchors(page: Path) -> set[str]:
    """The names under which the headings of a page can be reached, as the usual renderers make them."""
    found: list[str] = []
    for _, line in prose(page.read_text("utf-8")):
        found += ANCHOR.findall(line)
        if heading := HEADING.match(line):
            name = slug(heading[1])
            repeated = sum(re.fullmatch(rf"{re.escape(name)}(-[0-9]+)?", each) is not None for each in found)
            found.append(f"{name}-{repeated}" if repeated else name)
    return set(found)


def slug(heading: str) -> str:
    """`8.2.1 · Art. 8(2)1` as `821--art-821`: lower case, spaces as hyphens, no punctuation."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return "".join(c for c in text.replace(" ", "-") if c.isalnum() or c in "-_")


if __name__ == "__main__":
    sys.exit(main())
