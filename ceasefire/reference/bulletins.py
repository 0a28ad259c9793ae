"""Bulletins of a series, from a CSV file as `import_bulletins` reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ceasefire.accounts.models import User
from ceasefire.monitoring.imports import InputFile, import_bulletins
from ceasefire.monitoring.models import BulletinSeries
from ceasefire.monitoring.tables import UnreadableFileError
from ceasefire.reference.faults import Fault, FaultyFilesError, Spot
from ceasefire.reference.mentions import Mention
from ceasefire.reference.reading import Reader
from ceasefire.reference.steps import Folder, Placed, Step


@dataclass(frozen=True)
class BulletinTable:
    """A file of bulletins of one series."""

    file: str
    series: str


def bulletin_tables(tables: list[Placed], reader: Reader, folder: Folder) -> Iterator[Step]:
    """All bulletins of a file in one step."""
    for table, spot in tables:
        bulletins = reader.read(BulletinTable, table, spot)
        if bulletins is None:
            continue
        reader.mentions.append(Mention(BulletinSeries, bulletins.series, spot.at("series")))
        at = Spot(f"{folder.name}/{bulletins.file}", "bulletin")
        try:
            content = (folder / bulletins.file).read_bytes()
        except OSError as error:
            reader.faults.add(at, f"cannot be read: {error.strerror}")
            continue
        yield Step(
            at, partial(_import, series=bulletins.series, content=content, at=at), BulletinSeries
        )


def _import(*, series: str, content: bytes, at: Spot, by: User) -> None:
    """Unlike the command, a set is loaded whole or not at all: a rejected row is a fault."""
    try:
        answer = import_bulletins(
            series=BulletinSeries.objects.get(code=series),
            bulletins=InputFile(at.file, content),
            by=by,
        )
    except UnreadableFileError as error:
        says = str(error).removeprefix(f"{at.file} ")
        raise FaultyFilesError([Fault(at, says)]) from error
    if answer.rejected:
        raise FaultyFilesError(
            [
                Fault(Spot(at.file, f"line {row.line}", row.column), row.reason)
                for row in answer.rejected
            ]
        )
