"""A signature of a manifest's entry is accepted from the key that made it, of the entry it was made over, and no other."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from zige.errors import HomeRefused
from zige.exchange.manifest import Entry
from zige.exchange.signatures import is_signed, read_key, signed_text

ENTRY = Entry("死亡.csv", "0f" * 32, 4, None)
ED25519, P256, RSA = (
    Ed25519PrivateKey.generate(),
    ec.generate_private_key(ec.SECP256R1()),
    rsa.generate_private_key(65537, 2048),
)
OTHERS = (
    Ed25519PrivateKey.generate(),
    ec.generate_private_key(ec.SECP256R1()),
    rsa.generate_private_key(65537, 2048),
)
PSS = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.MAX_LENGTH)

SIGNERS = {
    "Ed25519": (ED25519, ED25519.sign),
    "ECDSA on P-256": (P256, lambda text: P256.sign(text, ec.ECDSA(hashes.SHA256()))),
    "RSA-PSS": (RSA, lambda text: RSA.sign(text, PSS, hashes.SHA256())),
    "RSA, PKCS 1 v1.5": (RSA, lambda text: RSA.sign(text, padding.PKCS1v15(), hashes.SHA256())),
}

SM2 = """-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEbBN99ne0EpC80Uj+78S6OX3qMe4D
fjQYKfcAmzddB19aINLQHsdE4R0i3ldhtQID0QTfm+GSL6TdQTizlgBpCw==
-----END PUBLIC KEY-----
"""

SHORT_RSA = """-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDrhfO8T/d2a1uqe2Q9QiI3ynbK
xsNt9YabdAlClKZUrTHn1MqWqkOi71iEi4SjMvrEBv4yAkTQ9GHGwjlnRsv79U8f
oh7gilLX86NdtADb8FzK1qvVL7ydJ4SgHLVXkuXy54E7iqFbe4BkDJmU0WL+HkmO
A4DPdYKipyjt7eSOFQIDAQAB
-----END PUBLIC KEY-----
"""


def pem(key: object) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)  # type: ignore[attr-defined]


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "police.pem"


def signed(sign: Callable[[bytes], bytes], entry: Entry = ENTRY) -> Entry:
    return entry._replace(signature=base64.b64encode(sign(signed_text(entry))).decode())


def test_what_is_signed_is_four_lines() -> None:
    """Departments make it with their own tools, so that it must stay as the manual says."""
    assert signed_text(ENTRY).decode() == f"zige-manifest-1\n死亡.csv\n{'0f' * 32}\n4\n"
    assert signed_text(ENTRY._replace(rows=None)).decode() == f"zige-manifest-1\n死亡.csv\n{'0f' * 32}\n\n"


@pytest.mark.parametrize("algorithm", SIGNERS)
def test_the_owner_of_a_key_signs_one_entry_and_no_other(key_file: Path, algorithm: str) -> None:
    private, sign = SIGNERS[algorithm]
    key_file.write_bytes(pem(private))
    key, entry = read_key(key_file), signed(sign)
    assert is_signed(entry, key)
    for altered in ({"file": "死亡2.csv"}, {"digest": "0e" * 32}, {"rows": 5}, {"rows": None}):
        assert not is_signed(entry._replace(**altered), key)


@pytest.mark.parametrize("algorithm", SIGNERS)
def test_another_key_signs_nothing(key_file: Path, algorithm: str) -> None:
    _, sign = SIGNERS[algorithm]
    for other in OTHERS:
        key_file.write_bytes(pem(other))
        assert not is_signed(signed(sign), read_key(key_file))


def test_base64_may_be_folded(key_file: Path) -> None:
    private, sign = SIGNERS["RSA-PSS"]
    key_file.write_bytes(pem(private))
    entry = signed(sign)
    assert entry.signature is not None
    folded = "\n".join(entry.signature[at : at + 64] for at in range(0, len(entry.signature), 64))
    assert is_signed(entry._replace(signature=folded), read_key(key_file))


@pytest.mark.parametrize("signature", [None, "", "no", "签名", "AAAA", "===="])
def test_what_is_no_signature_is_none(key_file: Path, signature: str | None) -> None:
    for private, _ in SIGNERS.values():
        key_file.write_bytes(pem(private))
        assert not is_signed(ENTRY._replace(signature=signature), read_key(key_file))


UNFIT = {
    "text": (b"police", "is no public key in PEM"),
    "nothing": (b"", "is no public key in PEM"),
    "a private key": (
        ED25519.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), "not the private one",
    ),
    "SM2": (SM2.encode(), "SM2"),
    "another curve": (pem(ec.generate_private_key(ec.SECP384R1())), "P-256"),
    "Ed448": (pem(ed448.Ed448PrivateKey.generate()), "Ed25519"),
    "a short RSA key": (SHORT_RSA.encode(), "2048"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNFIT)
def test_a_key_that_cannot_be_used_is_named(key_file: Path, case: str) -> None:
    content, told = UNFIT[case]
    key_file.write_bytes(content)
    with pytest.raises(HomeRefused, match=r"police\.pem") as refused:
        read_key(key_file)
    assert told in refused.value.en
    assert "公钥 police.pem" in refused.value.zh


def test_a_key_that_is_not_there_is_named(key_file: Path) -> None:
    with pytest.raises(HomeRefused, match=r"the public key police\.pem cannot be opened"):
        read_key(key_file)
