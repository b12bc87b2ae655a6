"""Every parameter is documented and can be swept; what is not one is refused."""

import pytest

from zige.errors import RequestRefused
from zige.simulation.parameters import documented, load_parameters


def test_every_parameter_has_a_source_and_a_meaning_in_two_languages() -> None:
    for group, leaves in documented().items():
        for name, leaf in leaves.items():
            assert all(str(leaf[key]).strip() for key in ("source", "zh", "en")), f"{group}.{name}"


def test_every_parameter_of_one_number_can_be_set() -> None:
    numbers = {
        (group, name): leaf["value"]
        for group, leaves in documented().items()
        for name, leaf in leaves.items()
        if isinstance(leaf["value"], int | float)
    }
    changed = load_parameters(tuple(f"{group}.{name}={value * 2}" for (group, name), value in numbers.items()))
    assert len(numbers) > 60
    for (group, name), value in numbers.items():
        assert getattr(getattr(changed, group), name) == value * 2, name


def test_one_entry_of_a_table_can_be_set() -> None:
    assert load_parameters(("population.kinds.civil=0.2",)).population.kinds["civil"] == 0.2


@pytest.mark.parametrize(
    "override",
    [
        "death.no_such=1",
        "death=1",
        "false_share=0.1",
        "death.false_share",
        "death.false_share=many",
        "death.false_share.x=1",
    ],
)
def test_what_is_no_parameter_is_refused_with_its_name(override: str) -> None:
    with pytest.raises(RequestRefused, match=override.partition("=")[0].replace(".", r"\.")):
        load_parameters((override,))


def test_a_value_below_nothing_is_refused() -> None:
    assert load_parameters(("death.false_share=0",)).death.false_share == 0
    with pytest.raises(RequestRefused, match="below 0"):
        load_parameters(("death.false_share=-0.1",))
