"""Every change is made the same way: a verb, keywords, and somebody in whose name."""

import ast
import importlib
import inspect

import pytest

from tests.architecture.project import APPS, MODULES, calls_of, module_name, name_of, tree_of

# Packages whose services would outgrow one module, parted by subject.
PARTED = {
    "ceasefire.accounts.invitations",
    "ceasefire.accounts.programs",
    "ceasefire.accounts.teams",
    "ceasefire.allegations.extending",
    "ceasefire.allegations.harm",
    "ceasefire.allegations.ladder",
    "ceasefire.allegations.mutual",
    "ceasefire.allegations.notifying",
    "ceasefire.allegations.referring",
    "ceasefire.allegations.reminding",
    "ceasefire.allegations.translating",
    "ceasefire.humanitarian.asking",
    "ceasefire.humanitarian.deciding",
    "ceasefire.incidents.calls",
    "ceasefire.incidents.claiming",
    "ceasefire.incidents.corrections",
    "ceasefire.incidents.duty_points",
    "ceasefire.incidents.merging",
    "ceasefire.incidents.opening",
    "ceasefire.monitoring.coverage",
    "ceasefire.monitoring.reports",
    "ceasefire.monitoring.sources",
    "ceasefire.parties.liaisons",
    "ceasefire.verification.answering",
    "ceasefire.verification.determining",
    "ceasefire.verification.finding_adopting",
    "ceasefire.verification.finding_hearing",
    "ceasefire.verification.finding_publishing",
    "ceasefire.verification.findings",
    "ceasefire.verification.publishing",
    "ceasefire.verification.recommendations",
    "ceasefire.verification.reopening",
}
# Services that do not name who acts, or take something by position; each with its reason.
WITHOUT_AUTHOR = {
    "ceasefire.accounts.invitations.accept_invitation": "who accepts becomes a person by it",
    "ceasefire.accounts.programs.use_token": "until the token is known, nobody is",
    "ceasefire.outbox.services.post_letter": "a letter is owed to a deed that names its author",
    "ceasefire.outbox.services.send_owed_letters": "sending what is owed decides nothing",
}
BY_POSITION = {
    "ceasefire.ledger.services.record": "the kind is the verb: record(EntryKind.X, subject=…)",
}
WRITES = {
    "bulk_create", "bulk_update", "create", "delete", "get_or_create", "save",
    "select_for_update", "update_or_create",
}  # fmt: skip
# Modules that write though they are not services; each with its reason.
WRITERS = {
    "ceasefire.allegations.clocks": "the rows of what falls due, for the services that set clocks",
    "ceasefire.allegations.held": "locks rows for the services that decide on them",
    "ceasefire.common.rows": "put_row and put_rows, by which services write facts",
    "ceasefire.humanitarian.held": "locks rows for the services that decide on them",
    "ceasefire.incidents.held": "locks rows for the services that decide on them",
    "ceasefire.monitoring.held": "locks rows for the services that decide on them",
    "ceasefire.monitoring.submitting": "locks whoever sends, for the services that take it in",
    "ceasefire.monitoring.stored": "the parts of a bulletin, compared and written as its service asks",
    "ceasefire.verification.finding_held": "locks rows for the services that decide on them",
    "ceasefire.receivers": "the work rows owed on ledger entries",
    "reports.receivers": "the work rows owed on ledger entries",
    "reports.summaries.due": "works off the summaries that are due, with services",
    "reports.summaries.marks": "the rows of summaries due, for receivers and due.py",
}
# Pages that open a transaction; each with its reason.
WITH_TRANSACTION = {
    "ceasefire.web.account_signals": "django-allauth writes the rows, and only its signals tell",
}


def holds_services(path):
    name = module_name(path)
    return name in PARTED or (path.name == "services.py" and name.split(".")[0] in APPS)


def services():
    for path in MODULES:
        if holds_services(path):
            module = importlib.import_module(module_name(path))
            for name, function in inspect.getmembers(module, inspect.isfunction):
                written_here = function.__module__ == module.__name__
                if written_here and not name.startswith("_"):
                    yield pytest.param(function, id=f"{module.__name__}.{name}")


SERVICES = list(services())


def full_name(function):
    return f"{function.__module__}.{function.__qualname__}"


def must_name_who_acts(service):
    """Whatever changes the record, or writes in the ledger; recounting a figure does neither."""
    if full_name(service) in WITHOUT_AUTHOR:
        return False
    return service.__module__.startswith("ceasefire.") or "record(" in inspect.getsource(service)


@pytest.mark.parametrize("service", SERVICES)
def test_service_takes_keywords_only(service):
    kinds = {each.kind for each in inspect.signature(service).parameters.values()}

    allowed = {inspect.Parameter.KEYWORD_ONLY}
    if full_name(service) in BY_POSITION:
        allowed |= {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.VAR_KEYWORD}
    assert kinds <= allowed, f"Write def {service.__name__}(*, …)."


@pytest.mark.parametrize("service", [each for each in SERVICES if must_name_who_acts(*each.values)])
def test_service_names_who_acts(service):
    names = set(inspect.signature(service).parameters)

    assert "by" in names, (
        f"{service.__name__} takes no `by`. If it changes nothing it belongs in querysets.py or "
        "queries.py; if the service itself acts, it is passed User.objects.system()."
    )


@pytest.mark.parametrize("service", SERVICES)
def test_service_says_what_it_does(service):
    assert service.__doc__, f"Give {service.__name__} a docstring: what it does, what it refuses."


@pytest.mark.parametrize("exceptions", [WITHOUT_AUTHOR, BY_POSITION])
def test_exceptions_exist(exceptions):
    assert set(exceptions) <= {full_name(each.values[0]) for each in SERVICES}


def test_only_services_write():
    writing = {
        name_of(path): sorted({call.func.attr for call in writing_calls(path)})
        for path in MODULES
        if is_ours(path) and writing_calls(path)
    }

    assert writing == {}, "Move the write into a service."


def is_ours(path):
    module = module_name(path)
    return (
        module.split(".")[0] in APPS
        and not holds_services(path)
        and ".reference." not in module
        and module not in WRITERS
    )


def writing_calls(path):
    """Calls of a model's or queryset's writing methods, as far as their names tell."""
    return [
        call
        for call in calls_of(tree_of(path), *WRITES)
        if isinstance(call.func, ast.Attribute) and not is_of_a_session(call.func.value)
    ]


def is_of_a_session(owner):
    return "session" in ast.unparse(owner)


def test_views_open_no_transaction():
    opening = [
        name_of(path)
        for path in MODULES
        if path.parent.name in {"api", "web"}
        and module_name(path) not in WITH_TRANSACTION
        and "django.db import transaction" in path.read_text()
    ]

    assert opening == [], "Services own transactions: call one service."
