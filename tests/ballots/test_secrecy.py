"""Nobody's vote can be told from the database, the journal, the logs, or copies taken during and after a vote.

`attack` is the attacker. The same attacker is set on three ways of keeping votes that look safe and are not; each is
found out, so that the test can fail.
"""

import gzip
import json
import random
import struct
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection, transaction

from tests.ballots.attack import Copy, Row, Table, attack, copied
from tests.ballots.conftest import Electing
from tests.ballots.scene import QUESTIONS, Scene, chosen
from tests.ballots.votes import CHOICES, Vote, question
from vungmanh.ballots.models import Manner
from vungmanh.ballots.tallies import Tally

VOTERS = 40
Leak = Callable[[int, str], None]


@pytest.fixture
def vote(transactional_db: None, opened: Electing) -> Vote:
    """An open vote of forty on screen; every slip is a transaction of its own, as in life."""
    return opened(VOTERS, manner=Manner.SCREEN)


def held(vote: Vote, leak: Leak = lambda _number, _choice: None) -> tuple[list[int], list[str], list[Copy]]:
    """Hold the vote: voters in their order, their choices, and a copy of the database before, after each slip, at last.

    `leak` writes something more in the transaction of the slip.
    """
    chance = random.Random(40)
    order = chance.sample(range(VOTERS), VOTERS)
    choices = chance.choices(CHOICES, weights=(5, 3, 2), k=VOTERS)
    copies = [copied()]
    for number, (voter, choice) in enumerate(zip(order, choices, strict=True)):
        with transaction.atomic():
            vote.cast(voter, choice)
            leak(number, choice)
        copies.append(copied())
    return [vote.members[voter] for voter in order], choices, copies


def test_whoever_copies_the_database_after_every_slip_cannot_tell_a_vote(vote: Vote) -> None:
    voters, choices, copies = held(vote)
    result = attack(voters, choices, copies)
    assert result.tried > 3
    assert not result.tells_something


def test_after_closing_nothing_tells_a_vote_nor_in_which_order_people_voted(vote: Vote) -> None:
    voters, choices, _copies = held(vote)
    vote.close()
    after = copied()
    assert not attack(voters, choices, [after]).tells_something
    electors = after["ballots_elector"]
    hidden = [column for column in ("rowid", "ctid", "xmin", "id") if column in electors.columns]
    member = electors.columns.index("member_id")
    for column in map(electors.columns.index, hidden):
        rows = sorted(electors.rows, key=lambda row: (len(str(row[column])), str(row[column])))
        assert [row[member] for row in rows] == sorted(vote.members)


def test_slips_as_rows_are_found_out(vote: Vote) -> None:
    _sql("CREATE TABLE leak (id integer PRIMARY KEY, choice text)")
    try:
        result = attack(*held(vote, lambda number, choice: _sql("INSERT INTO leak VALUES (%s, %s)", number, choice)))
    finally:
        _sql("DROP TABLE leak")
    assert (result.told, result.tells_something) == (VOTERS, True)


def test_slips_put_into_rows_made_beforehand_are_found_out(vote: Vote) -> None:
    """In random places, without ids that tell: the difference of two copies tells, and PostgreSQL's xmin."""
    places = random.Random(4).sample(range(VOTERS), VOTERS)
    _sql("CREATE TABLE leak (id integer PRIMARY KEY, choice text)")
    for place in range(VOTERS):
        _sql("INSERT INTO leak VALUES (%s, '')", place)
    try:
        voters, choices, copies = held(
            vote, lambda number, choice: _sql("UPDATE leak SET choice = %s WHERE id = %s", choice, places[number])
        )
    finally:
        _sql("DROP TABLE leak")
    assert attack(voters, choices, copies).told == VOTERS
    if connection.vendor == "postgresql":  # one copy is enough: transactions stand in the order of voting
        assert attack(voters, choices, copies[-1:]).told == VOTERS


def test_sums_without_a_seal_are_found_out(vote: Vote) -> None:
    blob = "bytea" if connection.vendor == "postgresql" else "blob"
    sums = dict.fromkeys(CHOICES, 0)

    def add(_number: int, choice: str) -> None:
        sums[choice] += 1
        _sql("UPDATE leak SET sums = %s", struct.pack(">3I", *sums.values()))

    _sql(f"CREATE TABLE leak (id integer PRIMARY KEY, sums {blob})")
    _sql("INSERT INTO leak VALUES (1, %s)", struct.pack(">3I", 0, 0, 0))
    try:
        result = attack(*held(vote, add))
    finally:
        _sql("DROP TABLE leak")
    assert (result.told, result.tells_something) == (VOTERS, True)


def _sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def test_files_logs_and_backups_hold_neither_sums_nor_key(scene: Scene) -> None:
    """Byte by byte: files of the database, freed pages, logs, what was printed, what `vungmanh backup` wrote."""
    built = scene.run("build", 12)
    key_file = scene.home / "ballot-keys" / f"{built['uuid']}.key"
    sums = [_after(slips).packed() for slips in (4, 5, 7, 8, 10, 11)]  # no row of like numbers, which stands anywhere
    known, secret = "Vi Văn 7".encode(), [key_file.read_bytes(), *sums]
    needles = [known, *secret]
    seen, backups = _found(scene, needles), []
    for start in (0, 6):
        said = scene.start("vote", built["ballot"], start, start + 6).communicate("go\n")
        assert not any(one in "".join(said).encode() for one in needles)
        seen |= _found(scene, needles)
        if start == 0:
            backups.append(gzip.decompress(scene.back_up("during").read_bytes()))
    scene.run("close", built["ballot"])
    backups.append(gzip.decompress(scene.back_up("after").read_bytes()))
    seen |= _found(scene, needles)
    assert seen == {known}  # a name is found this way, so the rest would be
    assert not key_file.exists()
    written = [b64encode(one).rstrip(b"=") for one in secret]
    assert [known in one and not any(each in one for each in written) for one in backups] == [True, True]
    choices = [chosen(place)["first"] for place in range(12)]
    assert not attack(built["members"], choices, list(map(_tables, backups))).tells_something


def _tables(text: bytes) -> Copy:
    """The tables of a backup in which something of a vote could stand, in the order of its lines."""
    found: dict[str, tuple[tuple[str, ...], list[Row]]] = {}
    rows: list[Row] = []
    for line in map(json.loads, text.splitlines()):
        if isinstance(line, list):
            rows.append(tuple(each if each.__hash__ else str(each) for each in line))
        elif "table" in line:
            rows = []
            found[line["table"]] = (tuple(line["columns"]), rows)
    kept = ("ballots.", "journal.")
    return {name: Table(columns, tuple(rows)) for name, (columns, rows) in found.items() if name.startswith(kept)}


def _after(slips: int) -> Tally:
    """The sums after so many slips."""
    asked = [question(code) for code in QUESTIONS]
    tally = Tally.empty(asked)
    for place in range(slips):
        tally = tally.plus(Tally.of(asked, chosen(place)))
    return tally


def _found(scene: Scene, needles: list[bytes]) -> set[bytes]:
    """Which of these stand in any file of the installation or of the database's server, keys apart."""
    folders = [scene.home]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute("SHOW data_directory")
            folders.append(Path(cursor.fetchone()[0]))
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix != ".key"]
    texts = map(_content, files)
    return {needle for text in texts for needle in needles if needle in text}


def _content(path: Path) -> bytes:
    """Nothing for a folder, and for a file of the server's that was there only for a moment."""
    with suppress(FileNotFoundError, IsADirectoryError):
        return path.read_bytes()
    return b""
