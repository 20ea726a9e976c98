"""Addresses of `results`."""

from __future__ import annotations

from django.urls import path

from zhengping.office.results import views, views_round

urlpatterns = [
    path("", views_round.rounds, name="results"),
    path("<int:round>/", views_round.matrix, name="results_matrix"),
    path("<int:round>/ranking/", views_round.ranking_page, name="results_ranking"),
    path("<int:round>/means/", views_round.means_page, name="results_means"),
    path("<int:round>/recompute/", views_round.recompute, name="results_recompute"),
    path("<int:round>/assessments.jsonl", views_round.assessments, name="results_assessments"),
    path("<int:round>/scorecards.jsonl", views_round.scorecards, name="results_scorecards"),
    path("<int:round>/settle/", views_round.settle_again, name="results_settle"),
    path("of/<int:result>/", views.scorecard, name="result"),
    path("of/<int:result>/points/", views.points, name="result_points"),
    path("of/<int:result>/recompute/", views.by_hand, name="result_recompute"),
    path("of/<int:result>/assessment.json", views.assessment, name="result_assessment"),
    path("of/<int:result>/<str:code>/", views.indicator, name="result_indicator"),
    path("of/<int:result>/<str:code>/history/", views.history, name="result_history"),
]
