"""Two hundred voters on screen on the embedded database: arriving one after another, and all at once."""

import multiprocessing
import random
import time
from fractions import Fraction

import django

django.setup()

from django.conf import settings  # noqa: E402  (Django must be set up first)

from vungmanh.ballots.actions import NewElector, cast, close_ballot, open_ballot, prepare_ballot  # noqa: E402
from vungmanh.ballots.models import Ballot, Manner  # noqa: E402
from vungmanh.ballots.terms import Choice, Question  # noqa: E402
from vungmanh.cli.bench.timing import spread, tell  # noqa: E402
from vungmanh.foundation.actors import Actor  # noqa: E402
from vungmanh.foundation.citations import Citation, Document, Evidence  # noqa: E402
from vungmanh.foundation.texts import Text  # noqa: E402
from vungmanh.members.models import Listing  # noqa: E402
from vungmanh.organizations.queries import organization_by_code  # noqa: E402
from vungmanh.rulebooks.conduct import Denominator  # noqa: E402
from vungmanh.rulebooks.values import Threshold, Value  # noqa: E402

VOTERS, QUESTIONS, PROCESSES = 200, 20, 2  # as many processes as `vungmanh serve` starts
SECONDS = 20.0
"""The voters of the promise arrive within a minute; here within a third of it."""
OPERATOR = Actor.operator("vungmanh bench")
NAME = Text("Bench", "Bench")
CHOICES = tuple(Choice(f"c{place}", NAME) for place in range(4))
CITATION = Citation(Document("bench", "bench", None, NAME, NAME), NAME, Evidence.UNCONFIRMED)


def main() -> None:
    """Hold a vote twice and count it; a vote that is lost or refused ends the part."""
    chance = random.Random(200)
    arriving = [chance.uniform(0, SECONDS) for _voter in range(VOTERS)]
    tell(
        {
            "what": f"casting by {VOTERS} voters, {QUESTIONS} questions each, from {PROCESSES} processes",
            "arriving": spread(_held(arriving)) | {"seconds": SECONDS},
            "at_once": spread(_held([0.0] * VOTERS)),
            "target": "arriving within 60 s: no error, p95 < 300 ms",
        }
    )


def _held(arriving: list[float]) -> list[float]:
    """Hold a vote; how long each voter waited, from arriving to the answer."""
    members = list(Listing.objects.order_by("pk").values_list("pk", flat=True)[:VOTERS])
    ballot = opened(members)
    begin = time.time() + 10  # the processes need some seconds to start
    shares = [list(zip(members, arriving, strict=True))[n::PROCESSES] for n in range(PROCESSES)]
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        times = pool.starmap(_vote, [(ballot.pk, begin, share) for share in shares])
    outcome = close_ballot(by=OPERATOR, ballot=ballot, on=settings.TODAY)
    if outcome.took_part != VOTERS:
        raise SystemExit(f"{outcome.took_part} of {VOTERS} votes were counted")
    return [waited for share in times for waited in share]


def opened(members: list[int]) -> Ballot:
    """An open vote on screen of these members."""
    district = organization_by_code("yen-son")
    assert district is not None
    ballot = prepare_ballot(
        by=OPERATOR,
        organization_id=district.pk,
        title=NAME,
        questions=[Question(f"q{number}", NAME, CHOICES) for number in range(QUESTIONS)],
        electors=[NewElector(member) for member in members],
        threshold=Value(Threshold(Fraction(1, 2), strict=True), CITATION),
        denominator=Value(Denominator.DUE, CITATION),
        manner=Manner.SCREEN,
    )
    open_ballot(by=OPERATOR, ballot=ballot, on=settings.TODAY)
    return ballot


def _vote(ballot_id: int, begin: float, share: list[tuple[int, float]]) -> list[float]:
    """One process casts its share, each at its time or as soon after it as the one before is done."""
    ballot, waited = Ballot.objects.get(pk=ballot_id), []
    for member, after in sorted(share, key=lambda one: one[1]):
        time.sleep(max(0.0, begin + after - time.time()))
        answers = {question.code: CHOICES[member % 4].code for question in ballot.questions}
        cast(by=Actor("bench", "bench", member_id=member), ballot=ballot, answers=answers)
        waited.append(time.time() - max(begin, begin + after))
    return waited


if __name__ == "__main__":
    main()
