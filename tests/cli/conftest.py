"""Running the command line, in this process on the tests' database or as a program in an installation of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from vungmanh.cli import main


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Its output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]
PROGRAM = [sys.executable, "-c", "from vungmanh.cli import run; run()"]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], db: None) -> Iterator[Run]:
    """Run `vungmanh` with these arguments in this process, on the tests' database."""

    def run(*argv: str | Path) -> Ran:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in argv])
        except SystemExit as ended:
            status = int(str(ended.code))
        return Ran(status, *capsys.readouterr())

    with translation.override("vi"):
        yield run


@dataclass(frozen=True)
class Installation:
    """A home of its own; `run` starts the program there, with SQLite in that home unless told otherwise."""

    home: Path

    def run(self, *argv: str | Path, typed: str = "", **environment: str) -> Ran:
        """Run `vungmanh` with these arguments, `typed` being its standard input."""
        ran = subprocess.run(
            [*PROGRAM, *map(str, argv)],
            env=self._environment() | environment,
            input=typed,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    def piped_into(self, pipe: int, *argv: str) -> Ran:
        """Run `vungmanh` with its output going into a pipe."""
        ran = subprocess.run(
            [*PROGRAM, *argv],
            env=self._environment(),
            stdout=pipe,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
        return Ran(ran.returncode, "", ran.stderr)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("VUNGMANH_")}
        kept.pop("DATABASE_URL", None)
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        return kept | {"VUNGMANH_HOME": str(self.home), "PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """An installation that does not exist yet."""
    return Installation(tmp_path / "home")


@pytest.fixture(scope="session")
def _initialized(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Installation(tmp_path_factory.mktemp("initialized") / "home")
    assert made.run("init").status == 0
    return made.home


@pytest.fixture
def initialized(_initialized: Path, installation: Installation) -> Installation:
    """An installation in which `init` has run and nothing else."""
    shutil.copytree(_initialized, installation.home)
    return installation
