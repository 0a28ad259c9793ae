"""How officers say what belongs together: accounts and incidents, incidents and incidents."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ceasefire.codes.incidents import LinkKind
from ceasefire.incidents.merging import merge_incidents, undo_merge
from ceasefire.incidents.models import Incident
from ceasefire.incidents.opening import part_incidents, part_report, relate_incidents
from ceasefire.incidents.querysets import IncidentQuerySet
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.forms import Confirmation, Reason, answer_form, sent
from ceasefire.web.incident_forms import MergeForm, RelateForm
from ceasefire.web.incident_steps import WORK, form_page, to_page
from ceasefire.web.incidents import incident_behind
from ceasefire.web.shown_accounts import shown_accounts


@allow(WORK, FORM)
def part_account(request: HttpRequest, id: UUID, receipt: str) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Part a report from an incident; that it was linked stays on record."""
    incident, user = incident_behind(request, id), signed_in_user(request)
    links = incident.links.present().select_related("incident", "report")
    link = get_object_or_404(links, report__receipt=receipt)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        part_report(link=link, reason=answers["reason"], by=user)
        messages.success(request, _("The report is parted from the incident."))
        return to_page(incident)

    page = form_page(
        incident,
        _("Part this report from incident %(reference)s?"),
        _("Part them"),
        _("The report stays as it is, and can be linked to another incident."),
    )
    accounts = [each for each in shown_accounts(incident, user) if each.link.pk == link.pk]
    form = Reason(sent(request))
    return answer_form(request, form, act, page, incident=incident, accounts=accounts)


@allow(WORK, FORM)
def relate(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Say how an incident stands to another of the same agreement."""
    incident = incident_behind(request, id)
    form = RelateForm(sent(request), known=others(request, incident), near=incident)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        relate_incidents(
            incident=incident,
            other=form.cleaned_data["chosen"],
            kind=LinkKind(answers["kind"]),
            by=signed_in_user(request),
        )
        messages.success(request, _("How the two stand to each other is recorded."))
        return to_page(incident)

    page = form_page(
        incident,
        _("How does incident %(reference)s stand to another?"),
        _("Record"),
        _("Both stay incidents of their own. Two that are one are merged instead."),
    )
    return answer_form(request, form, act, page, incident=incident)


@allow(WORK, FORM)
def part_relation(request: HttpRequest, id: UUID, other: UUID, kind: str) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Take back how two incidents stand to each other."""
    incident = incident_behind(request, id)
    said = incident.relations.present().select_related("incident", "other")
    relation = get_object_or_404(said, other__public_id=other, kind=kind)

    def act(answers: object) -> HttpResponseBase:
        part_incidents(relation=relation, by=signed_in_user(request))
        messages.success(request, _("It is taken back; that it was said stays on record."))
        return to_page(incident)

    page = form_page(
        incident,
        _("Take back how incident %(reference)s stands to incident %(other)s?"),
        _("Take it back"),
        other=relation.other.reference,
    )
    return answer_form(request, Confirmation(sent(request)), act, page, incident=incident)


@allow(WORK, FORM)
def merge(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Read an incident as a part of another from now on."""
    incident = incident_behind(request, id)
    form = MergeForm(sent(request), known=others(request, incident), near=incident)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        into: Incident = form.cleaned_data["chosen"]
        by = signed_in_user(request)
        merge_incidents(incident=incident, into=into, reason=answers["reason"], by=by)
        messages.success(request, _("The two are merged: the accounts of both are here."))
        return to_page(into)

    page = form_page(
        incident,
        _("Merge incident %(reference)s into another"),
        _("Merge"),
        _(
            "Nothing is moved or lost: it is read as a part of the other, until the merger is undone."
        ),
    )
    return answer_form(request, form, act, page, incident=incident)


@allow(WORK, FORM)
def undo(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Part an incident from the one it was merged into."""
    incident = incident_behind(request, id)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        undo_merge(incident=incident, reason=answers["reason"], by=signed_in_user(request))
        messages.success(request, _("The incident stands by itself again, as it was."))
        return to_page(incident)

    page = form_page(
        incident,
        _("Part incident %(reference)s from the one it was merged into?"),
        _("Part them"),
        _("It is again what it was before the merger."),
    )
    return answer_form(request, Reason(sent(request)), act, page, incident=incident)


def others(request: HttpRequest, incident: Incident) -> IncidentQuerySet:
    """The other incidents of the same agreement that the reader may choose from."""
    known = Incident.objects.visible_to(request.user).standing()
    return known.filter(agreement=incident.agreement).exclude(pk=incident.pk)
