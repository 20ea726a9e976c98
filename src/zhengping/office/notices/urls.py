"""Addresses of `notices`."""

from __future__ import annotations

from django.urls import URLPattern, path

from zhengping.office.notices import views

urlpatterns: list[URLPattern] = [
    path("", views.notices, name="notices"),
    path("read", views.read_all, name="notices_read_all"),
    path("<int:notice>/read", views.read, name="notice_read"),
]
