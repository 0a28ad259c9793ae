"""How far a source can be relied on: one officer proposes another letter, another confirms it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ceasefire.codes.grades import Reliability
from ceasefire.incidents.models import Incident
from ceasefire.monitoring.models import Source
from ceasefire.monitoring.sources import confirm_letter, propose_letter
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.forms import Confirmation, FormPage, answer_form, sent
from ceasefire.web.incident_forms import LetterForm

SEE = "ceasefire.view_source"


@allow(SEE, FORM)
def propose(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Propose another letter. It counts once another officer has confirmed it."""
    source, back = _source(request, id), _back(request)
    form = LetterForm(sent(request), source=source)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        propose_letter(
            source=source,
            letter=Reliability(answers["letter"]),
            reason=answers["reason"],
            by=signed_in_user(request),
        )
        messages.success(request, _("It is proposed; another officer confirms it."))
        return redirect(back)

    page = FormPage(
        title=_("How far can source %(pseudonym)s be relied on?")
        % {"pseudonym": source.pseudonym},
        lead=_("The letter belongs to the source, and all its reports inherit it. It never "
               "leaves the cell."),
        submit=_("Propose the letter"),
        back=back,
        template="sources/letter.html",
    )  # fmt: skip
    return answer_form(request, form, act, page, **_shown(source))


@allow(SEE, FORM)
def confirm(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Confirm the letter that another officer has proposed."""
    source, back = _source(request, id), _back(request)

    def act(answers: object) -> HttpResponseBase:
        confirm_letter(source=source, by=signed_in_user(request))
        messages.success(request, _("The letter is confirmed: all reports of the source have it."))
        return redirect(back)

    page = FormPage(
        title=_("Confirm the letter of source %(pseudonym)s?") % {"pseudonym": source.pseudonym},
        lead=_("Whoever proposed it cannot confirm it."),
        submit=_("Confirm"),
        back=back,
        template="sources/letter.html",
    )
    return answer_form(request, Confirmation(sent(request)), act, page, **_shown(source))


def _source(request: HttpRequest, public_id: UUID) -> Source:
    return get_object_or_404(Source.objects.visible_to(request.user), public_id=public_id)


def _shown(source: Source) -> dict[str, object]:
    reviews = source.reviews.select_related("proposed_by", "confirmed_by")
    return {"source": source, "reviews": reviews.order_by("-pk")}


def _back(request: HttpRequest) -> str:
    """The incident from whose page the officer came, if they may see it; else triage."""
    try:
        came_from = UUID(request.GET.get("incident", ""))
    except ValueError:
        return reverse("web:triage")
    incident = Incident.objects.visible_to(request.user).filter(public_id=came_from).first()
    if incident is None:
        return reverse("web:triage")
    return reverse("web:incident-detail", args=[incident.public_id])
