"""One small city for all tests of the room, made once."""

from pathlib import Path

import pytest

from simulation.cities import City, make


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    """2,000 people, three months, seed 1."""
    return make(tmp_path_factory.mktemp("cities") / "small")


@pytest.fixture(scope="session")
def other_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for cities that are compared with it."""
    return tmp_path_factory.mktemp("others")
