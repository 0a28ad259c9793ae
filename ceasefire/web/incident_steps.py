"""What officers do with one incident: change it, show it to readers, take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ceasefire.agreements.mandates import powers_at
from ceasefire.incidents.models import Incident
from ceasefire.incidents.opening import change_incident
from ceasefire.incidents.severity import RULE
from ceasefire.publication.choices import PublishedKind
from ceasefire.verification.publishing import publish_incident, withdraw_incident
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.forms import Confirmation, FormPage, Reason, Words, answer_form, sent
from ceasefire.web.incident_forms import IncidentChangeForm, filled_in_from
from ceasefire.web.incidents import incident_behind
from ceasefire.web.published import published
from ceasefire.web.shown_accounts import shown_accounts
from ceasefire.web.shown_steps import publication_of, steps_of

WORK = "ceasefire.work_on_incident"
PUBLISH = "ceasefire.publish_incident"
FORM_TEMPLATE = "incidents/form.html"


@allow(WORK, FORM)
def change(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Say otherwise when, where or what."""
    incident = incident_behind(request, id)
    form = IncidentChangeForm(
        sent(request), agreement=incident.agreement, initial=filled_in_from(incident)
    )

    def act(answers: dict[str, str]) -> HttpResponseBase:
        change_incident(
            incident=incident,
            facts=form.facts,
            reason=answers["reason"],
            by=signed_in_user(request),
        )
        messages.success(request, _("The incident is changed."))
        return to_page(incident)

    page = form_page(incident, _("Change incident %(reference)s"), _("Change"))
    accounts = shown_accounts(incident, signed_in_user(request))
    return answer_form(request, form, act, page, incident=incident, accounts=accounts)


@allow(PUBLISH, FORM)
def publish(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Show an incident to readers, after the officer has seen what they will see."""
    incident = to_publish(request, id)
    versions = published(request, PublishedKind.INCIDENT).filter(public_id=str(id))
    powers = powers_at(incident.agreement, incident.begins_at)
    publication = publication_of(incident, powers, versions.current().first())

    def act(answers: object) -> HttpResponseBase:
        publish_incident(incident=incident, by=signed_in_user(request))
        messages.success(request, _("Readers are shown the incident."))
        return to_page(incident)

    page = FormPage(
        title=_("What readers will see of incident %(reference)s")
        % {"reference": incident.reference},
        lead=_("No more than this: nothing of it tells who told of it, or how many did."),
        submit=_("Publish again") if publication.stands else _("Publish"),
        back=reverse("web:incident-detail", args=[id]),
        template="incidents/publish.html",
    )
    return answer_form(
        request,
        Confirmation(sent(request)),
        act,
        page,
        record=publication.body,
        steps=steps_of(incident, signed_in_user(request), powers, publication),
        severity_rule=RULE,
    )


@allow(PUBLISH, FORM)
def withdraw(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Take an incident back from readers, with a reason that they read."""
    incident = to_publish(request, id)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        withdraw_incident(incident=incident, reason=answers["reason"], by=signed_in_user(request))
        messages.success(request, _("The incident is withdrawn."))
        return to_page(incident)

    page = form_page(
        incident,
        _("Withdraw incident %(reference)s from readers?"),
        _("Withdraw"),
        _("What it said is no longer shown. That it was shown, and your reason, stay."),
    )
    return answer_form(request, Reason(sent(request)), act, page, incident=incident)


def to_publish(request: HttpRequest, public_id: UUID) -> Incident:
    """An incident that its mandate lets the mechanism publish. Raises Http404 for others."""
    incident = incident_behind(request, public_id)
    if not powers_at(incident.agreement, incident.begins_at).may_publish:
        raise Http404
    return incident


def to_page(incident: Incident) -> HttpResponseBase:
    return redirect("web:incident-detail", incident.public_id)


def form_page(
    incident: Incident, title: str, submit: Words, lead: Words = "", **names: str
) -> FormPage:
    """A page with one form about an incident. `title` may name its `reference` and other names."""
    return FormPage(
        title=title % {"reference": incident.reference, **names},
        lead=lead,
        submit=submit,
        back=reverse("web:incident-detail", args=[incident.public_id]),
        template=FORM_TEMPLATE,
    )
