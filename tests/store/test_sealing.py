"""What is sealed opens to the same bytes, and does not open at all where a single bit, chunk or key is another."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zige.errors import HomeRefused
from zige.store.keys import Keys
from zige.store.sealing import CHUNK, HEADER, TAG, opened, seal, seal_bytes

ONE = Keys({1: bytes(range(32))}, bytes(32))
ROTATED = Keys({1: ONE.seals[1], 2: bytes(reversed(range(32)))}, bytes(32))
OTHER = Keys({1: bytes(32)}, bytes(32))


def through(content: bytes, path: Path, keys: Keys = ONE) -> bytes:
    seal_bytes(content, path, keys)
    return b"".join(opened(path, keys))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_any_size_comes_back(tmp_path: Path, size: int) -> None:
    content = bytes(number % 251 for number in range(1000)) * (size // 1000 + 1)
    assert through(content[:size], tmp_path / "f") == content[:size]


@settings(max_examples=30)
@given(content=st.binary(max_size=200), bit=st.integers(min_value=0))
def test_a_changed_bit_is_noticed(tmp_path_factory: pytest.TempPathFactory, content: bytes, bit: int) -> None:
    path = tmp_path_factory.mktemp("sealed") / "f"
    seal_bytes(content, path, ONE)
    sealed = bytearray(path.read_bytes())
    sealed[bit // 8 % len(sealed)] ^= 1 << bit % 8
    path.write_bytes(sealed)
    with pytest.raises(HomeRefused):
        list(opened(path, ONE))


def test_the_content_is_not_to_be_read_in_the_file(tmp_path: Path) -> None:
    through("李小明".encode() * 100, tmp_path / "f")
    assert "李小明".encode() not in (tmp_path / "f").read_bytes()


def test_a_file_cut_at_a_chunk_is_noticed(tmp_path: Path) -> None:
    seal(BytesIO(bytes(2 * CHUNK)), tmp_path / "f", ONE)
    (tmp_path / "f").write_bytes((tmp_path / "f").read_bytes()[: HEADER + CHUNK + TAG])
    with pytest.raises(HomeRefused, match="damaged or was altered"):
        list(opened(tmp_path / "f", ONE))


def test_chunks_in_another_order_are_noticed(tmp_path: Path) -> None:
    seal(BytesIO(bytes(3 * CHUNK)), tmp_path / "f", ONE)
    sealed = (tmp_path / "f").read_bytes()
    size = CHUNK + TAG
    first, second, rest = sealed[HEADER:][:size], sealed[HEADER:][size : 2 * size], sealed[HEADER + 2 * size :]
    (tmp_path / "f").write_bytes(sealed[:HEADER] + second + first + rest)
    with pytest.raises(HomeRefused):
        list(opened(tmp_path / "f", ONE))


def test_an_older_key_still_opens_and_the_newest_seals(tmp_path: Path) -> None:
    seal_bytes(b"old", tmp_path / "old", ONE)
    seal_bytes(b"new", tmp_path / "new", ROTATED)
    assert b"".join(opened(tmp_path / "old", ROTATED)) == b"old"
    with pytest.raises(HomeRefused, match="key seal-2"):
        list(opened(tmp_path / "new", ONE))


def test_another_key_does_not_open(tmp_path: Path) -> None:
    seal_bytes(b"secret", tmp_path / "f", ONE)
    with pytest.raises(HomeRefused):
        list(opened(tmp_path / "f", OTHER))
