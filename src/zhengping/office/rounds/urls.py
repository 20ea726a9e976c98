"""Addresses of `rounds`."""

from __future__ import annotations

from django.urls import path

from zhengping.office.rounds import views, views_people

urlpatterns = [
    path("", views.round_list, name="rounds"),
    path("new", views.new_round, name="new_round"),
    path("<int:round>/", views.show_round, name="round"),
    path("<int:round>/edit", views.edit_round, name="edit_round"),
    path("<int:round>/move", views.move_round, name="move_round"),
    path("<int:round>/copy", views.copy_round, name="copy_round"),
    path("<int:round>/departments", views_people.round_departments, name="round_departments"),
    path("<int:round>/experts", views_people.round_experts, name="round_experts"),
    path("<int:round>/conflicts", views_people.add_conflict, name="add_conflict"),
    path("conflicts/<int:conflict>/drop", views_people.drop_conflict, name="drop_conflict"),
    path("taking-part/<int:participation>/", views_people.participation_facts, name="participation_facts"),
    path("taking-part/<int:participation>/leave", views_people.leave_round, name="leave_round"),
    path("taking-part/<int:participation>/reopen", views_people.reopen_phase, name="reopen_phase"),
    path("reopenings/<int:reopening>/close", views_people.close_reopening, name="close_reopening"),
]
