"""Somebody at a screen, for tests: opens pages, follows links, fills forms in and presses buttons, by what they say.

A form is sent as a browser sends it: with everything that stands in it, hidden fields too. A button that is not on the
page cannot be pressed, so that a test says at once what a page does not offer.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from staff import signed_in

from casework.accounts.models import Account

NOT_SENT = ("submit", "button", "file", "image", "reset")
"""Kinds of input of which a form sends nothing by itself."""


@dataclass
class Button:
    """What it says, and what it sends."""

    name: str
    value: str
    action: str
    says: str = ""


@dataclass
class Form:
    """Where it goes, how, and what stands in it."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)


class Page(HTMLParser):
    """The forms and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self._form: Form | None = None
        self._button: Button | None = None
        self._link: list[str] | None = None
        self._area: str | None = None
        self._select: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        begin = getattr(self, f"_begin_{tag}", None)
        if begin is not None:
            begin(told)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "button":
            self._button = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "a" and self._link is not None:
            self.links.setdefault(self._link[1].strip(), self._link[0])
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._button is not None:
            self._button.says += data
        if self._link is not None:
            self._link[1] += data
        if self._form is not None and self._area is not None:
            self._form.values[self._area][-1] += data.removeprefix("\n")

    def _begin_form(self, told: dict[str, str]) -> None:
        self._form = Form(told.get("action", ""), told.get("method", "get"))
        self.forms.append(self._form)

    def _begin_a(self, told: dict[str, str]) -> None:
        self._link = [told.get("href", ""), ""]

    def _begin_button(self, told: dict[str, str]) -> None:
        if self._form is not None and "disabled" not in told:
            self._button = Button(told.get("name", ""), told.get("value", ""), told.get("formaction", ""))
            self._form.buttons.append(self._button)

    def _begin_input(self, told: dict[str, str]) -> None:
        kind = told.get("type", "text")
        to_tick = kind in ("radio", "checkbox")
        if told.get("name") and kind not in NOT_SENT and ("checked" in told or not to_tick):
            self._add(told["name"], told.get("value", "on" if to_tick else ""))

    def _begin_textarea(self, told: dict[str, str]) -> None:
        self._area = told["name"]
        self._add(self._area, "")

    def _begin_select(self, told: dict[str, str]) -> None:
        self._select = told["name"]

    def _begin_option(self, told: dict[str, str]) -> None:
        """The one that is selected, else the first."""
        if self._form is not None and self._select is not None:
            there = self._form.values.get(self._select)
            if "selected" in told or there is None:
                self._form.values[self._select] = [told.get("value", "")]

    def _add(self, name: str, value: str) -> None:
        if self._form is not None:
            self._form.values.setdefault(name, []).append(value)


class Desk:
    """Somebody who has signed in, and the page before them: its text, its address and its status."""

    def __init__(self, who: Account) -> None:
        self.who = who
        self._browser: Client = signed_in(who)
        self.shown, self.address, self.status = "", "", 0

    def open(self, address: str) -> "Desk":
        """Go to an address."""
        return self._arrived(address, self._browser.get(address, follow=True))

    def follow(self, link: str) -> "Desk":
        """Go where a link leads that says exactly this."""
        return self.open(Page(self.shown).links[link])

    def press(self, button: str, **filled: Any) -> "Desk":
        """Press the first button that says this, after filling these fields in."""
        form, pressed = self._find(button)
        values: dict[str, Any] = form.values | {name: value for name, value in filled.items() if value is not None}
        if pressed.name:
            values[pressed.name] = pressed.value
        address = pressed.action or form.action or self.address
        send = self._browser.post if form.method.lower() == "post" else self._browser.get
        return self._arrived(address, send(address, values, follow=True))

    def fetch(self, address: str) -> bytes:
        """What stands at an address beside the page, such as a file."""
        answer = self._browser.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return bytes(answer.content)

    def leads_to(self, link: str) -> bool:
        """Whether the page has a link that says exactly this."""
        return link in Page(self.shown).links

    def offers(self, button: str) -> bool:
        """Whether the page has such a button."""
        return any(one.says.strip() == button for form in Page(self.shown).forms for one in form.buttons)

    def _find(self, button: str) -> tuple[Form, Button]:
        forms = Page(self.shown).forms
        found = [(form, one) for form in forms for one in form.buttons if one.says.strip() == button]
        if not found:
            there = [one.says.strip() for form in forms for one in form.buttons]
            raise AssertionError(f"no button {button!r} at {self.address}, only {there}")
        return found[0]

    def _arrived(self, address: str, answer: Any) -> "Desk":
        led = [to for to, _status in getattr(answer, "redirect_chain", [])]
        self.address = led[-1] if led else address
        self.status = answer.status_code
        self.shown = "" if answer.streaming or "text/html" not in answer["Content-Type"] else answer.content.decode()
        return self
