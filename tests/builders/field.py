"""The valley as a mission works in it: areas with outlines, a whole mandate, accounts, cases."""

from datetime import UTC, datetime, timedelta
from itertools import count

from ceasefire.accounts.models import User
from ceasefire.agreements.choices import AreaRule
from ceasefire.agreements.models import Agreement
from ceasefire.codes.agreements import Act, MandateAct, ProvisionKind
from ceasefire.codes.grades import Credibility
from ceasefire.codes.incidents import IncidentState, LinkKind
from ceasefire.codes.observations import Basis, Means, PermittedUse, TimePrecision
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import EvidenceClass
from ceasefire.incidents.accounts import usable_links_of
from ceasefire.incidents.opening import (
    IncidentFacts,
    grade_report,
    link_report,
    open_incident,
    open_incident_from,
)
from ceasefire.monitoring.coverage import CoverageFacts, submit_coverage
from ceasefire.monitoring.reports import CasualtyFacts, ReportFacts, submit_report
from ceasefire.places.choices import AreaLevel
from ceasefire.places.happening import HappeningFacts
from ceasefire.places.models import Area
from ceasefire.verification.publishing import publish_incident
from ceasefire.verification.services import HappenedFacts, answer_happened
from tests.builders.accounts import make_user
from tests.builders.agreements import DEMO, make_agreement, mandate_facts, provision_facts
from tests.builders.kept import kept
from tests.builders.places import make_area, make_place, make_zone, square

WHOLE = tuple(MandateAct)
RECORD_ONLY = (MandateAct.RECORD, MandateAct.SHOW_DETERMINATIONS)
THAT_DAY = datetime(2021, 3, 5, 9, 30, tzinfo=UTC)
WEIR = "demo:weir"
_numbers = count(1)


def make_field(code=DEMO, *, acts=WHOLE):
    """The agreement with this code, whose mandate gives `acts`, over two areas of the valley."""
    return kept(("field", code, acts), lambda: _make_field(code, acts))


def _make_field(code, acts):
    if not Area.objects.filter(code="DV").exists():
        make_area("DV", names={"en": "The valley"}, level=AreaLevel.COUNTRY)
        make_area("DV-N", names={"en": "North Valley"}, parent="DV", outline=square())
        make_area("DV-S", names={"en": "South Valley"}, parent="DV", outline=square(south=-1.0))
        make_place(WEIR, area="DV-N")
        make_zone("DZ-VALLEY", areas=("DV",), covers_whole_areas=True)
    return make_agreement(
        code,
        provisions=[
            provision_facts("1", kind=ProvisionKind.CEASE_FIRE, spares_excluded_targets=True),
            provision_facts("2", kind=ProvisionKind.PROTECT_CIVILIANS),
        ],
        mandates=[mandate_facts(acts=acts)],
        areas=(("DZ-VALLEY", AreaRule.COVERED),),
    )


def known_field(code=DEMO):
    """The agreement with this code as it stands; made with a whole mandate if there is none."""
    return Agreement.objects.filter(code=code).first() or make_field(code)


def happening(at=THAT_DAY, *, place=WEIR, **facts):
    return HappeningFacts(
        begins_at=at,
        time_precision=facts.pop("time_precision", TimePrecision.MINUTE),
        place=place,
        **facts,
    )


def report_facts(at=THAT_DAY, *, agreement=DEMO, killed=None, **facts):
    """Shelling at Weir Bridge, seen; `killed` is a range of civilians."""
    where = {name: facts.pop(name) for name in WHERE if name in facts}
    if killed:
        facts["casualties"] = (CasualtyFacts("killed", "civilian", killed[0], killed[-1]),)
    return ReportFacts(
        agreement=agreement,
        happening=facts.pop("happening", None) or happening(at, **where),
        basis=facts.pop("basis", Basis.SAW),
        means=facts.pop("means", (Means.SEEN,)),
        act=facts.pop("act", Act.INDIRECT_FIRE),
        permitted_use=facts.pop("permitted_use", PermittedUse.PUBLISH),
        **facts,
    )


WHERE = (
    "ends_at", "time_precision", "place", "place_text", "latitude", "longitude",
    "place_precision", "area",
)  # fmt: skip


def make_report(at=THAT_DAY, *, by=None, submission=None, agreement=DEMO, **facts):
    known_field(agreement)
    return submit_report(
        facts=report_facts(at, agreement=agreement, **facts),
        by=by or make_user(Role.MONITOR),
        submission=submission,
    )


def make_coverage(begins_at=THAT_DAY, *, hours=2, area="DV-N", by=None, agreement=DEMO, **facts):
    """Somebody looked at the north of the valley for two hours; with a `hindrance` they could not."""
    known_field(agreement)
    window = {"begins_at": begins_at, "ends_at": begins_at + timedelta(hours=hours)}
    wanted = CoverageFacts(agreement=agreement, area=area, **window, **facts)
    return submit_coverage(facts=wanted, by=by or make_user(Role.MONITOR))


def incident_facts(at=THAT_DAY, *, act=Act.INDIRECT_FIRE, **facts):
    where = {name: facts.pop(name) for name in WHERE if name in facts}
    return IncidentFacts(happening(at, **where), act=act, **facts)


def make_incident(at=THAT_DAY, *, reports=(), by=None, agreement=DEMO, **facts):
    """An incident that rests on these reports; without any, on none."""
    by = by or make_user(Role.OFFICER)
    wanted = incident_facts(at, **facts)
    if not reports:
        return open_incident(agreement=known_field(agreement), facts=wanted, by=by)
    first, *others = reports
    incident = open_incident_from(report=first, facts=wanted, by=by)
    for each in others:
        link_report(incident=incident, report=each, kind=LinkKind.SAME, by=by)
    return incident


def verify(incident, *, value=IncidentState.VERIFIED, by=None, **facts):
    """Grade every account, and answer that it happened."""
    by = by or make_user(Role.OFFICER)
    links = tuple(usable_links_of(incident))
    for link in links:
        grade_report(link=link, credibility=Credibility.PROBABLY, by=by)
    wanted = HappenedFacts(
        value=value,
        sentence=facts.pop("sentence", "Two craters were seen."),
        evidence=facts.pop("evidence", (EvidenceClass.OWN_OBSERVATION,)),
        rests_on=facts.pop("rests_on", links),
        **facts,
    )
    return answer_happened(incident=incident, facts=wanted, by=by)


def make_verified(at=THAT_DAY, *, reports=None, agreement=DEMO, **facts):
    """A verified incident, as it stands."""
    reports = [make_report(at, agreement=agreement)] if reports is None else reports
    incident = make_incident(at, reports=reports, agreement=agreement, **facts)
    verify(incident)
    incident.refresh_from_db()
    return incident


def make_published(at=THAT_DAY, **facts):
    """A verified incident that outsiders are shown."""
    incident = make_verified(at, **facts)
    publish_incident(incident=incident, by=make_user(Role.OFFICER))
    return incident


def system():
    return User.objects.system()
