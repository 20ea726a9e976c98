"""All addresses of the office. Each application has its own under its own word."""

from __future__ import annotations

from django.urls import include, path

from zhengping.office.api.app import api
from zhengping.office.core.views import alive
from zhengping.office.home.views import home

handler403 = "zhengping.office.core.errors.refused"
handler404 = "zhengping.office.core.errors.missing"
handler500 = "zhengping.office.core.errors.broken"

urlpatterns = [
    path("", home, name="home"),
    path("alive", alive, name="alive"),
    path("accounts/", include("allauth.urls")),
    path("people/", include("zhengping.office.accounts.urls")),
    path("departments/", include("zhengping.office.departments.urls")),
    path("imports/", include("zhengping.office.sheets.urls")),
    path("rounds/", include("zhengping.office.rounds.urls")),
    path("results/", include("zhengping.office.results.urls")),
    path("collection/", include("zhengping.office.collection.urls")),
    path("evidence/", include("zhengping.office.evidence.urls")),
    path("registers/", include("zhengping.office.registers.urls")),
    path("assessment/", include("zhengping.office.assessment.urls")),
    path("review/", include("zhengping.office.review.urls")),
    path("appeals/", include("zhengping.office.appeals.urls")),
    path("public/", include("zhengping.office.publication.public_urls")),
    path("publication/", include("zhengping.office.publication.urls")),
    path("notices/", include("zhengping.office.notices.urls")),
    path("api/v1/", api.urls),
    path("audit/", include("zhengping.office.core.audit_urls")),
]
