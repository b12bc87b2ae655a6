"""The engines: the only places that open a connection, and the only ones that know how they differ."""

import os
import shutil
from importlib.util import find_spec

from zige.backends.base import Backend, Frame
from zige.errors import RequestRefused

ENGINES = ("duckdb", "polars", "spark")

__all__ = ["ENGINES", "Backend", "Frame", "open_backend"]


def open_backend(name: str) -> Backend:
    """The engine of that name, opened; engines are imported only when asked for.

    Raises RequestRefused for an unknown name and for Spark where it is not installed.
    """
    if name == "duckdb":
        from zige.backends.duckdb import DuckDBBackend

        return DuckDBBackend()
    if name == "polars":
        from zige.backends.polars import PolarsBackend

        return PolarsBackend()
    if name == "spark":
        return _open_spark()
    raise RequestRefused(
        f"没有名为“{name}”的引擎；可选 {'、'.join(ENGINES)}",
        f"there is no engine '{name}'; choose {', '.join(ENGINES)}",
    )


def _open_spark() -> Backend:
    if find_spec("pyspark") is None:
        raise RequestRefused(
            "未安装 PySpark；请运行 pip install 'zige[spark]'，并安装 Java 17",
            "PySpark is not installed; run pip install 'zige[spark]' and install Java 17",
        )
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        raise RequestRefused(
            "Spark 需要 Java 17，未找到；请安装（如 apt install openjdk-17-jre-headless）或设置 JAVA_HOME",
            "Spark needs Java 17 and finds none; install it (apt install openjdk-17-jre-headless) or set JAVA_HOME",
        )
    from zige.backends.spark import SparkBackend

    return SparkBackend()
