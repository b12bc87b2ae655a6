"""The rules of routing: which are in place, and how many open matters would go where by others, before they are."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.accounts.middleware import StaffRequest
from casework.cases.models import Task
from casework.cases.routing import First, Routes, Rule, routes
from casework.cases.routing.previewing import Effect, effect
from casework.cases.routing.rules import OWN, load_routes
from casework.people.access import shows_people
from casework.ui.voice import page_voice
from zige.errors import FileRefused

MOST_BYTES = 200_000
LEVELS = {
    First.VILLAGE: gettext_lazy("村社"),
    First.TOWN: gettext_lazy("镇街"),
    First.EMPLOYER: gettext_lazy("参保单位"),
    First.AGENCY: gettext_lazy("经办机构"),
    First.CITY: gettext_lazy("市级"),
}


class RulesForm(forms.Form):
    """Other rules."""

    file = forms.FileField(
        label=gettext_lazy("改过的规则文件（YAML）"),
        help_text=gettext_lazy("只试算，不生效。从程序自带的 routing.yaml 改起。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
    )

    def clean_file(self) -> Routes:
        """The rules in it, or the refusal with place and remedy."""
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        if given.size is None or given.size > MOST_BYTES:
            raise forms.ValidationError(_("文件太大，不像规则文件。"))
        with NamedTemporaryFile(suffix=".yaml") as file:
            file.write(given.read())
            file.flush()
            try:
                return load_routes(Path(file.name))
            except FileRefused as refused:
                raise forms.ValidationError(_said(refused)) from None


@shows_people
def show(request: StaffRequest) -> HttpResponse:
    """The rules in place and what each level has by them; with a file what would be by that."""
    now = routes()
    form = RulesForm(request.POST or None, request.FILES or None)
    other = form.cleaned_data["file"] if form.is_valid() else None
    found = effect(now, other or now)
    context = {
        "form": form,
        "rules": [_rule(at, rule, page_voice().language) for at, rule in enumerate(now.rules, 1)],
        "escalate_days": now.escalate_days,
        "effect": found,
        "lines": _lines(found),
        "tried": other is not None,
        "place": OWN.as_posix(),
    }
    return render(request, "cases/routing.html", context)


def _rule(at: int, rule: Rule, language: str) -> dict[str, Any]:
    return {
        "number": at, "name": rule.name.zh if language == "zh" else rule.name.en, "first": LEVELS[rule.first],
        "days": rule.days, "urgent": rule.urgent,
    }  # fmt: skip


def _lines(found: Effect) -> list[dict[str, Any]]:
    return [
        {"task": Task(one.task).label, "first": LEVELS[one.first], "days": one.days, "now": one.now, "then": one.then}
        for one in found.lines
    ]


def _said(refused: FileRefused) -> str:
    """Where and what, without the name of the temporary file."""
    zh = page_voice().language == "zh"
    problem = refused.problem_zh if zh else refused.problem_en
    return _("%(path)s，“%(value)s”：%(problem)s") % {
        "path": refused.path, "value": refused.value, "problem": problem,
    }  # fmt: skip
