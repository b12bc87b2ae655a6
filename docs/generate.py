"""Write the generated files again, or say which are stale.

    python docs/generate.py            writes docs/reference/*.md and the citations that `zige law` shows
    python docs/generate.py --check    writes nothing; exit status 1 and the names of the stale files, if there are any

They are committed, so that a change of law, command or table is seen in the diff of the page that describes it.
"""

import argparse
import sys
from pathlib import Path

from generator.pages import ROOT, generated


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 1 where --check finds a stale file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only compare, write nothing")
    if parser.parse_args(arguments).check:
        return check(ROOT)
    write(ROOT)
    return 0


def write(root: Path) -> None:
    """Write every generated file that differs."""
    for name in stale(root):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(generated(root)[name], "utf-8")
        print(f"written: {name}")


def check(root: Path) -> int:
    """Name the stale files; 1 if there are any."""
    names = stale(root)
    for name in names:
        print(f"{name} is stale: run `make generate`", file=sys.stderr)
    return 1 if names else 0


def stale(root: Path) -> list[str]:
    """The generated files that are missing or not as they would be written."""
    return [name for name, text in generated(root).items() if _read(root / name) != text]


def _read(file: Path) -> str | None:
    return file.read_text("utf-8") if file.is_file() else None


if __name__ == "__main__":
    sys.exit(main())
