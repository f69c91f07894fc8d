"""Drawing lots that fall the same way every time, and dividing totals so that the parts add up."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

_SEED = "Yên Sơn 2018"


def lots(topic: str) -> Random:
    """A source of chance of its own for each topic, so that a change in one leaves the others as they were."""
    return Random(f"{_SEED}: {topic}")  # noqa: S311 - lots of a demonstration, no secrets


def some_day(rng: Random, first: date, last: date) -> date:
    """A day from `first` to `last`, both included."""
    return first + timedelta(days=rng.randint(0, (last - first).days))


def apportioned(total: int, weights: Sequence[float], limits: Sequence[int] | None = None) -> list[int]:
    """`total` in whole parts after the weights, none above its limit. Raises ValueError when the limits are too low."""
    most = [total] * len(weights) if limits is None else list(limits)
    parts = [0] * len(weights)
    while remaining := total - sum(parts):
        shares = {
            place: remaining * weights[place]
            for place in range(len(parts))
            if parts[place] < most[place] and weights[place] > 0
        }
        if not shares:
            raise ValueError(f"{remaining} of {total} are left over")
        whole = sum(weights[place] for place in shares)
        given = {place: min(int(share / whole), most[place] - parts[place]) for place, share in shares.items()}
        if not any(given.values()):
            largest = sorted(shares, key=lambda place: (-shares[place], place))[:remaining]
            given = dict.fromkeys(largest, 1)
        for place, part in given.items():
            parts[place] += part
    return parts
