"""Addresses of payment lists."""

from django.urls import path

from casework.payments.views import acts, lists, meanings, monitoring

app_name = "payments"
urlpatterns = [
    path("", lists.show_all, name="lists"),
    path("new", lists.new, name="new"),
    path("fields", meanings.meanings, name="meanings"),
    path("monitoring", monitoring.results, name="monitoring"),
    path("monitoring/file", monitoring.download, name="monitoring_file"),
    path("<int:drawn>", lists.lines, name="list"),
    path("<int:drawn>/differences", lists.differences, name="differences"),
    path("<int:drawn>/mismatches", lists.mismatches, name="mismatches"),
    path("<int:drawn>/explain", acts.explain_some, name="explain"),
    path("<int:drawn>/approve", acts.approve, name="approve"),
    path("<int:drawn>/give-back", acts.give_back, name="give_back"),
    path("<int:drawn>/take-back", acts.take_back, name="take_back"),
    path("<int:drawn>/download", acts.download, name="download"),
    path("<int:drawn>/answer", acts.answer, name="answer"),
    path("<int:drawn>/compare", acts.compare, name="compare"),
]
