"""The first rule whose conditions hold decides who works first; where there is no such office, the one above does."""

from pathlib import Path

import pytest
from case_people import case_of, offices, person
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from staff import at_desk, office

from casework.accounts.models import Office
from casework.accounts.roles import Role
from casework.cases.models import Case, Matter
from casework.cases.routing import First, Offices, Routes, Subject, routes
from casework.cases.routing.previewing import effect
from casework.cases.routing.rules import OWN, PACKAGED, load_routes
from zige.errors import FileRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def packaged() -> Routes:
    return load_routes(PACKAGED)


OVERDUE = {"task": "overdue", "residence": "local", "mobility": "normal"}


@pytest.mark.parametrize(
    ("said", "first", "days", "urgent"),
    [
        ({"task": "alive"}, First.AGENCY, 0, True),
        ({"task": "verify", "kind": "death", "residence": "local"}, First.VILLAGE, 5, False),
        ({"task": "verify", "kind": "death", "residence": "abroad"}, First.AGENCY, 10, False),
        ({"task": "verify", "kind": "marriage", "residence": "local"}, First.TOWN, 10, False),
        ({"task": "verify", "kind": "detention", "residence": "local"}, First.AGENCY, 10, False),
        ({"task": "contradiction", "residence": "local"}, First.VILLAGE, 3, False),
        ({"task": "contradiction", "residence": "elsewhere"}, First.AGENCY, 3, False),
        (OVERDUE | {"age": 79}, First.AGENCY, 10, False),
        (OVERDUE | {"age": 80}, First.VILLAGE, 10, False),
        (OVERDUE | {"age": 60, "mobility": "bedridden"}, First.VILLAGE, 10, False),
        (OVERDUE | {"age": None}, First.AGENCY, 10, False),
        (OVERDUE | {"age": 95, "residence": "chuanyu"}, First.AGENCY, 10, False),
        ({"task": "candidate"}, First.AGENCY, 15, False),
        ({"task": "opening"}, First.AGENCY, 60, False),
        ({"task": "register"}, First.AGENCY, 20, False),
        ({"task": "recovery"}, First.AGENCY, 20, False),
    ],
)
def test_the_packaged_rules(packaged: Routes, said: dict[str, object], first: First, days: int, urgent: bool) -> None:
    rule = packaged.of(Subject(**said))  # type: ignore[arg-type]
    assert (rule.first, rule.days, rule.urgent) == (first, days, urgent)


VILLAGE = "511102001001"


@pytest.mark.parametrize(
    ("there", "level", "region", "number"),
    [
        (("village", "town", "agency"), First.VILLAGE, VILLAGE, VILLAGE),
        (("town", "agency"), First.VILLAGE, VILLAGE, "511102001"),
        (("agency",), First.VILLAGE, VILLAGE, "511102"),
        ((), First.VILLAGE, VILLAGE, "511100"),
        (("village", "town", "agency"), First.TOWN, VILLAGE, "511102001"),
        (("village", "town", "agency"), First.VILLAGE, "511102", "511102"),
        (("village", "town", "agency"), First.VILLAGE, "", "511102"),
        (("village", "town", "agency"), First.EMPLOYER, VILLAGE, "511102"),
        (("employer", "agency"), First.EMPLOYER, VILLAGE, "E1"),
        (("agency",), First.CITY, VILLAGE, "511100"),
    ],
)
def test_where_an_office_is_not_there_the_one_above_has_it(
    there: tuple[str, ...], level: First, region: str, number: str
) -> None:
    office("agency", "511100")
    for kind, code, own in (
        ("village", VILLAGE, ""), ("town", "511102001", ""), ("agency", "511102", ""), ("employer", "511102", "E1"),
    ):  # fmt: skip
        if kind in there:
            office(kind, code, own)
    found = Offices.all().first(level, region, "511102", "E1" if "employer" in there else "")
    assert Office.objects.get(pk=found).number == number


def test_an_office_that_is_disabled_is_passed_over() -> None:
    for kind, code in (("agency", "511100"), ("agency", "511102"), ("town", "511102001"), ("village", VILLAGE)):
        office(kind, code)
    Office.objects.filter(kind="village").update(is_active=False)
    found = Offices.all().first(First.VILLAGE, VILLAGE, "511102", "")
    assert Office.objects.get(pk=found).number == "511102001"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("task: [alive]", "task: [alife]", "did you mean 'alive'"),
        ("residence: [local]", "residence: [here]", "no such value"),
        ("mobility: [ill, impaired", "mobility: [ill, weak", "no such value"),
        ("first: village", "first: hamlet", "no such value"),
        ("days: 3", "days: -3", "must be at least 0"),
        ("days: 3", 'days: "3"', "write a whole number"),
        ("escalate_days: 5", "escalate_days: 0", "must be at least 1"),
        ("task: [candidate]", "age_from: 0", "nothing"),
        ("    task: [alive]\n", "", "has no condition"),
        ('en: "Questions of the register, recovery"}\n', "en: x}\n    task: [register]\n", "must have no condition"),
        ("    days: 0\n", "    days: 0\n    fast: true\n", "no such name"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = PACKAGED.read_text("utf-8")
    assert old in text
    file = tmp_path / "routing.yaml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    if said == "nothing":
        assert load_routes(file)
        return
    with pytest.raises(FileRefused, match=said):
        load_routes(file)


def test_a_home_s_own_rules_take_the_place_of_the_packaged_ones() -> None:
    own = settings.HOME.path / OWN
    own.parent.mkdir(exist_ok=True)
    own.write_text("escalate_days: 2\nrules: [{name: {zh: 全部, en: all}, first: city, days: 1}]\n", "utf-8")
    try:
        assert routes().of(Subject("alive")).first is First.CITY
        assert routes().escalate_days == 2
    finally:
        own.unlink()
    assert routes().of(Subject("alive")).first is First.AGENCY


def test_what_other_rules_would_do_is_counted_before_they_are_put_in_place(packaged: Routes, tmp_path: Path) -> None:
    offices()
    case_of(person(1), kind="detention")
    case_of(person(2), kind="detention")
    Case.objects.filter(pk=case_of(person(3), kind="report").pk).update(closed=None)
    same = effect(packaged, packaged)
    assert (same.matters, same.moved) == (3, 0)
    assert all(line.now == line.then for line in same.lines)
    file = tmp_path / "routing.yaml"
    file.write_text(
        PACKAGED.read_text("utf-8").replace("first: agency\n    days: 10", "first: town\n    days: 8"), "utf-8"
    )
    other = effect(packaged, load_routes(file))
    assert (other.matters, other.moved) == (3, 3)
    lines = {(line.first, line.days): (line.now, line.then) for line in other.lines}
    assert lines == {(First.AGENCY, 10): (3, 0), (First.TOWN, 8): (0, 3)}
    Matter.objects.update(state="settled", ended="2026-01-01")
    assert effect(packaged, packaged).matters == 0


def test_the_city_tries_other_rules_on_a_page_and_is_told_what_is_wrong_with_them(packaged: Routes) -> None:
    offices()
    case_of(person(1), kind="detention")
    browser = at_desk(Role.CITY_OPERATOR, "agency", "511100")
    text = PACKAGED.read_text("utf-8")
    shown = browser.get("/cases/routing").content.decode()
    assert all(rule.name.zh in shown for rule in packaged.rules)

    def tried(content: str) -> str:
        file = SimpleUploadedFile("routing.yaml", content.encode())
        answer = browser.post("/cases/routing", {"file": file})
        assert answer.status_code == 200
        return str(answer.content.decode())

    assert "1 个事项中，0 个" in tried(text)
    assert "1 个事项中，1 个" in tried(text.replace("first: agency\n    days: 10", "first: town\n    days: 8"))
    wrong = tried(text.replace("first: village", "first: hamlet", 1))
    assert "rules[1].first" in wrong
    assert "试算结果" not in wrong
    english = browser.get("/cases/routing", headers={"accept-language": "en"}).content.decode()
    assert "Routing rules" in english
    assert packaged.rules[0].name.en in english


@pytest.mark.parametrize("role", [Role.COUNTY_HANDLER, Role.COUNTY_REVIEWER])
def test_a_county_does_not_see_the_rules_of_the_city(role: Role) -> None:
    offices()
    assert at_desk(role, "agency", "511102").get("/cases/routing").status_code == 403
