import pytest

from ceasefire.agreements.choices import Term
from ceasefire.codes.agreements import MandateAct, ProvisionKind
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from tests.builders.agreements import (
    IN_FORCE,
    make_agreement,
    mandate_facts,
    participation_facts,
    provision_facts,
)
from tests.builders.everything import NORTH_SAYS, SOUTH_SAYS, make_everything
from tests.builders.monitoring import make_bulletin
from tests.builders.parties import INVENTED, make_party
from tests.ceasefire.web.pages import (
    body_rows,
    elements,
    facts,
    first,
    links,
    row_heads,
    section,
    text_of,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/agreements/DEMO-1/"


def test_moments_are_told_in_the_agreements_own_zone_with_its_name(page):
    make_agreement(time_zone="Asia/Kathmandu", effective_from=IN_FORCE)

    shown = facts(page(ADDRESS))

    assert shown["In force from"] == "1 March 2021, 11:45 (Asia/Kathmandu)"
    assert (shown["Signed"], shown["Text"]) == ("27 February 2021", "Final text")


def test_what_is_not_known_is_said_to_be_so(page):
    make_agreement(signed_on=None, effective_from=None, mandates=[], provisions=[])

    tree = page(ADDRESS)

    assert (facts(tree)["Signed"], facts(tree)["In force from"]) == ("not stated", "not stated")
    assert "may record what is said, and no more" in text_of(section(tree, "mandate-title"))


def test_terms_that_sources_state_differently_stand_side_by_side(page):
    terms = (
        (Term.IN_FORCE_FROM, IN_FORCE.isoformat(), NORTH_SAYS),
        (Term.IN_FORCE_FROM, "the day after signing", SOUTH_SAYS),
        (Term.SIGNED, "2021-02-26", SOUTH_SAYS),
    )
    make_agreement(asserted_terms=terms)

    [force, signed] = elements(section(page(ADDRESS), "terms-title"), "ul", class_="accounts")

    assert [text_of(each.find("p")) for each in force] == [
        "1 March 2021, 08:00 (Etc/GMT-2)",
        "1 March 2021, 08:00 (Etc/GMT-2)",
        "the day after signing",
    ]
    assert "Invented for a test" in text_of(force[0])
    assert "according to Southern Command" in text_of(force[2])
    assert [text_of(each.find("p")) for each in signed] == ["27 February 2021", "26 February 2021"]


def test_account_that_is_the_records_own_is_not_repeated(page):
    terms = ((Term.SIGNED, "2021-02-27", INVENTED), (Term.AREA, "the valley floor", NORTH_SAYS))
    make_agreement(asserted_terms=terms)

    accounts = elements(section(page(ADDRESS), "terms-title"), "ul", class_="accounts")

    assert [len(each) for each in accounts] == [1, 1]


def test_agreement_whose_terms_nobody_disputes_has_no_such_part(page):
    make_agreement()

    assert section(page(ADDRESS), "terms-title") is None


def test_participants_stand_in_their_order_with_who_says_so(page):
    make_party("AAA", names={"en": "A Band"})
    make_agreement(
        participations=[
            participation_facts("SOUTH", citation=SOUTH_SAYS),
            participation_facts("AAA", role=AgreementRole.GUARANTOR, answers_for="SOUTH"),
            participation_facts("NORTH", citation=NORTH_SAYS, valid_from=IN_FORCE.date()),
        ]
    )

    south, band, north = body_rows(section(page(ADDRESS), "participants-title"))

    assert text_of(south.find("th")) == "Southern Command"
    assert "Guarantor – Confirmed, answers for Southern Command" in text_of(band)
    assert "Signatory – Confirmed, since 1 March 2021" in text_of(north)
    assert "according to Northern Command, relayed by Valley Gazette" in text_of(north)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (AgreementRole.SIGNATORY, ParticipationStatus.DENIED_BY_ACTOR),
        (AgreementRole.SIGNATORY, ParticipationStatus.DISPUTED),
        (AgreementRole.EXCLUDED, ParticipationStatus.CONFIRMED),
    ],
)
def test_disputed_part_is_said_to_be_so_in_words(page, role, status):
    claimed = participation_facts("NORTH", status=ParticipationStatus.CLAIMED_BY_OTHER)
    make_agreement(participations=[claimed, participation_facts("NORTH", role=role, status=status)])

    [row] = body_rows(section(page(ADDRESS), "participants-title"))

    assert text_of(row.find("th")) == "Northern Command Disputed: sources differ"
    assert len(list(row.iter("li"))) == 2


def test_part_that_one_source_claims_is_not_called_disputed(page):
    claimed = participation_facts("NORTH", status=ParticipationStatus.CLAIMED_BY_OTHER)
    make_agreement(participations=[claimed])

    [row] = body_rows(section(page(ADDRESS), "participants-title"))

    assert text_of(row.find("th")) == "Northern Command"
    assert "Claimed by another" in text_of(row)


def test_mandate_tells_only_what_is_given(page):
    make_agreement(mandates=[mandate_facts(acts=(MandateAct.RECORD,))])

    told = text_of(section(page(ADDRESS), "mandate-title"))

    assert "Record" in told
    assert "Article 7 of DEMO-1" in told
    assert "From 1 March 2021" in told
    for absent in ("Verify", "Attribute", "Rule", "Publish", "Standard of proof"):
        assert absent not in told


def test_mandate_tells_who_decides_and_by_which_standard(page):
    acts = (MandateAct.RECORD, MandateAct.RULE)
    make_agreement(mandates=[mandate_facts(acts=acts, decided_by={"rule": "Two adjudicators"})])

    told = text_of(section(page(ADDRESS), "mandate-title"))

    assert "Rule: decided by Two adjudicators" in told
    assert "Standard of proof Reasonable grounds" in told


def test_page_leads_to_rounds_statements_and_other_agreements(page):
    make_everything()

    tree = page(ADDRESS)

    talks = text_of(section(tree, "talks-title"))
    assert "Valley meeting DEMO-R1, 10–11 March 2021" in talks
    assert "The guns are silent." in talks
    assert facts(tree)["Part of"] == "Valley ceasefire DEMO-0 DEMO-0"
    assert facts(page("/agreements/DEMO-0/"))["Has as parts"] == "Valley ceasefire DEMO-1"


def test_page_leads_to_the_bulletins_of_each_series(page):
    make_bulletin()
    make_bulletin("2021-03-06")

    talks = section(page(ADDRESS), "talks-title")

    assert links(talks).count("/bulletins/?agreement=DEMO-1") == 1


def test_list_is_narrowed_to_what_was_in_force(page):
    make_agreement()
    make_agreement("DEMO-2", effective_from=IN_FORCE.replace(year=2022))

    [head] = row_heads(page("/agreements/", in_force_on="2021-06-01"))

    assert head.startswith("Valley ceasefire DEMO-1")


def test_provision_tells_what_it_covers_and_whom_it_binds(page):
    provision = make_everything()["provision"]

    tree = page(f"/provisions/{provision.public_id}/")

    assert facts(tree)["Obliges to"] == "Cease fire"
    assert facts(tree)["Term"] == (
        "from 1 March 2021, 08:00 (Etc/GMT-2) to 1 March 2022, 08:00 (Etc/GMT-2)"
    )
    covered, spared = first(section(tree, "scope-title"), "div", class_="two")
    assert "Indirect fire" in text_of(covered)
    assert "Quarry Band Disputed: then undetermined" in text_of(covered)
    assert "Fire at a group that the agreement excludes." in text_of(spared)
    assert "Quarry Band" in text_of(spared)
    assert "What was done in Quarry" in text_of(spared)


def test_provision_without_its_own_term_takes_the_agreements(page):
    provision = make_agreement().provisions.get()

    shown = facts(page(f"/provisions/{provision.public_id}/"))

    assert shown["Term"] == "with the agreement, from 1 March 2021, 08:00 (Etc/GMT-2)"
    assert shown["Zone"] == "wherever the agreement holds"


def test_provision_that_spares_nobody_does_not_speak_of_excluded_groups(page):
    provision = make_agreement().provisions.get()

    tree = page(f"/provisions/{provision.public_id}/")

    assert "a group that the agreement excludes" not in text_of(section(tree, "scope-title"))


def test_other_wordings_of_a_provision_are_linked(page):
    make_agreement(provisions=[provision_facts("P1", text="First words.")])
    agreement = make_agreement(
        provisions=[provision_facts("P1", version=2, text="Second words.", kind=ProvisionKind.ZONE)]
    )
    second = agreement.provisions.get(version=2)

    tree = page(f"/provisions/{second.public_id}/")

    assert "Second words." in text_of(first(tree, "main"))
    assert "Wording 1 First words." in text_of(section(tree, "wordings-title"))


def test_provisions_are_counted_on_before_ten(page):
    make_agreement(provisions=[provision_facts(f"P{number}") for number in (10, 9, 1)])

    assert row_heads(page("/provisions/")) == ["P1", "P9", "P10"]
    assert row_heads(page("/provisions/", sort="-number")) == ["P10", "P9", "P1"]
