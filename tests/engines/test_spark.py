"""The same text on Spark: the sample byte for byte, from files and from frames, and extreme values against the oracle.

Few and large, since one determination takes Spark as long as all other engines' tests of this folder.
"""

import datetime as dt
from pathlib import Path

import pytest

from engines.batches import answer, differing, extreme_batch
from engines.test_sample import EXPECTED, determined_file
from running import CASES

pytestmark = pytest.mark.spark


@pytest.mark.parametrize(("expected", "known_by"), EXPECTED)
def test_the_sample_is_equal_on_spark(spark: str, expected: str, known_by: dt.date | None, tmp_path: Path) -> None:
    assert determined_file(spark, known_by, tmp_path / "out.csv") == (CASES / expected).read_bytes()


def test_extreme_values_on_spark(spark: str) -> None:
    run = extreme_batch(20260301, 60, "2024-03")
    assert not (difference := differing(answer("reference", run), answer(spark, run), run)), difference
