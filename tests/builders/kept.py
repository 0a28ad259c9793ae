"""What many tests begin with: made through the services once, later put back row by row.

A test that wants nothing else gets the same rows as if they had just been made; whatever is
made after something else is there goes through the services.
"""

import pickle
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Max
from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.parties.models import Party
from ceasefire.places.models import Area

_kept = {}


@dataclass(frozen=True)
class Kept:
    """Rows by model, what making them returned, when, and under which system account."""

    rows: list[tuple[type[models.Model], bytes]]
    returned: bytes
    made_at: object
    system: int


def kept(key, make):
    """What `make()` returns, with its rows in the database; `key` names it within the process."""
    if any(model.objects.exists() for model in (Party, Area, Agreement)):
        return make()
    system, now = User.objects.system().pk, timezone.now()
    known = _kept.get(key)
    if known is None or known.system != system or known.made_at > now:
        return _make_and_keep(key, make, system, now)
    _put_back(known.rows)
    return pickle.loads(known.returned)  # noqa: S301 -- our own bytes


def _make_and_keep(key, make, system, now):
    before = {model: _last(model) for model in _models()}
    returned = make()
    rows = [
        (model, pickle.dumps(list(model._base_manager.filter(pk__gt=last).order_by("pk"))))
        for model, last in before.items()
        if _last(model) > last
    ]
    _kept[key] = Kept(rows, pickle.dumps(returned), now, system)
    return returned


def _put_back(rows):
    """With triggers asleep: what they would add is among the rows."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model, pickled in rows:
            model._base_manager.bulk_create(pickle.loads(pickled))  # noqa: S301 -- our own
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def _last(model):
    return model._base_manager.aggregate(last=Max("pk"))["last"] or 0


def _models():
    found = apps.get_models(include_auto_created=True)
    return [each for each in found if each._meta.app_label in {"ceasefire", "reports"}]
