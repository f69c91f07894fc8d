"""Choosing whom to honour: somebody who waits for it, and by one body at a time."""

from dataclasses import dataclass

from tests.campaigns.test_steps import refused
from vungmanh.campaigns.deciding.honours import picked_of


@dataclass(frozen=True)
class Honour:
    """As much of an honour as choosing asks for."""

    decider: str | None = None


@dataclass(frozen=True)
class Candidate:
    """As much of a candidate as choosing asks for."""

    decided_by: int | None
    given: bool = False
    honour: Honour = Honour()


def test_those_chosen_wait_for_one_and_the_same_body() -> None:
    known = {"a": Candidate(1), "b": Candidate(1), "c": Candidate(2), "d": Candidate(1, given=True)}
    above = {"e": Candidate(None, honour=Honour("province")), "f": Candidate(None, honour=Honour("government"))}
    assert picked_of(known, {"a": "", "b": ""}) == [known["a"], known["b"]]  # type: ignore[arg-type]
    for chosen, code in (
        ("", "campaigns.nobody_honoured"),
        ("ad", "campaigns.not_to_honour"),
        ("ax", "campaigns.not_to_honour"),
        ("ac", "campaigns.honours_of_two_bodies"),
        ("ae", "campaigns.honours_of_two_bodies"),
        ("ef", "campaigns.honours_of_two_bodies"),
    ):
        with refused(code):
            picked_of(known | above, dict.fromkeys(chosen, ""))  # type: ignore[arg-type]
