"""Another second factor is added and one given up from one's own account, never the last, after the password once more."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.test import Client
from staff import PASSWORD, SECRET, account, code_now, signed_in

from casework.accounts.acts.remove_factor import remove_factor
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.accounts.signing_in import second_factor as factors
from casework.accounts.signing_in.confirmation import CONFIRMED, SECONDS
from casework.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_app() -> Account:
    """Somebody with an authenticator app alone."""
    someone = account(Role.COUNTY_HANDLER, login="li.si")
    assert factors.enrol_app(someone, SECRET, code_now(steps=-1))
    return someone


@pytest.fixture
def officer(with_app: Account) -> Account:
    """Somebody with an authenticator app and a passkey, whose content no test here asks about."""
    WebAuthn.add(with_app, "办公室电脑", {})
    return with_app


def later(client: Client, seconds: int) -> Client:
    """The browser, that many seconds after the password was given."""
    session = client.session
    session[CONFIRMED] -= seconds
    session.save()
    return client


def passkey_of(someone: Account) -> int:
    (passkey,) = Authenticator.objects.filter(user=someone, type="webauthn")
    return passkey.pk


def test_one_of_two_is_removed_and_the_last_stays(officer: Account) -> None:
    client, passkey = signed_in(officer), passkey_of(officer)
    assert client.get("/my-account").content.decode().count("/remove") == 2
    client.post(f"/my-account/factors/{passkey}/remove")
    (left,) = factors.factors_of(officer)
    page = client.get("/my-account").content.decode()
    assert "办公室电脑" not in page
    assert "/remove" not in page
    refused = client.post(f"/my-account/factors/{left.pk}/remove", follow=True).content.decode()
    assert "请先添加另一个" in refused
    assert factors.factors_of(officer) == [left]
    told = Entry.objects.get(act="account.second_factor_removed")
    assert told.subject == f"account:{officer.pk}"


def test_recovery_codes_do_not_count_as_one(officer: Account) -> None:
    factors.new_recovery_codes(officer)
    remove_factor(officer, passkey_of(officer))
    codes = Authenticator.objects.get(user=officer, type="recovery_codes")
    for factor in (codes.pk, factors.factors_of(officer)[0].pk):
        with pytest.raises(ActRefused):
            remove_factor(officer, factor)


def test_anothers_is_not_removed(officer: Account) -> None:
    other = account(Role.COUNTY_REVIEWER)
    WebAuthn.add(other, "一", {})
    WebAuthn.add(other, "二", {})
    with pytest.raises(ActRefused):
        remove_factor(other, passkey_of(officer))
    assert len(factors.factors_of(officer)) == 2


@pytest.mark.parametrize(("seconds", "asked"), [(SECONDS - 5, False), (SECONDS + 5, True)])
def test_the_password_is_asked_once_more_after_ten_minutes(with_app: Account, seconds: int, asked: bool) -> None:
    client = later(signed_in(with_app), seconds)
    for page in ("/my-account/authenticator", "/my-account/passkey"):
        answer = client.get(page)
        assert (answer.status_code == 302) == asked
        assert not asked or answer["Location"] == f"/my-account/confirm?next={page}"
    WebAuthn.add(with_app, "办公室电脑", {})
    client.post(f"/my-account/factors/{passkey_of(with_app)}/remove")
    assert len(factors.factors_of(with_app)) == (2 if asked else 1)


def test_the_right_password_leads_on_and_a_wrong_one_does_not(with_app: Account) -> None:
    client = later(signed_in(with_app), SECONDS + 5)
    address = "/my-account/confirm?next=/my-account/passkey"
    assert client.post(address, {"password": "wrong"}).status_code == 200
    assert client.get("/my-account/passkey").status_code == 302
    assert client.post(address, {"password": PASSWORD})["Location"] == "/my-account/passkey"
    assert client.get("/my-account/passkey").status_code == 200
    away = client.post("/my-account/confirm?next=https://elsewhere.example/", {"password": PASSWORD})
    assert away["Location"] == "/my-account"


def test_wrong_passwords_there_lock_the_name_as_in_signing_in(officer: Account) -> None:
    client = later(signed_in(officer), SECONDS + 5)
    answers = [client.post("/my-account/confirm", {"password": f"wrong {n}"}).status_code for n in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post("/my-account/confirm", {"password": PASSWORD}).status_code == 429


def test_the_app_is_added_to_a_passkey_and_both_stay() -> None:
    someone = account(Role.COUNTY_HANDLER)
    WebAuthn.add(someone, "办公室电脑", {})
    client = signed_in(someone)
    assert "添加手机验证器" in client.get("/my-account").content.decode()
    client.get("/my-account/authenticator")
    secret = client.session["new_secret"]
    client.post("/my-account/authenticator", {"code": code_now(secret)})
    assert {factor.type for factor in factors.factors_of(someone)} == {"totp", "webauthn"}


@pytest.mark.parametrize("credential", ["", "{", "{}", "[]"])
def test_what_is_no_passkey_is_refused(with_app: Account, credential: str) -> None:
    client = signed_in(with_app)
    client.get("/my-account/passkey")
    answer = client.post("/my-account/passkey", {"name": "二", "credential": credential})
    assert answer["Location"] == "/my-account/passkey"
    assert len(factors.factors_of(with_app)) == 1


def test_a_wrong_password_in_changing_it_counts_as_in_signing_in(officer: Account) -> None:
    client = signed_in(officer)
    new = {"new_password": "another four plain words", "again": "another four plain words"}
    answers = [client.post("/my-account/password", {"old_password": "guessed", **new}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert client.post("/my-account/password", {"old_password": PASSWORD, **new}).status_code == 429
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)
    assert Entry.objects.filter(act="account.confirmation_failed", subject=f"account:{officer.pk}").count() == 5


@pytest.mark.parametrize(
    "made",
    ["1", '"x"', "{", "[" * 100_000, "9" * 5000, "[]", "{}", '{"id": 1}', '{"id": "é", "rawId": "!", "response": [], "type": 1}',
     '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": 1, "attestationObject": "AA"}}',
     '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA", "attestationObject": "AA"}}'],
)  # fmt: skip
def test_what_no_browser_answers_is_no_passkey(with_app: Account, made: str) -> None:
    client = signed_in(with_app)
    client.get("/my-account/passkey")
    assert client.post("/my-account/passkey", {"name": "一", "credential": made}).status_code == 302
    begun = Client()
    begun.post("/sign-in", {"username": with_app.username, "password": PASSWORD})
    assert begun.post("/sign-in/passkey", {"credential": made}).status_code == 302
    assert len(factors.factors_of(with_app)) == 1
