"""The home folder as commands name it, and the texts of what they write about batches and runs."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

HomeOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--home", help="数据目录，也可用 ZIGE_HOME / the home folder, or set ZIGE_HOME", show_default="ZIGE_HOME"
    ),
]
JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help="用 JSON 输出 / print JSON")]
