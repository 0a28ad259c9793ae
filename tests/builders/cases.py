"""Allegations between Northern and Southern Command, and the people who speak for them."""

from ceasefire.agreements.models import Agreement, Participation
from ceasefire.allegations.harm import answer_harm_check, draft_harm_check, end_unput
from ceasefire.allegations.notifying import answer_allegation, notify_accused
from ceasefire.allegations.services import AllegationFacts, admit_allegation, lodge_allegation
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import HarmAnswer, HarmQuestion, LodgedAs, ResponseKind
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from ceasefire.codes.roles import Role
from ceasefire.parties.liaisons import name_liaison
from ceasefire.parties.models import Liaison, Party
from tests.builders.accounts import make_user
from tests.builders.agreements import DEMO
from tests.builders.field import THAT_DAY, WHERE, happening, known_field, system
from tests.builders.parties import INVENTED, make_party

OTHER = {"NORTH": "SOUTH", "SOUTH": "NORTH"}


def make_liaison(party="NORTH", *, role=Role.LIAISON, **facts):
    """Somebody who speaks for the party with this code."""
    person = make_user(role, **facts)
    public_id = Party.objects.get(code=party).public_id
    name_liaison(person=person, party_id=public_id, by=system())
    return person


def liaison_of(party):
    """Whoever speaks for a party; made if nobody does."""
    found = Liaison.objects.current().filter(party__code=party, user__role=Role.LIAISON).first()
    return found.user if found else make_liaison(party)


def make_guarantor(answers_for="SOUTH", *, agreement=DEMO, **facts):
    """The voice of a guarantor that answers for the party with this code under an agreement."""
    code = f"GUARANTOR-OF-{answers_for}"
    party = Party.objects.filter(code=code).first() or make_party(code)
    Participation.objects.get_or_create(
        agreement=Agreement.objects.get(code=agreement),
        party=party,
        role=AgreementRole.GUARANTOR,
        status=ParticipationStatus.CONFIRMED,
        answers_for=Party.objects.get(code=answers_for),
        position=9,
        defaults=INVENTED.as_fields(),
    )
    return make_liaison(code, role=Role.GUARANTOR, **facts)


def allegation_facts(accuser="NORTH", *, at=THAT_DAY, agreement=DEMO, **facts):
    """The accuser, or without one whoever lodges it, says that a Command shelled Weir Bridge."""
    where = {name: facts.pop(name) for name in WHERE if name in facts}
    return AllegationFacts(
        agreement=agreement,
        complainant=accuser,
        accused=facts.pop("accused", OTHER.get(accuser)),
        provisions=facts.pop("provisions", ("1",)),
        act=facts.pop("act", Act.INDIRECT_FIRE),
        happening=happening(at, **where),
        words=facts.pop("words", "They shelled the bridge in the morning."),
        **facts,
    )


def make_allegation(accuser="NORTH", *, by=None, submission=None, agreement=DEMO, **facts):
    known_field(agreement)
    return lodge_allegation(
        facts=allegation_facts(accuser, agreement=agreement, **facts),
        by=by or liaison_of(accuser),
        submission=submission,
    )


def make_self_report(party="NORTH", *, admits=True, **facts):
    """The party says that it shelled Weir Bridge; with the tick, in its own name."""
    about = {"accused": party, "lodged_as": LodgedAs.SELF_REPORT, "admits": admits}
    return make_allegation(party, **about, **facts)


def make_claim(lodged_as=LodgedAs.MONITOR, *, by=None, accused="SOUTH", **facts):
    """What no party lodged: a monitor's, or an officer's."""
    role = Role.MONITOR if lodged_as == LodgedAs.MONITOR else Role.OFFICER
    by = by or make_user(role)
    return make_allegation(None, by=by, lodged_as=lodged_as, accused=accused, **facts)


def make_admitted(accuser="NORTH", *, incident=None, **facts):
    """An admitted allegation; without `incident` one was opened from it."""
    lodged = make_allegation(accuser, **facts)
    return admit_allegation(allegation=lodged, incident=incident, by=make_user(Role.OFFICER))


def check_for_harm(allegation, **answers):
    """A harm check of its statement, drafted by one officer and answered by another.

    What is not said is safe; `check_for_harm(allegation, wording="unsure")`.
    """
    drafted = draft_harm_check(allegation=allegation, by=make_user(Role.OFFICER))
    return answer_harm_check(
        check=drafted,
        answers={each: HarmAnswer(answers.get(each, HarmAnswer.SAFE)) for each in HarmQuestion},
        because="They stood alone on the bank." if answers else "",
        by=make_user(Role.OFFICER),
    )


def make_unsafe(accuser="NORTH", **facts):
    """An admitted allegation that must not be put to the accused."""
    admitted = make_admitted(accuser, **facts)
    check_for_harm(admitted, still_there="unsafe")
    return admitted


def make_unput(accuser="NORTH", **facts):
    """An allegation that was recorded, and not put to the accused for safety."""
    unsafe = make_unsafe(accuser, **facts)
    return end_unput(allegation=unsafe, reason="A child tells.", by=make_user(Role.OFFICER))


def put(allegation, *, by=None):
    """Put an admitted allegation to the accused, after a harm check by two other officers."""
    check_for_harm(allegation)
    by = by or make_user(Role.OFFICER)
    return notify_accused(allegation=allegation, proof="Handed over at the bridge.", by=by)


def make_notified(accuser="NORTH", *, incident=None, **facts):
    """An allegation that was put to the accused."""
    admitted = make_admitted(accuser, incident=incident, **facts)
    put(admitted)
    admitted.refresh_from_db()
    return admitted


def make_answered(accuser="NORTH", *, kind=ResponseKind.DENY, words="We were not there.", **facts):
    """An allegation that the accused has answered."""
    notified = make_notified(accuser, **facts)
    answer_for(notified.accused.code, notified, kind=kind, words=words)
    return notified


def answer_for(
    party, allegation, *, kind=ResponseKind.DENY, words="We were not there.", language="en"
):
    """What the party with this code answers."""
    said = {"kind": kind, "words": words, "language": language}
    return answer_allegation(allegation=allegation, by=liaison_of(party), **said)
