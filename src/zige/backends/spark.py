"""PySpark: the same expressions on a cluster; in local mode where no session is running."""

import os
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import pyarrow as pa
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from zige.backends.base import Backend, Frame


class SparkBackend(Backend):
    """The running session, else a local one of all cores; a kept table is a persisted one."""

    name = "spark"
    errors = (PySparkException,)

    def __init__(self) -> None:
        running = SparkSession.getActiveSession()
        self._session = running or _local_session()
        self._ours = running is None

    def scan_csv(self, path: Path, columns: list[str]) -> Frame:
        schema = ", ".join(f"`{column}` STRING" for column in columns)
        reader = self._session.read.schema(schema).options(
            header=True, quote='"', escape='"', multiLine=True, mode="FAILFAST", enforceSchema=True, emptyValue=""
        )
        return nw.from_native(reader.csv(str(path.absolute())))

    def scan_parquet(self, path: Path) -> Frame:
        return nw.from_native(self._session.read.parquet(str(path.absolute())))

    def table(self, table: pa.Table) -> Frame:
        return nw.from_native(self._session.createDataFrame(table))

    def keep(self, frame: Frame) -> Frame:
        native: DataFrame = frame.to_native()
        return nw.from_native(native.localCheckpoint(eager=True))

    def joined_text(self, frame: Frame, by: str, text: str) -> Frame:
        native: DataFrame = frame.to_native()
        joined = F.array_join(F.sort_array(F.collect_list(text)), "|").alias(text)
        return nw.from_native(native.groupBy(by).agg(joined))

    def write(self, frame: Frame, path: Path, order: str) -> None:
        rows = pl.from_arrow(self.collect(frame.sort(order)))
        assert isinstance(rows, pl.DataFrame)
        if path.suffix == ".parquet":
            rows.write_parquet(path, compression="zstd")
        else:
            rows.write_csv(path)

    def close(self) -> None:
        if self._ours:
            self._session.stop()


def _local_session() -> SparkSession:
    """A session of this machine: no web page, as many shuffle partitions as there are cores."""
    cores = os.cpu_count() or 1
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder: Any = SparkSession.builder
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "4g",
        "spark.sql.shuffle.partitions": str(cores),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }
    session: SparkSession = builder.master(f"local[{cores}]").appName("zige").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session
