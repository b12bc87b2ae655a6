"""A digest is the same whether a few texts are digested or many, and says nothing without its key."""

import hashlib

import pyarrow as pa

from zige.backends.digests import MANY, digests


def digested(texts: list[str], key: str = "k") -> list[int]:
    return digests(pa.chunked_array([pa.array(texts, pa.string())]), key).to_pylist()


def test_many_texts_have_the_digests_that_each_has_alone() -> None:
    texts = [f"李{number}" for number in range(MANY)]
    assert digested(texts)[:100] == digested(texts[:100])


def test_a_digest_is_the_beginning_of_sha_256_over_key_and_text() -> None:
    expected = hashlib.sha256("k吉克·阿木".encode()).digest()[:8]
    assert digested(["吉克·阿木", ""]) == [
        int.from_bytes(expected, "big"),
        int.from_bytes(hashlib.sha256(b"k").digest()[:8], "big"),
    ]


def test_another_key_makes_another_digest() -> None:
    assert digested(["a"]) != digested(["a"], "other")


def test_no_text_is_no_digest() -> None:
    assert digested([]) == []
