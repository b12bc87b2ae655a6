"""Addresses of cases."""

from django.urls import path

from casework.cases.views import (
    acts,
    assigning,
    attachments,
    case,
    findings,
    lists,
    matters,
    opening,
    routing,
    workload,
)

app_name = "cases"
urlpatterns = [
    path("", lists.show_all, name="cases"),
    path("assign", assigning.assign_some, name="assign_some"),
    path("unassign", assigning.unassign_some, name="unassign_some"),
    path("workload", workload.show, name="workload"),
    path("workload/hand-over", workload.hand_all_over, name="hand_all_over"),
    path("alive", opening.alive, name="alive"),
    path("kin", opening.kin, name="kin"),
    path("routing", routing.show, name="routing"),
    path("about/<int:number>", opening.by_hand, name="open"),
    path("findings", findings.waiting, name="findings"),
    path("findings/next", findings.next_one, name="next_finding"),
    path("findings/<int:finding>", findings.show, name="finding"),
    path("findings/<int:finding>/approve", findings.approve, name="approve_finding"),
    path("findings/<int:finding>/give-back", findings.give_back, name="give_finding_back"),
    path("findings/<int:finding>/withdraw", findings.withdraw, name="withdraw_finding"),
    path("<int:case>", case.show, name="case"),
    path("<int:case>/receive", acts.receive, name="receive"),
    path("<int:case>/note", acts.note, name="note"),
    path("<int:case>/send-down", acts.send_down, name="send_down"),
    path("<int:case>/report-up", acts.report_up, name="report_up"),
    path("<int:case>/give-back", acts.give_back, name="give_back"),
    path("<int:case>/escalate", acts.escalate, name="escalate"),
    path("<int:case>/assign", acts.assign, name="assign"),
    path("<int:case>/hand-over", acts.hand_over, name="hand_over"),
    path("<int:case>/pass-on", acts.pass_on, name="pass_on"),
    path("<int:case>/stop-clock", acts.stop_clock, name="stop_clock"),
    path("<int:case>/go-on", acts.go_on, name="go_on"),
    path("<int:case>/close", acts.close, name="close"),
    path("<int:case>/attach", attachments.add, name="attach"),
    path("<int:case>/attachments/<int:attachment>", attachments.show, name="attachment"),
    path("<int:case>/matters/<int:matter>", matters.show, name="matter"),
]
