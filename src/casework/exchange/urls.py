"""Addresses of this app."""

from django.urls import path

from casework.exchange.views import batches, calendar, lists, months, quarantine, sending, withdrawal, work

app_name = "exchange"
urlpatterns = [
    path("exchange/", calendar.show, name="calendar"),
    path("exchange/template/<str:dataset>", calendar.template, name="template"),
    path("exchange/deliver", sending.deliver, name="deliver"),
    path("exchange/deliver/begin", sending.begin, name="begin"),
    path("exchange/deliver/<uuid:number>/piece", sending.piece, name="piece"),
    path("exchange/deliver/<uuid:number>/finish", sending.finish, name="finish"),
    path("exchange/deliver/<uuid:number>/give-up", sending.give_up, name="give_up"),
    path("exchange/work", work.show_all, name="works"),
    path("exchange/work/<uuid:number>", work.show, name="work"),
    path("exchange/batches", batches.show_all, name="batches"),
    path("exchange/batches/<int:number>", batches.show, name="batch"),
    path("exchange/batches/<int:number>/release", batches.release, name="release"),
    path("exchange/batches/<int:number>/quarantine", quarantine.table, name="quarantine"),
    path("exchange/batches/<int:number>/quarantine.xlsx", quarantine.workbook, name="workbook"),
    path("exchange/batches/<int:number>/withdraw", withdrawal.withdraw, name="withdraw"),
    path("months/", months.show_all, name="months"),
    path("months/try/<uuid:number>", months.tried, name="tried"),
    path("months/try/<uuid:number>/differences.csv", months.all_differences, name="differences"),
    path("months/run/<uuid:number>/again", months.again, name="again"),
    path("outgoing/", lists.show_all, name="lists"),
    path("outgoing/offer", lists.offer, name="offer"),
    path("outgoing/acknowledge", lists.acknowledge, name="acknowledge"),
    path("outgoing/<uuid:number>.zip", lists.fetch, name="fetch"),
]
