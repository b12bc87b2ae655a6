"""Addresses of this app."""

from django.urls import path

from casework.runs import views

app_name = "runs"
urlpatterns = [
    *[path(f"lists/{name}", views.flags, {"name": name}, name=name) for name in views.LISTS],
    path("lists/benefits", views.benefits, name="benefits"),
    path("charts/<str:name>", views.chart, name="chart"),
    path("why/<int:number>/<str:benefit_id>/<int:month>", views.explanation, name="explanation"),
]
