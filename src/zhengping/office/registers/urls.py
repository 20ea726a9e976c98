"""Addresses of `registers`."""

from __future__ import annotations

from django.urls import URLPattern, path

from zhengping.office.registers import views, views_entries

urlpatterns: list[URLPattern] = [
    path("", views.index, name="registers"),
    path("rounds/<int:round>/", views.of_round, name="register_round"),
    path("rounds/<int:round>/<slug:kind>/", views.of_kind, name="register_kind"),
    path("rounds/<int:round>/<slug:kind>/new/", views_entries.new, name="register_new"),
    path("rounds/<int:round>/<slug:kind>/values/", views.verdicts, name="register_values"),
    path("rounds/<int:round>/<slug:kind>/settings/", views.settings, name="register_settings"),
    path("rounds/<int:round>/<slug:kind>/complete/", views.complete, name="register_complete"),
    path("entries/<int:register_entry>/", views_entries.edit, name="register_entry"),
    path("entries/<int:register_entry>/remove/", views_entries.delete, name="register_remove"),
    path("departments/<int:participation>/", views.of_participation, name="register_participation"),
]
