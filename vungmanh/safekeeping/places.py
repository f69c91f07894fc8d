"""An empty database to restore into; what is written there stands only if all of it was.

PostgreSQL: one transaction. SQLite: tables cannot be changed and filled in one transaction, so a file beside the
database is filled and then put in its place.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.utils.translation import gettext as _

from vungmanh.foundation.refusals import Refusal
from vungmanh.safekeeping.contents import kept_models

_ASIDE = ".restoring"
_WRITTEN_BY_MIGRATIONS = {"journal_head"}


@contextmanager
def empty_place() -> Iterator[None]:
    """Everything written inside is there afterwards, or nothing when it fails. Refuses a place that holds something."""
    file = _file()
    if file is None:
        with transaction.atomic():
            _check_empty()
            _drop_tables()
            yield
        return
    if file.exists():
        _check_empty()
    connection.close()
    aside = file.with_name(file.name + _ASIDE)
    _remove(aside)
    file.parent.mkdir(parents=True, exist_ok=True)
    connection.settings_dict["NAME"] = str(aside)
    try:
        yield
        _close_whole()
        _check_unused(file)
        aside.replace(file)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(file)
        _remove(aside)


def _file() -> Path | None:
    return Path(str(connection.settings_dict["NAME"])) if connection.vendor == "sqlite" else None


def _check_empty() -> None:
    """Refuse, naming them, tables with rows, ours or of other programs; what migrations wrote does not count."""
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {"django_migrations"}
    made_anew = known - {model._meta.db_table for model in kept_models()} | _WRITTEN_BY_MIGRATIONS
    there = sorted(set(connection.introspection.table_names()) - made_anew)
    if in_the_way := [table for table in there if _has_rows(table)]:
        raise Refusal(
            "safekeeping.not_empty",
            _("Chỉ khôi phục vào nơi trống, nhưng cơ sở dữ liệu này đã có dữ liệu: {tables}.").format(
                tables=", ".join(in_the_way[:8])
            ),
            remedy=_("Đặt VUNGMANH_HOME hoặc DATABASE_URL sang nơi khác. Không có gì bị thay đổi."),
        )


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608
        return cursor.fetchone() is not None


def _drop_tables() -> None:
    """Tables that `init` made, empty as they are, make room for those of the backup's version."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")


def _close_whole() -> None:
    """Bring everything into the one file, so that it can be moved without its write-ahead log."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA journal_mode=DELETE")
    connection.close()


def _check_unused(file: Path) -> None:
    """A write-ahead log that stays after closing belongs to somebody who has the database open."""
    if file.with_name(file.name + "-wal").exists():
        raise Refusal(
            "safekeeping.in_use",
            _("Cơ sở dữ liệu {file} đang được một chương trình khác dùng.").format(file=file),
            remedy=_("Dừng “vungmanh serve” rồi khôi phục lại."),
        )


def _remove(aside: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            aside.with_name(aside.name + end).unlink()
