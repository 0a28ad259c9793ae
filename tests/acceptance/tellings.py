"""What happened, told twice from its beginning: as it was, and after the names of both parties were
exchanged.

What was put to the accused is kept word for word, and a released summary is frozen: so it is not
enough to exchange the names of what was told before.
"""

import json
import random
import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import time_machine
from django.apps import apps
from django.db import models, transaction

from ceasefire.accounts.models import User
from ceasefire.agreements.documents import agreement_document
from ceasefire.allegations.asked import standing_at
from ceasefire.allegations.models import Allegation
from ceasefire.codes.parties import PartyKind
from ceasefire.common import references
from ceasefire.parties.choices import AliasKind
from ceasefire.parties.documents import party_document
from ceasefire.parties.services import AliasFacts, PartyFacts, record_party
from ceasefire.publication.services import publish
from tests.acceptance.neutrality import exchange_names, exchanged_words
from tests.builders.field import make_field
from tests.builders.parties import INVENTED
from tests.ceasefire.web.pages import without_history

PUT, READ = datetime(2021, 3, 12, 9, tzinfo=UTC), datetime(2021, 4, 2, 9, tzinfo=UTC)
OURS = ("ceasefire", "reports")


# --- Whoever is first and second in the agreement ---
def command(code, name, arabic, short, arabic_short, alias):
    facts = PartyFacts(
        code=code,
        kind=PartyKind.STATE_FORCES,
        names={"en": name, "ar": arabic},
        short_names={"en": short, "ar": arabic_short},
        aliases=(AliasFacts(alias, "en", AliasKind.SELF, INVENTED),),
        citation=INVENTED,
        is_demo=True,
    )
    return record_party(facts=facts, by=User.objects.system())


def both_commands():
    return (
        command("NORTH", "Northern Command", "القيادة الشمالية", "Upper side", "العليا", "Uppers"),
        command("SOUTH", "Southern Command", "القيادة الجنوبية", "Lower side", "السفلى", "Lowers"),
    )


def publish_names(parties, agreement):
    """Bring what is published up to date with the names."""
    told = [(party, party_document(party)) for party in parties]
    for subject, document in (*told, (agreement, agreement_document(agreement))):
        publish(subject=subject, document=document, by=User.objects.system())


# --- What is shown of it ---
@dataclass(frozen=True)
class Telling:
    """The parties, every page and answer by who reads it and where, and what was told."""

    parties: tuple
    shown: dict
    standings: set
    accusers: set


def telling(tell, read, *, exchanged):
    """Everything that `tell` tells of both, and read with `read`; nothing of it stays.

    References are drawn alike in each: what stands in their order stands in one order.
    """
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(references, "secrets", random.Random(1))  # noqa: S311 -- no secret
        parties = both_commands()
        agreement = make_field()
        if exchanged:
            exchange_names(*parties)
            publish_names(parties, agreement)
        codes = [each.code for each in parties]
        tell(*codes)
        with time_machine.travel(READ, tick=False):
            rows = Allegation.objects.select_related("notification", "response")
            found = Telling(
                parties=parties,
                shown=dict(read(*codes)),
                standings={standing_at(each, READ) for each in rows},
                accusers={each.complainant for each in rows},
            )
        transaction.set_rollback(True)
    return found


def both_tellings(tell, read):
    return telling(tell, read, exchanged=False), telling(tell, read, exchanged=True)


def expected(told):
    """What is shown once the names are exchanged, if nothing but the names depends on them."""
    return {
        tuple(exchanged_words(part, *told.parties) for part in key): exchanged_words(
            text, *told.parties
        )
        for key, text in told.shown.items()
    }


def otherwise(before, after):
    """Where something else than the names has changed."""
    wanted = expected(before)
    assert after.shown.keys() == wanted.keys()
    return [key for key, text in after.shown.items() if text != wanted[key]]


# --- What is drawn at random ---
def seen(answer, known):
    """The status, and what is shown but the order of ids, which are drawn at random: that of the
    inputs of a summary, and that of records of one moment in a list."""
    if answer.headers["Content-Type"] != "application/json":
        return f"{answer.status_code} {nameless(without_history(answer), known)}"
    told = json.loads(nameless(answer.content.decode(), known))
    found = told.get("results", [told])
    for each in found:
        each.get("method", {}).pop("inputs", None)
    in_order = sorted(found, key=lambda each: each.get("id", ""))
    return f"{answer.status_code} {json.dumps(in_order, ensure_ascii=False)}"


def identities():
    """What is drawn at random, or numbered on, for each row: by its model and its place in it."""
    people = User.objects.order_by("pk").values_list("name", flat=True)
    found = {name: f"(name of person {number})" for number, name in enumerate(people)}
    for model in (each for app in OURS for each in apps.get_app_config(app).get_models()):
        drawn = [each.attname for each in model._meta.concrete_fields if is_drawn(each)]
        rows = model._base_manager.order_by("pk").values_list(*drawn) if drawn else ()
        for number, row in enumerate(rows):
            found |= {str(value): f"({model.__name__} {number})" for value in row}
    return found


def is_drawn(field):
    return isinstance(field, models.UUIDField) or field.name in {
        "reference",
        "receipt",
        "pseudonym",
    }


def nameless(text, known):
    """`text` with every row told by its place, and fingerprints alike."""
    longest_first = sorted(known, key=len, reverse=True)
    told = re.compile("|".join(map(re.escape, longest_first)))
    return re.sub(r"\b[0-9a-f]{64}\b", "(hash)", told.sub(lambda each: known[each.group()], text))
