"""A vote in an installation of its own, taken part in by other processes: `python -m tests.ballots.scene COMMAND`.

migrate             an empty database
build VOTERS        an open vote on screen; prints its id and the members on its list
vote ID START STOP  waits for a line on stdin, then these voters vote, ten at once; prints a line for each
stall ID VOTER      casts one slip and stops, for ever, between the mark and the slip
close ID            prints the outcome, or the code of the refusal
The voter with place N chooses what `chosen` says.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

_printing = threading.Lock()
CHOICES = ("excellent", "good", "poor")
QUESTIONS = ("first", "second", "third")


def chosen(place: int) -> dict[str, str]:
    """The answers of the voter with this place."""
    return {question: CHOICES[(place + number) % 3] for number, question in enumerate(QUESTIONS)}


@dataclass(frozen=True)
class Scene:
    """The installation, and how to start a process in it."""

    home: Path
    database: str

    def start(self, *argv: object) -> "subprocess.Popen[str]":
        """Start a command; the caller speaks with it and waits for it."""
        return subprocess.Popen(
            [sys.executable, "-m", "tests.ballots.scene", *map(str, argv)],
            env=self._environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, *argv: object) -> Any:
        """Run a command to its end; its answer."""
        out, err = self.start(*argv).communicate("go\n")
        assert err == "", err
        return [json.loads(line) for line in out.splitlines()][-1]

    def back_up(self, name: str) -> Path:
        """What `vungmanh backup` writes."""
        file = self.home.parent / name
        program = [sys.executable, "-c", "from vungmanh.cli import run; run()", "backup", str(file)]
        subprocess.run(program, env=self._environment(), check=True, capture_output=True)
        return file

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("VUNGMANH_", "DATABASE"))}
        own = {"VUNGMANH_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "vungmanh.settings"}
        own |= {"PYTHONPATH": os.pathsep.join(sys.path)}
        return kept | own | ({"DATABASE_URL": self.database} if self.database else {})


def said(answer: object) -> None:
    """Print an answer as a line, in one piece even where threads print at once."""
    with _printing:
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def migrate() -> None:
    """An empty database of this version."""
    from vungmanh.cli.installation import prepare

    prepare(create=True)
    said("ready")


def build(voters: str) -> None:
    """An open vote on screen, in an organization of its own."""
    from datetime import date

    from tests.ballots.votes import elect, question
    from vungmanh.ballots.actions import NewElector, open_ballot
    from vungmanh.foundation.actors import Actor
    from vungmanh.members import listing
    from vungmanh.members.actions import NewMember, enrol_members
    from vungmanh.organizations.actions import found_organizations
    from vungmanh.organizations.founding import NewOrganization

    by, day = Actor.operator("tests"), date(2019, 12, 20)
    listing.advance(day)
    [cell] = found_organizations(by=by, new=[NewOrganization("x", "Chi bộ X", "grassroots_cell", None, day, "office")])
    new = [NewMember(f"x-{n}", cell.pk, day, "full", {"full_name": f"Vi Văn {n}"}) for n in range(int(voters))]
    ids = [member.pk for member in enrol_members(by=by, new=new)]
    electors = [NewElector(id_) for id_ in ids]
    vote = elect(by, cell.pk, ids, electors, questions=[question(code) for code in QUESTIONS])
    open_ballot(by=by, ballot=vote.ballot, on=day)
    said({"ballot": vote.ballot.pk, "uuid": str(vote.ballot.uuid), "members": ids})


def vote(ballot_id: str, start: str, stop: str) -> None:
    """These voters, ten at once, as many as a busy web server takes."""
    cast_one = _voting(ballot_id)
    sys.stdin.readline()
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(cast_one, range(int(start), int(stop))))


def stall(ballot_id: str, place: str) -> None:
    """Stop where a kill hurts most."""
    from vungmanh.ballots import urns

    def never(*_args: object, **_slip: object) -> None:
        said("between mark and slip")
        sys.stdin.read()

    urns.put_in = never
    _voting(ballot_id)(int(place))


def close(ballot_id: str) -> None:
    """End the vote."""
    from datetime import date

    from vungmanh.ballots.actions import close_ballot
    from vungmanh.ballots.models import Ballot
    from vungmanh.foundation.actors import Actor
    from vungmanh.foundation.refusals import Refusal

    sys.stdin.readline()
    try:
        outcome = close_ballot(
            by=Actor.operator("tests"), ballot=Ballot.objects.get(pk=int(ballot_id)), on=date(2019, 12, 20)
        )
    except Refusal as refusal:
        said({"refused": refusal.code})
    else:
        said({"slips": outcome.took_part, "votes": outcome.results[0]["votes"]})


def _voting(ballot_id: str) -> Callable[[int], None]:
    from django.db import connection

    from tests.ballots.votes import person
    from vungmanh.ballots.actions import cast
    from vungmanh.ballots.models import Ballot, Elector
    from vungmanh.foundation.refusals import Refusal

    members = list(Elector.objects.filter(ballot=int(ballot_id)).order_by("member").values_list("member", flat=True))

    def cast_one(place: int) -> None:
        try:
            ballot = Ballot.objects.get(pk=int(ballot_id))
            cast(by=person(members[place]), ballot=ballot, answers=chosen(place))
            said(place)
        except Refusal as refusal:
            said(refusal.code)
        finally:
            connection.close()

    return cast_one


def answers(out: IO[str]) -> list[Any]:
    """What a process has printed, to its end."""
    return [json.loads(line) for line in out]


if __name__ == "__main__":
    import django

    django.setup()
    {"migrate": migrate, "build": build, "vote": vote, "stall": stall, "close": close}[sys.argv[1]](*sys.argv[2:])
