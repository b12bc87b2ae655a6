"""The same content is the same text, whatever the order in which it was put together."""

import datetime as dt

import pytest

from zige.canonical import canonical, digest


def test_order_of_names_makes_no_difference_and_order_of_rows_does() -> None:
    assert canonical({"b": 1, "a": ["张", None]}) == '{"a":["张",null],"b":1}'.encode()
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    assert digest([1, 2]) != digest([2, 1])


def test_what_json_does_not_know_is_refused_unless_told_how() -> None:
    with pytest.raises(TypeError):
        canonical({"day": dt.date(2026, 1, 3)})
    assert canonical({"day": dt.date(2026, 1, 3)}, str) == b'{"day":"2026-01-03"}'
