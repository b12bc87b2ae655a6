"""Behind the city's HTTPS server: cookies, headers and hosts as they are then; no other name is served without it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from casework.config.serving import check_https
from zige.errors import RequestRefused
from zige.store.home import SETTINGS, make_home, open_home
from zige.store.keys import make_field_keys

HOSTS = '"localhost"]'
ASKED = """
import json, django
django.setup()
from django.test import Client
from django.conf import settings
def told(host, scheme):
    answer = Client(headers={"host": host, "x-forwarded-proto": scheme}).get("/sign-in?next=https://elsewhere.example/")
    cookies = {name: [bool(one[flag]) for flag in ("secure", "httponly", "samesite")] for name, one in answer.cookies.items()}
    return [answer.status_code, answer.get("Strict-Transport-Security"), cookies]
print(json.dumps([told("zige.example", "https"), told("zige.example", "http"), told("evil.example", "https"),
                  settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY, settings.DEBUG]))
"""


def home_of(folder: Path, hosts: str, https: str) -> Path:
    home = make_home(folder / "home", "乐山市社会保险事务中心", "511100", "").path
    make_field_keys(home / "keys")
    text = (home / SETTINGS).read_text("utf-8").replace(HOSTS, f'"localhost"{hosts}]')
    (home / SETTINGS).write_text(text.replace("https = false", f"https = {https}"), "utf-8")
    return home


@pytest.mark.parametrize(
    ("hosts", "https", "served"),
    [("", "false", True), ("", "true", True), (', "zige.example"', "true", True), (', "zige.example"', "false", False)],
)
def test_a_name_of_another_machine_is_served_behind_https_alone(
    tmp_path: Path, hosts: str, https: str, served: bool
) -> None:
    home = open_home(home_of(tmp_path, hosts, https))
    if served:
        check_https(home)
        return
    with pytest.raises(RequestRefused, match=r"zige\.example"):
        check_https(home)


def test_cookies_and_headers_hold_browsers_to_https(tmp_path: Path) -> None:
    home = home_of(tmp_path, ', "zige.example"', "true")
    told = os.environ | {"ZIGE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "casework.config.settings"}
    done = subprocess.run([sys.executable, "-c", ASKED], env=told, capture_output=True, check=True, text=True)
    by_https, by_http, by_another_name, secure, httponly, debug = json.loads(done.stdout)
    assert by_https[:2] == [200, "max-age=31536000"]
    assert by_http[:2] == [200, None]
    assert by_another_name[0] == 400
    assert by_https[2] == {"csrftoken": [True, True, True]}
    assert (secure, httponly, debug) == (True, True, False)
