"""Organizations that the workbook ends: nobody may be left in them."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.exchange.planning.organizations import rejected_above
from vungmanh.exchange.rows import Row, steps_of
from vungmanh.exchange.steps import Dissolve, Enrol, Establish, Leave, Move, Place, Transfer
from vungmanh.exchange.tree import Tree
from vungmanh.foundation.dates import written
from vungmanh.members.models import Membership


def check_endings(tree: Tree, rows: Sequence[Row]) -> None:
    """Reject the rows that end an organization with members or organizations still in it on that day."""
    ending = [(row, step) for row in rows if not row.problems for step in row.steps if isinstance(step, Dissolve)]
    if not ending:
        return
    remaining = _remaining([step.place for _row, step in ending], rows)
    moved = [step.place.placements[-1].path for step in steps_of(rows, Move)]
    for row, step in ending:
        below = [
            place
            for place in tree.places.values()
            if _stands_under(place, step.place)
            and place.standing(step.on)
            and not any(place.placements[-1].path.startswith(path) for path in moved)
        ]
        members = [day for day in remaining.get(step.place, []) if day is None or day > step.on]
        if below:
            row.refuse(
                "ends_on",
                _("Đến ngày {day} còn “{first}” trực thuộc. Chuyển hoặc kết thúc tổ chức đó trước.").format(
                    day=written(step.on), first=below[0].name
                ),
            )
        if members:
            row.refuse(
                "ends_on",
                _("Đến ngày {day} còn {count} đảng viên sinh hoạt. Chuyển sinh hoạt cho họ trước.").format(
                    day=written(step.on), count=len(members)
                ),
            )
    _refuse_dependents(rows)


def _refuse_dependents(rows: Sequence[Row]) -> None:
    """Reject what rests on a new organization that has just been rejected."""
    lost = {step.place: row for row in rows if row.problems for step in row.steps if isinstance(step, Establish)}
    for row in rows:
        for step in () if row.problems else row.steps:
            names = ("place", "parent", "decided_by", "cell")
            place = next((one for name in names if (one := getattr(step, name, None)) in lost), None)
            if isinstance(place, Place):
                name = next(name for name in ("parent", "organization", "code") if name in row.sheet.layout.by_field)
                row.refuse(name, rejected_above(place.code, lost[place]))
                break


def _stands_under(place: Place, other: Place) -> bool:
    path = other.placements[-1].path
    return place is not other and place.placements[-1].path.startswith(path)


def _remaining(places: Sequence[Place], rows: Sequence[Row]) -> dict[Place, list[date | None]]:
    """The ends (None for open ones) of memberships in the places, once the workbook's own changes are made."""
    left = {step.person.id: step.on for step in steps_of(rows, Leave)}
    left |= {step.person.id: step.on for step in steps_of(rows, Transfer)}
    by_id = {place.id: place for place in places if place.id}
    ends: dict[Place, list[date | None]] = {}
    standing = Membership.objects.effective().filter(organization__in=by_id)
    for organization_id, member_id, ends_on in standing.values_list("organization_id", "member_id", "ends_on"):
        ends.setdefault(by_id[organization_id], []).append(ends_on or left.get(member_id))
    coming: list[Enrol | Transfer] = [*steps_of(rows, Enrol), *steps_of(rows, Transfer)]
    for step in coming:
        ends.setdefault(step.place, []).append(left.get(step.person.id) if isinstance(step, Enrol) else None)
    return ends
