"""The installation on this machine: its home, its settings file, its database."""

import os
import secrets
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import django

_MIGRATING = 7_411_018
"""The number of the lock under which a database is brought to this version; any that nobody else takes."""


def start(called: Namespace) -> None:
    """Make settings and language ready for a command."""
    from django.utils.translation import activate

    os.umask(0o077)  # what is written holds personal data: nobody but its owner reads it
    if called.creates:
        _write_settings(called)
    django.setup()
    activate(getattr(called, "language", "vi"))


def today() -> date:
    """The real day, or the one that the settings fix."""
    from django.conf import settings

    return settings.TODAY if settings.TODAY.year > 1 else date.today()


def prepare(*, create: bool) -> None:
    """Bring the database to this version; refused when there is none and the command does not create one."""
    from django.core.management import call_command
    from django.utils.translation import gettext as _

    from vungmanh.foundation.refusals import Refusal
    from vungmanh.members import listing
    from vungmanh.rulebooks import shelf

    shelf.check_frames()
    file = _database_file()
    if file is not None and not file.exists():
        if not create:
            raise Refusal(
                "cli.no_database",
                _("Chưa có cơ sở dữ liệu {name}.").format(name=file),
                remedy=_("Chạy “vungmanh init” hoặc “vungmanh import TỆP” trước."),
            )
        file.parent.mkdir(parents=True, exist_ok=True)
    if _is_behind():
        with _alone():
            if _is_behind():  # nobody else brought it here while this process waited
                call_command("migrate", verbosity=0, interactive=False)
                call_command("createcachetable", verbosity=0)
    listing.advance(today())


def _is_behind() -> bool:
    """Whether the database has not taken every step to this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody else brings the database to this version meanwhile, and it is brought there whole or not at all.

    Django writes down a migration after it was committed; a process killed in between would leave tables that no later
    start expects. In one transaction all of it is taken back. SQLite changes tables inside a larger transaction only
    where foreign keys were let go before it began; each migration checks them at its end.
    """
    from django.db import connection, transaction

    is_postgresql = connection.vendor == "postgresql"
    if not is_postgresql:
        connection.disable_constraint_checking()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if is_postgresql:  # SQLite lets one write at a time anyway
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_MIGRATING])
            yield
    finally:
        if not is_postgresql:
            connection.enable_constraint_checking()


def _database_file() -> Path | None:
    """The file of an SQLite database; None for a database that is no file."""
    from django.db import connections
    from django.db.backends.sqlite3.base import DatabaseWrapper

    database = connections["default"]
    if not isinstance(database, DatabaseWrapper) or database.is_in_memory_db():
        return None
    return Path(database.settings_dict["NAME"])


def collect_static() -> None:
    """Put style sheets, fonts and scripts where the server finds them."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def _write_settings(called: Namespace) -> None:
    """Write `settings.toml` once, before the settings are read: a secret key, and the demo's fixed day."""
    home = Path(os.environ.get("VUNGMANH_HOME", "var")).resolve()
    file = home / "settings.toml"
    if file.exists():
        return
    home.mkdir(parents=True, exist_ok=True)
    lines = [
        "# Settings of this installation; docs/operating.md explains them.",
        f'secret_key = "{secrets.token_urlsafe(50)}"',
    ]
    if called.demo:
        lines += ["demo = true", 'today = "2019-12-20"']
    else:  # those who change the record of others, or read its journal, sign in with two steps
        lines += ['second_factor_posts = ["organization_office", "inspection"]']
    file.touch(mode=0o600)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
