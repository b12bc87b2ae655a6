"""Addresses of this app."""

from django.urls import path

from casework.decisions.views import deciding, deferrals, groups, objections, recoveries, reviewing

app_name = "decisions"
urlpatterns = [
    path("", reviewing.decisions, name="list"),
    path("<int:decision>", reviewing.decision, name="decision"),
    path("<int:decision>/object", objections.new, name="object"),
    path("for/<int:number>/<str:benefit_id>", deciding.decide, name="decide"),
    path("groups", groups.groups, name="groups"),
    path("groups/draw", groups.draw_one, name="draw"),
    path("groups/<int:group>", groups.group, name="group"),
    path("groups/<int:group>/<str:benefit_id>", groups.look, name="look"),
    path("deferrals", deferrals.deferrals, name="deferrals"),
    path("deferrals/new", deferrals.new, name="defer_many"),
    path("deferrals/<int:deferral>", deferrals.deferral, name="deferral"),
    path("recoveries", recoveries.recoveries, name="recoveries"),
    path("recoveries/<int:recovery>", recoveries.recovery, name="recovery"),
    path("recoveries/<int:recovery>/plan", recoveries.make_plan, name="plan"),
    path("recoveries/<int:recovery>/repayment", recoveries.take_repayment, name="repay"),
    path("recoveries/<int:recovery>/write-off", recoveries.give_up, name="give_up"),
    path("recoveries/<int:recovery>/write-off/<int:write_off>", recoveries.review_write_off, name="write_off"),
    path("objections", objections.objections, name="objections"),
    path("objections/<int:objection>", objections.objection, name="objection"),
]
