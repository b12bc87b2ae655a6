"""What is sealed opens for its purpose alone, and not at all where a bit, a length or a key is another."""

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from casework.vault import blind, seal, unseal
from casework.vault.refusals import NotOpened
from zige.errors import HomeRefused
from zige.store.home import Home, make_home

NUMBER = "511102195001011234"


@given(values=st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_any_text_comes_back_in_its_order(values: list[str]) -> None:
    assert unseal(seal(values, "person.number"), "person.number") == values


def test_equal_values_are_sealed_unlike_and_do_not_show() -> None:
    one, two = seal([NUMBER, NUMBER], "person.number")
    assert one != two
    assert NUMBER.encode() not in one


@limits(max_examples=60)
@given(bit=st.integers(min_value=0, max_value=8 * 49 - 1))
def test_a_changed_bit_is_refused(bit: int) -> None:
    (sealed,) = seal([NUMBER], "person.number")
    changed = bytearray(sealed)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises((NotOpened, HomeRefused)):
        unseal([bytes(changed)], "person.number")


@pytest.mark.parametrize("length", [0, 2, 3, 30, 48])
def test_a_cut_value_is_refused(length: int) -> None:
    (sealed,) = seal([NUMBER], "person.number")
    with pytest.raises(NotOpened):
        unseal([sealed[:length]], "person.number")


def test_what_was_sealed_for_another_purpose_is_refused() -> None:
    with pytest.raises(NotOpened, match="value 1 of the sealed field person\\.phone"):
        unseal(seal([NUMBER], "person.number"), "person.phone")


def test_a_refusal_says_which_value_and_shows_none() -> None:
    sealed = seal([NUMBER, NUMBER, NUMBER], "person.number")
    sealed[2] = sealed[2][:-1] + bytes([sealed[2][-1] ^ 1])
    with pytest.raises(NotOpened) as refused:
        unseal(sealed, "person.number")
    assert refused.value.position == 2
    assert NUMBER not in refused.value.zh + refused.value.en
    assert refused.value.__cause__ is None


def test_another_homes_key_does_not_open(another: Home, settings: LazySettings) -> None:
    sealed, digest = seal([NUMBER], "person.number"), blind([NUMBER], "person.number")
    settings.HOME = another
    assert blind([NUMBER], "person.number") != digest
    with pytest.raises(NotOpened):
        unseal(sealed, "person.number")


def test_columns_as_postgresql_gives_them_open() -> None:
    assert unseal([memoryview(value) for value in seal([NUMBER], "p")], "p") == [NUMBER]  # type: ignore[list-item]


def test_the_blind_index_is_of_a_value_and_its_purpose() -> None:
    one, again, other = blind([NUMBER, NUMBER, "511102195001011235"], "person.number")
    assert one == again != other
    assert len(one) == 16
    assert blind([NUMBER], "person.phone") != [one]


@pytest.fixture
def another(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return make_home(tmp_path_factory.mktemp("another") / "home", "别处", "511100", "")
