"""Addresses of this app."""

from django.urls import path

from casework.audit import views

app_name = "audit"
urlpatterns = [path("audit", views.show, name="entries")]
