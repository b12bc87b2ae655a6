"""The files and choices that `determine` and `explain` share, as options."""

from pathlib import Path
from typing import Annotated

import typer

from zige.backends import ENGINES, Backend
from zige.inputs.given import Given, given_file
from zige.tables import AMOUNTS, BENEFITS, FACTS, PAID, Table

BENEFITS_OPTION = typer.Option("--benefits", help="待遇名册 / the benefits (.csv, .parquet)")
FACTS_OPTION = typer.Option("--facts", help="事实 / the facts (.csv, .parquet)")
BenefitsOption = Annotated[Path, BENEFITS_OPTION]
FactsOption = Annotated[Path, FACTS_OPTION]
AmountsOption = Annotated[Path | None, typer.Option("--amounts", help="待遇金额变动 / history of amounts")]
PaidOption = Annotated[Path | None, typer.Option("--paid", help="发放台账 / what was paid for each month")]
MonthOption = Annotated[str, typer.Option("--month", help="认定年月 / month to decide, YYYY-MM")]
KnownByOption = Annotated[
    str | None, typer.Option("--known-by", help="只用该日及以前收到的事实 / use only facts received by this day")
]
RulebookOption = Annotated[
    list[Path] | None,
    typer.Option("--rulebook", help="规则文件，可多次给出 / rulebook file, may be repeated; default: Leshan's"),
]
BackendOption = Annotated[str, typer.Option("--backend", help=f"计算引擎 / engine: {', '.join(ENGINES)}")]


def given_files(
    backend: Backend, benefits: Path, facts: Path, amounts: Path | None, paid: Path | None
) -> dict[Table, Given]:
    """The tables of LAW §8 from their files; those without a file are left out."""
    paths = {BENEFITS: benefits, FACTS: facts, AMOUNTS: amounts, PAID: paid}
    return {table: given_file(backend, table, path) for table, path in paths.items() if path is not None}
