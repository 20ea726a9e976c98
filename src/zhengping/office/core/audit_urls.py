"""Addresses of the record of views and changes."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
