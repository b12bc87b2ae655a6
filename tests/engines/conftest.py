"""One Spark session for all tests: starting one takes as long as several determinations."""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "2g",
    # A test's tables are small and its queries many: what a cluster gains by, costs here.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}


@pytest.fixture(scope="session")
def spark() -> Iterator[str]:
    """The name of the engine, with a session that every later `open_backend` finds running.

    Fails, rather than skips, where PySpark or Java is missing: `make test` installs both.
    """
    if find_spec("pyspark") is None:
        pytest.fail("PySpark is not installed: run `make test`, or pip install 'zige[spark]'", pytrace=False)
    if "JAVA_HOME" not in os.environ and shutil.which("java") is None:
        pytest.fail("Java is not installed: run `make test`, or install a Java 17 runtime", pytrace=False)
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").appName("zige tests").config(map=SETTINGS).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield "spark"
    session.stop()
