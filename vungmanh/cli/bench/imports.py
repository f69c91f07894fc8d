"""Importing the district's members from the official sheet against reading it and writing the same rows by hand."""

import shutil
import sqlite3
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

import django

django.setup()

from django.conf import settings  # noqa: E402  (Django must be set up first)
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402

from vungmanh.cli.bench.timing import seconds, tell  # noqa: E402
from vungmanh.exchange.actions import apply_import, preview_import, start_import  # noqa: E402
from vungmanh.exchange.export import export_workbook  # noqa: E402
from vungmanh.foundation.actors import Actor  # noqa: E402
from vungmanh.members import listing  # noqa: E402
from vungmanh.organizations.actions import found_organizations  # noqa: E402
from vungmanh.organizations.founding import NewOrganization  # noqa: E402
from vungmanh.organizations.models import Placement  # noqa: E402
from vungmanh.organizations.queries import organization_by_code, placement_by_code  # noqa: E402

DAY = date(2018, 12, 31)
TABLES = ("members_member", "members_particulars", "members_membership", "members_standingperiod", "members_listing")
ROUNDS = 3
OPERATOR = Actor.operator("vungmanh bench")


def main() -> None:
    """Three rounds, each into a fresh copy of a database that holds the organizations only."""
    district = placement_by_code("yen-son", on=DAY)
    assert district is not None
    content = export_workbook(district, on=DAY, profile="official")
    new = _organizations()
    empty = _database_with(new)
    pairs = []
    for _round in range(ROUNDS):
        _use(empty, "ours.sqlite3")
        ours = seconds(lambda: _import(content))
        rows = _written()
        theirs = _by_hand(empty, content, rows)
        pairs.append((ours, theirs))
    tell(
        {
            "what": "import of the 29-column sheet, preview and journal included / calamine + executemany of the rows",
            "rows": len(rows["members_member"]),
            "ours_s": round(median(ours for ours, _theirs in pairs), 3),
            "base_s": round(median(theirs for _ours, theirs in pairs), 3),
            "ratio": round(median(ours / theirs for ours, theirs in pairs), 2),
            "rounds": ROUNDS,
            "target": "<= 10",
        }
    )


def _organizations() -> list[NewOrganization]:
    placements = Placement.objects.on(DAY).select_related("organization", "parent")
    return [
        NewOrganization(
            row.organization.code,
            row.name,
            row.kind,
            row.parent.code if row.parent else None,
            date(2005, 1, 1),
            row.sector,
        )
        for row in placements
    ]


def _database_with(new: list[NewOrganization]) -> Path:
    empty = settings.HOME / "empty.sqlite3"
    _use(None, empty.name)
    call_command("migrate", verbosity=0)
    listing.advance(DAY)
    found_organizations(by=OPERATOR, new=new)
    connection.close()
    return empty


def _use(source: Path | None, name: str) -> None:
    """Let Django use the database file `name`, copied from `source`."""
    connection.close()
    target = settings.HOME / name
    for leftover in settings.HOME.glob(f"{name}*"):
        leftover.unlink()
    if source is not None:
        shutil.copy(source, target)
    connection.settings_dict["NAME"] = str(target)


def _import(content: bytes) -> None:
    run = start_import(
        by=OPERATOR, file_name="bench.xlsx", content=content, scope=organization_by_code("yen-son"), on=DAY
    )
    preview_import(run)
    run.refresh_from_db()
    apply_import(run, by=OPERATOR)
    run.refresh_from_db()
    if run.counters["error"] or not run.counters["new"]:
        raise SystemExit(f"the bench's import rejected rows: {run.counters}")


def _written() -> dict[str, list[tuple[object, ...]]]:
    with connection.cursor() as cursor:
        return {table: cursor.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}  # noqa: S608


def _by_hand(empty: Path, content: bytes, rows: dict[str, list[tuple[object, ...]]]) -> float:
    connection.close()
    target = settings.HOME / "theirs.sqlite3"
    for leftover in settings.HOME.glob("theirs.sqlite3*"):
        leftover.unlink()
    shutil.copy(empty, target)
    database = sqlite3.connect(target)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=NORMAL")

    def work() -> None:
        CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
        with database:
            for table, written in rows.items():
                places = ", ".join("?" * len(written[0]))
                database.executemany(f"INSERT INTO {table} VALUES ({places})", written)  # noqa: S608

    taken = seconds(work)
    database.close()
    return taken


if __name__ == "__main__":
    main()
