from datetime import UTC, date, datetime

import pytest

from ceasefire.agreements.choices import AreaRule, Term
from ceasefire.agreements.scope import Standing, Start, TermArea
from ceasefire.agreements.terms import Point, terms_of
from ceasefire.codes.agreements import ACTS_OF_KIND, ProvisionKind
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from ceasefire.common.citations import Citation
from tests.builders.agreements import (
    IN_FORCE,
    make_agreement,
    make_provision,
    participation_facts,
    provision_facts,
)
from tests.builders.places import make_area, make_zone

pytestmark = pytest.mark.django_db
NOON = datetime(2021, 6, 1, 12, tzinfo=UTC)
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}


def test_terms_follow_the_recorded_provision():
    provision = make_provision("P1", spares_excluded_targets=True)

    terms = terms_of(provision, at=NOON)

    assert terms.reference == "DEMO-1 P1"
    assert [start.at for start in terms.starts] == [IN_FORCE]
    assert (terms.ends, terms.spares_excluded_targets) == (None, True)
    assert terms.acts == ACTS_OF_KIND[ProvisionKind.CEASE_FIRE]


def test_own_term_of_a_provision_outweighs_the_agreements():
    begins, ends = datetime(2021, 5, 1, tzinfo=UTC), datetime(2021, 7, 1, tzinfo=UTC)
    provision = make_provision("P2", valid_from=begins, valid_to=ends)

    terms = terms_of(provision, at=NOON)

    assert ([start.at for start in terms.starts], terms.ends) == ([begins], ends)


def test_moments_that_sources_state_differently_are_all_starts_and_words_are_none():
    ministry = Citation(asserted_by="the ministry")
    stated = (
        (Term.IN_FORCE_FROM, "2021-03-02T06:00:00+00:00", ministry),
        (Term.IN_FORCE_FROM, "the day after signing", ministry),
        (Term.SIGNED, "2021-02-26T06:00:00+00:00", ministry),
    )
    agreement = make_agreement(asserted_terms=stated)

    terms = terms_of(agreement.provisions.get(), at=NOON)

    assert terms.starts == (
        Start(IN_FORCE, ""),
        Start(datetime(2021, 3, 2, 6, tzinfo=UTC), "the ministry"),
    )


def test_only_standings_of_the_local_day_count():
    past = participation_facts("NORTH", valid_to=date(2021, 6, 1))
    present = participation_facts(
        "NORTH",
        status=ParticipationStatus.DISPUTED,
        valid_from=date(2021, 6, 1),
        citation=Citation(asserted_by="SOUTH"),
    )
    agreement = make_agreement(participations=[past, present])

    terms = terms_of(agreement.provisions.get(), at=NOON)

    disputed = ParticipationStatus.DISPUTED
    assert terms.standings == (Standing("NORTH", AgreementRole.SIGNATORY, disputed, "SOUTH"),)


def test_zones_tell_what_is_known_of_their_extent():
    make_area("D1")
    make_zone("WHOLE", areas=("D1",), covers_whole_areas=True)
    make_zone("PART", areas=("D1",), outline=None)
    make_zone("LINE", outline=SQUARE)
    zones = (
        ("WHOLE", AreaRule.COVERED),
        ("PART", AreaRule.NOT_COVERED),
        ("LINE", AreaRule.COVERED),
    )
    agreement = make_agreement(areas=zones)

    whole, part, line = terms_of(
        agreement.provisions.get(), at=NOON, point=Point(latitude=1, longitude=1)
    ).areas

    assert (whole.whole, whole.touched, whole.holds) == ({"D1"}, frozenset(), None)
    assert (part.rule, part.touched, part.holds) == (AreaRule.NOT_COVERED, {"D1"}, None)
    assert (line.rule, line.holds) == (AreaRule.COVERED, True)


def test_point_outside_the_outline_and_point_not_known():
    make_zone("LINE", outline=SQUARE)
    agreement = make_agreement(areas=(("LINE", AreaRule.COVERED),))
    provision = agreement.provisions.get()

    far = terms_of(provision, at=NOON, point=Point(latitude=5, longitude=5))
    unknown = terms_of(provision, at=NOON)

    assert [area.holds for area in (*far.areas, *unknown.areas)] == [False, None]


def test_provision_with_its_own_zone_leaves_the_agreements_covered_zones_aside():
    make_area("D1")
    make_zone("ALL", areas=("D1",), covers_whole_areas=True)
    make_zone("STRIP", areas=("D1",), outline=None)
    make_zone("SPARED", outline=None)
    zones = (("ALL", AreaRule.COVERED), ("SPARED", AreaRule.NOT_COVERED))
    agreement = make_agreement(areas=zones, provisions=[provision_facts("P3", zone="STRIP")])

    strip, spared = terms_of(agreement.provisions.get(), at=NOON).areas

    assert isinstance(strip, TermArea)
    assert (strip.rule, strip.touched) == (AreaRule.COVERED, {"D1"})
    assert spared.rule == AreaRule.NOT_COVERED


def test_provision_of_which_no_start_is_recorded_has_none():
    agreement = make_agreement(effective_from=None)

    assert terms_of(agreement.provisions.get(), at=NOON).starts == ()
