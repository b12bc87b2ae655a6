"""Pages of monthly reports in a real browser, as the villages, towns and counties that work on them see them."""

import pytest
from looking import Look, check_all, drawn, in_every_look, looking
from reporting import TODAY, Desks, on
from staff import signed_in
from test_report_pages import everything


@pytest.mark.django_db
@in_every_look
def test_every_page_of_reports_can_be_read_touched_and_kept_within_the_screen(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, TODAY)
    pages = {}
    for address, who in everything(Desks()).items():
        pages[address] = drawn(looking(signed_in(who), look).get(address))
    check_all(look, pages)
