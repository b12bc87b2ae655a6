"""Addresses of this app."""

from django.urls import path

from casework.people import views

app_name = "people"
urlpatterns = [
    path("", views.people, name="search"),
    path("<int:number>", views.person, name="person"),
    path("<int:number>/whole", views.revealed, name="revealed"),
]
