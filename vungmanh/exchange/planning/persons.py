"""Whom a member row means, and which organization its cell names."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.exchange.columns import plain
from vungmanh.exchange.planning.organizations import outside_scope
from vungmanh.exchange.roster import NUMBERS, Roster, identifiers_of
from vungmanh.exchange.rows import Row, said
from vungmanh.exchange.steps import Person, Place
from vungmanh.exchange.tree import Tree
from vungmanh.foundation.dates import written
from vungmanh.members.models import Particulars
from vungmanh.organizations.kinds import kind


def identify(roster: Roster, rows: Sequence[Row]) -> list[tuple[Row, Person | None]]:
    """Each readable row with the recorded person it means; None for a new one.

    Rejected are rows without an identifier, with identifiers of different persons, and rows that share one.
    """
    claims: dict[tuple[str, str], list[Row]] = defaultdict(list)
    met: list[tuple[Row, Person | None]] = []
    for row in rows:
        identifiers = identifiers_of(row)
        row.key, row.title = identifiers.get("code", ""), row.get("full_name") or ""
        if not identifiers:
            if not row.problems:
                row.refuse("code", _("Không có mã, ID, số thẻ hay số định danh. Ghi ít nhất một số."))
            continue
        for claim in identifiers.items():
            claims[claim].append(row)
        found = roster.known(identifiers)
        if len(found) > 1:
            _refuse_several(row, identifiers, roster)
        elif found:
            claims["member", found[0].code].append(row)
        met.append((row, found[0] if found else None))
    _refuse_shared(claims)
    return [(row, person) for row, person in met if not row.problems]


def _refuse_several(row: Row, identifiers: dict[str, str], roster: Roster) -> None:
    for name, value in identifiers.items():
        persons = roster.known({name: value})
        if persons and name in row.values:
            row.refuse(
                name,
                _("“{value}” là của {name} ({code}), khác với các số còn lại của dòng. Kiểm tra lại các số.").format(
                    value=value, name=persons[0].name, code=persons[0].code
                ),
            )


def _refuse_shared(claims: dict[tuple[str, str], list[Row]]) -> None:
    told: set[tuple[int, int]] = set()
    for (name, value), rows in claims.items():
        if len(rows) < 2:
            continue
        for row in rows:
            other = next(one for one in rows if one is not row)
            if (id(row), id(other)) in told:
                continue
            told.add((id(row), id(other)))
            field = name if name in ("code", *NUMBERS) and name in row.values else _first_number(row)
            row.refuse(
                field, _("“{value}” có ở nhiều dòng ({other}). Giữ một dòng.").format(value=value, other=other.place)
            )


def _first_number(row: Row) -> str:
    return next(name for name in ("code", *NUMBERS) if name in row.values)


def place_named(tree: Tree, row: Row, name: str) -> Place | None:
    """The organization that a cell names; None when it is empty, or names none or several (the row is rejected)."""
    text = row.get(name)
    if text is None:
        return None
    found = tree.named(text)
    if len(found) == 1:
        return found[0]
    if text in tree.outside:
        row.refuse(name, outside_scope(text, tree))
    elif not found:
        row.refuse(name, _no_such(tree, text))
    else:
        row.refuse(
            name,
            _("“{text}” có thể là: {candidates}. Ghi mã của tổ chức.").format(
                text=text, candidates="; ".join(tree.address(place) for place in found[:5])
            ),
        )
    return None


def _no_such(tree: Tree, text: str) -> str:
    if tree.scope is not None:
        return _("Không có tổ chức nào có mã hoặc tên “{text}” trong “{scope}”. Kiểm tra mã hoặc tên.").format(
            text=text, scope=tree.scope.name
        )
    return _("Không có tổ chức nào có mã hoặc tên “{text}”. Kiểm tra mã hoặc tên.").format(text=text)


def may_join(row: Row, place: Place, on: date, name: str = "organization") -> bool:
    """Whether somebody can be enrolled in the place on the day; if not, the row is rejected."""
    standing = place.standing(on)
    if standing is None:
        ended = place.ended_on
        if ended is not None and on >= ended:
            sentence = _("“{place}” đã kết thúc hoạt động từ ngày {ended}. Chọn chi bộ đang hoạt động.").format(
                place=place.name, ended=written(ended)
            )
        else:
            sentence = _("“{place}” chưa thành lập vào ngày {day}. Sửa ngày hoặc chọn chi bộ khác.").format(
                place=place.name, day=written(on)
            )
        row.refuse(name, sentence)
        return False
    if not kind(standing.kind).holds_members:
        row.refuse(
            name,
            _("“{place}” không phải là chi bộ nên không ghi đảng viên trực tiếp. Ghi chi bộ nơi sinh hoạt.").format(
                place=place.name
            ),
        )
        return False
    return True


def warn_of_namesakes(new: Sequence[Row]) -> None:
    """Warn where a new member has the name and birth date of somebody recorded, or of another new one."""
    born: dict[date, list[tuple[str, str]]] = defaultdict(list)
    dates = {row.values["birth_date"] for row in new if row.get("birth_date")}
    same_day = Particulars.objects.effective().filter(birth_date__in=sorted(dates), member__withdrawn_by=None)
    for day, name, code in same_day.values_list("birth_date", "full_name", "member__code"):
        born[day].append((name, code))
    for row in new:
        name, day = row.get("full_name"), row.get("birth_date")
        if not name or not day:
            continue
        others = [code for other, code in born[day] if plain(other) == plain(name)]
        if others:
            row.warn(
                "full_name",
                _("Trùng họ tên và ngày sinh {day} với {codes}. Kiểm tra có phải cùng một người.").format(
                    day=said(day), codes=", ".join(others[:3])
                ),
            )
        born[day].append((name, row.key))
