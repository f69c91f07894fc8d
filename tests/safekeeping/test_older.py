"""A backup of the release before this one is brought to this version while it is restored.

That release could not make backups yet, so one is made of the migrations, tables and columns that it had.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.offices import Office
from tests.safekeeping.conftest import Taken
from vungmanh.safekeeping.contents import kept_models
from vungmanh.safekeeping.lines import line_of

LAST = {"accounts", "classification", "exchange", "journal", "members", "organizations"}
"""Apps of that release; each had its first migration only. Backups, exports and delegations came later."""
LATER = {"access", "ballots", "campaigns", "exports", "lists"}


def older(file: Path) -> bytes:
    """The backup as the release before would have written it."""
    lines = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]
    header, end = lines[0], lines[-1]
    header["migrations"] = {
        app: names[:1] if app in LAST else names for app, names in header["migrations"].items() if app not in LATER
    }
    header["version"] = "0.1.0"
    tables: dict[str, tuple[int, str]] = {}
    body = b"".join(_table(lines[1:-1], _columns_then(), tables))
    return gzip.compress(line_of(header) + body + line_of(end | {"tables": tables}))


def _columns_then() -> dict[str, set[str]]:
    executor = MigrationExecutor(connection)
    first = [key for key in executor.loader.graph.nodes if key[0] in LAST and key[1].startswith("0001")]
    known = executor.loader.project_state(first).apps
    return {
        model._meta.label_lower: {field.attname for field in model._meta.concrete_fields}
        for model in kept_models(known)
    }


def _table(lines: list[Any], then: dict[str, set[str]], tables: dict[str, tuple[int, str]]) -> Iterator[bytes]:
    """Lines of the tables and columns of then; `tables` is filled with their counts and digests."""
    kept: list[int] = []
    name, digest = "", hashlib.sha256()
    for line in lines:
        if isinstance(line, dict):
            name, digest = line["table"], hashlib.sha256()
            kept = [number for number, column in enumerate(line["columns"]) if column in then.get(name, ())]
            told: Any = {"table": name, "columns": [line["columns"][number] for number in kept]}
        else:
            told = [line[number] for number in kept]
        if kept:
            digest.update(line_of(told))
            tables[name] = (0 if isinstance(line, dict) else tables[name][0] + 1, digest.hexdigest())
            yield line_of(told)


def test_a_backup_of_the_release_before_is_restored_into_this_one(
    taken: Taken, other: Office, tmp_path: Path, db: None
) -> None:
    file = tmp_path / "older.backup"
    file.write_bytes(older(taken.file))
    restored = other.run("restore", file, "--format", "json")
    assert (restored.status, restored.err) == (0, "")
    assert restored.data["problems"] == []
    assert {"journal.entry", "members.member"} <= set(restored.data["tables"])
    assert not {"journal.seal", "members.correctionrequest"} & set(restored.data["tables"])
    verified = other.run("verify", "--format", "json").data
    entries = restored.data["tables"]["journal.entry"]
    assert (verified["problems"], verified["hash"]) == ([], taken.verified.data["hash"])
    assert int(verified["head"].split(":")[0]) == entries + 1, "the entries of then are sealed, and that of restoring"
