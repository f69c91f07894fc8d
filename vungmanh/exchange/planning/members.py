"""Planning the rows of members."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vungmanh.exchange import words
from vungmanh.exchange.layouts import PARTICULARS
from vungmanh.exchange.planning.persons import identify, may_join, place_named, warn_of_namesakes
from vungmanh.exchange.planning.posts import plan_posts
from vungmanh.exchange.planning.standings import plan_leaving, plan_standing, standing_of_new
from vungmanh.exchange.roster import Roster, identifiers_of
from vungmanh.exchange.rows import Row
from vungmanh.exchange.steps import CorrectPerson, Enrol, Leave, Person, Place, Transfer, goes_on_after
from vungmanh.exchange.tree import Tree
from vungmanh.foundation.dates import written
from vungmanh.members.checks import FOR_GOOD
from vungmanh.members.models import Leaving, Membership, Particulars, Standing


def plan_members(tree: Tree, roster: Roster, rows: Sequence[Row]) -> None:
    """Say for each row what it changes."""
    for row, person in identify(tree, roster, rows):
        _check_dates(row, person, tree.on)
        said = row.get("standing")
        wanted = words.standing_or_leaving(said) if said else None
        if said is not None and wanted is None and not words.says_nothing(said):
            row.refuse(
                "standing",
                _("Không có trạng thái “{standing}”. Các trạng thái: {standings}.").format(
                    standing=said, standings="; ".join([*words.STANDINGS.values(), *words.LEAVINGS.values()])
                ),
            )
        place = place_named(tree, row, "organization")
        if row.get("to_delete"):
            row.warn("to_delete", _("Có đề nghị xóa; việc nhập tệp không xóa ai."))
        if row.problems:
            continue
        if person is None:
            _plan_new(tree, roster, row, place, wanted)
        else:
            _plan_known(tree, row, person, place, wanted)
    warn_of_namesakes(tree, [row for row in rows if row.is_new and not row.problems])


def _check_dates(row: Row, person: Person | None, today: date) -> None:
    """Reject dates that cannot follow one another; what the sheet leaves out is taken from the record."""
    known = person.particulars if person else None
    _check_year_of_birth(row, known, today)
    born, joined, official = (
        row.get(name) or (getattr(known, name) if known else None)
        for name in ("birth_date", "joined_on", "official_on")
    )
    if row.get("birth_date") and born and born > today:
        row.refuse("birth_date", _("Ngày sinh {day} ở tương lai. Sửa ngày.").format(day=written(born)))
    for name, earlier, later in (("joined_on", born, joined), ("official_on", joined, official)):
        if earlier and later and later < earlier and (row.get(name) or row.get("joined_on") or row.get("birth_date")):
            row.refuse(
                name if row.get(name) else "joined_on" if row.get("joined_on") else "birth_date",
                _(
                    "Ngày {later} trước ngày {earlier}: ngày sinh, ngày vào Đảng, ngày chính thức phải theo thứ tự."
                ).format(later=written(later), earlier=written(earlier)),
            )


def _check_year_of_birth(row: Row, known: Particulars | None, today: date) -> None:
    """Reject a year that cannot be, and leave a year aside where the day is recorded, with a word where they differ."""
    year, day = row.get("birth_year"), known.birth_date if known else None
    if year is None:
        return
    joined = row.get("joined_on") or (known.joined_on if known else None)
    if year > today.year:
        row.refuse("birth_date", _("Năm sinh {year} ở tương lai. Sửa năm.").format(year=year))
    elif joined and joined.year < year:
        row.refuse(
            "birth_date",
            _("Ngày vào Đảng {day} trước năm sinh {year}. Sửa một trong hai.").format(day=written(joined), year=year),
        )
    if day is not None:
        del row.values["birth_year"]
        if day.year != year:
            row.warn(
                "birth_date",
                _("Chỉ có năm sinh {year}, khác với ngày sinh đã ghi; giữ ngày đã ghi. Kiểm tra lại.").format(
                    year=year
                ),
            )


def _plan_new(tree: Tree, roster: Roster, row: Row, place: Place | None, wanted: str | None) -> None:
    place = place or tree.scope_place
    name = row.get("full_name")
    if name is None:
        row.refuse("full_name", _("Thiếu họ và tên. Ghi họ và tên của đảng viên mới."))
    if place is None:
        row.refuse("organization", _("Thiếu tổ chức. Ghi mã chi bộ nơi sinh hoạt."))
        return
    on: date = row.get("starts_on") or tree.on
    if not may_join(row, place, on) or row.problems:
        return
    person = Person(row.key, name, enrolled_in=place)
    if isinstance(wanted, Leaving):
        if not _leaves_after(row, on, wanted):
            return
        row.take(Leave(person, wanted, row.values["left_on"]))
    standing, standing_on = standing_of_new(row, wanted)
    particulars = {field: row.values[field] for field in PARTICULARS if row.get(field) is not None}
    row.is_new = True
    row.steps.insert(0, Enrol(person, place, on, standing, standing_on, particulars))
    plan_posts(tree, row, person, place)
    if not row.problems:
        roster.new |= dict.fromkeys(identifiers_of(row).values(), person)


def _leaves_after(row: Row, on: date, wanted: Leaving) -> bool:
    left_on = row.get("left_on")
    if left_on is None or row.get("starts_on") is None:
        row.refuse(
            "standing",
            _("“{leaving}” mà chưa có trong sổ. Bỏ dòng này, hoặc ghi cả ngày bắt đầu sinh hoạt và ngày rời.").format(
                leaving=words.LEAVINGS[wanted]
            ),
        )
        return False
    if left_on <= on:
        row.refuse("left_on", ends_before(left_on, on))
        return False
    return True


def ends_before(end: date, start: date) -> str:
    """The sentence for an end that is not after its start."""
    return _("Ngày {end} không sau ngày bắt đầu {start}. Sửa một trong hai ngày.").format(
        end=written(end), start=written(start)
    )


def _plan_known(tree: Tree, row: Row, person: Person, place: Place | None, wanted: str | None) -> None:
    row.title = row.title or person.name
    if row.get("code") not in (None, person.code):
        row.warn("code", _("Mã đã ghi là “{code}”; giữ nguyên.").format(code=person.code))
    membership = person.membership_on(tree.on)
    last = membership or (person.memberships[-1] if person.memberships else None)
    _plan_particulars(row, person)
    if isinstance(wanted, Leaving):
        plan_leaving(tree, row, person, wanted)
        return
    joined = _plan_membership(tree, row, person, place, membership)
    if row.problems:
        return
    if joined is None and last is not None and last.leaving in FOR_GOOD and (wanted or row.get("posts")):
        row.refuse("standing" if wanted else "posts", left_already(last))
        return
    if wanted is None and joined is not None and person.standing_on(joined) is None:
        wanted = Standing(person.standings[-1].standing) if person.standings else Standing.FULL
    if wanted is not None:
        plan_standing(tree, row, person, wanted, joined)
    plan_posts(tree, row, person, place or (tree.by_id.get(last.organization_id) if last else None))


def _plan_particulars(row: Row, person: Person) -> None:
    changes: dict[str, Any] = {}
    assert person.particulars is not None
    for name in PARTICULARS:
        new, old = row.get(name), getattr(person.particulars, name)
        if new is None or new == old or (name == "official_id" and not old and new == person.code):
            continue
        changes[name] = new
        if name in ("birth_date", "birth_year"):
            row.differ("birth_date", person.particulars.born, new)
        elif name == "gender":
            row.differ(name, *(_("Nam") if one == "male" else _("Nữ") if one else "" for one in (old, new)))
        else:
            row.differ(name, old, new)
    if changes:
        row.take(CorrectPerson(person, changes))


def _plan_membership(
    tree: Tree, row: Row, person: Person, place: Place | None, membership: Membership | None
) -> date | None:
    """Transfer to another cell, or return to the Party's rolls; the day of it, None where nothing changes."""
    starts_on = row.get("starts_on")
    then = person.membership_on(starts_on) if starts_on and starts_on > tree.on else None
    if place is None:
        return None
    if any(one is not None and one.organization_id == place.id for one in (membership, then)):
        return None
    on: date = tree.on if starts_on is None or (membership and starts_on == membership.starts_on) else starts_on
    if membership is None:
        _check_return(row, person, on)
    elif on < membership.starts_on:
        row.refuse("starts_on", ends_before(on, membership.starts_on))
    elif membership.ends_on is not None and person.memberships[-1] is membership:
        row.refuse("organization", left_already(membership))
    elif recorded := goes_on_after(person.memberships, on):
        row.refuse("organization", later(recorded))
    if row.problems or not may_join(row, place, on):
        return None
    old = tree.by_id.get(membership.organization_id) if membership else None
    row.differ("organization", tree.address(old) if old else "", tree.address(place))
    row.take(Transfer(person, place, on))
    return on


def _check_return(row: Row, person: Person, on: date) -> None:
    last = person.memberships[-1] if person.memberships else None
    if last is None:
        return
    if last.leaving in FOR_GOOD or (last.ends_on is not None and on < last.ends_on):
        row.refuse("organization", left_already(last))
    elif last.ends_on is None:
        row.refuse("organization", later(last.starts_on))


def left_already(membership: Membership) -> str:
    """The sentence for somebody who has left before."""
    return _("Đã thôi sinh hoạt từ ngày {day} ({leaving}). Kiểm tra lại, hoặc bỏ dòng này.").format(
        day=written(membership.ends_on), leaving=words.LEAVINGS.get(Leaving(membership.leaving), "")
    )


def later(day: date) -> str:
    """The sentence for a change that would come before one already recorded."""
    return _("Đã có nơi sinh hoạt mới từ ngày {day}. Nhập với ngày sau đó.").format(day=written(day))
