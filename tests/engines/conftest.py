"""One Spark session for all tests: starting one takes as long as several determinations."""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from zige.backends import open_backend


@pytest.fixture(scope="session")
def spark() -> Iterator[str]:
    """The name of the engine, with a session that every later `open_backend` finds running.

    Fails, rather than skips, where PySpark or Java is missing: `make test` installs both.
    """
    if find_spec("pyspark") is None:
        pytest.fail("PySpark is not installed: run `make test`, or pip install 'zige[spark]'", pytrace=False)
    if "JAVA_HOME" not in os.environ and shutil.which("java") is None:
        pytest.fail("Java is not installed: run `make test`, or install a Java 17 runtime", pytrace=False)
    with open_backend("spark") as backend:
        yield backend.name
