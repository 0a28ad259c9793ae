"""One record of each kind with every part filled, so that no shape is left untried."""

from datetime import date

from ceasefire.accounts.models import User
from ceasefire.agreements.choices import AreaRule, Term
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.observations import PlacePrecision, TimePrecision, Weapon
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome
from ceasefire.common.citations import Citation
from ceasefire.incidents.choices import ControlKind, Direction
from ceasefire.parties.choices import AliasKind, RelationKind
from ceasefire.parties.services import AliasFacts, RelationFacts, record_relations
from ceasefire.places.choices import AreaLevel, ZoneKind
from ceasefire.publication.choices import PublishedKind
from ceasefire.talks.choices import DelegationStatus, ItemKind
from ceasefire.verification.publishing import publish_incident
from tests.builders.accounts import make_user
from tests.builders.agreements import (
    IN_FORCE,
    make_agreement,
    mandate_facts,
    participation_facts,
    provision_facts,
)
from tests.builders.cases import make_answered, make_notified
from tests.builders.field import make_incident, make_published, make_report, verify
from tests.builders.findings import make_adopted, make_full
from tests.builders.incidents import make_control_claim
from tests.builders.kept import kept
from tests.builders.parties import INVENTED, make_commands, make_party
from tests.builders.places import make_area, make_place, make_zone, square
from tests.builders.talks import delegation_facts, item_facts, make_round, make_statement

NORTH_SAYS = Citation(
    asserted_by="Northern Command",
    relayed_by="Valley Gazette",
    source_title="Invented communiqué 4",
    source_url="https://example.invalid/4",
    source_note="Read aloud.",
)
SOUTH_SAYS = Citation(asserted_by="Southern Command", source_title="Invented bulletin")
USUAL = tuple(MandateAct)
RULE = MandateAct.RULE


def make_everything(acts=USUAL):
    """The rows by kind, under a mandate that gives `acts`. Everything belongs to DEMO-1."""
    return kept(("everything", acts), lambda: _make_everything(acts))


def _make_everything(acts):
    return {
        PublishedKind.AREA: _make_area(),
        PublishedKind.PLACE: make_place("demo:weir", area="DV-N", spellings=["Weirbridge"]),
        PublishedKind.ZONE: make_zone(
            "DZ-OUT",
            names={"en": "Quarry", "ar": "المحجر"},
            kind=ZoneKind.EXCLUDED_AREA,
            outline=square(west=0.2, south=0.2, degrees=0.2),
            areas=("DV-N",),
            valid_from=date(2021, 3, 1),
            valid_to=date(2022, 3, 1),
        ),
        PublishedKind.PARTY: _make_band(),
        PublishedKind.AGREEMENT: (agreement := _make_agreement(acts)),
        PublishedKind.PROVISION: agreement.provisions.get(number="P1"),
        PublishedKind.ROUND: _make_round(),
        PublishedKind.STATEMENT: _make_statement(),
        PublishedKind.CONTROL_CLAIM: _make_claims(),
        PublishedKind.INCIDENT: (incident := _make_incident(acts)),
        **({PublishedKind.FINDING: make_full(incident, provision="P1")} if RULE in acts else {}),
        PublishedKind.ALLEGATION: make_answered("NORTH", provisions=("P1", "P2")),
    }


def _make_area():
    make_area("DV", names={"en": "The valley"}, level=AreaLevel.COUNTRY)
    area = make_area(
        "DV-N",
        names={"en": "North Valley", "ar": "الوادي الشمالي"},
        parent="DV",
        outline=square(),
        source_names=(("Valley Gazette", "Upper Valley"),),
    )
    make_area("DV-ALL", level=AreaLevel.REPORTING_AREA, members=("DV-N",))
    make_zone("DZ-IN", areas=("DV-N",))
    return area


def _make_band():
    make_commands()
    alias = AliasFacts("جماعة المحجر", "ar", AliasKind.SELF, SOUTH_SAYS)
    make_party("QUARRY-BAND", names={"en": "Quarry Band"}, aliases=[alias])
    relation = RelationFacts(
        RelationKind.JOINT_OPERATION,
        other="SOUTH",
        target="NORTH",
        place_text="Weir Bridge",
        valid_from=date(2021, 3, 1),
        valid_to=date(2021, 4, 1),
        citation=NORTH_SAYS,
    )
    return record_relations(code="QUARRY-BAND", relations=(relation,), by=User.objects.system())


def _make_agreement(acts):
    make_agreement("DEMO-0", provisions=[])
    return make_agreement(
        parent="DEMO-0",
        supersedes="DEMO-0",
        renewal="By word of both Commands.",
        effective_to=IN_FORCE.replace(year=2022),
        provisions=[
            provision_facts(
                zone="DZ-IN",
                is_quotation=True,
                valid_from=IN_FORCE,
                valid_to=IN_FORCE.replace(year=2022),
                due_on=date(2021, 3, 8),
                spares_excluded_targets=True,
                citation=NORTH_SAYS,
            ),
            provision_facts("P2"),
        ],
        participations=_participations(),
        mandates=[
            mandate_facts(
                acts=acts,
                decided_by={"verify": "Verification officers"},
                valid_to=IN_FORCE.replace(year=2022),
            )
        ],
        areas=(("DZ-IN", AreaRule.COVERED), ("DZ-OUT", AreaRule.NOT_COVERED)),
        asserted_terms=(
            (Term.IN_FORCE_FROM, IN_FORCE.isoformat(), NORTH_SAYS),
            (Term.IN_FORCE_FROM, "the day after signing", SOUTH_SAYS),
        ),
    )


def _participations():
    claimed, denied = ParticipationStatus.CLAIMED_BY_OTHER, ParticipationStatus.DENIED_BY_ACTOR
    yield participation_facts("NORTH", valid_from=date(2021, 3, 1), citation=NORTH_SAYS)
    yield participation_facts("SOUTH", role=AgreementRole.GUARANTOR, answers_for="QUARRY-BAND")
    yield participation_facts("QUARRY-BAND", status=claimed, valid_to=date(2021, 4, 1))
    yield participation_facts("QUARRY-BAND", role=AgreementRole.EXCLUDED, status=denied)


def _make_round():
    make_round("DEMO-R0", first_day=date(2021, 2, 1))
    make_round("DEMO-R2", first_day=date(2021, 5, 1))
    return make_round(
        "DEMO-R1",
        number=1,
        last_day=date(2021, 3, 11),
        dates_note="The Gazette says one day.",
        is_closed=True,
        line_up_disclosed=False,
        delegations=(
            delegation_facts("NORTH", citation=NORTH_SAYS),
            delegation_facts("SOUTH", status=DelegationStatus.EXPECTED, is_first_time=True),
        ),
        items=(
            item_facts("Access of monitors"),
            item_facts("A joint board", kind=ItemKind.PROPOSAL, party="SOUTH"),
            item_facts("They agreed to meet.", kind=ItemKind.OUTCOME, citation=SOUTH_SAYS),
            item_facts(
                "Lists of prisoners",
                kind=ItemKind.FOLLOW_UP,
                due_on=date(2021, 4, 1),
                state_in_words="not known",
            ),
        ),
    )


def _make_statement():
    return make_statement(
        "demo-words",
        round="DEMO-R1",
        body="NORTH",
        speaker="Colonel A. Weir",
        capacity="spokesman",
        said_in="Weir Bridge",
        said_when="after the talks",
        about_place="demo:weir",
        about_area="DV-N",
        citation=NORTH_SAYS,
    )


def _make_claims():
    make_control_claim("demo-other", place="demo:weir", parties=("SOUTH",), citation=SOUTH_SAYS)
    make_control_claim("demo-later", place="demo:weir", on_day=None, when_in_words="in April")
    return make_control_claim(
        "demo-claim",
        kind=ControlKind.CUT_OFF,
        parties=("NORTH", "QUARRY-BAND"),
        against="SOUTH",
        directions=(Direction.SOUTH, Direction.EAST),
        place="demo:weir",
        area="DV-N",
        words="We hold both ends of the bridge.",
        citation=NORTH_SAYS,
    )


def _make_incident(acts):
    told = {"weapon": Weapon.MORTAR_120, "target": "SOUTH", "harms_protected": True}
    reports = [make_report(killed=(1, 3)), make_report(killed=(2, 5))]
    if MandateAct.VERIFY in acts:
        return make_published(reports=reports, **told)
    incident = make_incident(reports=reports, **told)
    publish_incident(incident=incident, by=make_user(Role.OFFICER))
    return incident


def make_bare_records():
    """One record of each kind of which as little is known as may be."""
    make_area("DV-BARE")
    make_place("demo:bare", area=None)
    make_zone("DZ-BARE")
    make_party("BARE", names={"en": "Nameless Band"})
    make_agreement(
        "DEMO-BARE", provisions=[], participations=[], mandates=[], signed_on=None,
        effective_from=None,
    )  # fmt: skip
    make_round("DEMO-BARE-R", agreement="DEMO-BARE")
    make_statement("demo-bare", agreement="DEMO-BARE", said_on=None, is_quotation=False)
    make_control_claim("demo-bare", agreement="DEMO-BARE", on_day=None, citation=INVENTED)
    _make_bare_allegation()
    _make_bare_incident()
    _make_bare_finding()


def _make_bare_allegation():
    """Nobody has answered it; the day and a few words for the place are all that is known."""
    make_agreement(
        "DEMO-FEW", mandates=[mandate_facts(acts=(MandateAct.RECORD, MandateAct.PUBLISH))]
    )
    make_notified(
        "NORTH",
        agreement="DEMO-FEW",
        provisions=("P1",),
        time_precision=TimePrecision.DAY,
        place=None,
        place_text="on the river",
        place_precision=PlacePrecision.GOVERNORATE,
    )


def _make_bare_incident():
    """Under the same mandate, which does not let the mechanism verify it."""
    vague = {
        "time_precision": TimePrecision.DAY,
        "place": None,
        "place_text": "on the river",
        "place_precision": PlacePrecision.GOVERNORATE,
    }
    report = make_report(agreement="DEMO-FEW", **vague)
    incident = make_incident(reports=[report], agreement="DEMO-FEW", act=None, **vague)
    publish_incident(incident=incident, by=make_user(Role.OFFICER))


def _make_bare_finding():
    """On nobody, under a mandate that gives everything."""
    make_agreement("DEMO-ALL", mandates=[mandate_facts(acts=tuple(MandateAct))])
    report = make_report(agreement="DEMO-ALL", place=None, place_text="on the river")
    there = {"agreement": "DEMO-ALL", "place": None, "place_text": "on the river", "act": None}
    incident = make_incident(reports=[report], **there)
    verify(incident)
    make_adopted(FindingOutcome.INCONCLUSIVE, accused=None, incident=incident, provision="P1")
