"""Answers by whom, with what they rest on, and cases that are opened again."""

from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import AttributionLevel, EvidenceClass
from ceasefire.incidents.accounts import usable_links_of
from ceasefire.incidents.opening import link_report
from ceasefire.parties.models import Party
from ceasefire.verification.answering import ByWhomFacts, answer_by_whom, sign_answer
from ceasefire.verification.queries import later_accounts_of
from ceasefire.verification.reopening import ask_reopening
from tests.builders.accounts import make_user
from tests.builders.field import make_report, make_verified, verify

NOBODY, POSSIBLE, PROBABLE, ESTABLISHED = AttributionLevel
TWO_CLASSES = (EvidenceClass.OWN_OBSERVATION, EvidenceClass.IMAGERY)


def by_whom_facts(incident, party="SOUTH", level=PROBABLE, **facts):
    """The party with this code did it, as every account tells; None: nobody can be named."""
    return ByWhomFacts(
        level=level if party else NOBODY,
        party=Party.objects.get(code=party) if party else None,
        sentence=facts.pop("sentence", "The shells came from the southern ridge."),
        evidence=facts.pop("evidence", TWO_CLASSES if party else ()),
        rests_on=facts.pop("rests_on", tuple(usable_links_of(incident)) if party else ()),
        **facts,
    )


def attribute(incident, party="SOUTH", level=PROBABLE, *, by=None, **facts):
    wanted = by_whom_facts(incident, party, level, **facts)
    return answer_by_whom(incident=incident, facts=wanted, by=by or make_user(Role.OFFICER))


def make_seen_by_two(**facts):
    """A verified incident on two accounts of different origins."""
    return make_verified(reports=[make_report(), make_report()], **facts)


def establish(incident, party="SOUTH", *, is_signed=True):
    """Established by one officer, and signed by another."""
    answer = attribute(incident, party, ESTABLISHED)
    return sign_answer(answer=answer, by=make_user(Role.OFFICER)) if is_signed else answer


def tell_more(incident, **facts):
    """Another account of a concluded incident, which is marked as changed."""
    report = make_report(**facts)
    by = make_user(Role.OFFICER)
    link = link_report(incident=incident, report=report, kind=LinkKind.SAME, by=by)
    incident.refresh_from_db()
    return link


def confirm(incident, **facts):
    """Confirm the answer that stands."""
    answer = verify(incident, value=incident.state, **facts)
    incident.refresh_from_db()
    return answer


def ask_to_reopen(incident, *, by=None, because="A second witness came forward."):
    return ask_reopening(
        incident=incident,
        because=because,
        later_accounts=later_accounts_of(incident),
        by=by or make_user(Role.OFFICER),
    )
