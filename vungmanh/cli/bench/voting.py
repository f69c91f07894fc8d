"""Two hundred voters through the pages of the real server: each opens the slip, looks at it again and gives it."""

import http.client
import multiprocessing
import random
import time
from urllib.parse import urlencode

import django

django.setup()

from django.conf import settings  # noqa: E402  (Django must be set up first)
from django.test import Client  # noqa: E402

from vungmanh.accounts.actions import give_login  # noqa: E402
from vungmanh.accounts.queries import login_of  # noqa: E402
from vungmanh.ballots.actions import close_ballot  # noqa: E402
from vungmanh.ballots.models import Ballot  # noqa: E402
from vungmanh.cli.bench.ballots import CHOICES, OPERATOR, VOTERS, opened  # noqa: E402
from vungmanh.cli.bench.serving import served  # noqa: E402
from vungmanh.cli.bench.timing import spread, tell  # noqa: E402
from vungmanh.members.models import Listing, Member  # noqa: E402

SECONDS = 60.0
CLIENTS = 4
TOKEN = "b" * 32
"""What the browser sends twice, in a cookie and in a header: Django asks that both are equal."""

Voter = tuple[str, float]
"""The cookie of a session, and when its voter comes."""


def main() -> None:
    """Hold the vote; one that is lost or refused ends the part."""
    members = list(Listing.objects.order_by("pk").values_list("pk", flat=True)[:VOTERS])
    ballot, chance = opened(members), random.Random(60)
    voters = [(_signed_in(member), chance.uniform(0, SECONDS)) for member in members]
    begin = time.time() + 15
    with served(threads=2) as port, multiprocessing.get_context("spawn").Pool(CLIENTS) as pool:
        shares = [(port, f"/ballots/{ballot.uuid}/vote/", begin, voters[n::CLIENTS]) for n in range(CLIENTS)]
        times = [one for share in pool.starmap(_come, shares) for one in share]
    outcome = close_ballot(by=OPERATOR, ballot=Ballot.objects.get(pk=ballot.pk), on=settings.TODAY)
    if outcome.took_part != VOTERS:
        raise SystemExit(f"{outcome.took_part} of {VOTERS} votes were counted")
    tell(
        {
            "what": f"{VOTERS} voters through the pages within {SECONDS:.0f} s: open the slip, look again, give it",
            "open": spread([opening for opening, _giving in times]),
            "give": spread([giving for _opening, giving in times]),
            "errors": 0,
            "target": "no error, p95 < 300 ms",
        }
    )


def _signed_in(member_id: int) -> str:
    """The cookies of a member's own session."""
    member = Member.objects.get(pk=member_id)
    login = login_of(member) or give_login(by=OPERATOR, member=member, username=f"bench-{member_id}")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(login, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def _come(port: int, page: str, begin: float, share: list[Voter]) -> list[tuple[float, float]]:
    """One process takes its share of the voters, each at the voter's time: seconds of opening and of giving."""
    connection, times = http.client.HTTPConnection("127.0.0.1", port), []
    for cookie, after in sorted(share, key=lambda one: one[1]):
        time.sleep(max(0.0, begin + after - time.time()))
        began = time.perf_counter()
        asked = _ask(connection, "GET", page, cookie, {}, 200)
        opening = time.perf_counter() - began
        names = {part.split(b'"')[0].decode() for part in asked.split(b'type="radio" name="')[1:]}
        slip = dict.fromkeys(sorted(names), CHOICES[0].code)
        _ask(connection, "POST", page, cookie, slip | {"step": "confirm"}, 200)
        began = time.perf_counter()
        _ask(connection, "POST", page, cookie, slip | {"step": "cast"}, 302)
        times.append((opening, time.perf_counter() - began))
    return times


def _ask(
    connection: http.client.HTTPConnection, how: str, page: str, cookie: str, sent: dict[str, str], status: int
) -> bytes:
    headers = {"Cookie": cookie, "X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(how, page, body=urlencode(sent) if sent else None, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != status:
        raise SystemExit(f"{how} {page} answered {answer.status}")
    return body


if __name__ == "__main__":
    main()
