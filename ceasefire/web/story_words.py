"""What a ledger entry of a case says beside its sentence: the facts, and what was said before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Choices
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from ceasefire.codes.allegations import HarmVerdict, LodgedAs, MutualKind, ResponseKind
from ceasefire.codes.calls import CallAnswer, FireStopped
from ceasefire.codes.grades import Credibility
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.verification import (
    AttributionLevel,
    DeterminationResult,
    FindingOutcome,
    Question,
    RecommendationState,
)
from ceasefire.ledger.choices import EntryKind as Kind
from ceasefire.templatetags.record import language_name
from ceasefire.web.row_history import Change

PARTY, MOMENT, LANGUAGE, LEVEL = "party", "moment", "language", "level"


@dataclass(frozen=True)
class Told:
    """One detail of an entry: how it is called, and how its value is put in words."""

    key: str
    label: str | Promise
    words: type[Choices] | str = ""
    missing: str | Promise = ""


@dataclass(frozen=True)
class Said:
    """A detail as people read it."""

    label: str | Promise
    value: str


@dataclass(frozen=True)
class Reader:
    """Whose eyes a story is for. `names`: of the agreement's parties, by code, and `levels` of its
    ladder, by position; `is_officer`: knows grades, which never leave the cell; `sees_receipts`:
    may read reports whole."""

    zone: str
    names: Mapping[str, str]
    levels: Mapping[int, str]
    is_officer: bool
    sees_receipts: bool


REPORT = Told("report", _("Report"))
OTHER = Told("other", _("Other incident"))
DUE = Told("due_at", _("Answer due"), MOMENT)
OUTCOME = Told("outcome", _("Outcome"), FindingOutcome)
VERDICT = Told("verdict", _("Harm check"), HarmVerdict)
ANSWERED = (
    Told("question", _("Question"), Question),
    Told("party", _("Party"), PARTY),
    Told("new", _("Answer"), AttributionLevel),
)
TOLD: dict[str, tuple[Told, ...]] = {
    Kind.INCIDENT_REPORT_LINKED: (REPORT, Told("link", _("How it stands to it"), LinkKind)),
    Kind.INCIDENT_REPORT_PARTED: (REPORT,),
    Kind.INCIDENT_REPORT_GRADED: (REPORT,),
    Kind.INCIDENT_ACCOUNT_CHANGED: (REPORT,),
    Kind.INCIDENT_RELATED: (Told("relation", _("How they stand"), LinkKind), OTHER),
    Kind.INCIDENT_RELATION_PARTED: (Told("relation", _("How they stood"), LinkKind), OTHER),
    Kind.INCIDENT_MERGED: (OTHER,),
    Kind.INCIDENT_PARTED: (OTHER,),
    Kind.INCIDENT_ANSWERED: ANSWERED,
    Kind.INCIDENT_SIGNED: ANSWERED,
    Kind.ALLEGATION_LODGED: (
        Told("lodged_as", _("Lodged"), LodgedAs),
        Told("provisions", _("Provisions")),
    ),
    Kind.ALLEGATION_HARM_CHECKED: (VERDICT,),
    Kind.ALLEGATION_HARM_SETTLED: (VERDICT,),
    Kind.ALLEGATION_NOTIFIED: (DUE,),
    Kind.ALLEGATION_ACKNOWLEDGED: (DUE,),
    Kind.ALLEGATION_DEEMED_DELIVERED: (DUE,),
    Kind.ALLEGATION_REMINDED: (DUE,),
    Kind.ALLEGATION_OVERDUE: (DUE,),
    Kind.ALLEGATION_TIME_DECIDED: (Told("is_granted", _("More time")),),
    Kind.ALLEGATION_ANSWERED: (Told("answer", _("Answer"), ResponseKind),),
    Kind.RESPONSE_TRANSLATED: (Told("language", _("Language"), LANGUAGE),),
    Kind.MUTUAL_PROPOSED: (Told("new", _("How they meet"), MutualKind),),
    Kind.DETERMINATION_RECORDED: (
        Told("guarantor", _("Guarantor"), PARTY),
        Told("result", _("Its word"), DeterminationResult, missing=_("stepped aside")),
    ),
    Kind.CALL_LOGGED: (
        Told("answer", _("Answer"), CallAnswer),
        Told("fire_stopped", _("Did fire stop?"), FireStopped),
    ),
    Kind.FINDING_DRAFTED: (
        Told("provision", _("Provision")),
        Told("accused", _("Party"), PARTY, missing=_("nobody named")),
        OUTCOME,
    ),
    Kind.FINDING_NOTIFIED: (DUE,),
    Kind.RECOMMENDATION_MADE: (Told("addressed_to", _("Addressed to"), PARTY),),
    Kind.INCIDENT_REFERRED: (
        Told("old", _("From level"), LEVEL),
        Told("new", _("To level"), LEVEL),
    ),
    Kind.INCIDENT_REFERRAL_ENDED: (Told("level", _("At level"), LEVEL),),
    Kind.VERSION_PUBLISHED: (Told("version", _("Version")),),
}
# What an entry says otherwise, where the row it is about keeps no versions of it.
CHANGED: dict[str, tuple[str | Promise, type[Choices]]] = {
    Kind.INCIDENT_REPORT_GRADED: (_("How credible it is"), Credibility),
    Kind.MUTUAL_CONFIRMED: (_("How they meet"), MutualKind),
    Kind.RECOMMENDATION_FOLLOWED_UP: (_("What came of it"), RecommendationState),
}


def facts_of(kind: str, details: Mapping[str, Any], reader: Reader) -> list[Said]:
    """What an entry says beside its sentence, in words."""
    told = [each for each in TOLD.get(kind, ()) if each.key in details]
    if not reader.sees_receipts:
        told = [each for each in told if each is not REPORT]
    said = [Said(each.label, _in_words(each, details[each.key], reader)) for each in told]
    return [each for each in said if each.value]


def change_of(kind: str, details: Mapping[str, Any], reader: Reader) -> list[Change]:
    """What an entry itself says was said before, and since."""
    is_grade = kind == Kind.INCIDENT_REPORT_GRADED
    if kind not in CHANGED or (is_grade and not reader.is_officer):
        return []
    label, codes = CHANGED[kind]
    old, new = (_coded(codes, details.get(each)) for each in ("old", "new"))
    return [Change(label, old, new)] if old != new else []


def _in_words(told: Told, value: Any, reader: Reader) -> str:
    if isinstance(value, bool):
        return gettext("given") if value else gettext("refused")
    if told.words == MOMENT:
        local = datetime.fromisoformat(value).astimezone(ZoneInfo(reader.zone))
        return f"{formats.date_format(local, 'j F Y, H:i')} ({reader.zone})"
    if told.words == LANGUAGE:
        return language_name(value)
    if told.words == PARTY:
        return reader.names.get(value, value or str(told.missing))
    if told.words == LEVEL:
        return reader.levels.get(value, "")
    if isinstance(told.words, str):
        return _listed(value)
    return _label(told.words, value) or str(told.missing)


def _listed(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return pgettext("between names", ", ").join(value)
    return str(value)


def _label(codes: type[Choices], value: str | None) -> str:
    """What a code says; blank for one that is not of this list."""
    return str(codes(value).label) if value in codes.values else ""


def _coded(codes: type[Choices], value: str | None) -> str:
    return _label(codes, value) or gettext("not stated")
