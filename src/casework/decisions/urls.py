"""Addresses of this app."""

from django.urls import path

from casework.decisions.views import deciding, reviewing

app_name = "decisions"
urlpatterns = [
    path("", reviewing.decisions, name="list"),
    path("<int:decision>", reviewing.decision, name="decision"),
    path("for/<int:number>/<str:benefit_id>", deciding.decide, name="decide"),
]
