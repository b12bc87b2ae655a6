"""Addresses of this app."""

from django.urls import path

from casework.reports.views import above, certification, lines, own

app_name = "reports"
urlpatterns = [
    path("mine", own.mine, name="mine"),
    path("begin", own.begin, name="begin"),
    path("<int:report>", own.report, name="report"),
    path("<int:report>/editions/<int:step>", own.edition, name="edition"),
    path("<int:report>/sign", own.sign, name="sign"),
    path("<int:report>/take-back", own.take_back, name="take_back"),
    path("<int:report>/who", lines.who, name="who"),
    path("<int:report>/people/<int:number>", lines.add, name="add"),
    path("<int:report>/others", lines.outsider, name="outsider"),
    path("<int:report>/lines/<int:line>", lines.change, name="change"),
    path("<int:report>/lines/<int:line>/papers", lines.papers, name="papers"),
    path("<int:report>/lines/<int:line>/remove", lines.remove, name="remove"),
    path("<int:report>/return", above.send_back, name="send_back"),
    path("<int:report>/accept", above.accept, name="accept"),
    path("overview", above.overview, name="overview"),
    path("offices", above.offices, name="offices"),
    path("countersign", above.countersign, name="countersign"),
    path("merge", above.merge, name="merge"),
    path("due", certification.due, name="due"),
]
