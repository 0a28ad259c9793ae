"""What officers work on in the valley: reports that wait, incidents in every state, sources."""

from datetime import UTC, datetime, timedelta

from ceasefire.accounts.models import User
from ceasefire.agreements.choices import AreaRule
from ceasefire.codes.agreements import Act, ProvisionKind
from ceasefire.codes.grades import Credibility, Reliability
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.observations import Basis, FireSign, Means, PermittedUse, Weapon
from ceasefire.codes.roles import Role
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.opening import (
    change_incident,
    grade_report,
    link_report,
    relate_incidents,
)
from ceasefire.monitoring.sources import propose_letter
from ceasefire.verification.reopening import ask_reopening
from tests.builders.accounts import make_user
from tests.builders.agreements import make_agreement, mandate_facts, provision_facts
from tests.builders.answers import ESTABLISHED, POSSIBLE, attribute
from tests.builders.cases import make_admitted, make_allegation
from tests.builders.field import (
    RECORD_ONLY,
    incident_facts,
    make_incident,
    make_report,
    make_verified,
)

VALLEY, RECORDED = "DEMO-1", "DEMO-RECORD"
THAT_NIGHT = datetime(2026, 10, 20, 21, 15, tzinfo=UTC)
BRIDGE, MILL = "demo:weir-bridge", "demo:north-mill"
HOUR = timedelta(hours=1)


def work_on_incidents(world):
    """Each step is a transaction of its own, so that histories tell what changed."""
    officer = User.objects.get(email=world.people[Role.OFFICER])
    worked = _worked(officer)
    merged = make_incident(THAT_NIGHT + HOUR, by=officer, **_there())
    merge_incidents(incident=merged, into=worked, reason="The same barrage.", by=officer)
    reported = make_incident(THAT_NIGHT + 9 * HOUR, reports=[_seen(9), _heard(9)], **_there())
    relate_incidents(incident=worked, other=reported, kind=LinkKind.RESPONSE_TO, by=officer)
    awaiting, _other = _seen(30), _heard(31)
    make_allegation("SOUTH", at=THAT_NIGHT, agreement=VALLEY, place=BRIDGE)
    graded = reported.links.last().report.source
    letter = {"letter": Reliability.B, "reason": "Right five times of six."}
    propose_letter(source=graded, by=make_user(Role.OFFICER), **letter)
    shown = make_verified(THAT_NIGHT, reports=[_seen(0)], agreement=VALLEY, place=BRIDGE)
    attributed, asked = _attributed(officer), _asked(officer)
    _keep(
        world,
        {
            "attributed incident": {"id": attributed.incident.public_id},
            "unsigned answer": {
                "id": attributed.incident.public_id, "answer": attributed.public_id,
            },
            "asked reopening": {"id": asked.incident.public_id, "reopening": asked.public_id},
            "worked incident": {"id": worked.public_id},
            "merged incident": {"id": merged.public_id},
            "reported incident": {"id": reported.public_id},
            "shown incident": {"id": shown.public_id},
            "recorded incident": {"id": _recorded().public_id},
            "linked account": {
                "id": worked.public_id,
                "receipt": worked.links.present().first().report.receipt,
            },
            "relation": {
                "id": worked.public_id, "other": reported.public_id, "kind": "response_to",
            },
            "waiting report": {"id": awaiting.public_id},
            "source": {"id": awaiting.source.public_id},
            "source to confirm": {"id": graded.public_id},
        },
    )  # fmt: skip


def _worked(officer):
    """Verified on two accounts, contradicted by a third, then changed."""
    incident = make_verified(
        THAT_NIGHT, reports=[_seen(0), _heard(0)], by=officer, weapon=Weapon.MORTAR_120, **_there()
    )
    link = link_report(
        incident=incident, report=_elsewhere(), kind=LinkKind.CONTRADICTS, by=officer
    )
    grade_report(link=link, credibility=Credibility.DOUBTFUL, by=officer)
    for accuser in ("SOUTH", "NORTH"):
        make_admitted(accuser, incident=incident, at=THAT_NIGHT, agreement=VALLEY, place=BRIDGE)
    changed = incident_facts(THAT_NIGHT, place=MILL, act=Act.INDIRECT_FIRE, harms_protected=True)
    reason = "The second account names the mill, not the bridge."
    return change_incident(incident=incident, facts=changed, reason=reason, by=officer)


def _attributed(officer):
    """Established of one Command, which waits for a second person; possible of the other."""
    incident = make_verified(THAT_NIGHT, reports=[_seen(1), _heard(1)], by=officer, **_there())
    attribute(incident, "SOUTH", POSSIBLE, by=officer)
    return attribute(incident, "NORTH", ESTABLISHED, by=make_user(Role.OFFICER))


def _asked(officer):
    """Concluded, and more was told since: somebody asks to reopen it."""
    incident = make_verified(THAT_NIGHT, reports=[_seen(2)], by=officer, **_there())
    later = link_report(incident=incident, report=_elsewhere(), kind=LinkKind.SAME, by=officer)
    return ask_reopening(
        incident=incident,
        because="The camera at the mill was running.",
        later_accounts=[later],
        by=make_user(Role.OFFICER),
    )


def _there():
    return {"agreement": VALLEY, "place": BRIDGE}


def _seen(hours):
    return make_report(
        THAT_NIGHT + hours * HOUR,
        agreement=VALLEY,
        place=BRIDGE,
        latitude=-48.262,
        longitude=-124.211,
        killed=(1, 3),
        means=(Means.SEEN, Means.HEARD),
        fire_sign=FireSign.IMPACT,
        count_low=6,
        count_high=8,
        weapon=Weapon.MORTAR_120,
        narrative="Six to eight shells fell by the mill, within ten minutes.\nThen it was quiet.",
    )


def _heard(hours):
    return make_report(
        THAT_NIGHT + hours * HOUR,
        agreement=VALLEY,
        place=None,
        place_text="قرب الطاحونة",
        area="DEMO-MIDDLE",
        killed=(2, 5),
        basis=Basis.TOLD_BY_WITNESS,
        means=(Means.INTERVIEW,),
        relayed_from="a nurse at the clinic",
        permitted_use=PermittedUse.SHOW_MECHANISM,
        actor="NORTH",
        language="ar",
        narrative="سمعنا ست قذائف قرب الطاحونة، وأصيب خمسة أشخاص على الأكثر.",
    )


def _elsewhere():
    return make_report(
        THAT_NIGHT,
        agreement=VALLEY,
        place=MILL,
        act=None,
        means=(Means.CAMERA,),
        basis=Basis.DOCUMENT,
        narrative="The camera at the mill shows no impact between 21:00 and 22:00.",
    )


def _recorded():
    """Under a mandate to record and no more."""
    make_agreement(
        RECORDED,
        names={"en": "DEMO: Truce of the lower valley", "ar": "DEMO: هدنة الوادي الأدنى"},
        time_zone="UTC",
        provisions=[provision_facts("1", kind=ProvisionKind.CEASE_FIRE)],
        mandates=[mandate_facts(acts=RECORD_ONLY)],
        areas=(("DEMO-AREA", AreaRule.COVERED),),
    )
    there = {"agreement": RECORDED, "place": MILL}
    report = make_report(THAT_NIGHT, narrative="Two bursts from the ridge.", **there)
    return make_incident(THAT_NIGHT, reports=[report], **there)


def _keep(world, told):
    world.parts.update({name: [parts] for name, parts in told.items()})
