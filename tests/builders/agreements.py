"""The invented agreement DEMO-1 and its parts."""

from datetime import UTC, date, datetime

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.agreements.services import (
    AgreementFacts,
    MandateFacts,
    ParticipationFacts,
    ProvisionFacts,
    record_agreement,
)
from ceasefire.codes.agreements import (
    AgreementClass,
    AgreementForm,
    MandateAct,
    ProvisionKind,
    TextStatus,
)
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from tests.builders.parties import INVENTED, make_commands

DEMO = "DEMO-1"
IN_FORCE = datetime(2021, 3, 1, 6, tzinfo=UTC)


def provision_facts(number="P1", *, kind=ProvisionKind.CEASE_FIRE, text=None, **facts):
    return ProvisionFacts(
        number=number,
        kind=kind,
        text=text or "The Commands cease fire in the valley.",
        text_status=facts.pop("text_status", TextStatus.FINAL),
        citation=facts.pop("citation", INVENTED),
        **facts,
    )


def participation_facts(party, *, role=AgreementRole.SIGNATORY, **facts):
    """What the party with this code is to the agreement."""
    return ParticipationFacts(
        party=party,
        role=role,
        status=facts.pop("status", ParticipationStatus.CONFIRMED),
        citation=facts.pop("citation", INVENTED),
        **facts,
    )


def mandate_facts(*, acts=(MandateAct.RECORD,), **facts):
    return MandateFacts(
        valid_from=facts.pop("valid_from", IN_FORCE),
        acts=tuple(acts),
        rests_on=facts.pop("rests_on", "Article 7 of DEMO-1"),
        citation=facts.pop("citation", INVENTED),
        **facts,
    )


def make_agreement(code=DEMO, *, provisions=None, participations=None, mandates=None, **facts):
    """An agreement between Northern and Southern Command with one provision and a mandate to record.

    Recorded again, its participants, mandates, areas and asserted terms are those given
    the last time; provisions stay.
    """
    make_commands()
    usual = [participation_facts("NORTH"), participation_facts("SOUTH")]
    chosen = {
        "names": {"en": f"Valley ceasefire {code}", "ar": f"هدنة الوادي {code}"},
        "agreement_class": AgreementClass.PRELIMINARY,
        "form": AgreementForm.BILATERAL,
        "text_status": TextStatus.FINAL,
        "time_zone": "Etc/GMT-2",
        "signed_on": date(2021, 2, 27),
        "effective_from": IN_FORCE,
        "citation": INVENTED,
        "is_demo": True,
        **facts,
    }
    return record_agreement(
        facts=AgreementFacts(
            code=code,
            provisions=tuple([provision_facts()] if provisions is None else provisions),
            participations=tuple(usual if participations is None else participations),
            mandates=tuple([mandate_facts()] if mandates is None else mandates),
            **chosen,
        ),
        by=User.objects.system(),
    )


def make_provision(number="P1", *, agreement=DEMO, **facts):
    """A provision of the agreement with this code, which is recorded with its usual parts."""
    wanted = provision_facts(number, **facts)
    recorded = make_agreement(agreement, provisions=[wanted])
    return recorded.provisions.get(number=number, version=wanted.version)


def known_agreement(code=DEMO):
    """The agreement with this code as it stands; made if there is none."""
    return Agreement.objects.filter(code=code).first() or make_agreement(code)
