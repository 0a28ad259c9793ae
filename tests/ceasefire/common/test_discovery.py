import sys
from types import ModuleType

import rules
from django.apps import AppConfig

from ceasefire.common.discovery import load_rules
from ceasefire.common.errors import DomainError


def test_permissions_of_every_package_exist_once_the_application_is_ready():
    assert rules.perm_exists("ceasefire.read_published")
    assert rules.perm_exists("ceasefire.read_ledger")


def test_load_rules_imports_rules_modules_and_nothing_else(tmp_path, monkeypatch):
    for package, module in [("one", "rules"), ("two", "rules"), ("two", "models")]:
        folder = tmp_path / "example_record" / package
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{module}.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    package = ModuleType("example_record")
    package.__path__ = [str(tmp_path / "example_record")]

    load_rules(AppConfig("example_record", package))

    loaded = {name for name in sys.modules if name.startswith("example_record.")}
    assert {name for name in loaded if name.count(".") == 2} == {
        "example_record.one.rules",
        "example_record.two.rules",
    }


def test_domain_error_has_a_stable_code():
    assert DomainError.code == "refused"
