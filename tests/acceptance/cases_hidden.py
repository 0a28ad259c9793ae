"""Cases that are not notified to a side, in every state that a step leaves them in, and where
officers read of them."""

from dataclasses import dataclass
from typing import Any

from ceasefire.allegations.extending import ask_for_time, decide_time_request
from ceasefire.allegations.harm import draft_harm_check, end_unput
from ceasefire.allegations.models import (
    Allegation,
    HarmCheck,
    MutualAccusation,
    Notification,
    ResponseTranslation,
    TimeRequest,
)
from ceasefire.allegations.mutual import confirm_mutual, put_aside_mutual
from ceasefire.allegations.notifying import acknowledge
from ceasefire.allegations.services import refuse_allegation, withdraw_allegation
from ceasefire.codes.allegations import HarmAnswer, MutualKind
from ceasefire.codes.humanitarian import AccessDecisionKind
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingState
from ceasefire.incidents.duty_points import end_duty_point
from ceasefire.verification.finding_adopting import dissent_from, sign_finding, withdraw_finding
from ceasefire.verification.finding_hearing import deliberate
from ceasefire.verification.findings import correct_finding, submit_finding
from ceasefire.verification.models import Answer, Determination, Finding, Recommendation
from ceasefire.verification.publishing import publish_incident
from ceasefire.verification.reopening import decide_reopening
from tests.acceptance.cases_worlds import (
    CUSTODIAN,
    LIAISONS,
    MONITOR,
    NO_VIOLATION,
    OFFICER,
    OWN,
    THIRD_PARTY,
    admit,
    hold_back,
    put_claim,
    translate,
)
from tests.acceptance.journey_worlds import make_own, somewhere
from tests.builders.access import make_access_decision, make_access_request
from tests.builders.accounts import make_user
from tests.builders.answers import ESTABLISHED, ask_to_reopen, attribute, tell_more
from tests.builders.calls import make_call, make_duty_point
from tests.builders.cases import (
    OTHER,
    answer_for,
    check_for_harm,
    liaison_of,
    make_admitted,
    make_claim,
    make_self_report,
    make_unsafe,
)
from tests.builders.determinations import ASIDE, NOT_CONFIRMED, determine
from tests.builders.field import make_incident, make_report, make_verified
from tests.builders.findings import (
    finding_facts,
    make_drafted,
    make_put,
    make_reviewed,
    make_signed,
    recommend,
)
from tests.builders.referrals import refer, settle
from tests.builders.triggers import triggers_asleep

UNNAMED = {"accused": None}


@dataclass(frozen=True)
class Hidden:
    """A row that a side is not shown; `page`: where officers, or `reader`, read `mark` of it."""

    kind: str
    parts: dict[str, str]
    page: str
    mark: str
    reader: str = OFFICER


def hide(cases, side):
    """Make all that neither the liaison nor the guarantor of a side is shown."""
    return [
        *_lodged_otherwise(cases, side),
        *_checked_for_harm(OTHER[side]),
        *_put_elsewhere(OTHER[side]),
        *_met(cases, side),
        *_found(cases, side),
        *_found_behind_what_is_put(cases, side),
        *_answered(cases, side),
        *_called(cases, side),
        *_asked_and_referred(cases, side),
    ]


def keep_to(side):
    """What a party lodged and nobody was asked about: only its liaison knows it."""
    references = make_own(LIAISONS[side])
    kept = [*Allegation.objects.filter(reference__in=references), make_self_report(side)]
    checked = make_admitted(side, **somewhere())
    draft_harm_check(allegation=checked, by=make_user(Role.OFFICER))
    return [_allegation(each) for each in [*kept, checked]]


def _allegation(row, mark=None):
    return _row("allegation", row, f"/allegations/{row.public_id}/", mark or row.reference)


def _row(kind, row, page, mark, reader=OFFICER):
    return Hidden(kind, {"id": str(row.public_id)}, page, mark, reader)


def _lodged_otherwise(cases, side):
    """In every part, against either side or nobody, on incidents that are shown and on others;
    what readers are shown of an incident rests on none of them."""
    other = OTHER[side]
    references = make_own(LIAISONS[other])
    made = list(Allegation.objects.filter(reference__in=references))
    for lodged_as in (MONITOR, THIRD_PARTY, OWN):
        lodged, unnamed, admitted, refused = (
            make_claim(lodged_as, accused=accused, **somewhere())
            for accused in (side, None, side, other)
        )
        refuse_allegation(allegation=refused, reason="A rumour.", by=make_user(Role.OFFICER))
        made += [lodged, refused, admit(unnamed), admit(admitted, cases.untold)]
    own = make_self_report(other, admits=False, **somewhere())
    withdrawn = make_self_report(other, **somewhere())
    withdraw_allegation(allegation=withdrawn, reason="A mistake.", by=liaison_of(other))
    admits = admit(hold_back(make_self_report(other, **somewhere())), cases.untold)
    publish_incident(incident=cases.untold, by=make_user(Role.OFFICER))
    return [_allegation(each) for each in (*made, own, withdrawn, admits)]


def _checked_for_harm(other):
    """Before anything was put: asked, safe, unsafe, left to the custodian; and never put."""
    asked, safe, unsure = (make_admitted(other, **somewhere()) for _ in range(3))
    waiting = draft_harm_check(allegation=asked, by=make_user(Role.OFFICER))
    passed, left = check_for_harm(safe), check_for_harm(unsure, wording="unsure")
    unsafe, ended = make_unsafe(other, **somewhere()), hold_back(make_admitted(other))
    check_for_harm(ended, still_there="unsafe")
    end_unput(allegation=ended, reason="A child tells.", by=make_user(Role.OFFICER))
    forbidden = HarmCheck.objects.get(allegation=unsafe)
    pages = [(each, "", OFFICER) for each in (waiting, passed, forbidden)]
    pages.append((left, "settle/", CUSTODIAN))
    return [
        *(_allegation(each) for each in (asked, safe, unsure, unsafe, ended)),
        *(
            _row(
                "harm-check", check, f"/harm-checks/{check.public_id}/{step}",
                check.allegation.reference, reader,
            )
            for check, step, reader in pages
        ),
    ]  # fmt: skip


def _put_elsewhere(other):
    """Put to the other side only, which has it, asks for time, answers, and is judged."""
    claim, aside = put_claim(other, OWN, is_held_back=True), put_claim(other, is_held_back=True)
    acknowledge(allegation=claim, by=liaison_of(other))
    request = ask_for_time(allegation=claim, words="Away again.", by=liaison_of(other))
    by = make_user(Role.OFFICER)
    decide_time_request(request=request, is_granted=False, because="Once is enough.", by=by)
    answer_for(other, claim, words="We heard of it too.")
    translate(claim, "Nous savons.")
    determine(claim, NOT_CONFIRMED, reason="We were told so.")
    determine(aside, **ASIDE)
    told = ("Once is enough.", "We heard of it too.", "Nous savons.", "We were told so.")
    return [
        _allegation(aside),
        *(_allegation(claim, mark) for mark in (claim.reference, *told)),
        _incident(claim.incident),
    ]


def _incident(row):
    return _row("incident", row, f"/incidents/{row.public_id}/", row.reference)


def _met(cases, side):
    """Mutual accusations with what was put to the other side: proposed, confirmed, put aside."""
    made = [make_admitted(OTHER[side], incident=cases.scene, **somewhere()) for _ in range(3)]
    proposed, confirmed, aside = (
        MutualAccusation.objects.filter(second=each).earliest("pk") for each in made
    )
    by = make_user(Role.OFFICER)
    confirm_mutual(mutual=confirmed, kind=MutualKind.RESPONSE_CLAIM, by=by)
    put_aside_mutual(mutual=aside, reason="Two bridges.", by=by)
    return [
        *(_allegation(each) for each in made),
        *(
            _row("mutual", each, f"/mutual-accusations/{each.public_id}/", each.second.reference)
            for each in (proposed, confirmed, aside)
        ),
    ]


def _found(cases, side):
    """Findings on a side before they are put to it, on nobody, and what was put to the other."""
    one, two = cases.found
    officer, adjudicator = make_user(Role.OFFICER), make_user(Role.ADJUDICATOR)
    drafted = make_drafted(NO_VIOLATION, accused=side, incident=two, provision="2")
    asked = recommend(drafted, "Mark the ford.", to=side)
    submitted = make_drafted(NO_VIOLATION, incident=two, provision="1", **UNNAMED)
    submit_finding(finding=submitted, by=submitted.drafted_by)
    reviewed = make_reviewed(NO_VIOLATION, incident=two, provision="2", **UNNAMED)
    elsewhere = make_put(NO_VIOLATION, accused=OTHER[side], incident=two, provision="2")
    signed = make_signed(NO_VIOLATION, incident=one, provision="1", **UNNAMED)
    dropped = make_drafted(NO_VIOLATION, incident=one, provision="2", **UNNAMED)
    withdraw_finding(finding=dropped, reason="Too early.", by=officer)
    adopted = cases.findings[OTHER[side]]["adopted"]
    instead = make_drafted(
        NO_VIOLATION, accused=OTHER[side], incident=two, provision="1", supersedes=adopted
    )
    dissent_from(finding=signed, words="Nobody asked the miller.", by=adjudicator)
    made = (drafted, submitted, reviewed, elsewhere, signed, dropped, instead)
    parts = {"id": str(drafted.public_id), "other": str(asked.public_id)}
    return [
        *(_finding(each) for each in made),
        _finding(signed, "Nobody asked the miller."),
        Hidden("recommendation", parts, f"/findings/{drafted.public_id}/", asked.text),
    ]


def _finding(row, mark=None):
    return _row("finding", row, f"/findings/{row.public_id}/", mark or row.reference)


def _found_behind_what_is_put(cases, side):
    """What goes on with the findings that a side knows; the side knows their ids."""
    replied, adopted = (cases.findings[side][name] for name in ("replied", "adopted"))
    deliberate(finding=replied, by=make_user(Role.OFFICER))
    dissent_from(finding=replied, words="It was dark.", by=make_user(Role.ADJUDICATOR))
    sign_finding(finding=replied, by=make_user(Role.ADJUDICATOR))
    facts = finding_facts(NO_VIOLATION, reasoning="Three craters, not two.")
    by = make_user(Role.OFFICER)
    correct_finding(finding=adopted, facts=facts, reason="Counted again.", by=by)
    marks = ((replied, "It was dark."), (adopted, "Three craters, not two."))
    return [Hidden("", {}, f"/findings/{row.public_id}/", mark) for row, mark in marks]


def _answered(cases, side):
    """Answers and reopenings on incidents that readers are shown; incidents that they are not."""
    said = "The shells came over the mill."
    answer = attribute(cases.seen_by_two, side, ESTABLISHED, sentence=said)
    tell_more(cases.asked)
    asked = ask_to_reopen(cases.asked, because="The miller has spoken.")
    tell_more(cases.reopened)
    again = ask_to_reopen(cases.reopened, because="The ferryman has spoken.")
    decide_reopening(reopening=again, allow=True, by=make_user(Role.OFFICER))
    verified = make_verified(reports=[make_report()], **somewhere())
    attribute(verified, side)
    return [
        _of_incident(cases.seen_by_two, "answer", answer, said),
        _of_incident(cases.asked, "reopening", asked, asked.because),
        _of_incident(cases.reopened, "reopening", again, again.because),
        _incident(verified),
        _incident(make_incident(reports=[make_report()], **somewhere())),
    ]


def _of_incident(incident, part, row, mark):
    """What belongs to an incident that readers are shown."""
    parts = {"id": str(incident.public_id), part: str(row.public_id)}
    return Hidden("incident", parts, f"/incidents/{incident.public_id}/", mark)


def _called(cases, side):
    """How parties are reached, and calls to either, about an incident that is shown or none."""
    own, others, ended = (
        make_duty_point(party, reached_by=f"channel {number} of the valley")
        for number, party in enumerate((side, OTHER[side], side))
    )
    end_duty_point(duty_point=ended, by=make_user(Role.OFFICER))
    calls = [
        make_call(point=own, incident=cases.scene.public_id),
        make_call(point=others, area="DV-S"),
    ]
    return [
        *(_row("duty-point", each, "/duty-points/", each.reached_by) for each in (own, others)),
        *(_row("call", each, f"/calls/{each.public_id}/", each.reference) for each in calls),
    ]


def _asked_and_referred(cases, side):
    """Access asked of a side, and refused by it; a case that went up the ladder and came back."""
    request = make_access_request(asked_of=side)
    refused = AccessDecisionKind.REFUSED
    decision = make_access_decision(refused, request=request, decided_by=side, words="Not now.")
    lowest, *_ = cases.levels
    refer(cases.scene, lowest, reason="Nobody answers at the mill.")
    settle(cases.scene, outcome="Carts may cross.")
    page, case = f"/access/{request.public_id}/", {"id": str(cases.scene.public_id)}
    parts = {"id": str(request.public_id), "other": str(decision.public_id)}
    return [
        _row("access", request, page, request.reference),
        Hidden("access-decision", parts, page, "Not now."),
        Hidden("", case, f"/incidents/{cases.scene.public_id}/", "Nobody answers at the mill."),
    ]


def change_what_is_hidden(cases, side):
    """In the rows that a side is shown, say otherwise whatever it is not shown of them."""
    other, otherwise = make_user(Role.OFFICER), "Otherwise."
    put_to_others = Notification.objects.exclude(party__code=side)
    undecided = Finding.objects.filter(replied_at__isnull=False, adopted_at__isnull=True)
    changes: tuple[tuple[Any, dict[str, Any]], ...] = (
        (HarmCheck.objects, {"because": otherwise, "wording": HarmAnswer.UNSAFE}),
        (HarmCheck.objects.filter(checked_by__isnull=False), {"checked_by": other}),
        (Notification.objects, {"proof": otherwise, "sent_by": other}),
        (TimeRequest.objects.filter(notification__in=put_to_others), {"words": otherwise}),
        (TimeRequest.objects.filter(notification__in=put_to_others), {"because": otherwise}),
        (ResponseTranslation.objects, {"made_by": other}),
        (Determination.objects, {"recorded_by": other}),
        (undecided, {"state": FindingState.ADOPTED_BY_ONE, "dissent": otherwise}),
        (undecided, {"reasoning": otherwise, "drafted_by": other, "adopted_by": other}),
        (Recommendation.objects, {"text": otherwise}),
        (Answer.objects, {"sentence": otherwise, "given_by": other}),
        (MutualAccusation.objects, {"kind": MutualKind.PARALLEL, "because": otherwise}),
        (Allegation.objects.exclude(complainant__code=side), {"words": otherwise}),
    )
    with triggers_asleep():
        for rows, values in changes:
            rows.update(**values)
