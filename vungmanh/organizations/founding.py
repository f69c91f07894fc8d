"""Founding organizations: checking a set of new ones as a whole and placing each under its superior."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.names import sort_key, unaccented
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import Act
from vungmanh.organizations.checks import check_codes_are_free, check_kind, check_name, check_stands_under
from vungmanh.organizations.models import Organization, Placement, path_step


@dataclass(frozen=True, slots=True)
class NewOrganization:
    """What is needed to found one; `parent_code` None makes it the root."""

    code: str
    name: str
    kind: str
    parent_code: str | None
    starts_on: date
    sector: str = ""
    decision: Decision = Decision()


def record_new(founding: Act, new: Sequence[NewOrganization]) -> Sequence[Organization]:
    """Check and record new organizations with their placements, superiors before subordinates."""
    check_codes_are_free([one.code for one in new])
    organizations = founding.record([Organization(code=one.code) for one in new])
    ids = {organization.code: organization.pk for organization in organizations}
    placed = _placements_of_superiors(new)
    for one in _superiors_first(new):
        placed[one.code] = list(_placements(one, ids, placed))
    founding.record([row for one in new for row in placed[one.code]])
    return organizations


def _placements_of_superiors(new: Sequence[NewOrganization]) -> dict[str, list[Placement]]:
    """The standing placements, in the order of time, of superiors that exist already, by code."""
    codes = {one.parent_code for one in new if one.parent_code} - {one.code for one in new}
    existing = Placement.objects.effective().filter(organization__code__in=codes, organization__withdrawn_by=None)
    placed: dict[str, list[Placement]] = {}
    for row in existing.select_related("organization").order_by("starts_on"):
        placed.setdefault(row.organization.code, []).append(row)
    return placed


def _superiors_first(new: Sequence[NewOrganization]) -> Iterator[NewOrganization]:
    waiting = {one.code: one for one in new}
    while waiting:
        ready = [one for one in waiting.values() if one.parent_code not in waiting]
        if not ready:
            raise Refusal(
                "organizations.circle",
                _("Các tổ chức {codes} trực thuộc lẫn nhau thành vòng.").format(codes=", ".join(sorted(waiting)[:5])),
                remedy=_("Sửa mã cấp trên của một trong các tổ chức đó."),
            )
        for one in ready:
            del waiting[one.code]
        yield from ready


def _placements(one: NewOrganization, ids: dict[str, int], placed: dict[str, list[Placement]]) -> Iterator[Placement]:
    """Its placements from its first day on: a new one wherever the path of its superior changes."""
    kind = check_kind(one.kind, on=one.starts_on)
    if one.parent_code is None:
        yield _placement(one, ids[one.code], None, one.starts_on, None)
        return
    superiors = [row for row in placed.get(one.parent_code, []) if row.ends_on is None or row.ends_on > one.starts_on]
    first = superiors[0] if superiors and superiors[0].starts_on <= one.starts_on else None
    check_stands_under(kind, first, parent_name=one.parent_code, on=one.starts_on)
    for superior, starts_on, ends_on in stretches(superiors, one.starts_on):
        yield _placement(one, ids[one.code], superior, starts_on, ends_on)


def stretches(superiors: Sequence[Placement], starts_on: date) -> Iterator[tuple[Placement, date, date | None]]:
    """Stretches of time from `starts_on` over which the superior's path stays the same.

    `superiors` are its placements that hold on that day or later, in the order of time.
    """
    begun = starts_on
    for place, row in enumerate(superiors):
        following = superiors[place + 1] if place + 1 < len(superiors) else None
        if following is None or following.path != row.path:
            yield row, begun, row.ends_on
            begun = row.ends_on or begun


def _placement(
    one: NewOrganization, id_: int, superior: Placement | None, starts_on: date, ends_on: date | None
) -> Placement:
    name = check_name(one.name)
    return Placement(
        organization_id=id_,
        parent_id=None if superior is None else superior.organization_id,
        kind=one.kind,
        sector=one.sector,
        name=name,
        sort_key=sort_key(name),
        search_key=unaccented(name),
        path=("" if superior is None else superior.path) + path_step(id_),
        depth=1 if superior is None else superior.depth + 1,
        starts_on=starts_on,
        ends_on=ends_on,
        decision_number=one.decision.number,
        decided_on=one.decision.decided_on,
    )
