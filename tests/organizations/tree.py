"""A checker of the tree that shares nothing with the code it checks, and random things to do with trees."""

from datetime import date

from hypothesis import strategies as st

from vungmanh.organizations.kinds import kinds
from vungmanh.organizations.models import Placement

DAYS = tuple(date(year, 1, 1) for year in range(2006, 2014))
"""The days on which random trees change."""

days = st.sampled_from(DAYS)
numbers = st.integers(0, 10**6)


def faults() -> list[str]:
    """What does not fit together on any of the days; empty in a sound tree."""
    return [fault for day in DAYS for fault in _faults_on(day)]


def _faults_on(day: date) -> list[str]:
    rows = list(Placement.objects.on(day))
    placed = {row.organization_id: row for row in rows}
    found = [f"{day}: {len(rows) - len(placed)} twice"] if len(rows) != len(placed) else []
    for row in rows:
        above = placed.get(row.parent_id) if row.parent_id else None
        if row.parent_id and above is None:
            found.append(f"{day}: {row.name} stands under what does not exist")
        elif row.path != (above.path if above else "") + f"{row.organization_id:08}":
            found.append(f"{day}: {row.name} has a crooked path")
        elif row.depth != (above.depth + 1 if above else 1):
            found.append(f"{day}: {row.name} has a wrong depth")
        elif above and above.kind not in kinds()[row.kind].under:
            found.append(f"{day}: {row.name} may not stand under {above.name}")
    return found


def kinds_under(kind: str) -> list[str]:
    """Kinds that may stand under one in the years of the random trees."""
    return [code for code, one in kinds().items() if kind in one.under and one.exists_on(DAYS[0])]
