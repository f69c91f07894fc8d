"""Full member-list pages a second, served by the real server to several clients at once."""

import http.client
import multiprocessing
import socket
import subprocess
import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402  (Django must be set up first)
from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402

from vungmanh.cli.bench.timing import tell  # noqa: E402

CLIENTS = 4
SECONDS = 5.0
PAGE = "/members/?scope=kim-phu"


def main() -> None:
    """Start the server, fetch the page from several processes for some seconds, count."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(get_user_model().objects.get(username="ban-to-chuc"))
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    port = _free_port()
    server = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
            "--workers", "2", "--blocking-threads", "1", "--log-level", "critical", "vungmanh.wsgi:application",
        ]
    )  # fmt: skip
    try:
        size = _wait(port, cookie)
        with multiprocessing.get_context("spawn").Pool(CLIENTS) as pool:
            pages = sum(pool.starmap(_fetch, [(port, cookie, SECONDS)] * CLIENTS))
    finally:
        server.terminate()
        server.wait(timeout=10)
    tell({"page": PAGE, "bytes": size, "pages_per_second": round(pages / SECONDS, 1), "target": ">= 150"})


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, cookie: str) -> int:
    """Wait until the server answers; the size of the page."""
    for _try in range(100):
        try:
            return len(_get(http.client.HTTPConnection("127.0.0.1", port), cookie))
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def _fetch(port: int, cookie: str, length: float) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    _get(connection, cookie)
    pages, end = 0, time.monotonic() + length
    while time.monotonic() < end:
        _get(connection, cookie)
        pages += 1
    return pages


def _get(connection: http.client.HTTPConnection, cookie: str) -> bytes:
    connection.request("GET", PAGE, headers={"Cookie": cookie})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{PAGE} answered {answer.status}")
    return body


if __name__ == "__main__":
    main()
