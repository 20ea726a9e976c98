"""Addresses of `sheets`."""

from __future__ import annotations

from django.urls import URLPattern, path

from zhengping.office.sheets import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="imports"),
    path("batches/<int:batch>/", views.batch, name="import_batch"),
    path("batches/<int:batch>/apply/", views.apply_batch, name="import_apply"),
    path("batches/<int:batch>/undo/", views.undo_batch, name="import_undo"),
    path("batches/<int:batch>/file/", views.original, name="import_file"),
    path("<slug:kind>/", views.upload, name="import_upload"),
    path("<slug:kind>/template/", views.template, name="import_template"),
    path("<slug:kind>/export/<slug:format>/", views.export, name="import_export"),
]
