"""The parameters of the city: one documented file, checked strictly, each one open to a sweep from the command line."""

import json
from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from zige.errors import RequestRefused

LEAF = {"value", "source", "zh", "en"}


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Population(_Group):
    """Who lives in the city; keys are short names of benefit kinds, county codes or the roster's words."""

    kinds: dict[str, float]
    strangers: float
    female: dict[str, float]
    rural: dict[str, float]
    ages: dict[str, list[tuple[int, int, float]]]
    counties: dict[str, float]
    yi: dict[str, float]
    couples: float
    residence: dict[str, float]
    mobility: dict[str, float]
    newcomers: float
    second: dict[str, float]


class Money(_Group):
    """What is paid: yuan a month."""

    mean: dict[str, float]
    spread: float
    adjustment: float
    history_months: int


class Opening(_Group):
    """The state of the roster at the start."""

    never_certified: float
    overdue: float


class Death(_Group):
    """Mortality, and how each source learns of a death."""

    male: tuple[float, float]
    female: tuple[float, float]
    false_share: float
    false_withdrawn: float
    wrong_day: float
    yi_county_delay: float
    cancelled_share: float
    cancelled_median: float
    cancelled_late: float
    cleanup_months: list[int]
    cremated_town: float
    cremated_rural: float
    certificate_town: float
    certificate_rural: float
    in_hospital: float
    grassroots: float
    employer: float
    family: float
    monitoring: float


class Fraud(_Group):
    """What is done with the dead."""

    concealed: float
    card: float
    relative: float
    photo: float


class Rates(_Group):
    """Events per person and year, among those to whom they can happen."""

    missing: float
    returns: float
    declared_missing: float
    declared_dead: float
    crime: float
    crime_stranger: float
    stories: dict[str, float]
    wanted_first: float
    emigration: float
    enlistment: float
    adoption: float
    marriage: float
    job: dict[str, float]
    pension_received: float
    duplicate: float
    duplicate_kept: float
    offer_refused: float
    assessment: float
    retirement: float


class Signs(_Group):
    """Signs of life per person and year."""

    spread: float
    inpatient: float
    outpatient: float
    pharmacy: float
    health_exam: float
    vaccination: float
    phone_visit: float
    rail_air: float
    bus: float
    id_card: float
    border: float
    face_login: float
    bank: float
    elder: float
    bedridden: float
    outside: float
    pensioner_wage: float
    self_certified: float
    self_failed: float


class Dirt(_Group):
    """What is wrong in the files."""

    number_missing: float
    number_wrong: float
    number_old: float
    name_homophone: float
    name_other: float
    rare_name: float
    rare_lost: float
    yi_variant: float
    full_width: float
    duplicate_row: float
    bad_row: float
    register_wrong: float


class Delivery(_Group):
    """How files come."""

    missed: float
    late_rows: float
    corrected: float
    withdrawn: float


class Parameters(_Group):
    """Every parameter of the city."""

    population: Population
    money: Money
    opening: Opening
    death: Death
    fraud: Fraud
    rates: Rates
    signs: Signs
    dirt: Dirt
    delivery: Delivery


def documented() -> dict[str, dict[str, dict[str, Any]]]:
    """The parameter file: group → name → value, source, zh, en. A leaf without all four is refused."""
    text = files("zige.simulation").joinpath("parameters.yaml").read_text("utf-8")
    groups: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(text)
    for group, leaves in groups.items():
        for name, leaf in leaves.items():
            if set(leaf) != LEAF:
                raise RequestRefused(
                    f"parameters.yaml，{group}.{name}：须有 value、source、zh、en 四项",
                    f"parameters.yaml, {group}.{name}: needs value, source, zh and en",
                )
    return groups


def load_parameters(overrides: tuple[str, ...] = ()) -> Parameters:
    """The parameters, with `group.name=value` or `group.name.key=value` put in their place.

    Refuses a name that is not in the file and a value of another type.
    """
    values = {group: {name: leaf["value"] for name, leaf in leaves.items()} for group, leaves in documented().items()}
    for override in overrides:
        _put(values, override)
    try:
        return Parameters.model_validate_json(json.dumps(values, ensure_ascii=False, default=str))
    except ValidationError as problem:
        first = problem.errors()[0]
        path = ".".join(str(step) for step in first["loc"])
        raise RequestRefused(
            f"--set {path}：取值不合要求（{first['msg']}）；含义见 zige simulate --parameters",
            f"--set {path}: the value does not fit ({first['msg']}); zige simulate --parameters says what it means",
        ) from None


def _put(values: dict[str, Any], override: str) -> None:
    path, separator, text = override.partition("=")
    *way, last = path.split(".")
    place: Any = values
    for step in way:
        place = place.get(step) if isinstance(place, dict) else None
    if not separator or not isinstance(place, dict) or last not in place or not way:
        raise RequestRefused(
            f"--set {override}：没有这个参数；应写作 death.false_share=0.01，名称见 zige simulate --parameters",
            f"--set {override}: no such parameter; write death.false_share=0.01; see zige simulate --parameters",
        )
    place[last] = yaml.safe_load(text)
    if isinstance(place[last], int | float) and place[last] < 0:
        raise RequestRefused(f"--set {override}：不能小于 0", f"--set {override}: it must not be below 0")
