"""Addresses of this app."""

from django.urls import path

from casework.exports import views

app_name = "exports"
urlpatterns = [
    path("", views.show_all, name="list"),
    path("new", views.new, name="new"),
    path("<int:number>/agree", views.agree, name="agree"),
    path("<int:number>/refuse", views.refuse, name="refuse"),
    path("<int:number>/file", views.collect, name="collect"),
    path("filters/save", views.save, name="save_filter"),
    path("filters/<int:number>/forget", views.forget, name="forget_filter"),
]
