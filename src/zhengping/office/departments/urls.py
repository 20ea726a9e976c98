"""Addresses of `departments`."""

from __future__ import annotations

from django.urls import URLPattern, path

from zhengping.office.departments import views, views_edit

urlpatterns: list[URLPattern] = [
    path("", views.index, name="departments"),
    path("new/", views_edit.add, name="department_add"),
    path("<int:department>/", views.page, name="department"),
    path("<int:department>/edit/", views_edit.edit, name="department_edit"),
    path("<int:department>/active/", views_edit.switch, name="department_switch"),
    path("<int:department>/sites/new/", views_edit.add_site, name="site_add"),
    path("sites/<int:site>/edit/", views_edit.edit_site, name="site_edit"),
    path("sites/<int:site>/remove/", views_edit.remove_site, name="site_remove"),
    path("<int:department>/names/new/", views_edit.add_name, name="former_name_add"),
    path("names/<int:former_name>/remove/", views_edit.remove_name, name="former_name_remove"),
]
