"""The yearly results of the 55 organizations and the 700 cells from 2008 to 2018.

Lập Thành was clean and strong for ten years and excellent in 2018; no other organization's best years run so long.
"""

from collections.abc import Sequence
from functools import cache
from random import Random

from vungmanh.demo import ratings
from vungmanh.demo.drawing import lots
from vungmanh.demo.ratings import BEST, COMPLETED, FAILED, GOOD
from vungmanh.demo.tree import DISSOLVED, LAP_THANH, Cell, bodies

YEARS = range(2008, 2019)
LAST = YEARS[-1]
_LONGEST = 9

_KNOWN: dict[str, dict[int, int]] = {
    LAP_THANH: dict.fromkeys(YEARS, BEST),
    "kim-phu": {2017: GOOD, LAST: BEST},
    "chan-son": {2014: GOOD, 2015: BEST, 2016: BEST, 2017: BEST, LAST: GOOD},
    "thang-quan": {2016: GOOD, 2017: BEST, LAST: BEST},
    "my-bang": {LAST: GOOD},
    "kho-bac": {LAST: COMPLETED},
}
"""Results that are not left to chance."""


@cache
def histories() -> dict[str, dict[int, int]]:
    """Category by year for each organization and cell that is rated, by code."""
    rng = lots("histories")
    organizations = [body.code for body in bodies()]
    below = [cell.code for body in bodies() if not body.is_cell for cell in body.cells]
    bent = {code: rng.gauss(0, 1) for code in [*organizations, *below, DISSOLVED.code]}
    found = {code: {year: _by_bent(rng, bent[code]) for year in YEARS} for code in bent}
    last = {code: bent[code] + rng.gauss(0, 0.8) for code in bent}
    _rank(found, organizations, ratings.ORGANIZATIONS, last)
    for cells, counts in _cells_of_2018():
        _rank(found, [cell.code for cell in cells], counts, last)
    for code, known in _KNOWN.items():
        found[code] |= known
    for code, history in found.items():
        if code != LAP_THANH:
            _shorten(rng, history)
    return found


@cache
def exemplary() -> frozenset[tuple[str, int]]:
    """Codes and years, up to 2017, of organizations that were clean and strong and moreover «tiêu biểu»."""
    rng = lots("exemplary")
    best = [(code, year) for code, years in histories().items() for year in YEARS[:-1] if years[year] == BEST]
    return frozenset(one for one in best if rng.random() < (0.5 if one[0] == LAP_THANH else 0.13))


def _by_bent(rng: Random, bent: float) -> int:
    score = bent + rng.gauss(0, 0.9)
    if score > -0.1:
        return BEST
    return GOOD if score > -1.9 else COMPLETED if score > -3.1 else FAILED


def _cells_of_2018() -> list[tuple[Sequence[Cell], tuple[int, ...]]]:
    groups = [body for body in bodies() if not body.is_cell]
    counts = ratings.divided(
        [len(body.cells) for body in groups],
        ratings.CELLS,
        topic="cells of 2018",
        clustered=5,
        beyond=[ratings.CELLS_BEYOND_CAP.get(body.code, 0) for body in groups],
    )
    return [(body.cells, count) for body, count in zip(groups, counts, strict=True)]


def _rank(
    found: dict[str, dict[int, int]], codes: Sequence[str], counts: Sequence[int], scores: dict[str, float]
) -> None:
    """Give out the categories of 2018: known ones first, the others in the order of the scores."""
    known = {code: _KNOWN[code][LAST] for code in codes if LAST in _KNOWN.get(code, {})}
    left = list(counts)
    for category in known.values():
        left[category] -= 1
    others = sorted((code for code in codes if code not in known), key=lambda code: (-scores[code], code))
    for code, category in zip(others, ratings.places(left), strict=True):
        found[code][LAST] = category


def _shorten(rng: Random, history: dict[int, int]) -> None:
    """Break a run of best years that would be nearly as long as that of Lập Thành."""
    run = 0
    for year in YEARS:
        run = run + 1 if history[year] == BEST else 0
        if run > _LONGEST:
            history[year - rng.randint(3, 7)] = GOOD
            return
