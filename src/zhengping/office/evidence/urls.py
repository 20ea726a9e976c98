"""Addresses of `evidence`: a finding's number, then which piece of its evidence (from 0)."""

from __future__ import annotations

from django.urls import path

from zhengping.office.evidence import views

urlpatterns = [
    path("<int:evidence>/<int:key>/", views.evidence_page, name="evidence_page"),
    path("<int:evidence>/<int:key>/frame", views.evidence_frame, name="evidence_frame"),
    path("<int:evidence>/<int:key>/shot.png", views.evidence_shot, name="evidence_shot"),
    path("<int:evidence>/<int:key>/file", views.evidence_file, name="evidence_file"),
]
