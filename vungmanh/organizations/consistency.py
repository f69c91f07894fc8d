"""Whether placements fit together: each stands under its superior, in the superior's path, on every day of its span."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from vungmanh.organizations.models import Placement, path_ids

_BATCH = 5000


def crooked(placements: Iterable[Placement]) -> Iterator[Placement]:
    """Those of the placements whose path is not, on every day of their span, that of their superior and one step."""
    rows = list(placements)
    superiors = histories({row.parent_id for row in rows if row.parent_id is not None})
    for row in rows:
        *above, own = path_ids(row.path)
        straight = own == row.organization_id and (above[-1] if above else None) == row.parent_id
        under = [one for one in superiors.get(row.parent_id or 0, []) if row.path.startswith(one.path)]
        if not straight or (row.parent_id is not None and not covered(row.starts_on, row.ends_on, under)):
            yield row


def histories(organization_ids: Iterable[int]) -> dict[int, list[Placement]]:
    """The standing placements of organizations by their id, in the order of time."""
    ids, found = sorted(set(organization_ids)), dict[int, list[Placement]]()
    for start in range(0, len(ids), _BATCH):
        rows = Placement.objects.effective().filter(organization__in=ids[start : start + _BATCH])
        for row in rows.order_by("starts_on"):
            found.setdefault(row.organization_id, []).append(row)
    return found


def covered(starts_on: date, ends_on: date | None, placements: Sequence[Placement]) -> bool:
    """Whether one or another of the placements, given in the order of time, holds on every day of the span."""
    reached = starts_on
    for placement in placements:
        if placement.holds_on(reached):
            if placement.ends_on is None or (ends_on is not None and ends_on <= placement.ends_on):
                return True
            reached = placement.ends_on
    return False
