"""The command line: `vungmanh COMMAND …`, scripted by others; names and shapes stay.

Exit status 0 only when all was done; 1 when something was refused or rejected; 2 for a wrong call.
"""

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
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as problem:
        return _say(problem)
    return status


def run() -> None:
    """The entry point of the installed command."""
    raise SystemExit(main())


def _call(parser: ArgumentParser, argv: Sequence[str] | None) -> Namespace:
    called = parser.parse_args(argv)
    if not hasattr(called, "command"):
        parser.print_help(sys.stderr)
        raise SystemExit(2)
    return called


def _say(problem: Exception) -> int:
    from django.db import DatabaseError

    from vungmanh.cli.messages import database_message, unexpected_message
    from vungmanh.foundation.refusals import Refusal

    if isinstance(problem, Refusal):
        message = str(problem)
    elif isinstance(problem, DatabaseError | OSError):
        message = database_message(problem)
    else:
        if os.environ.get("VUNGMANH_TRACEBACK"):
            raise problem
        message = unexpected_message(problem)
    print(message, file=sys.stderr)
    return 1
