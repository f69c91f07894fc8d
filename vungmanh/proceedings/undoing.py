"""Undoing an action with all that hangs on it: what stands again must still fit into the tree of today's record.

The journal knows that somebody changed, pointed at or continued what an action wrote. It cannot know that a cell was
founded below a commune after the commune was moved, or that the cell a member came from was dissolved since.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal import undoing
from vungmanh.journal.models import Entry
from vungmanh.journal.writing import together
from vungmanh.members import listing
from vungmanh.members.models import Member, Membership, Particulars, StandingPeriod
from vungmanh.organizations.consistency import covered, crooked, histories
from vungmanh.organizations.models import Placement

_BATCH = 5000


def undo_action(entry: Entry, *, by: Actor) -> Entry:
    """Undo an action and write the derived lists anew; returns the entry of the undo.

    Raises Refusal, and changes nothing, when something later builds on the action or no longer fits without it.
    """
    with together():
        stamped = Q(recorded_by__in=undoing.whole(entry)) | Q(withdrawn_by__in=undoing.whole(entry))
        organizations = set(_all(Placement, stamped, "organization_id"))
        members = {
            *_all(Member, stamped, "pk"),
            *(id_ for model in (Particulars, Membership, StandingPeriod) for id_ in _all(model, stamped, "member_id")),
        }
        undone = undoing.undo(entry, by=by)
        if organizations:
            _check_tree(organizations)
        _check_memberships(organizations, members)
        if organizations:
            listing.rebuild()
        else:
            listing.refresh(members)
    return undone


def _all(model: type, stamped: Q, field: str) -> Iterable[int]:
    return model.objects.filter(stamped).values_list(field, flat=True)  # type: ignore[attr-defined,no-any-return]


def _check_tree(organizations: set[int]) -> None:
    for ids in _batches(organizations):
        rows = Placement.objects.effective().filter(Q(organization__in=ids) | Q(parent__in=ids))
        if wrong := next(crooked(rows), None):
            raise _no_longer_fits(wrong.name)


def _check_memberships(organizations: set[int], members: set[int]) -> None:
    found: set[Membership] = set()
    for ids in _batches(organizations):
        found.update(Membership.objects.effective().filter(organization__in=ids))
    for ids in _batches(members):
        found.update(Membership.objects.effective().filter(member__in=ids))
    places = histories(row.organization_id for row in found)
    for row in found:
        if not covered(row.starts_on, row.ends_on, places.get(row.organization_id, [])):
            raise _no_longer_fits(Particulars.objects.effective().get(member=row.member_id).full_name)


def _no_longer_fits(name: str) -> Refusal:
    return Refusal(
        "proceedings.no_longer_fits",
        _("Không thể hoàn tác: “{name}” đang dựa trên thay đổi này.").format(name=name),
        remedy=_("Hoàn tác hoặc sửa các thay đổi sau đó trước."),
    )


def _batches(ids: set[int]) -> Iterable[list[int]]:
    ordered = sorted(ids)
    return (ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH))
