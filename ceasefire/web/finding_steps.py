"""What people decide about a finding: review it, put it to the party, reply, adopt, withdraw."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.verification.finding_adopting import (
    adopt_finding,
    dissent_from,
    sign_finding,
    withdraw_finding,
)
from ceasefire.verification.finding_documents import statement_of
from ceasefire.verification.finding_hearing import (
    deliberate,
    notify_party,
    reply_to_finding,
)
from ceasefire.verification.finding_held import moves_of, reply_due
from ceasefire.verification.finding_states import Move
from ceasefire.verification.findings import return_finding, review_finding
from ceasefire.verification.models import Finding
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.finding_behind import done, finding_behind, form_page
from ceasefire.web.finding_forms import (
    DeliberateForm,
    DissentForm,
    PublicReason,
    ReplyForm,
    ReviewForm,
)
from ceasefire.web.forms import Confirmation, FormPage, Reason, answer_form, sent
from ceasefire.web.shown_allegation import provision_texts
from ceasefire.web.shown_findings import ADOPT, DRAFT, REVIEW, case, for_party

REPLY = "ceasefire.answer_findings"
WITHDRAW = "ceasefire.withdraw_finding"
DECIDE_TEMPLATE = "findings/decide.html"


@allow(REVIEW, FORM)
def review(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Say that a draft is sound in law, or return it."""
    finding = finding_behind(request, id)
    found_sound = done(request, finding, _("The draft is sound in law."), review_finding)
    returned = done(request, finding, _("The finding is a draft again."), return_finding)

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        if answers["verdict"] == ReviewForm.SOUND:
            return found_sound({})
        return returned({"reason": answers["reason"]})

    title = _("Is finding %(reference)s sound in law?")
    page = form_page(finding, title, _("Sign the review"), template=DECIDE_TEMPLATE)
    return answer_form(request, ReviewForm(sent(request)), act, page, **_told(request, finding))


@allow(REVIEW, FORM)
def send_back(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Return a finding to draft."""
    finding = finding_behind(request, id)
    page = form_page(
        finding,
        _("Return finding %(reference)s to draft?"),
        _("Return it"),
        _("It is reviewed anew after that. Whoever has adopted it has not."),
    )
    act = done(request, finding, _("The finding is a draft again."), return_finding)
    return answer_form(request, Reason(sent(request)), act, page, **_told(request, finding))


@allow(DRAFT, FORM)
def notify(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Show the statement as the party will read it, and put it to them."""
    finding = finding_behind(request, id)
    statement = statement_of(finding)
    page = form_page(
        finding,
        _("Put finding %(reference)s to the party?"),
        _("Put it to the party"),
        _("From now on whoever speaks for the party sees this, and no more. Readers see nothing."),
        "findings/notify.html",
    )
    act = done(request, finding, _("The finding was put to the party."), notify_party)
    told = {
        "statement": statement,
        "provisions": provision_texts(request, [statement["provision"]]),
        "due_at": reply_due(finding.incident, timezone.now()),
    }
    form = Confirmation(sent(request))
    return answer_form(request, form, act, page, **_told(request, finding), **told)


@allow(REPLY, FORM)
def reply(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Reply for the party to which a finding was put."""
    finding = finding_behind(request, id)
    if not request.user.has_perm("ceasefire.reply_to_finding", finding):
        raise PermissionDenied
    shown = for_party(finding)
    page = form_page(
        finding,
        _("Reply to finding %(reference)s"),
        _("Reply"),
        _(
            "A reply is given once, and stands in full beside the finding. To give none is never "
            "taken for an admission."
        ),
        "findings/reply.html",
    )
    act = done(request, finding, _("The reply is given."), reply_to_finding)
    told = {
        "case": shown,
        "provisions": provision_texts(request, [shown["statement"]["provision"]]),
    }
    return answer_form(request, ReplyForm(sent(request)), act, page, **told)


@allow(REVIEW, FORM)
def take_up(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Take a finding into deliberation; before the time to reply is over, with a reason."""
    finding = finding_behind(request, id)
    is_early = Move.OVERRIDE in moves_of(finding)
    form = DeliberateForm(sent(request)) if is_early else Confirmation(sent(request))
    page = form_page(
        finding,
        _("Take finding %(reference)s into deliberation?"),
        _("Take it into deliberation"),
        _("The party has not replied, and still has time to.") if is_early else "",
        DECIDE_TEMPLATE,
    )
    act = done(request, finding, _("The finding is in deliberation."), deliberate)
    return answer_form(request, form, act, page, **_told(request, finding))


@allow(ADOPT, FORM)
def dissent(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Dissent from a finding that is being decided."""
    finding = finding_behind(request, id)
    page = form_page(
        finding, _("Dissent from finding %(reference)s"), _("Dissent"), template=DECIDE_TEMPLATE
    )
    act = done(request, finding, _("The dissent is kept with the finding."), dissent_from)
    return answer_form(request, DissentForm(sent(request)), act, page, **_told(request, finding))


@allow(ADOPT, FORM)
def sign(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Adopt a finding as the first of two."""
    finding = finding_behind(request, id)
    page = _adoption(finding, _("Another adjudicator adopts it after you, or returns it."))
    act = done(request, finding, _("You have adopted it as the first of two."), sign_finding)
    return answer_form(request, Confirmation(sent(request)), act, page, **_told(request, finding))


@allow(ADOPT, FORM)
def adopt(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Adopt a finding as the second of two; readers are shown it."""
    finding = finding_behind(request, id)
    page = _adoption(
        finding, _("You are the second. Where the mandate allows it, readers are shown it at once.")
    )
    act = done(request, finding, _("The finding is adopted."), adopt_finding)
    return answer_form(request, Confirmation(sent(request)), act, page, **_told(request, finding))


@allow(WITHDRAW, FORM)
def withdraw(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Withdraw a finding, adopted or not."""
    finding = finding_behind(request, id)
    if not request.user.has_perm(WITHDRAW, finding):
        raise PermissionDenied
    page = form_page(
        finding,
        _("Withdraw finding %(reference)s?"),
        _("Withdraw"),
        _("It stands no more. What readers were shown they can still read, marked as withdrawn."),
    )
    form = PublicReason(sent(request)) if finding.was_adopted else Reason(sent(request))
    act = done(request, finding, _("The finding is withdrawn."), withdraw_finding)
    return answer_form(request, form, act, page, **_told(request, finding))


def _adoption(finding: Finding, lead: str) -> FormPage:
    title, submit = _("Adopt finding %(reference)s?"), _("Adopt")
    return form_page(finding, title, submit, lead, DECIDE_TEMPLATE)


def _told(request: HttpRequest, finding: Finding) -> dict[str, Any]:
    return {"case": case(finding, signed_in_user(request))}
