"""How an incident stands by whom, read from it and from all that was merged into it."""

from collections.abc import Collection

from django.db.models import Max

from ceasefire.agreements.models import Agreement
from ceasefire.allegations.models import Allegation
from ceasefire.codes.allegations import ADMITTING, DISPUTING, AllegationState, ResponseKind
from ceasefire.codes.incidents import HAPPENED, IncidentState
from ceasefire.codes.verification import AttributionLevel, Question
from ceasefire.incidents.accounts import usable_links_of
from ceasefire.incidents.models import Incident
from ceasefire.parties.models import Party
from ceasefire.verification.attribution import Attribution, Claim, Given, attribution
from ceasefire.verification.models import Answer
from ceasefire.verification.queries import published_among
from ceasefire.verification.states import LEVELS_OF

CLAIMED = frozenset({AllegationState.ADMISSIBLE, AllegationState.NOT_PUT})


def attribution_of(incident: Incident, *, as_published: bool = False) -> Attribution:
    """How it stands by whom; `as_published`: of what others claim only what readers are shown.

    It says nothing of the mandate: where that does not let the mechanism attribute, nobody asks.
    """
    claims = claims_about(incident, as_published=as_published)
    levels = LEVELS_OF.get(IncidentState(incident.state), ())
    given = [_given(answer, levels) for answer in answers_that_count(incident)]
    return attribution(given, claims, party_order(incident.agreement))


def answers_that_count(incident: Incident) -> list[Answer]:
    """What officers answered to "By whom?", first to last, for as long as it happened, and as the
    accounts that an answer rests on still belong to the incident and may be used.

    What was answered about a part before the whole was reopened fell with it.
    """
    if incident.state not in HAPPENED:
        return []
    family = Incident.objects.family(incident)
    answers = Answer.objects.standing().filter(question=Question.BY_WHOM, incident__in=family)
    reopened = incident.reopenings.filter(is_allowed=True).aggregate(at=Max("decided_at"))["at"]
    if reopened:
        answers = answers.filter(given_at__gt=reopened)
    usable = set(usable_links_of(incident).values_list("pk", flat=True))
    shown = answers.select_related("party", "given_by", "second_by").prefetch_related("rests_on")
    return [
        answer
        for answer in shown.order_by("pk")
        if {link.pk for link in answer.rests_on.all()} <= usable
    ]


def claims_about(incident: Incident, *, as_published: bool) -> list[Claim]:
    """What allegations say of each party, and how those accused answered, in their own words.

    That a party did it itself is admitted only by its liaison's own tick.
    """
    family = Incident.objects.family(incident)
    named = Allegation.objects.filter(incident__in=family, accused__isnull=False)
    found = list(named.select_related("response").order_by("pk"))
    return [_claim(each) for each in (published_among(found) if as_published else found)]


def parties_to_name(incident: Incident) -> list[Party]:
    """Whom an answer may name: who takes part in the agreement, and whoever else is accused."""
    taking_part = incident.agreement.participations.select_related("party")
    found = dict.fromkeys(each.party for each in taking_part)
    accused = (each.party for each in claims_about(incident, as_published=False))
    others = Party.objects.filter(pk__in=set(accused) - {party.pk for party in found})
    return [*found, *others.order_by("pk")]


def parties_of(found: Attribution) -> dict[int, Party]:
    """The parties of whom something is said, by key."""
    return Party.objects.in_bulk([each.party for each in found.parties])


def party_order(agreement: Agreement) -> list[int]:
    """The keys of the parties, in the order of the agreement's list of participants."""
    return list(dict.fromkeys(agreement.participations.values_list("party", flat=True)))


def _given(answer: Answer, levels: Collection[AttributionLevel]) -> Given:
    """One about a part may go farther than what is known of the whole: it counts for less."""
    level = AttributionLevel(answer.value)
    return Given(
        level,
        answer.party_id,
        is_signed=answer.is_signed and level in levels,
        answer=answer.pk,
    )


def _claim(allegation: Allegation) -> Claim:
    response = getattr(allegation, "response", None)
    kind = ResponseKind(response.kind) if response else None
    return Claim(
        party=allegation.accused_id,  # type: ignore[arg-type]  # asked for those who name one
        is_alleged=allegation.state in CLAIMED,
        is_admitted=kind in ADMITTING
        or (allegation.admits and allegation.state == AllegationState.ADMISSIBLE),
        is_disputed=kind in DISPUTING,
    )
