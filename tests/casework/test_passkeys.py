"""A passkey made by a real browser signs in; one that answers another challenge, or another's, does not.

The page is drawn first and given to the browser, what the browser posts is given to the program afterwards.
"""

import json
import os
import shutil
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Route, sync_playwright
from staff import PASSWORD, account

from casework.accounts.roles import Role

pytestmark = pytest.mark.django_db

HOST = "localhost"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class Answer:
    """What the browser posted, and the keys its device holds afterwards."""

    credential: str
    keys: list[dict[str, Any]]


def answered(drawn: HttpResponse, keys: list[dict[str, Any]]) -> Answer:
    """The page in Chromium with a device that holds these keys; its button for passkeys is pressed."""
    posted: list[str] = []

    def give(route: Route) -> None:
        address = route.request.url.removeprefix(f"http://{HOST}")
        if address.startswith("/static/"):
            route.fulfill(path=finders.find(address.removeprefix("/static/")))
        elif route.request.method == "POST":
            posted.extend(parse_qs(route.request.post_data or "")["credential"])
            route.fulfill(body="done")
        else:
            route.fulfill(status=drawn.status_code, headers=dict(drawn.headers), body=drawn.content)

    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        page = chromium.new_page()
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        made = device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        for key in keys:
            device.send("WebAuthn.addCredential", made | {"credential": key})
        page.route("**/*", give)
        page.goto(f"http://{HOST}/page")
        with page.expect_navigation():
            page.click("form[data-passkey] button")
        held = device.send("WebAuthn.getCredentials", made)["credentials"]
        chromium.close()
    return Answer(posted[0], held)


def begun(login: str) -> Client:
    """A browser in which the password was right."""
    client = Client(headers={"host": HOST})
    client.post("/sign-in", {"username": login, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/my-account").status_code == 200


def enrolled(login: str) -> Answer:
    client = begun(login)
    answer = answered(client.get("/sign-in/set-up"), [])
    client.post("/sign-in/set-up/passkey", {"credential": answer.credential})
    assert is_in(client)
    return answer


def test_a_passkey_is_set_up_and_signs_in_and_its_answer_counts_once() -> None:
    account(Role.COUNTY_HANDLER, login="li.si")
    made = enrolled("li.si")
    client = begun("li.si")
    answer = answered(client.get("/sign-in/code"), made.keys)
    assert json.loads(answer.credential)["type"] == "public-key"
    replay = begun("li.si")
    replay.get("/sign-in/code")
    replay.post("/sign-in/passkey", {"credential": answer.credential})
    assert not is_in(replay)
    client.post("/sign-in/passkey", {"credential": answer.credential})
    assert is_in(client)


def test_anothers_passkey_does_not_sign_in() -> None:
    account(Role.COUNTY_HANDLER, login="li.si")
    account(Role.COUNTY_HANDLER, login="wang.wu")
    enrolled("li.si")
    theirs = enrolled("wang.wu")
    other = begun("wang.wu")
    answer = answered(other.get("/sign-in/code"), theirs.keys)
    client = begun("li.si")
    client.get("/sign-in/code")
    client.post("/sign-in/passkey", {"credential": answer.credential})
    assert not is_in(client)


def test_a_second_passkey_is_added_later_and_each_signs_in() -> None:
    account(Role.COUNTY_HANDLER, login="li.si")
    client = begun("li.si")
    first = answered(client.get("/sign-in/set-up"), [])
    client.post("/sign-in/set-up/passkey", {"credential": first.credential})
    second = answered(client.get("/my-account/passkey"), [])
    added = client.post("/my-account/passkey", {"credential": second.credential, "name": "备用密钥"})
    assert added["Location"] == "/my-account"
    assert "备用密钥" in client.get("/my-account").content.decode()
    for keys in (first.keys, second.keys):
        anew = begun("li.si")
        answer = answered(anew.get("/sign-in/code"), keys)
        anew.post("/sign-in/passkey", {"credential": answer.credential})
        assert is_in(anew)


@pytest.mark.parametrize("credential", ["", "{", "{}", '{"id": "x"}', "[]", "1"])
def test_what_is_no_answer_is_refused_and_counted(credential: str) -> None:
    account(Role.COUNTY_HANDLER, login="li.si")
    client = begun("li.si")
    client.get("/sign-in/set-up")
    assert client.post("/sign-in/set-up/passkey", {"credential": credential})["Location"] == "/sign-in/set-up"
    assert not is_in(client)
