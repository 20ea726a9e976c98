"""Addresses of the record of views and changes."""

from __future__ import annotations

from django.urls import path

from zhengping.office.core import audit_views

urlpatterns = [
    path("", audit_views.audit, name="audit"),
    path("check/", audit_views.audit_check, name="audit_check"),
    path("<int:logged>/", audit_views.audit_entry, name="audit_entry"),
]
