"""Addresses of `appeals`."""

from __future__ import annotations

from django.urls import path

from zhengping.office.appeals import views

urlpatterns = [
    path("", views.appeals, name="appeals"),
    path("new/<int:result>/<str:code>/", views.new, name="appeal_new"),
    path("<int:appeal>/", views.appeal_page, name="appeal"),
    path("<int:appeal>/answer/", views.answer_appeal, name="appeal_answer"),
    path("<int:appeal>/ask/", views.ask, name="appeal_ask"),
    path("<int:appeal>/withdraw/", views.withdraw_appeal, name="appeal_withdraw"),
]
