"""Addresses of `review`."""

from __future__ import annotations

from django.urls import path

from zhengping.office.review import views_agreement, views_arbitration, views_assigning, views_scoring

urlpatterns = [
    path("work/", views_scoring.work, name="review_work"),
    path("work/round/<int:round>/", views_scoring.work_list, name="review_list"),
    path("work/<int:assignment>/", views_scoring.score, name="review_score"),
    path("work/<int:assignment>/undo", views_scoring.take_back, name="review_undo"),
    path("work/<int:assignment>/draft", views_scoring.draft, name="review_draft"),
    path("assigning/", views_assigning.assigning, name="review_assigning"),
    path("assigning/round/<int:round>/", views_assigning.proposal, name="review_proposal"),
    path("assigning/round/<int:round>/replace", views_assigning.replace, name="review_replace"),
    path("assigning/<int:participation>/", views_assigning.assigned, name="review_assigned"),
    path("disputes/", views_arbitration.any_disputes, name="review_disputes"),
    path("disputes/round/<int:round>/", views_arbitration.dispute_list, name="review_dispute_list"),
    path("disputes/<int:participation>/<str:code>/", views_arbitration.arbitration, name="review_arbitration"),
    path("agreement/", views_agreement.any_agreement, name="review_agreement"),
    path("agreement/round/<int:round>/", views_agreement.show_agreement, name="review_round_agreement"),
]
