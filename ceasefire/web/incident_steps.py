"""What officers do with one incident: change it, verify it, show it to readers."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ceasefire.agreements.mandates import powers_at
from ceasefire.incidents.accounts import usable_links_of
from ceasefire.incidents.models import Incident
from ceasefire.incidents.opening import change_incident, grade_report
from ceasefire.incidents.severity import RULE
from ceasefire.publication.choices import PublishedKind
from ceasefire.verification.documents import incident_document
from ceasefire.verification.publishing import publish_incident, withdraw_incident
from ceasefire.verification.services import answer_happened, take_up
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.forms import Confirmation, FormPage, Reason, Words, answer_form, sent
from ceasefire.web.incident_forms import AnswerForm, IncidentChangeForm, filled_in_from
from ceasefire.web.incidents import incident_behind
from ceasefire.web.published import published
from ceasefire.web.shown_incident import publication_of, shown_accounts, steps_of

WORK = "ceasefire.work_on_incident"
VERIFY = "ceasefire.verify_incident"
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


@allow(VERIFY, ("POST",))
def begin(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Begin to verify an incident."""
    incident = to_verify(request, id)
    take_up(incident=incident, by=signed_in_user(request))
    messages.success(request, _("You have begun to verify this incident."))
    return to_page(incident)


@allow(VERIFY, FORM)
def answer(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Answer whether it happened; the grades that were changed are kept with it."""
    incident, by = to_verify(request, id), signed_in_user(request)
    accounts = {each.link.pk: each for each in shown_accounts(incident, by)}
    form = AnswerForm(sent(request), links=usable_links_of(incident))

    def act(answers: object) -> HttpResponseBase:
        for link, grade in form.regraded:
            grade_report(link=link, credibility=grade, by=by)
        answer_happened(incident=incident, facts=form.facts, by=by)
        messages.success(request, _("Your answer is recorded."))
        return to_page(incident)

    page = FormPage(
        title=_("Did it happen?"),
        submit=_("Sign the answer"),
        back=reverse("web:incident-detail", args=[id]),
        template="incidents/answer.html",
    )
    graded = [(accounts[link.pk], *boxes) for link, *boxes in form.accounts]
    return answer_form(
        request,
        form,
        act,
        page,
        incident=incident,
        graded=graded,
        zone=incident.agreement.time_zone,
    )


@allow(PUBLISH, FORM)
def publish(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Show an incident to readers, after the officer has seen what they will see."""
    incident = to_publish(request, id)
    versions = published(request, PublishedKind.INCIDENT).filter(public_id=str(id))
    publication = publication_of(incident, versions.current().first())
    powers = powers_at(incident.agreement, incident.begins_at)

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
        record=incident_document(incident).body,
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


def to_verify(request: HttpRequest, public_id: UUID) -> Incident:
    """An incident that its mandate lets the mechanism verify. Raises Http404 for others."""
    incident = incident_behind(request, public_id)
    if not powers_at(incident.agreement, incident.begins_at).may_verify:
        raise Http404
    return incident


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
