"""Addresses of this app."""

from django.urls import path

from casework.jobs import views

app_name = "jobs"
urlpatterns = [path("", views.show_all, name="list"), path("<uuid:number>/again", views.again, name="again")]
