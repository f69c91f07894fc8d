"""Planning standings, and the leaving of members."""

from datetime import date

from django.utils.translation import gettext as _

from vungmanh.exchange import words
from vungmanh.exchange.rows import Row
from vungmanh.exchange.steps import Leave, Person, Stand, goes_on_after
from vungmanh.exchange.tree import Tree
from vungmanh.foundation.dates import written
from vungmanh.members.models import Leaving, Standing, StandingPeriod


def standing_of_new(row: Row, wanted: str | None) -> tuple[str, date | None]:
    """The standing of a new member and from when; without a word for it, dates tell full from probationary."""
    if isinstance(wanted, Standing):
        exempt_on = row.get("left_on") if wanted == Standing.EXEMPT else None
        return str(wanted), row.get("standing_on") or exempt_on
    if row.get("official_on") is None and row.get("joined_on") is not None and wanted is None:
        row.warn("standing", _("Để trống; không có ngày chính thức nên ghi là dự bị."))
        return Standing.PROBATIONARY, row.get("standing_on")
    return Standing.FULL, row.get("standing_on")


def plan_standing(tree: Tree, row: Row, person: Person, wanted: str, joined: date | None) -> None:
    """Give another standing from the row's day, or from the day of the import."""
    current = person.standing_on(tree.on)
    on = _day(tree, row, wanted, current, joined)
    then = person.standing_on(on) if on > tree.on else None
    if any(one is not None and one.standing == wanted for one in (current, then)):
        return
    recorded = goes_on_after(person.standings, on)
    if recorded is not None:
        row.refuse("standing_on" if row.get("standing_on") else "standing", _earlier(on, recorded))
    else:
        old = words.STANDINGS[Standing(current.standing)] if current else ""
        row.differ("standing", old, words.STANDINGS[Standing(wanted)])
        row.take(Stand(person, wanted, on))


def _day(tree: Tree, row: Row, wanted: str, current: StandingPeriod | None, joined: date | None) -> date:
    """The row's own day, unless it is the one on record; for full membership also the day it was granted."""
    begun = current.starts_on if current else None
    own = [row.get("standing_on")]
    if wanted == Standing.EXEMPT:
        own.append(row.get("left_on"))
    official = row.get("official_on")
    if wanted == Standing.FULL and official is not None and begun is not None and official > begun:
        own.append(official)
    return next((day for day in own if day is not None and day != begun), joined or tree.on)


def _earlier(on: date, recorded: date) -> str:
    return _("Ngày {day} trước lần thay đổi đã ghi ngày {recorded}. Nhập với ngày sau đó.").format(
        day=written(on), recorded=written(recorded)
    )


def plan_leaving(tree: Tree, row: Row, person: Person, leaving: Leaving) -> None:
    """End the membership on the row's day, or on the day of the import; nothing where it has ended for that reason."""
    membership = person.membership_on(tree.on)
    said = words.LEAVINGS[leaving]
    left_on = row.get("left_on")
    last = membership or (person.memberships[-1] if person.memberships else None)
    if last is None or (last.ends_on is not None and last.leaving == leaving):
        if last is not None and left_on is not None and left_on != last.ends_on:
            row.warn("left_on", _("Khác với ngày đã ghi ({day}); giữ ngày đã ghi.").format(day=written(last.ends_on)))
        return
    on: date = left_on or tree.on
    if last.ends_on is not None or membership is None:
        row.refuse(
            "standing",
            _("“{leaving}” khác với điều đã ghi từ ngày {day}. Kiểm tra lại, hoặc bỏ dòng này.").format(
                leaving=said, day=written(last.ends_on or last.starts_on)
            ),
        )
    elif on <= membership.starts_on:
        row.refuse(
            "left_on",
            _("Ngày {end} không sau ngày bắt đầu {start}. Sửa một trong hai ngày.").format(
                end=written(on), start=written(membership.starts_on)
            ),
        )
    elif recorded := goes_on_after(person.memberships, on):
        row.refuse("left_on", _earlier(on, recorded))
    else:
        current = person.standing_on(tree.on)
        row.differ("standing", words.STANDINGS[Standing(current.standing)] if current else "", said)
        row.take(Leave(person, leaving, on))
