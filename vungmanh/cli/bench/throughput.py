"""Full member-list pages a second, served by the real server to several clients at once."""

import http.client
import multiprocessing
import time

import django

django.setup()

from django.conf import settings  # noqa: E402  (Django must be set up first)
from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402

from vungmanh.cli.bench.serving import served  # noqa: E402
from vungmanh.cli.bench.timing import tell  # noqa: E402

CLIENTS = 4
SECONDS = 5.0
PAGE = "/members/?scope=kim-phu"


def main() -> None:
    """Start the server, fetch the page from several processes for some seconds, count."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(get_user_model().objects.get(username="ban-to-chuc"))
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    with served() as port, multiprocessing.get_context("spawn").Pool(CLIENTS) as pool:
        size = len(_get(http.client.HTTPConnection("127.0.0.1", port), cookie))
        pages = sum(pool.starmap(_fetch, [(port, cookie, SECONDS)] * CLIENTS))
    tell({"page": PAGE, "bytes": size, "pages_per_second": round(pages / SECONDS, 1), "target": ">= 150"})


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
