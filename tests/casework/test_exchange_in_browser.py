"""The exchange desk in a real browser: WCAG 2.2 AA, and a file whose sending is interrupted by a broken connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from exchange_desk import at, deaths, deliver, house_of, number_in, of_city
from looking import HOST, Look, answered, check_all, chromium, drawn, in_every_look, looking
from playwright.sync_api import Page, Route, sync_playwright

from casework.exchange.models import State, Work
from homes import DEATHS, LI, ZHANG, House, held_batch, reopened, who
from zige.store.batches import all_batches, batch_called

pytestmark = pytest.mark.django_db
PIECE = 1 << 20
RECORDED = f"记录编号,记录状态,{DEATHS}"


@pytest.fixture
def house(tmp_path: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> House:
    """A home with a consumer of lists."""
    monkeypatch.setattr("casework.exchange.queries.MONTHS", 120)
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver has an event loop, and so a connection
    house = house_of(tmp_path, settings)
    toml = house.home.path / "zige.toml"
    named = toml.read_text("utf-8").replace(
        "[signatures]", '[consumers.finance]\nexport = "monitoring"\n\n[signatures]'
    )
    toml.write_text(named, "utf-8")
    settings.HOME = reopened(house).home
    return house


@contextmanager
def browser(width: int, give: Any) -> Iterator[Page]:
    """A page whose every request is answered by `give`."""
    with sync_playwright() as playwright:
        started = chromium(playwright)
        page = started.new_page(viewport={"width": width, "height": 900})
        page.route("**/*", give)
        yield page
        started.close()


def pages(house: House) -> Iterator[tuple[Client, str]]:
    """Every page of the desk, in the states that look otherwise."""
    police, city = at(), of_city()
    rows = [f"D1,新增,{who(ZHANG)},2026-03-02,2026-03-05", f"D2,新增,{LI.number},,2026-03-02,2026-13-05"]
    work = deliver(police, "死亡.csv", deaths(*rows, header=RECORDED))
    number = all_batches(house.home)[-1].number
    held = batch_called(house.home, held_batch(house)).number
    house.run("2026-03")
    trial, offer = number_in(city.get("/months/")), number_in(city.get("/outgoing/"))
    city.post("/months/", {"number": trial, "month": "2026-04"})
    city.post("/outgoing/offer", {"number": offer, "consumer": "finance"})
    own = ["", "deliver", "work", f"work/{work.pk}", "batches"]
    own += [f"batches/{number}{page}" for page in ("", "/quarantine", "/withdraw")]
    yield from ((police, f"/exchange/{page}") for page in own)
    yield from ((city, f"/exchange/{page}") for page in ("", f"batches/{held}", f"batches/{held}/release"))
    yield from ((city, page) for page in ("/months/", f"/months/try/{trial}", "/outgoing/", f"/exchange/work/{offer}"))


@in_every_look
def test_every_page_can_be_read_touched_and_kept_within_the_screen(house: House, look: Look) -> None:
    told = {}
    for number, (client, address) in enumerate(pages(house)):
        told[f"{address}?as={number}"] = drawn(looking(client, look).get(address))
    check_all(look, told)


@pytest.mark.django_db(transaction=True)
def test_a_file_comes_whole_over_a_connection_that_breaks(house: House, tmp_path: Any) -> None:
    """Three pieces; the second is lost on the way there, the third's answer on the way back."""
    client, pieces = at(), []
    file = tmp_path / "死亡.csv"
    row = f"{who(ZHANG)},2026-03-02,2026-03-05,{'无' * 30_000}"
    file.write_text(deaths(*[row] * 28, header=f"{DEATHS},备注"), "utf-8")

    def give(route: Route) -> None:
        address = route.request.url.removeprefix(HOST)
        if address.startswith("/static/"):
            return route.fulfill(path=finders.find(address.removeprefix("/static/")))
        if address.endswith("/piece"):
            pieces.append(route.request.headers["x-offset"])
            if len(pieces) == 2:
                return route.abort("connectionreset")
        answer = answered(client, route.request)
        if address.endswith("/piece") and len(pieces) == 4:
            return route.abort("connectionreset")
        return route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.content)

    with browser(390, give) as page:
        page.goto(f"{HOST}/exchange/deliver?dataset=police.deaths&month=2026-06")
        page.set_input_files("#id_file", file)
        page.click("main button.button >> nth=0")
        page.wait_for_url(f"{HOST}/exchange/work/**")
        assert "已接收" in page.content()
    size = file.stat().st_size
    assert pieces == ["0", str(PIECE), str(PIECE), str(2 * PIECE), str(2 * PIECE)]
    work = Work.objects.get()
    assert (work.state, work.asked["size"]) == (State.DONE, size)
    assert all_batches(house.home)[-1].receipt["rows"] == 28
