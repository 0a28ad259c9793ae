"""Every model is known, migrated, described, and named from outside by a random id only."""

import importlib

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from tests.architecture.project import APPS, MODELS, MODULES, ROOT, module_name

pytestmark = pytest.mark.django_db
# Words of the framework for things that are ours only by inheritance.
FRAMEWORK_FIELDS = {"last_login", "password"}


@pytest.mark.parametrize("app", APPS)
def test_models_module_imports_every_model(app):
    listed = set(importlib.import_module(f"{app}.models").__all__)

    written = {
        value.__name__
        for path in MODULES
        if path.name == "models.py" and path.parent.parent == ROOT / app
        for value in vars(importlib.import_module(module_name(path))).values()
        if isinstance(value, type)
        and issubclass(value, models.Model)
        and value.__module__ == module_name(path)
        and not value._meta.abstract
    }

    assert written == listed, f"Import it in {app}/models.py, or it gets no table."


def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("app", APPS)
def test_migrations_form_one_line(app):
    loader = MigrationLoader(connection)

    [last] = loader.graph.leaf_nodes(app)

    numbers = sorted(int(name[:4]) for label, name in loader.disk_migrations if label == app)
    assert numbers == list(range(1, len(numbers) + 1))
    assert int(last[1][:4]) == numbers[-1]


@pytest.mark.parametrize("app", APPS)
def test_migrations_are_named_by_intent(app):
    loader = MigrationLoader(connection)
    names = [name for label, name in loader.disk_migrations if label == app]

    unnamed = [
        name for name in names if "_auto_" in name or "_alter_" in name or "_and_more" in name
    ]

    assert unnamed == [], "Rename it after what it is for: makemigrations -n <intent>"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_says_what_it_is(model):
    assert model.__doc__, f"Give {model.__name__} a docstring."
    assert not model.__doc__.startswith(f"{model.__name__}("), "Django made this one."


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_is_shown_in_words(model):
    assert "__str__" in {name for each in model.__mro__[:-3] for name in vars(each)}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_key_is_a_bigint_and_public_id_random(model):
    names = {field.name: field for field in model._meta.fields}

    assert isinstance(model._meta.pk, models.BigAutoField)
    if "public_id" in names and isinstance(names["public_id"], models.UUIDField):
        assert names["public_id"].default.__name__ == "uuid4", "v7 would tell when it was made."


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_fields_of_time_and_days_are_named_so(model):
    wrong = [
        f"{field.name} (a {wanted})"
        for field in model._meta.local_fields
        if (wanted := unsaid(field)) and field.name not in FRAMEWORK_FIELDS
    ]

    assert wrong == [], "A moment ends in _at, a day in _on (style: names)."


def unsaid(field):
    """What the field's name does not say about its value, if anything."""
    period = {"valid_from", "valid_to", "effective_from", "effective_to", "since", "until"}
    days = {"day", "first_day", "last_day", "on_day", "period_start", "period_end"}
    bounds = {"period_from", "period_to", "embargo_until", "data_cutoff", "still_there_until"}
    name = field.name
    if isinstance(field, models.DateTimeField):
        return None if name.endswith("_at") or name in period | bounds else "moment"
    if isinstance(field, models.DateField):
        return None if name.endswith("_on") or name in period | bounds | days else "day"
    return None
