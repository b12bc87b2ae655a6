"""Addresses of this app; what the public opens is short, since it stands in a code."""

from django.urls import path

from casework.notices.views import checking, contact, messages, notices, reminders, texts

app_name = "notices"
urlpatterns = [
    path("notices/", notices.listed, name="list"),
    path("notices/contact", contact.contact, name="contact"),
    path("notices/messages", messages.outbox, name="messages"),
    path("notices/messages/<int:number>", messages.wish, name="wish"),
    path("notices/texts", texts.texts, name="texts"),
    path("notices/texts/<str:kind>", texts.text, name="text"),
    path("notices/texts/<str:kind>/<str:language>.pdf", texts.sample_paper, name="sample"),
    path("notices/<str:number>", notices.notice, name="notice"),
    path("notices/<str:number>/paper.pdf", notices.paper, name="paper"),
    path("notices/<str:number>/delivery", notices.delivery, name="delivery"),
    path("notices/<str:number>/withdrawal", notices.withdrawal, name="withdrawal"),
    path("reminders/", reminders.today, name="today"),
    path("reminders/<int:reminder>", reminders.reminder, name="reminder"),
    path("check", checking.check, name="check"),
    path("check/<str:code>", checking.checked, name="checked"),
]
