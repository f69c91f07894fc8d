"""Changing the tree: found, rename, move, dissolve. Each takes effect on a day and rests on a decision.

A move or an end touches the members below; the acts that carry them along are in `proceedings`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import Any

from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.names import sort_key, unaccented
from vungmanh.journal.writing import Act, act, changed_copy
from vungmanh.organizations import events
from vungmanh.organizations.checks import (
    check_can_carry,
    check_can_dissolve,
    check_can_move,
    check_name,
    check_standing,
)
from vungmanh.organizations.founding import NewOrganization, record_new, stretches
from vungmanh.organizations.models import Ending, Organization, Placement, path_step
from vungmanh.organizations.queries import history_of, placement_of


def found_organization(*, by: Actor, new: NewOrganization) -> Organization:
    """Found one organization; raises Refusal for a taken code or an impossible place."""
    with act(events.FOUNDED, by=by, on=new.starts_on, name=new.name, decision=new.decision.number) as founding:
        organization = record_new(founding, [new])[0]
        founding.file_under(organization, place=organization.pk)
    return organization


def found_organizations(*, by: Actor, new: Sequence[NewOrganization]) -> Sequence[Organization]:
    """Found many at once, superiors before subordinates in whatever order they come; all or none."""
    with act(events.FOUNDED_MANY, by=by, count=len(new)) as founding:
        return record_new(founding, new)


def rename_organization(
    *, by: Actor, on: date, organization: Organization, name: str, decision: Decision = Decision()
) -> None:
    """Give it another name from `on` until the next change of its name, which stays."""
    standing = check_standing(placement_of(organization.pk, on=on), organization, on=on)
    name = check_name(name)
    with act(
        events.RENAMED, by=by, on=on, about=organization, place=organization.pk,
        name=standing.name, new_name=name, decision=decision.number,
    ) as renaming:  # fmt: skip
        so_called = list(takewhile(lambda row: row.name == standing.name, _from_day(organization.pk, on)))
        changes = _named(name) | _resting_on(decision)
        _change_from(
            renaming, so_called, on=on, change=lambda row: [_piece(row, max(row.starts_on, on), row.ends_on, changes)]
        )


def move_organization(
    *, by: Actor, on: date, organization: Organization, parent: Organization, decision: Decision = Decision()
) -> None:
    """Put it, with everything below it, under another superior from `on` until its next move, which stays.

    Where the new superior itself moves later, everything below follows it.
    """
    standing = check_standing(placement_of(organization.pk, on=on), organization, on=on)
    superiors, carried = _from_day(parent.pk, on), _carried(standing, on=on)
    check_can_carry(standing, superiors, carried)
    above = check_can_move(standing, placement_of(parent.pk, on=on), parent_name=parent.code, on=on)
    with act(
        events.MOVED, by=by, on=on, about=organization, place=organization.pk,
        name=standing.name, parent=above.name, decision=decision.number,
    ) as moving:  # fmt: skip
        old_path, step = standing.path, path_step(organization.pk)

        def under(superior: Placement, row: Placement) -> dict[str, Any]:
            path = superior.path + step + row.path.removeprefix(old_path)
            place = {"path": path, "depth": superior.depth + 1 + row.depth - standing.depth}
            if row.organization_id != organization.pk:
                return place
            return place | {"parent_id": parent.pk} | _resting_on(decision)

        def pieces(row: Placement) -> Iterator[Placement]:
            for superior, starts_on, ends_on in stretches(superiors, on):
                first, last = max(row.starts_on, starts_on), _earlier(row.ends_on, ends_on)
                if last is None or first < last:
                    yield _piece(row, first, last, under(superior, row))

        _change_from(moving, carried, on=on, change=pieces)


def dissolve_organization(*, by: Actor, on: date, organization: Organization, decision: Decision = Decision()) -> None:
    """End its activity: `on` is the first day on which it no longer exists. Refused while others stand under it."""
    standing = check_standing(placement_of(organization.pk, on=on), organization, on=on)
    check_can_dissolve(standing, on=on)
    with act(
        events.DISSOLVED, by=by, on=on, about=organization, place=organization.pk,
        name=standing.name, decision=decision.number,
    ) as dissolving:  # fmt: skip
        rows = list(history_of(organization.pk))
        lasting = [row for row in rows if row.starts_on < on]
        dissolving.withdraw(rows[len(lasting) :])
        dissolving.end(
            lasting[-1:],  # also where it ended on that day already, because a change of the same day is withdrawn
            on=on,
            ending=Ending.DISSOLVED,
            end_decision_number=decision.number,
            end_decided_on=decision.decided_on,
        )


def correct_placements(*, by: Actor, corrections: Sequence[tuple[Placement, dict[str, Any]]]) -> None:
    """Correct name, sector or decision of placements as recorded, without a date of change."""
    with act(events.CORRECTED, by=by, count=len(corrections)) as correcting:
        correcting.replace_all(
            (row, changes | (_named(check_name(changes["name"])) if "name" in changes else {}))
            for row, changes in corrections
        )


def _from_day(organization_id: int, day: date) -> list[Placement]:
    """Its standing placements that hold on `day` or later, in the order of time."""
    return list(history_of(organization_id).exclude(ends_on__lte=day))


def _carried(standing: Placement, *, on: date) -> list[Placement]:
    """Placements of it and all below it from `on` until its own place changes."""
    here = list(takewhile(lambda row: row.path == standing.path, _from_day(standing.organization_id, on)))
    carried = Placement.objects.effective().below(standing.path).exclude(ends_on__lte=on)
    until = here[-1].ends_on
    return list(carried if until is None else carried.filter(starts_on__lt=until))


def _change_from(
    action: Act, rows: Sequence[Placement], *, on: date, change: Callable[[Placement], Iterable[Placement]]
) -> None:
    """Put changed pieces in the place of rows from `on` on; the part of a row before that day stays as it was."""
    action.withdraw(rows)
    before = [_piece(row, row.starts_on, on, {}) for row in rows if row.starts_on < on]
    action.record(before + [piece for row in rows for piece in change(row)])


def _piece(row: Placement, starts_on: date, ends_on: date | None, changes: dict[str, Any]) -> Placement:
    """A part of the row's span with changes; only the last part keeps how the row ended."""
    ending = (
        {} if ends_on == row.ends_on else {"ending": Ending.NONE, "end_decision_number": "", "end_decided_on": None}
    )
    return changed_copy(row, {"starts_on": starts_on, "ends_on": ends_on} | ending | changes)


def _earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two ends, of which None is later than any day."""
    return min((day for day in (one, other) if day is not None), default=None)


def _named(name: str) -> dict[str, str]:
    return {"name": name, "sort_key": sort_key(name), "search_key": unaccented(name)}


def _resting_on(decision: Decision) -> dict[str, Any]:
    return {"decision_number": decision.number, "decided_on": decision.decided_on}
