"""The routes of findings."""

from django.urls import path

from ceasefire.web import finding_drafting as drafting
from ceasefire.web import finding_recommendations as recommendations
from ceasefire.web import finding_steps as steps
from ceasefire.web import findings

FINDING = "findings/<uuid:id>"
RECOMMENDATION = f"{FINDING}/recommendations"

urlpatterns = [
    path("incidents/<uuid:id>/findings/new/", drafting.draft, name="finding-new"),
    path("findings/", findings.list_page, name="finding-list"),
    path(f"{FINDING}/", findings.detail_page, name="finding-detail"),
    path(f"{FINDING}/change/", drafting.change, name="finding-change"),
    path(f"{FINDING}/submit/", drafting.submit, name="finding-submit"),
    path(f"{FINDING}/review/", steps.review, name="finding-review"),
    path(f"{FINDING}/return/", steps.send_back, name="finding-return"),
    path(f"{FINDING}/notify/", steps.notify, name="finding-notify"),
    path(f"{FINDING}/reply/", steps.reply, name="finding-reply"),
    path(f"{FINDING}/deliberate/", steps.take_up, name="finding-deliberate"),
    path(f"{FINDING}/dissent/", steps.dissent, name="finding-dissent"),
    path(f"{FINDING}/sign/", steps.sign, name="finding-sign"),
    path(f"{FINDING}/adopt/", steps.adopt, name="finding-adopt"),
    path(f"{FINDING}/correct/", drafting.correct, name="finding-correct"),
    path(f"{FINDING}/supersede/", drafting.supersede, name="finding-supersede"),
    path(f"{FINDING}/withdraw/", steps.withdraw, name="finding-withdraw"),
    path(f"{RECOMMENDATION}/new/", recommendations.make, name="recommendation-new"),
    path(f"{RECOMMENDATION}/<uuid:other>/drop/", recommendations.drop, name="recommendation-drop"),
    path(
        f"{RECOMMENDATION}/<uuid:other>/follow-up/",
        recommendations.follow,
        name="recommendation-follow-up",
    ),
]
