"""Addresses of `publication`, for the office."""

from __future__ import annotations

from django.urls import path

from zhengping.office.publication import views

urlpatterns = [
    path("", views.rounds, name="publication"),
    path("<int:round>/", views.round_page, name="publication_round"),
    path("<int:round>/freeze/", views.freeze_round, name="publication_freeze"),
    path("<int:round>/confirm/", views.confirm_all, name="publication_confirm_all"),
    path("confirm/<int:participation>/", views.confirm_one, name="publication_confirm"),
    path("of/<int:publication>/preview/", views.preview, name="publication_preview"),
    path("of/<int:publication>/sign/", views.sign_off, name="publication_sign"),
    path("of/<int:publication>/discard/", views.discard_frozen, name="publication_discard"),
    path("of/<int:publication>/corrections/", views.corrections, name="publication_corrections"),
    path("of/<int:publication>/corrections/<str:key>/", views.correct_one, name="publication_correct"),
]
