"""Changing the tree: found, rename, move, dissolve. Each takes effect on a day and rests on a decision.

A move or an end touches the members below; the acts that carry them along are in `proceedings`.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.names import normalized, sort_key, unaccented
from vungmanh.journal.writing import Act, act, changed_copy
from vungmanh.organizations import events
from vungmanh.organizations.checks import (
    check_can_dissolve,
    check_can_move,
    check_standing,
)
from vungmanh.organizations.founding import NewOrganization, record_new
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
    """Give it another name from `on`; later placements that still had the old name take the new one."""
    standing = check_standing(placement_of(organization.pk, on=on), organization, on=on)
    name = normalized(name)
    with act(
        events.RENAMED, by=by, on=on, about=organization, place=organization.pk,
        name=standing.name, new_name=name, decision=decision.number,
    ) as renaming:  # fmt: skip
        later = [row for row in _from_day(organization.pk, on) if row.name == standing.name]
        _change_from(renaming, later, on=on, change=lambda _row: _named(name) | _resting_on(decision))


def move_organization(
    *, by: Actor, on: date, organization: Organization, parent: Organization, decision: Decision = Decision()
) -> None:
    """Put it, with everything below it, under another superior from `on`."""
    standing = check_standing(placement_of(organization.pk, on=on), organization, on=on)
    above = placement_of(parent.pk, on=on)
    check_can_move(standing, above, parent_name=parent.code, on=on)
    assert above is not None
    with act(
        events.MOVED, by=by, on=on, about=organization, place=organization.pk,
        name=standing.name, parent=above.name, decision=decision.number,
    ) as moving:  # fmt: skip
        carried = list(Placement.objects.effective().below(standing.path).exclude(ends_on__lte=on))
        old_path, new_path = standing.path, above.path + path_step(organization.pk)

        def change(row: Placement) -> dict[str, Any]:
            path = new_path + row.path.removeprefix(old_path)
            place = {"path": path, "depth": row.depth - standing.depth + above.depth + 1}
            if row.organization_id != organization.pk:
                return place
            return place | {"parent_id": parent.pk} | _resting_on(decision)

        _change_from(moving, carried, on=on, change=change)


def dissolve_organization(*, by: Actor, on: date, organization: Organization, decision: Decision = Decision()) -> None:
    """End its activity: `on` is the first day on which it no longer exists. Refused while others stand under it."""
    standing = check_standing(placement_of(organization.pk, on=on), organization, on=on)
    check_can_dissolve(standing, on=on)
    with act(
        events.DISSOLVED, by=by, on=on, about=organization, place=organization.pk,
        name=standing.name, decision=decision.number,
    ) as dissolving:  # fmt: skip
        dissolving.end(
            _from_day(organization.pk, on),
            on=on,
            ending=Ending.DISSOLVED,
            end_decision_number=decision.number,
            end_decided_on=decision.decided_on,
        )


def correct_placements(*, by: Actor, corrections: Sequence[tuple[Placement, dict[str, Any]]]) -> None:
    """Correct name, sector or decision of placements as recorded, without a date of change."""
    with act(events.CORRECTED, by=by, count=len(corrections)) as correcting:
        correcting.replace_all(
            (row, changes | (_named(changes["name"]) if "name" in changes else {})) for row, changes in corrections
        )


def _from_day(organization_id: int, day: date) -> list[Placement]:
    """Its standing placements that hold on `day` or later."""
    return list(history_of(organization_id).exclude(ends_on__lte=day))


def _change_from(
    action: Act, rows: Sequence[Placement], *, on: date, change: Callable[[Placement], dict[str, Any]]
) -> None:
    """Change rows from `on` on: a row that began earlier is split, the part before stays as it was."""
    action.withdraw(rows)
    before = [changed_copy(row, {"ends_on": on}) for row in rows if row.starts_on < on]
    after = [changed_copy(row, change(row) | {"starts_on": max(row.starts_on, on)}) for row in rows]
    action.record(before + after)


def _named(name: str) -> dict[str, str]:
    return {"name": name, "sort_key": sort_key(name), "search_key": unaccented(name)}


def _resting_on(decision: Decision) -> dict[str, Any]:
    return {"decision_number": decision.number, "decided_on": decision.decided_on}
