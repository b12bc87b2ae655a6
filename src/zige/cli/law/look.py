"""What the pages of `zige law` share: headings, tables and lines that read well at any width, in one language."""

from collections.abc import Iterable

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from zige.cli.language import Language
from zige.kinds import Effect
from zige.words import EFFECTS, Wording

EFFECT_STYLE = {Effect.STOP: "bold red", Effect.SUSPEND: "bold yellow"}


class Page:
    """A console that writes in one language."""

    def __init__(self, language: Language, console: Console | None = None) -> None:
        self.language = language
        self.console = console or Console(highlight=False)

    def say(self, wording: Wording) -> str:
        """The wording in the page's language."""
        return self.language.choose(*wording)

    def choose(self, zh: str, en: str) -> str:
        """One of two wordings."""
        return self.language.choose(zh, en)

    def heading(self, zh: str, en: str) -> None:
        """A heading with a line of air above it."""
        self.console.print()
        self.console.print(Text(self.choose(zh, en), style="bold blue"))

    def line(self, text: RenderableType, indent: int = 0) -> None:
        """A line, set in by some columns also where it wraps."""
        self.console.print(Padding(text, (0, 0, 0, indent)))

    def table(self, *columns: Wording, rigid: int = 1) -> Table:
        """A table without side lines; its first `rigid` columns are never broken."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim", padding=(0, 1))
        for at, column in enumerate(columns):
            table.add_column(self.say(column), no_wrap=at < rigid, overflow="fold")
        return table

    def show(self, table: Table) -> None:
        """A table, set in by two columns."""
        self.console.print(Padding(table, (0, 0, 0, 2)))

    def pairs(self, pairs: Iterable[tuple[str, RenderableType]]) -> None:
        """Names with what they stand for, one to a line."""
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, value in pairs:
            grid.add_row(name, value)
        self.console.print(Padding(grid, (0, 0, 0, 2)))

    def effect(self, effect: Effect) -> Text:
        """停止 or 暂停, never by colour alone."""
        return Text(self.say(EFFECTS[effect]), style=EFFECT_STYLE[effect])
