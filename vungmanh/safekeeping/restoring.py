"""Restoring a backup into an empty place: all of it or nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyrage
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from vungmanh.foundation.actors import Actor
from vungmanh.foundation.inserting import insert_rows
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import note
from vungmanh.members import listing
from vungmanh.reports.verification import Verification, verify
from vungmanh.safekeeping import events
from vungmanh.safekeeping.contents import kept_models
from vungmanh.safekeeping.lines import BATCH, Manifest, reader_of
from vungmanh.safekeeping.places import empty_place
from vungmanh.safekeeping.reading import Reader, check_backup, read_backup


def restore_backup(
    file: Path, *, by: Actor, today: date, key: pyrage.x25519.Identity | None = None
) -> tuple[Manifest, Verification]:
    """Write a backup into the empty database of this installation, bring it to this version and check it.

    Raises Refusal, and leaves everything as it was, where the place is not empty or the backup is not whole.
    """
    manifest = check_backup(file, key)
    with empty_place():
        _make_tables(manifest)
        with transaction.atomic():
            connection.check_constraints()  # making tables let PostgreSQL check at once; rows come in any order
            known = _load(file, key, manifest)
            connection.check_constraints()
            _set_sequences(known)
        call_command("migrate", verbosity=0, interactive=False)
        with transaction.atomic():
            listing.advance(today)
            found = verify()
            _check_same(manifest, found)
            note(events.RESTORED, by=by, file_name=file.name, rows=manifest.rows, head=manifest.head)
    return manifest, found


def _make_tables(manifest: Manifest) -> None:
    """Tables as they were in the version that took the backup."""
    executor = MigrationExecutor(connection)
    executor.migrate(_last_migrations(executor, manifest))


def _last_migrations(executor: MigrationExecutor, manifest: Manifest) -> list[tuple[str, str]]:
    return [
        (app, name)
        for app, names in manifest.migrations.items()
        for name in names
        if (app, name) in executor.loader.graph.nodes and not set(_after(executor, app, name)) & set(names)
    ]


def _after(executor: MigrationExecutor, app: str, name: str) -> list[str]:
    children = executor.loader.graph.node_map[app, name].children
    return [child.key[1] for child in children if child.key[0] == app]


def _load(file: Path, key: pyrage.x25519.Identity | None, manifest: Manifest) -> list[type[models.Model]]:
    """Write the rows of every table that the backup's version had; returns its models."""
    executor = MigrationExecutor(connection)
    known = executor.loader.project_state(_last_migrations(executor, manifest)).apps
    loading = _Loading({model._meta.label_lower: model for model in kept_models(known)})
    for model in loading.models.values():
        models.QuerySet(model).delete()  # what a migration wrote by itself stands in the backup too
    if read_backup(file, key, Reader(loading.begin, loading.take)) != manifest:
        raise Refusal("safekeeping.changed", _("Tệp sao lưu thay đổi trong khi đọc."), remedy=_("Khôi phục lại."))
    loading.write()
    return list(loading.models.values())


class _Loading:
    """Writes the rows of one table after the other, some at a time."""

    def __init__(self, known: dict[str, type[models.Model]]) -> None:
        self.models = known
        self._model: type[models.Model] | None = None
        self._readers: list[tuple[str, Callable[[Any], Any]]] = []
        self._rows: list[models.Model] = []

    def begin(self, table: str, columns: list[str]) -> None:
        """What follows are rows of this table."""
        self.write()
        self._model = self.models[table]
        fields = {field.attname: field for field in self._model._meta.concrete_fields}
        self._readers = [(column, reader_of(fields[column])) for column in columns]

    def take(self, values: list[Any]) -> None:
        """One row."""
        assert self._model is not None
        told = zip(self._readers, values, strict=True)
        self._rows.append(self._model(**{column: read(value) for (column, read), value in told}))
        if len(self._rows) >= BATCH:
            self.write()

    def write(self) -> None:
        """Write what is still held."""
        insert_rows(self._rows, with_ids=True)
        self._rows = []


def _set_sequences(known: list[type[models.Model]]) -> None:
    """Let new ids follow the restored ones, in the tables that there are: later ones come with their migrations."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), known):
            cursor.execute(statement)


def _check_same(manifest: Manifest, found: Verification) -> None:
    """The record must have the hash it had, unless it had to be brought to a later version."""
    executor = MigrationExecutor(connection)
    same_version = {tuple(key) for key in _last_migrations(executor, manifest)} >= set(
        executor.loader.graph.leaf_nodes()
    )
    if same_version and found.state != manifest.state:
        raise Refusal(
            "safekeeping.other_record",
            _("Dữ liệu khôi phục được không giống lúc sao lưu nên không giữ lại."),
            remedy=_("Báo cho người quản trị hệ thống, kèm tệp sao lưu."),
        )
