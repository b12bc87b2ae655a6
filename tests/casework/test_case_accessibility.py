"""The rules of routing, cases, and how many each has, in a real browser, as the city and a county see them."""

import pytest
from case_people import COUNTY, case_of, late, offices, person
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from looking import Look, check_all, drawn, in_every_look, looking
from staff import at_desk

from casework.accounts.roles import Role
from casework.cases.routing.rules import PACKAGED


def everything() -> dict[str, tuple[Client, bytes | None]]:
    """Each page with who sees it, and the file that is tried on it."""
    offices()
    case = case_of(person(), kind="death", ground="death")
    late(case)
    handler = at_desk(Role.COUNTY_HANDLER, "agency", COUNTY)
    city = at_desk(Role.CITY_OPERATOR, "agency", "511100")
    other = PACKAGED.read_bytes().replace(b"first: village\n    days: 5", b"first: town\n    days: 8")
    return {
        "/cases/routing": (city, None),
        "/cases/routing?tried": (city, other),
        "/cases/routing?wrong": (city, b"rules: []"),
        "/people/1": (handler, None),
        "/cases/": (handler, None),
        f"/cases/{case.pk}": (handler, None),
        "/cases/workload": (handler, None),
        "/cases/workload?of=the+city": (city, None),
    }


@pytest.mark.django_db
@in_every_look
def test_rules_and_open_cases_can_be_read_touched_and_kept_within_the_screen(
    look: Look,
) -> None:
    pages = {}
    for address, (client, file) in everything().items():
        looking(client, look)
        given = None if file is None else {"file": SimpleUploadedFile("routing.yaml", file)}
        answer = client.get(address) if given is None else client.post(address, given)
        assert answer.status_code == 200
        pages[address] = drawn(answer)
    check_all(look, pages)
