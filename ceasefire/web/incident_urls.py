"""The routes of triage, incidents and sources."""

from django.urls import path

from ceasefire.web import answer_steps as answers
from ceasefire.web import incident_links as links
from ceasefire.web import incident_steps as steps
from ceasefire.web import incident_story, incidents, sources, triage

REPORT = "monitor-reports/<uuid:id>"
INCIDENT = "incidents/<uuid:id>"
RELATION = f"{INCIDENT}/relations/<uuid:other>/<str:kind>"

urlpatterns = [
    path("triage/", triage.triage, name="triage"),
    path(f"{REPORT}/open-incident/", triage.open_from_report, name="report-open-incident"),
    path(f"{REPORT}/link/", triage.link, name="report-link"),
    path(f"{REPORT}/look-at/", triage.look_at, name="report-look-at"),
    path(f"{REPORT}/return/", triage.send_back, name="report-return"),
    path(f"{REPORT}/reject/", triage.reject, name="report-reject"),
    path("incidents/", incidents.list_page, name="incident-list"),
    path(f"{INCIDENT}/", incidents.detail_page, name="incident-detail"),
    path(f"{INCIDENT}/story/", incident_story.story_page, name="incident-story"),
    path(f"{INCIDENT}/change/", steps.change, name="incident-change"),
    path(f"{INCIDENT}/take-up/", answers.begin, name="incident-take-up"),
    path(f"{INCIDENT}/answer/", answers.answer, name="incident-answer"),
    path(f"{INCIDENT}/by-whom/", answers.by_whom, name="incident-by-whom"),
    path(f"{INCIDENT}/answers/<uuid:answer>/sign/", answers.sign, name="incident-sign"),
    path(f"{INCIDENT}/reopen/", answers.reopen, name="incident-reopen"),
    path(
        f"{INCIDENT}/reopenings/<uuid:reopening>/decide/",
        answers.decide,
        name="incident-decide-reopening",
    ),
    path(f"{INCIDENT}/publish/", steps.publish, name="incident-publish"),
    path(f"{INCIDENT}/withdraw/", steps.withdraw, name="incident-withdraw"),
    path(
        f"{INCIDENT}/accounts/<str:receipt>/part/", links.part_account, name="incident-part-report"
    ),
    path(f"{INCIDENT}/relate/", links.relate, name="incident-relate"),
    path(f"{RELATION}/part/", links.part_relation, name="incident-part-relation"),
    path(f"{INCIDENT}/merge/", links.merge, name="incident-merge"),
    path(f"{INCIDENT}/undo-merge/", links.undo, name="incident-undo-merge"),
    path("sources/<uuid:id>/letter/", sources.propose, name="source-propose"),
    path("sources/<uuid:id>/letter/confirm/", sources.confirm, name="source-confirm"),
]
