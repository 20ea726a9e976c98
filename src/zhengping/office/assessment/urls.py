"""Addresses of `assessment`."""

from __future__ import annotations

from django.urls import path

from zhengping.office.assessment import (
    views,
    views_claims,
    views_handing_in,
    views_office,
    views_proofs,
    views_texts,
)

urlpatterns = [
    path("", views.home, name="assessment_home"),
    path("verify/", views_handing_in.verify_receipt, name="assessment_verify"),
    path("round/<int:round>/", views_office.self_assessments, name="assessment_round"),
    path("round/<int:round>/applications/", views_office.bonus_applications, name="assessment_round_applications"),
    path("application/<int:application>/decide/", views_office.decide_application, name="assessment_decide"),
    path("application/<int:application>/", views_texts.change_application, name="assessment_application"),
    path("application/<int:application>/remove/", views_texts.remove, name="assessment_application_remove"),
    path("proof/<int:proof>/", views_proofs.download, name="assessment_proof"),
    path("proof/<int:proof>/picture/", views_proofs.picture, name="assessment_proof_picture"),
    path("proof/<int:proof>/change/", views_proofs.change, name="assessment_proof_change"),
    path("proof/<int:proof>/withdraw/", views_proofs.withdraw, name="assessment_proof_withdraw"),
    path("<int:participation>/", views.overview, name="assessment_overview"),
    path("<int:participation>/indicator/<str:code>/", views.indicator, name="assessment_indicator"),
    path("<int:participation>/point/<str:code>/", views_claims.card, name="assessment_point"),
    path("<int:participation>/point/<str:code>/save/", views_claims.save, name="assessment_point_save"),
    path("<int:participation>/point/<str:code>/proofs/", views_claims.proofs, name="assessment_point_proofs"),
    path("<int:participation>/proofs/", views_proofs.listed, name="assessment_proofs"),
    path("<int:participation>/declarations/", views_texts.declarations, name="assessment_declarations"),
    path("<int:participation>/applications/", views_texts.applications, name="assessment_applications"),
    path("<int:participation>/report/", views_texts.report, name="assessment_report"),
    path("<int:participation>/check/", views_handing_in.check, name="assessment_check"),
    path("<int:participation>/ready/", views_handing_in.ready, name="assessment_ready"),
    path("<int:participation>/return/", views_handing_in.give_back, name="assessment_return"),
    path("<int:participation>/submit/", views_handing_in.submit_now, name="assessment_submit"),
    path("<int:participation>/receipt/", views_handing_in.receipt, name="assessment_receipt"),
    path("<int:participation>/word/", views_handing_in.word, name="assessment_word"),
    path("<int:participation>/submitted/", views_office.submitted, name="assessment_submitted"),
    path("<int:participation>/key-areas/", views_office.key_areas, name="assessment_key_areas"),
]
