"""Addresses that anybody may read."""

from __future__ import annotations

from django.urls import path

from zhengping.office.publication import public_views

urlpatterns = [
    path("", public_views.rounds, name="public"),
    path("<int:published>/", public_views.round_page, name="public_round"),
    path("<int:published>/indicators/", public_views.indicators, name="public_indicators"),
    path("<int:published>/about/", public_views.about, name="public_about"),
    path("<int:published>/data.json", public_views.data_json, name="public_json"),
    path("<int:published>/content.json", public_views.content_json, name="public_content"),
    path("<int:published>/data.csv", public_views.data_csv, name="public_csv"),
    path("<int:published>/datapackage.json", public_views.datapackage, name="public_datapackage"),
    path("<int:published>/department/<str:key>/", public_views.department, name="public_department"),
]
