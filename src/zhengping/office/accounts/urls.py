"""Addresses of `accounts`."""

from __future__ import annotations

from django.urls import path

from zhengping.office.accounts import views_me, views_people, views_sessions

urlpatterns = [
    path("", views_people.people_list, name="people"),
    path("new/", views_people.person_new, name="person_new"),
    path("<int:person>/", views_people.person, name="person"),
    path("<int:person>/edit/", views_people.person_edit, name="person_edit"),
    path("<int:person>/password/", views_people.person_password, name="person_password"),
    path("<int:person>/deactivate/", views_people.person_deactivate, name="person_deactivate"),
    path("<int:person>/activate/", views_people.person_activate, name="person_activate"),
    path("<int:person>/unlock/", views_people.person_unlock, name="person_unlock"),
    path("<int:person>/second-factor/reset/", views_people.person_second_factor, name="person_second_factor"),
    path("<int:person>/sessions/end/", views_sessions.person_sessions_end, name="person_sessions_end"),
    path("sessions/", views_sessions.sessions, name="sessions"),
    path("sessions/<int:session>/end/", views_sessions.session_end, name="session_end"),
    path("me/", views_me.me, name="me"),
    path("me/sessions/end-others/", views_me.end_others, name="my_other_sessions_end"),
    path("me/tokens/", views_me.tokens, name="my_tokens"),
    path("tokens/<int:token>/revoke/", views_me.token_revoke, name="token_revoke"),
]
