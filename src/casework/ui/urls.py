"""Addresses of this app."""

from django.urls import path

from casework.ui import law, style_guide, type_size

app_name = "ui"
urlpatterns = [
    path("type-size", type_size.choose, name="type_size"),
    path("law", law.whole, name="law"),
    path("law/<str:clause>", law.clause, name="clause"),
    path("styleguide", style_guide.show, name="style_guide"),
]
