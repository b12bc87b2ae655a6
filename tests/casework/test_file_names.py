"""What a browser says a file is called leads nowhere and hides nothing that lies beside it."""

import pytest

from casework.accounts.refusal import ActRefused
from casework.exchange.parts import MADE, MANIFEST, safe_name


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("死亡_202611.csv", "死亡_202611.csv"), ("../../keys/field-1", "field-1"), ("C:\\数据\\死亡.csv", "死亡.csv"),
        (".bashrc", "bashrc"), ("a\nb\x00.csv", "ab.csv"), (MANIFEST, f"_{MANIFEST}"), (MADE, f"_{MADE}"),
        (f"x/{MANIFEST}", f"_{MANIFEST}"), ("manifest.csv", "manifest.csv"),
    ],
)  # fmt: skip
def test_a_file_keeps_a_name_of_its_own(given: str, name: str) -> None:
    assert safe_name(given) == name


@pytest.mark.parametrize("given", ["", "..", "/", "a/", "\x00", "名" * 81])
def test_a_file_without_a_name_is_refused(given: str) -> None:
    with pytest.raises(ActRefused):
        safe_name(given)
