"""Addresses of `collection`."""

from __future__ import annotations

from django.urls import path

from zhengping.office.collection import views, views_findings

urlpatterns = [
    path("", views.collections, name="collections"),
    path("<int:round>/", views.collection, name="collection"),
    path("<int:round>/table", views.collection_table, name="collection_table"),
    path("<int:round>/all/<slug:key>", views.act_on_all, name="act_on_all"),
    path("<int:round>/confirm", views_findings.confirm_round, name="confirm_round"),
    path("of/<int:participation>/start", views.start_run, name="start_run"),
    path("of/<int:participation>/findings", views_findings.findings, name="findings"),
    path("of/<int:participation>/confirm", views_findings.confirm_department, name="confirm_department"),
    path("runs/<int:run>/", views.show_run, name="run"),
    path("runs/<int:run>/report", views.run_report, name="run_report"),
    path("runs/<int:run>/<slug:key>", views.act_on_run, name="act_on_run"),
    path("findings/<int:finding>/confirm", views_findings.confirm_point, name="confirm_point"),
    path("confirmations/<int:confirmation>/withdraw", views_findings.withdraw_point, name="withdraw_point"),
]
