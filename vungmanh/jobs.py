"""Serving: the web server in front, one worker for background jobs beside it, and the turn of the day."""

import subprocess
import sys
import threading
from datetime import date

_CHECK_EVERY = 60.0
"""Seconds between two looks at whether the worker lives and the day has turned."""


def serve_with_worker(host: str, port: int) -> None:
    """Serve the pages until stopped; the worker is restarted when it ends and stopped at the end."""
    from granian import Granian
    from granian.constants import Interfaces

    stopped = threading.Event()
    beside = threading.Thread(target=_look_after_worker, args=(stopped,), daemon=True)
    beside.start()
    try:
        Granian(
            "vungmanh.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=2,
            blocking_threads=2,
        ).serve()
    finally:
        stopped.set()
        beside.join(timeout=10)


def _look_after_worker(stopped: threading.Event) -> None:
    worker = _start_worker()
    while not stopped.wait(_CHECK_EVERY):
        if worker.poll() is not None:
            worker = _start_worker()
        _turn_day()
    worker.terminate()
    worker.wait(timeout=10)


def _start_worker() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "django", "db_worker", "--settings", "vungmanh.settings"])


def _turn_day() -> None:
    """Let the member list show the new day after midnight."""
    from django.conf import settings
    from django.db import connection

    from vungmanh.members import listing

    if settings.TODAY.year > 1:
        return
    listing.advance(date.today())
    connection.close()
