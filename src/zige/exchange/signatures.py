"""Who answers for an entry of a manifest: its signature, checked with the public key of a partner (EXCHANGE §1).

What is signed is text of four lines, each ended by a line feed, in UTF-8; it names the file by its digest, so that a
file of any size is signed and checked without being held:

    zige-manifest-1
    the file's name, as the manifest has it
    its digest, SHA-256 or SM3, in lower-case hexadecimal
    its number of rows; empty where the manifest has none
"""

import base64
import binascii
from pathlib import Path
from typing import TypeAlias

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from zige.errors import HomeRefused
from zige.exchange.manifest import Entry

FORM = "zige-manifest-1"
"""What is signed and how it is written; a signature of anything else is none of a manifest's."""
RSA_BITS = 2048
PSS = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.AUTO)

PublicKey: TypeAlias = Ed25519PublicKey | EllipticCurvePublicKey | RSAPublicKey


def signed_text(entry: Entry) -> bytes:
    """What the signature of an entry is made over."""
    rows = "" if entry.rows is None else str(entry.rows)
    return f"{FORM}\n{entry.file}\n{entry.digest}\n{rows}\n".encode()


def is_signed(entry: Entry, key: PublicKey) -> bool:
    """Whether the signature of an entry, in Base64, was made with the private half of `key`."""
    try:
        signature = base64.b64decode("".join((entry.signature or "").split()), validate=True)
        _verify(key, signature, signed_text(entry))
    except (binascii.Error, ValueError, InvalidSignature):
        return False
    return True


def read_key(path: Path) -> PublicKey:
    """A public key in PEM: Ed25519, ECDSA on P-256, RSA of 2048 bits or more. Raises HomeRefused."""
    try:
        key = load_pem_public_key(path.read_bytes())
    except OSError:
        raise _refused(
            path,
            "不存在或无法打开；请放入公钥文件或更正 zige.toml",
            "cannot be opened; put it there or correct zige.toml",
        ) from None
    except UnsupportedAlgorithm:
        raise _unfit(path) from None
    except ValueError:
        raise _refused(
            path,
            "不是 PEM 格式的公钥；请向部门索取公钥（不是私钥）",
            "is no public key in PEM; ask the department for its public key, not the private one",
        ) from None
    if isinstance(key, Ed25519PublicKey) or _is_p256(key) or _is_large_rsa(key):
        return key  # type: ignore[return-value]
    raise _unfit(path)


def _verify(key: PublicKey, signature: bytes, text: bytes) -> None:
    """Raises InvalidSignature."""
    if isinstance(key, Ed25519PublicKey):
        key.verify(signature, text)
    elif isinstance(key, EllipticCurvePublicKey):
        key.verify(signature, text, ECDSA(hashes.SHA256()))
    else:
        _verify_rsa(key, signature, text)


def _verify_rsa(key: RSAPublicKey, signature: bytes, text: bytes) -> None:
    """Either way of padding will do."""
    try:
        key.verify(signature, text, PSS, hashes.SHA256())
    except InvalidSignature:
        key.verify(signature, text, padding.PKCS1v15(), hashes.SHA256())


def _is_p256(key: object) -> bool:
    return isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1)


def _is_large_rsa(key: object) -> bool:
    return isinstance(key, RSAPublicKey) and key.key_size >= RSA_BITS


def _unfit(path: Path) -> HomeRefused:
    return _refused(
        path,
        f"的算法不能核验（SM2 也不能）；请用 Ed25519、P-256 的 ECDSA 或不少于 {RSA_BITS} 位的 RSA",
        f"is of a kind that cannot be checked, as SM2; use Ed25519, ECDSA on P-256, or RSA of {RSA_BITS} bits or more",
    )


def _refused(path: Path, zh: str, en: str) -> HomeRefused:
    return HomeRefused(f"公钥 {path.name} {zh}", f"the public key {path.name} {en}")
