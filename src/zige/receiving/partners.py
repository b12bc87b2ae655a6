"""Whose deliveries must be signed, and with which keys: what `zige.toml` says under [signatures] (EXCHANGE §1)."""

from collections.abc import Mapping
from dataclasses import dataclass

from zige.errors import DeliveryRefused, HomeRefused
from zige.exchange.contract import Contract
from zige.exchange.manifest import Entry
from zige.exchange.signatures import PublicKey, is_signed, read_key
from zige.store.home import Home
from zige.words import Wording
from zige.yaml_files.refusals import unknown_word

UNCHECKED = Wording(
    "清单中的签名没有核验，因为没有为它配置公钥", "its signature was not checked, since no public key is set for it"
)


@dataclass(frozen=True)
class Partners:
    """The public keys by their file's name, for each department or dataset whose deliveries must be signed."""

    keys: Mapping[str, Mapping[str, PublicKey]]

    def check(self, entry: Entry, dataset: str, department: str) -> Wording | None:
        """What is to be said of an entry's signature; None where none was needed and none given.

        The digest of the entry is that of the file: `check_files` has seen to it. Raises DeliveryRefused where a
        signature is needed and missing or wrong.
        """
        keys = self.keys.get(dataset) or self.keys.get(department)
        if keys is None:
            return UNCHECKED if entry.signature else None
        if entry.signature is None:
            raise _unsigned(entry, department)
        if entry.digest is None:
            raise DeliveryRefused(
                entry.file,
                "在清单里有签名但没有摘要；请补上摘要后重新签名",
                "the manifest has a signature of it but no digest; add the digest and sign again",
            )
        for name, key in keys.items():
            if is_signed(entry, key):
                return Wording(f"签名已用 {name} 核验", f"its signature was checked with {name}")
        raise _wrong(entry, " ".join(keys))


def partners_of(home: Home, known: Mapping[str, Contract]) -> Partners:
    """The keys of a home. Raises HomeRefused where one cannot be read, or is set for what no contract knows."""
    words = [*sorted({contract.department for contract in known.values()}), *known]
    told = home.settings.signatures
    for name in told:
        if name not in words:
            zh, en = unknown_word(name, words, "这个部门或数据集", "department or dataset")
            raise HomeRefused(f"zige.toml，signatures，“{name}”：{zh}", f"zige.toml, signatures, '{name}': {en}")
    return Partners({name: {file: read_key(home.partners / file) for file in files} for name, files in told.items()})


def _unsigned(entry: Entry, department: str) -> DeliveryRefused:
    return DeliveryRefused(
        entry.file,
        f"{department} 的文件须有签名，而它没有；请用 --manifest 给出带签名的清单",
        f"files of {department} must be signed, and it is not; give a signed manifest with --manifest",
    )


def _wrong(entry: Entry, keys: str) -> DeliveryRefused:
    return DeliveryRefused(
        entry.file,
        f"签名与公钥 {keys} 不符：文件名、摘要或行数被改动过，或不是这个密钥签的；请部门核对后重新签名",
        f"its signature does not fit the public key {keys}: name, digest or rows were altered, or another key signed; "
        "have it checked and signed again",
    )
