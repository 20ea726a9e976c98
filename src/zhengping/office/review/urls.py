"""Addresses of `review`."""

from __future__ import annotations

from django.urls import path

from zhengping.office.review import views_agreement, views_arbitration, views_assigning, views_scoring

urlpatterns = [
    path("", views_scoring.work, name="review_work"),
    path("round/<int:round>/", views_scoring.work_list, name="review_list"),
    path("<int:assignment>/", views_scoring.score, name="review_score"),
    path("<int:assignment>/undo", views_scoring.take_back, name="review_undo"),
    path("<int:assignment>/draft", views_scoring.draft, name="review_draft"),
    path("assigning/", views_assigning.assigning, name="review_assigning"),
    path("round/<int:round>/assigning/", views_assigning.proposal, name="review_proposal"),
    path("round/<int:round>/assigning/replace", views_assigning.replace, name="review_replace"),
    path("assigned/<int:participation>/", views_assigning.assigned, name="review_assigned"),
    path("disputes/", views_arbitration.any_disputes, name="review_disputes"),
    path("round/<int:round>/disputes/", views_arbitration.dispute_list, name="review_dispute_list"),
    path("arbitration/<int:participation>/<str:code>/", views_arbitration.arbitration, name="review_arbitration"),
    path("agreement/", views_agreement.any_agreement, name="review_agreement"),
    path("round/<int:round>/agreement/", views_agreement.show_agreement, name="review_round_agreement"),
]
