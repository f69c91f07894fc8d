"""Installations of their own on the database that is being tested, in which real processes run and are killed."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import uuid4

import psycopg
from django.conf import settings

from tests.cli.conftest import PROGRAM, Installation, Ran
from tests.forks import COMMAND, Forks

ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


@dataclass(frozen=True)
class Office(Installation):
    """A home and a database of its own."""

    url: str = ""

    @cached_property
    def forks(self) -> Forks:
        """What starts processes of this installation at once."""
        return Forks(self._popen)

    def run(self, *argv: str | Path, typed: str = "", **environment: str) -> Ran:
        """Run `vungmanh` with these arguments, started at once unless it is to have its own input or environment."""
        if typed or environment:
            return super().run(*argv, typed=typed, **environment)
        return self.forks.run(COMMAND, [str(argument) for argument in argv])

    def start(self, *argv: str | Path) -> "subprocess.Popen[str]":
        """Start `vungmanh` and do not wait for it."""
        return self._popen([*PROGRAM, *map(str, argv)])

    def start_python(self, program: str, *argv: str) -> "subprocess.Popen[str]":
        """Start a program that uses this installation; it may speak with the test through its standard streams."""
        begin = "import django; django.setup()\n"
        return self._popen([sys.executable, "-c", begin + program, *argv])

    def python(self, program: str, *argv: str) -> str:
        """Run a program in this installation to its end; what it printed."""
        ran = self.forks.run(program, argv)
        assert ran.status == 0, ran.err
        return ran.out

    def _popen(self, argv: Sequence[str]) -> "subprocess.Popen[str]":
        pipe = subprocess.PIPE
        return subprocess.Popen(
            argv, env=self._environment(), stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8", cwd=self.home.parent
        )

    def _environment(self) -> dict[str, str]:
        told = {"DATABASE_URL": self.url} if self.url else {}
        return super()._environment() | told | {"DJANGO_SETTINGS_MODULE": "vungmanh.settings"}


@contextmanager
def new_office(folder: Path, *, postgresql: bool = ON_POSTGRESQL, like: Office | None = None) -> Iterator[Office]:
    """An installation that does not exist yet, with an empty database on PostgreSQL; or a copy of another."""
    home = folder / f"home-{uuid4().hex[:8]}"
    with ExitStack() as ending:
        if like is not None:
            shutil.copytree(like.home, home)
        office = Office(home, ending.enter_context(_new_database(like)) if postgresql else "")
        ending.callback(office.forks.end)
        yield office


@contextmanager
def _new_database(like: Office | None) -> Iterator[str]:
    """The address of a PostgreSQL database of its own, empty or a copy."""
    kept = settings.DATABASES["default"]
    server = f"postgresql://{kept['USER']}@{kept['HOST']}:{kept['PORT']}"
    name = f"office_{uuid4().hex[:12]}"
    source = f" TEMPLATE {like.url.rpartition('/')[2]}" if like is not None else ""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}{source}")
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
