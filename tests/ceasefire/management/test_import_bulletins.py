import json
import random

import pytest
from django.core.management import CommandError, call_command

from ceasefire.accounts.models import User
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.choices import Flag
from ceasefire.monitoring.imports import STEP, InputFile, import_bulletins
from ceasefire.monitoring.models import Bulletin, BulletinSeries, ContextFigure
from ceasefire.publication.models import PublishedVersion
from tests.builders.monitoring import make_series
from tests.ceasefire.monitoring.tables import as_csv, row, side_rows

pytestmark = pytest.mark.django_db

GOOD = [
    *side_rows("NORTH", "5", [("Upper Valley", 3), ("Lower Valley", 2)]),
    row("SOUTH", count="2", unconfirmed_by_other_side="2"),
    row(count="0", period_end_date="2021-03-06", breakdown_complete="n/a"),
]
MEASURES = [
    {
        "period_end_date": "2021-03-05",
        "date_basis": "bulletin",
        "measure": "humanitarian_actions",
        "value": "4",
        "source_url": "https://valley.invalid/1",
    }
]


@pytest.fixture(autouse=True)
def _series():
    make_series()


@pytest.fixture
def run(tmp_path, capsys):
    """Write rows to a file, import it, return the exit status, the answer and both outputs."""

    def run_import(rows, *arguments, context=None, content=None):
        path = tmp_path / "bulletins.csv"
        path.write_bytes(content if content is not None else as_csv(rows))
        words = [str(path), "--agreement", "DEMO-1", "--json", *arguments]
        if context is not None:
            (tmp_path / "context.csv").write_bytes(as_csv(context))
            words += ["--context", str(tmp_path / "context.csv")]
        status = 0
        try:
            call_command("import_bulletins", *words)
        except CommandError as error:
            status, message = error.returncode, str(error)
            assert "\n" not in message
        out, err = capsys.readouterr()
        return status, json.loads(out.splitlines()[-1]) if out else None, err

    return run_import


def versions():
    return PublishedVersion.objects.filter(kind="bulletin")


def test_import_publishes_every_bulletin_and_answers_in_one_line(run):
    status, answer, err = run(GOOD)

    assert status == 0
    assert answer == {"bulletins": 2, "counts": 3, "unchanged": 0, "rejected": []}
    assert "2 of 2 bulletins" in err
    assert sorted(versions().values_list("document__period_end", flat=True)) == [
        "2021-03-05",
        "2021-03-06",
    ]


def test_same_file_twice_changes_nothing_however_its_rows_are_ordered(run):
    run(GOOD, context=MEASURES)
    entries = LedgerEntry.objects.count()

    shuffled = random.Random(4).sample(GOOD, len(GOOD))  # noqa: S311 -- an order, not a secret
    status, answer, _ = run(shuffled, context=MEASURES)

    assert status == 0
    assert answer == {"bulletins": 0, "counts": 0, "unchanged": 2, "rejected": []}
    assert LedgerEntry.objects.count() == entries
    assert versions().count() == 2


def test_corrected_file_changes_its_bulletin_only(run):
    run(GOOD)

    _, answer, _ = run([*GOOD[:2], row("SOUTH", count="3"), GOOD[3]])

    assert answer == {"bulletins": 1, "counts": 1, "unchanged": 1, "rejected": []}
    [second] = versions().filter(version=2)
    assert second.document["counts"][1]["total"] == 3


def test_bad_rows_are_named_and_the_rest_goes_in(run):
    status, answer, _ = run([GOOD[0], GOOD[1] | {"count": "two"}, *GOOD[2:]])

    assert status == 2
    assert answer == {
        "bulletins": 2,
        "counts": 3,
        "unchanged": 0,
        "rejected": [{"line": 3, "column": "count", "reason": '"two" is not a whole number'}],
    }
    assert Flag.BREAKDOWN_UNDER in Bulletin.objects.get(period_end="2021-03-05").flags


def test_rejected_rows_of_the_context_file_name_that_file(run):
    bad = [MEASURES[0], MEASURES[0] | {"measure": "aid", "value": "x"}]

    status, answer, _ = run(GOOD, context=bad)

    assert status == 2
    assert answer["rejected"] == [
        {"line": 3, "column": "value", "reason": 'context.csv: "x" is not a number'}
    ]
    assert ContextFigure.objects.count() == 1


def test_context_is_in_the_first_version_of_its_bulletin(run):
    run(GOOD, context=MEASURES)

    [version] = versions().filter(document__period_end="2021-03-05")
    assert (version.version, len(version.document["context"])) == (1, 1)


def test_context_given_later_changes_its_bulletin(run):
    run(GOOD)

    _, answer, _ = run(GOOD, context=MEASURES)

    assert answer == {"bulletins": 1, "counts": 0, "unchanged": 1, "rejected": []}


def test_context_without_a_bulletin_in_the_file_is_kept(run):
    elsewhere = [MEASURES[0] | {"source_url": "https://valley.invalid/elsewhere"}]

    status, answer, _ = run(GOOD, context=elsewhere)

    assert (status, answer["bulletins"]) == (0, 2)
    assert ContextFigure.objects.get().source_url == "https://valley.invalid/elsewhere"


def test_dry_run_answers_the_same_and_keeps_nothing(run):
    rows = [*GOOD, row("EAST", count="1")]
    status, dry, _ = run(rows, "--dry-run", context=MEASURES)

    assert status == 2
    assert not Bulletin.objects.exists()
    assert not ContextFigure.objects.exists()
    assert not versions().exists()
    assert run(rows, context=MEASURES)[:2] == (status, dry)


def test_import_that_was_cut_off_is_run_again_to_the_same_end(run):
    rows = [row(count="1", source_url=f"https://valley.invalid/{at}") for at in range(STEP + 1)]
    file = InputFile("bulletins.csv", as_csv(rows))
    system = User.objects.system()

    def cut_off(line):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_bulletins(
            series=BulletinSeries.objects.get(), bulletins=file, by=system, tell=cut_off
        )
    assert Bulletin.objects.count() == STEP

    _, answer, _ = run(rows)

    assert answer == {"bulletins": 1, "counts": 1, "unchanged": STEP, "rejected": []}
    assert versions().count() == STEP + 1


def test_unknown_column_is_told_once_and_ignored(run):
    status, _, err = run([each | {"colour": "red"} for each in GOOD])

    assert status == 0
    assert err.count("warning") == 1
    assert "colour" in err


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"a,b\n1,2\n", "période\n".encode("latin-1"), b'"a\n']
)
def test_file_that_cannot_be_read_ends_with_one_line_and_status_1(run, content):
    status, answer, _ = run([], content=content)

    assert (status, answer) == (1, None)
    assert not Bulletin.objects.exists()


def test_context_that_cannot_be_read_keeps_everything_out(run):
    status, answer, _ = run(GOOD, context=[{"measure": "a"}])

    assert (status, answer) == (1, None)
    assert not Bulletin.objects.exists()


def test_missing_file_and_folder_end_with_status_1(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(CommandError, match="cannot be read") as error:
            call_command("import_bulletins", str(path), "--agreement", "DEMO-1")
        assert error.value.returncode == 1


def test_agreement_that_is_not_in_the_record_says_what_to_do(tmp_path):
    with pytest.raises(CommandError, match="load_reference syria") as error:
        call_command("import_bulletins", str(tmp_path / "x.csv"))

    assert error.value.returncode == 1


def test_series_must_be_said_where_there_are_several(run, tmp_path):
    make_series("DEMO-1-WEEKLY")

    with pytest.raises(CommandError, match=r"say which: DEMO-1-DAILY, DEMO-1-WEEKLY\.$"):
        call_command("import_bulletins", str(tmp_path / "x.csv"), "--agreement", "DEMO-1")
    assert run(GOOD, "--series", "DEMO-1-MONTHLY")[0] == 1
    assert run(GOOD, "--series", "DEMO-1-WEEKLY")[0] == 0
    assert set(Bulletin.objects.values_list("series__code", flat=True)) == {"DEMO-1-WEEKLY"}


def test_without_json_the_answer_is_a_sentence_and_rejected_rows_are_told(tmp_path, capsys):
    path = tmp_path / "bulletins.csv"
    path.write_bytes(as_csv([*GOOD, row("EAST", count="1")]))

    with pytest.raises(CommandError, match="Rows rejected: 1") as error:
        call_command("import_bulletins", str(path), "--agreement", "DEMO-1")

    out, err = capsys.readouterr()
    assert error.value.returncode == 2
    assert out == "Bulletins new or changed: 2 (3 counts); unchanged: 0; rows rejected: 1.\n"
    assert 'line 6, reporting_side: "EAST" is not one of NORTH, SOUTH' in err
