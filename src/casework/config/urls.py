"""The addresses of all apps."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("casework.ui.urls")),
    path("", include("casework.audit.urls")),
    path("", include("casework.accounts.urls")),
    path("jobs/", include("casework.jobs.urls")),
    path("exports/", include("casework.exports.urls")),
    path("", include("casework.exchange.urls")),
    path("people/", include("casework.people.urls")),
    path("payments/", include("casework.payments.urls")),
    path("cases/", include("casework.cases.urls")),
    path("runs/", include("casework.runs.urls")),
    path("decisions/", include("casework.decisions.urls")),
    path("reports/", include("casework.reports.urls")),
    path("", include("casework.notices.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
