"""What officers do with the text of a finding: draft it, change it, give it away, correct it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ceasefire.agreements.mandates import powers_at
from ceasefire.allegations.models import Allegation
from ceasefire.incidents.models import Incident
from ceasefire.parties.models import Party
from ceasefire.verification.findings import (
    change_finding,
    correct_finding,
    draft_finding,
    submit_finding,
)
from ceasefire.verification.models import Finding
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.finding_behind import address_of, finding_behind, form_page
from ceasefire.web.finding_forms import ChangeForm, CorrectForm, DraftForm
from ceasefire.web.forms import FormPage, answer_form, sent
from ceasefire.web.incidents import incident_behind
from ceasefire.web.shown_findings import DRAFT, case, heading


@allow(DRAFT, FORM)
def draft(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Draft a finding on an incident; provision and party may be named in the address."""
    incident = incident_behind(request, id)
    if not powers_at(incident.agreement, incident.begins_at).may_rule:
        raise Http404
    named = {name: request.GET.get(name, "") for name in ("provision", "accused")}
    page = FormPage(
        title=_("Draft a finding on incident %(reference)s") % {"reference": incident.reference},
        lead=_(
            "One finding answers for one provision and one party. It goes to legal review, is put "
            "to the party that it names, and is adopted by two."
        ),
        submit=_("Save the draft"),
        back=reverse("web:incident-detail", args=[id]),
        template="findings/form.html",
    )
    return _draft(request, incident, page, named)


@allow(DRAFT, FORM)
def supersede(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Draft another finding in the place of an adopted one, which stands until two adopt it."""
    old = finding_behind(request, id)
    page = form_page(
        old,
        _("Draft a finding in the place of %(reference)s"),
        _("Save the draft"),
        _("%(reference)s stands until two have adopted the other.") % {"reference": old.reference},
    )
    named = {
        "provision": old.provision.number,
        "accused": old.accused.code if old.accused else "",
        "reasoning": old.reasoning,
    }
    return _draft(request, old.incident, page, named, supersedes=old)


@allow(DRAFT, FORM)
def change(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Say otherwise what a draft concludes, and why."""
    finding = finding_behind(request, id)
    form = ChangeForm(sent(request), initial=_words_of(finding))

    def act(answers: object) -> HttpResponseBase:
        change_finding(finding=finding, facts=form.facts, by=signed_in_user(request))
        messages.success(request, _("The draft is changed."))
        return redirect(address_of(finding))

    page = form_page(finding, _("Change finding %(reference)s"), _("Save the draft"))
    told = {"case": case(finding, signed_in_user(request))}
    return answer_form(request, form, act, page, **told)


@allow(DRAFT, ("POST",))
def submit(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Give a draft to legal review."""
    finding = finding_behind(request, id)
    submit_finding(finding=finding, by=signed_in_user(request))
    messages.success(request, _("The draft is with legal review."))
    return redirect(address_of(finding))


@allow(DRAFT, FORM)
def correct(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Write an adopted finding anew, with the same outcome."""
    finding = finding_behind(request, id)
    form = CorrectForm(sent(request), finding=finding, initial=_words_of(finding))

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        by, reason = signed_in_user(request), answers["reason"]
        correct_finding(finding=finding, facts=form.facts, reason=reason, by=by)
        messages.success(request, _("The correction waits for two to adopt it."))
        return redirect(address_of(finding))

    page = form_page(
        finding,
        _("Correct finding %(reference)s"),
        _("Save the correction"),
        _(
            "The outcome stays. Readers are shown the next version, and what it says otherwise, "
            "once two have adopted it."
        ),
    )
    told = {"case": case(finding, signed_in_user(request))}
    return answer_form(request, form, act, page, **told)


def _draft(
    request: HttpRequest,
    incident: Incident,
    page: FormPage,
    named: dict[str, str],
    supersedes: Finding | None = None,
) -> HttpResponseBase:
    by = signed_in_user(request)
    form = DraftForm(
        sent(request), incident=incident, named=_alleged(request, incident), initial=named
    )

    def act(answers: object) -> HttpResponseBase:
        finding = draft_finding(
            incident=incident,
            provision=form.chosen_provision,
            accused=form.chosen_party,
            facts=form.facts,
            by=by,
            supersedes=supersedes,
        )
        messages.success(request, _("The finding is drafted."))
        return redirect(address_of(finding))

    told = {"case": heading(supersedes)} if supersedes else {"incident": incident}
    return answer_form(request, form, act, page, **told)


def _alleged(request: HttpRequest, incident: Incident) -> list[Party]:
    """The parties that allegations about the incident name, in the record's order."""
    family = Incident.objects.visible_to(request.user).family(incident)
    about = Allegation.objects.visible_to(request.user).filter(incident__in=family).admitted()
    found = {each.accused for each in about.select_related("accused") if each.accused}
    return sorted(found, key=lambda party: party.pk)


def _words_of(finding: Finding) -> dict[str, str]:
    return {name: getattr(finding, name) for name in ("outcome", "ground", "reasoning")}
