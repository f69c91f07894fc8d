"""The command line: `vungmanh COMMAND …`, scripted by others; names and shapes stay.

Exit status 0 only when all was done; 1 when something was refused or rejected; 2 for a wrong call.
"""

import io
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence

Command = Callable[[Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status and never shows a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vungmanh.settings")
    from vungmanh.cli import installation
    from vungmanh.cli.parser import build_parser

    called = _call(build_parser(), argv)
    try:
        installation.start(called)
        status: int = called.command(called)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Nobody reads on; what is still buffered must not be written when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as problem:
        return _say(problem)
    return status


def run() -> None:
    """The entry point of the installed command; it writes UTF-8 whatever the terminal's locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    raise SystemExit(main())


def _call(parser: ArgumentParser, argv: Sequence[str] | None) -> Namespace:
    called = parser.parse_args(argv)
    if not hasattr(called, "command"):
        parser.print_help(sys.stderr)
        raise SystemExit(2)
    return called


def _say(problem: Exception) -> int:
    from vungmanh.cli.messages import message
    from vungmanh.foundation.refusals import Refusal

    if os.environ.get("VUNGMANH_TRACEBACK") and not isinstance(problem, Refusal):
        raise problem
    print(message(problem), file=sys.stderr)
    return 1
