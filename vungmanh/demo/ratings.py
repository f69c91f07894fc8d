"""How many of each group were given which category: the figures of the report, divided among the organizations.

Categories are counted by their place from the best to the worst, 0 to 3: their codes are those of the year's rulebook.
"""

from collections.abc import Sequence

from vungmanh.demo.drawing import apportioned, lots

BEST, GOOD, COMPLETED, FAILED = range(4)
ORGANIZATIONS = (12, 37, 6, 0)
CELLS = (112, 562, 24, 2)
MEMBERS = (872, 6212, 1574, 32)
MEMBERS_BEYOND_CAP = {"kim-phu": 5, "thang-quan": 4, "xuan-van": 3, "tu-quan": 6}
"""Communes that rated more members excellent than the cap of 20% of the good allows, and how many more."""
CELLS_BEYOND_CAP = {"kim-phu": 2, "my-bang": 2, "thang-quan": 1, "hung-loi": 2, "xuan-van": 2}
"""Communes that rated more cells excellent than the cap allows, and how many more."""


def divided(
    sizes: Sequence[int], whole: Sequence[int], *, topic: str, beyond: Sequence[int] | None = None, clustered: int = 1
) -> list[tuple[int, ...]]:
    """For each group of so many rated, how many got which category, so that the whole adds up.

    The best stay within the cap of each group, 20% of its good, except where `beyond` says by how many not. The
    higher `clustered`, the fewer groups the merely completed fall to.
    """
    rng = lots(topic)
    best, _good, completed, failed = whole
    least = apportioned(failed, [size * rng.random() ** 2 for size in sizes])
    room = [size - few for size, few in zip(sizes, least, strict=True)]
    enough = apportioned(
        completed, [size * rng.uniform(0.4, 1.6) ** clustered for size in sizes], [left // 2 for left in room]
    )
    well = [left - few for left, few in zip(room, enough, strict=True)]
    excess = beyond or [0] * len(sizes)
    fixed = [more and count // 6 + more for count, more in zip(well, excess, strict=True)]
    limits = [0 if more else count // 6 for count, more in zip(well, excess, strict=True)]
    within = apportioned(best - sum(fixed), [limit * rng.uniform(0.5, 1) for limit in limits], limits)
    tops = [more + some for more, some in zip(fixed, within, strict=True)]
    return [(top, count - top, some, few) for top, count, some, few in zip(tops, well, enough, least, strict=True)]


def places(counts: Sequence[int]) -> list[int]:
    """The categories of a group from the best on, each as often as it was given."""
    return [category for category, count in enumerate(counts) for _one in range(count)]
