"""Addresses of this app."""

from django.urls import path

from casework.runs.lists import LISTS
from casework.runs.views import candidates, explanation, flags, questions

app_name = "runs"
urlpatterns = [
    *[path(f"lists/{name}", flags.flags, {"name": name}, name=name) for name in LISTS],
    path("lists/benefits", flags.benefits, name="benefits"),
    path("charts/<str:name>", flags.chart, name="chart"),
    path("questions", questions.questions, name="questions"),
    path("candidates", candidates.candidates, name="candidates"),
    path("candidates/<int:candidate>", candidates.candidate, name="candidate"),
    path("candidates/<int:candidate>/written", candidates.written, name="candidate_written"),
    path("why/<int:number>/<str:benefit_id>/<int:month>", explanation.explanation, name="explanation"),
]
