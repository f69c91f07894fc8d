"""Serving: the web server, one worker for background jobs, and the turn of the day.

Both run as processes of their own under one supervisor, which starts the worker again when it ends, gives its
unfinished jobs back to the queue (every job may be repeated), and stops both at the end.
"""

import contextlib
import signal
import subprocess
import sys
import time
from datetime import date

_LOOK_EVERY = 1.0
"""Seconds between two looks at whether both live."""
_DAY_EVERY = 60.0
"""Seconds between two looks at whether the day has turned."""

_TRIES = 3
"""Workers that a job may outlive before it is given up."""

Process = subprocess.Popen[bytes]


def serve_with_worker(host: str, port: int) -> int:
    """Serve the pages until stopped; returns the web server's exit status when it ended by itself, else 0."""
    signal.signal(signal.SIGTERM, _stop)
    _destroy_left_over_keys()
    server = _start(
        "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "2",
        "--blocking-threads", "2", "vungmanh.wsgi:application",
    )  # fmt: skip
    worker = _start_worker()
    looked_at_day = time.monotonic()
    try:
        while server.poll() is None:
            if worker.poll() is not None:
                worker = _start_worker()
            if time.monotonic() - looked_at_day > _DAY_EVERY:
                looked_at_day = time.monotonic()
                _turn_day()
            time.sleep(_LOOK_EVERY)
    except KeyboardInterrupt:
        return 0
    finally:
        for process in (server, worker):
            _end(process)
    return server.returncode


def _destroy_left_over_keys() -> None:
    """Whoever was killed between closing a vote and destroying its key left the key behind."""
    from django.db import connection

    from vungmanh.ballots.actions import destroy_left_over_keys

    destroy_left_over_keys()
    connection.close()


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _start(module: str, *arguments: str) -> Process:
    return subprocess.Popen([sys.executable, "-m", module, *arguments])


def _start_worker() -> Process:
    """Start the worker; jobs that a worker before it left unfinished go back to the queue."""
    from django.db import connection
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    from vungmanh.exports.tasks import give_up_lost

    for unfinished in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        again = len(unfinished.worker_ids) < _TRIES
        status = TaskResultStatus.READY if again else TaskResultStatus.FAILED
        DBTaskResult.objects.filter(pk=unfinished.pk).update(status=status, started_at=None)
    give_up_lost()
    connection.close()
    return _start("django", "db_worker", "--settings", "vungmanh.settings")


def _end(process: Process) -> None:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10)
    if process.poll() is None:
        process.kill()
        process.wait()


def _turn_day() -> None:
    """After midnight the member list shows the new day; files of exports and rows of imports kept long enough go."""
    from django.conf import settings
    from django.db import connection

    from vungmanh.exchange.expiring import expire_imports
    from vungmanh.exports.actions import expire_exports
    from vungmanh.members import listing

    if settings.TODAY.year > 1:
        return
    listing.advance(date.today())
    expire_exports(today=date.today())
    expire_imports(today=date.today())
    connection.close()
