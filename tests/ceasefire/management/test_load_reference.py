"""`manage.py load_reference`: progress on stderr, one line per error, nothing half loaded."""

import pytest
from django.core.management import CommandError, call_command

from ceasefire.parties.models import Party
from tests.ceasefire.reference.sets import NORTH, write_set

pytestmark = pytest.mark.django_db


def test_progress_and_result_go_to_stderr(tmp_path, capsys):
    sets = write_set(tmp_path, parties=NORTH)

    call_command("load_reference", "valley", "--from", str(sets))

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "valley: party: 1",
        "valley: loaded, 2 new ledger entries",
    ]


def test_each_error_is_one_line_and_the_command_fails(tmp_path, capsys):
    sets = write_set(tmp_path, parties=NORTH.replace("state_forces", "army\\nnavy"))

    with pytest.raises(CommandError, match=r"valley: 1 error\(s\); nothing was loaded\."):
        call_command("load_reference", "valley", "--from", str(sets))

    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("valley/parties.toml: party NORTH: kind: ")
    assert not Party.objects.exists()


def test_unknown_set_is_answered_with_those_there_are(capsys):
    with pytest.raises(CommandError):
        call_command("load_reference", "atlantis")

    said = capsys.readouterr().err
    assert said == "atlantis: there is no such set; there are: demo, syria\n"
