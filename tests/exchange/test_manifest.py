"""What a manifest says and what arrived must agree; the refusal names the file at fault."""

import hashlib
import json
from pathlib import Path

import pytest

from zige.errors import DeliveryRefused
from zige.exchange.manifest import Entry, check_files, check_rows, digest_of, manifest_in, read_manifest

SM3_OF_ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
SHA256_OF_ABC = hashlib.sha256(b"abc").hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.csv").write_bytes(b"abc")
    return tmp_path


def manifest(folder: Path, text: str, name: str = "manifest.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("digest", [SHA256_OF_ABC, SHA256_OF_ABC.upper(), SM3_OF_ABC, f"SM3:{SM3_OF_ABC}", ""])
def test_either_digest_or_none_agrees(folder: Path, digest: str) -> None:
    path = manifest(folder, f"文件名,摘要,行数\na.csv,{digest},3\n", "清单.csv", "gb18030")
    assert manifest_in(folder) == path
    entries = read_manifest(path)
    check_files(path, entries, list(folder.iterdir()))
    assert entries == [Entry("a.csv", digest.lower().rpartition(":")[2] or None, 3, None)]


def test_json_says_the_same(folder: Path) -> None:
    files = [{"file": "a.csv", "sm3": SM3_OF_ABC, "rows": 3, "signature": "text"}]
    expected = [Entry("a.csv", SM3_OF_ABC, 3, "text")]
    assert read_manifest(manifest(folder, json.dumps(files), "manifest.json")) == expected
    assert read_manifest(manifest(folder, json.dumps({"files": files}), "manifest.json")) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"file,sha256\na.csv,{SHA256_OF_ABC[:-1]}0\n", "a.csv：与清单里的摘要"),
        ("file,rows\na.csv,1\nb.csv,1\n", "b.csv：清单里有，但没有送到"),
        ("file,rows\na.csv,1\na.csv,1\n", "a.csv：在清单里出现两次"),
        ("file,rows\nb.csv,1\n", "b.csv：清单里有"),
    ],
)
def test_what_does_not_agree_is_named(folder: Path, text: str, word: str) -> None:
    path = manifest(folder, text)
    with pytest.raises(DeliveryRefused) as refused:
        check_files(path, read_manifest(path), list(folder.iterdir()))
    assert word in refused.value.zh


def test_a_file_that_nobody_announced_is_named(folder: Path) -> None:
    (folder / "b.csv").write_bytes(b"b")
    path = manifest(folder, "file\na.csv\n")
    with pytest.raises(DeliveryRefused) as refused:
        check_files(path, read_manifest(path), list(folder.iterdir()))
    assert refused.value.file == "b.csv"


@pytest.mark.parametrize("text", ["", "file,rows\n", "rows\n1\n", "file,rows\na.csv,many\n", "file,rows\n,1\n"])
def test_a_manifest_that_says_nothing_is_refused(folder: Path, text: str) -> None:
    with pytest.raises(DeliveryRefused):
        read_manifest(manifest(folder, text))


@pytest.mark.parametrize("text", ["{", "3", '{"a": 1}', "[1]", '[{"rows": 1}]', "null"])
def test_a_json_manifest_that_says_nothing_is_refused(folder: Path, text: str) -> None:
    with pytest.raises(DeliveryRefused):
        read_manifest(manifest(folder, text, "manifest.json"))


def test_rows_must_agree_where_they_are_told() -> None:
    check_rows("a.csv", 3, 3)
    check_rows("a.csv", None, 3)
    with pytest.raises(DeliveryRefused) as refused:
        check_rows("a.csv", 4, 3)
    assert "4 行" in refused.value.zh


def test_digests_are_those_of_the_standards(folder: Path) -> None:
    assert digest_of(folder / "a.csv") == SHA256_OF_ABC
    assert digest_of(folder / "a.csv", "SM3") == SM3_OF_ABC


def test_no_manifest_is_no_fault(folder: Path) -> None:
    assert manifest_in(folder) is None
