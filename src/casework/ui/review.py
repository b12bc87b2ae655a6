"""检查后提交: what a form holds, in words, before anything irreversible is done (DESIGN §8; WCAG 3.3.4).

A form is posted three times at most: with `step=review` (draw `ui/review.html`), then `step=confirm` (do it) or
`step=edit` (draw the form again with what it held). Nothing is stored between; the values travel as hidden fields and
are checked again each time.
"""

import datetime as dt
from typing import Any

from django.forms import BoundField, Form
from django.utils.formats import localize
from django.utils.translation import gettext as _

from casework.ui.voice import page_voice

NOTHING = "—"
"""What a list offers to whom nothing in it fits."""
STEP, REVIEW, CONFIRM, EDIT = "step", "review", "confirm", "edit"


def told(form: Form) -> list[tuple[str, str]]:
    """Each visible field of a valid form with its value in words."""
    return [(str(field.label), _value(field, form.cleaned_data[field.name])) for field in form.visible_fields()]


def _value(field: BoundField, value: Any) -> str:
    names = {str(key): str(name) for key, name in getattr(field.field, "choices", ()) if not isinstance(name, list)}
    if value in (None, "", [], ()):
        all_or_none = names.get("", NOTHING)
        return _("未填") if all_or_none == NOTHING else all_or_none
    if isinstance(value, dt.date):
        return page_voice().day(value)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    several = value if isinstance(value, list | tuple) else [value]
    return _("、").join(names.get(str(one), str(localize(one))) for one in several)
