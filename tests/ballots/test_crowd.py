"""Everybody at once, and processes killed in the middle: on a file of SQLite and on PostgreSQL."""

from collections import Counter

from tests.ballots.scene import CHOICES, Scene, answers

VOTERS, PROCESSES = 200, 4


def expected(voters: int) -> dict[str, int]:
    return dict(Counter(CHOICES[place % 3] for place in range(voters)))


def test_two_hundred_voters_at_once_are_all_counted(scene: Scene) -> None:
    built = scene.run("build", VOTERS)
    share = VOTERS // PROCESSES
    crowd = [scene.start("vote", built["ballot"], n * share, (n + 1) * share) for n in range(PROCESSES)]
    for process in crowd:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [answer for process in crowd for answer in answers(process.stdout)]
    assert [process.communicate()[1] for process in crowd] == [""] * PROCESSES
    assert sorted(said) == list(range(VOTERS))
    assert scene.run("close", built["ballot"]) == {"slips": VOTERS, "votes": expected(VOTERS)}


def test_the_same_voter_at_once_from_several_processes_votes_once(scene: Scene) -> None:
    built = scene.run("build", 6)
    crowd = [scene.start("vote", built["ballot"], 0, 6) for _n in range(3)]
    for process in crowd:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = Counter(answer for process in crowd for answer in answers(process.stdout))
    assert [process.communicate()[1] for process in crowd] == [""] * 3
    assert said == {**dict.fromkeys(range(6), 1), "ballots.voted_already": 12}
    assert scene.run("close", built["ballot"])["slips"] == 6


def test_of_two_people_closing_at_once_the_first_does(scene: Scene) -> None:
    built = scene.run("build", 6)
    scene.run("vote", built["ballot"], 0, 6)
    closing = [scene.start("close", built["ballot"]) for _n in range(2)]
    for process in closing:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [answers(process.stdout)[0] for process in closing]
    assert [process.communicate()[1] for process in closing] == [""] * 2
    assert sorted(said, key=str) == sorted([{"slips": 6, "votes": expected(6)}, {"refused": "ballots.closed"}], key=str)
    assert list((scene.home / "ballot-keys").iterdir()) == []


def test_who_is_killed_between_mark_and_slip_has_not_voted_and_can(scene: Scene) -> None:
    built = scene.run("build", 6)
    scene.run("vote", built["ballot"], 0, 3)
    killed = scene.start("stall", built["ballot"], 3)
    assert killed.stdout.readline() == '"between mark and slip"\n'
    killed.kill()
    killed.communicate()
    scene.run("vote", built["ballot"], 3, 6)
    assert scene.run("close", built["ballot"]) == {"slips": 6, "votes": expected(6)}


def test_voters_killed_at_any_moment_have_voted_wholly_or_not_at_all(scene: Scene) -> None:
    built = scene.run("build", 60)
    killed = scene.start("vote", built["ballot"], 0, 60)
    killed.stdin.write("go\n")
    killed.stdin.flush()
    for _some in range(10):
        killed.stdout.readline()
    killed.kill()
    killed.communicate()
    again = scene.start("vote", built["ballot"], 0, 60)
    out, err = again.communicate("go\n")
    assert err == ""
    assert out.count("voted_already") in range(10, 60)
    assert scene.run("close", built["ballot"]) == {"slips": 60, "votes": expected(60)}
