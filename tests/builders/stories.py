"""One case to which everything was done that can be: its story has something of each kind."""

from ceasefire.allegations.translating import translate_response
from ceasefire.codes.roles import Role
from ceasefire.incidents.calls import close_call
from ceasefire.incidents.merging import merge_incidents
from tests.builders.accounts import make_user
from tests.builders.calls import make_call, went_on
from tests.builders.cases import make_admitted, make_answered
from tests.builders.determinations import determine
from tests.builders.field import make_incident, make_report, verify
from tests.builders.findings import make_full
from tests.builders.kept import kept


def make_case():
    """The incident of the case, with all that belongs to it."""
    return kept(("case",), _make_case)


def _make_case():
    """An incident seen by a monitor, with another merged into it, two accusations that meet, an
    answer, a guarantor's word, a finding that was followed up, and a call."""
    officer = make_user(Role.OFFICER, name="Bela")
    report = make_report()
    incident, part = make_incident(reports=[report], by=officer), make_incident(by=officer)
    accused = make_answered("NORTH", incident=part)
    translate_response(allegation=accused, language="ar", words="لم نكن هناك.", by=officer)
    determine(accused)
    merge_incidents(incident=part, into=incident, reason="The same shells.", by=officer)
    verify(incident)
    make_admitted("SOUTH", incident=incident)
    close_call(call=make_call(incident=incident.public_id), facts=went_on(), by=officer)
    make_full(incident)
    incident.refresh_from_db()
    return incident
