"""Processes of one installation that start at once: forked from one that has loaded the program and done nothing.

Each is a process of its own, with connections of its own, and can be killed like any other. `python -m tests.forks`
is the process they are forked from; it takes one order a line and answers each with one line, both JSON.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.cli.conftest import Ran

COMMAND = "from vungmanh.cli import run; run()"
"""The program `vungmanh`."""


class Forks:
    """Runs programs in processes forked from one that is started when first needed."""

    def __init__(self, start: Callable[[Sequence[str]], "subprocess.Popen[str]"]) -> None:
        self._start = start
        self._origin: subprocess.Popen[str] | None = None

    def run(self, program: str, argv: Sequence[str]) -> Ran:
        """Run a program to its end, however it ends: a process killed by signal 9 has the status -9."""
        if self._origin is None:
            self._origin = self._start([sys.executable, "-m", "tests.forks"])
        assert self._origin.stdin is not None
        assert self._origin.stdout is not None
        self._origin.stdin.write(json.dumps([program, argv]) + "\n")
        self._origin.stdin.flush()
        return Ran(*json.loads(self._origin.stdout.readline()))

    def end(self) -> None:
        """End the process that the others were forked from; another starts when one is needed again."""
        if self._origin is not None:
            self._origin.communicate()
            self._origin = None


def _load() -> None:
    import django

    django.setup()
    from vungmanh.cli import parser
    from vungmanh.exchange import actions
    from vungmanh.safekeeping import restoring, taking

    assert all((parser, actions, restoring, taking))


def _answer(program: str, argv: Sequence[str]) -> list[Any]:
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        child = os.fork()
        if not child:
            _become(program, argv, out, err)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return [status, out.read_text("utf-8"), err.read_text("utf-8")]


def _become(program: str, argv: Sequence[str], out: Path, err: Path) -> None:
    """Be the program, in a process that never returns to the loop it came from."""
    status: object = 0
    try:
        for path, stream in ((Path(os.devnull), 0), (out, 1), (err, 2)):
            os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), stream)
        for stream in (sys.stdout, sys.stderr):
            assert isinstance(stream, io.TextIOWrapper)
            stream.reconfigure(encoding="utf-8")
        sys.argv = ["-c", *argv]
        exec(program, {"__name__": "__main__"})
    except SystemExit as ended:
        status = ended.code or 0
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status if isinstance(status, int) else 1)


def _serve() -> None:
    _load()
    for line in sys.stdin:
        program, argv = json.loads(line)
        answer = json.dumps(_answer(program, argv))
        print(answer, flush=True)


if __name__ == "__main__":
    _serve()
