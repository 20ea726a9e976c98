"""The order in which a plan is planted: what others refer to comes first."""

from __future__ import annotations

from zhengping.sample.plan import Plan
from zhengping.sample.planting.documents import plant_documents
from zhengping.sample.planting.innovation import (
    plant_foreign_platform,
    plant_innovation,
    plant_inspections,
    plant_site_map,
)
from zhengping.sample.planting.interaction import plant_interviews, plant_mailbox, plant_surveys
from zhengping.sample.planting.interpretation import plant_interpretation, plant_responses
from zhengping.sample.planting.key_areas import plant_finance, plant_powers
from zhengping.sample.planting.news import plant_news, plant_personnel
from zhengping.sample.planting.openness import plant_openness
from zhengping.sample.planting.organisation import plant_leaders, plant_organisation
from zhengping.sample.planting.plans import plant_data, plant_plans, plant_replies
from zhengping.sample.planting.security import plant_security
from zhengping.sample.planting.services import plant_public_services, plant_services, plant_topics
from zhengping.sample.site import SampleSite


def plant_everything(site: SampleSite, plan: Plan) -> None:
    """Plants all parts; afterwards the site can be rendered and its truth is complete."""
    site.service_items.extend(plan.trade.services[: plan.services.items])
    plant_organisation(site, plan.organisation)
    plant_news(site, plan.news)
    plant_leaders(site, plan.organisation)
    documents = plant_documents(site, plan.documents, plan.document_prefix)
    plant_interpretation(site, plan.interpretation, documents)
    plant_responses(site, plan.interpretation)
    plant_personnel(site, plan.personnel)
    plant_plans(site, plan.plans)
    plant_replies(site, plan.plans)
    plant_data(site, plan.data)
    plant_finance(site, plan.finance)
    plant_powers(site, plan.powers)
    plant_openness(site, plan.openness, documents)
    plant_services(site, plan.services)
    plant_public_services(site, plan.services)
    plant_mailbox(site, plan.interaction)
    plant_surveys(site, plan.interaction)
    plant_interviews(site, plan.interaction)
    plant_topics(site, plan.services)
    plant_innovation(site, plan.innovation)
    plant_inspections(site, plan.innovation)
    plant_foreign_platform(site, plan.innovation)
    plant_site_map(site, plan.innovation)
    plant_security(site, plan.security, plan.family)
