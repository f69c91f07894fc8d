"""Whom a member row means, and which organization its cell names."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from vungmanh.exchange.columns import plain
from vungmanh.exchange.planning.organizations import no_such_organization
from vungmanh.exchange.roster import NUMBERS, Roster, identifiers_of, load_people
from vungmanh.exchange.rows import Row, said
from vungmanh.exchange.steps import Person, Place
from vungmanh.exchange.tree import Tree
from vungmanh.foundation.dates import written
from vungmanh.members.births import Birth, year_of
from vungmanh.members.models import Particulars
from vungmanh.organizations.kinds import kind


def identify(tree: Tree, roster: Roster, rows: Sequence[Row]) -> list[tuple[Row, Person | None]]:
    """Each readable row with the recorded person it means; None for a new one.

    Rejected are rows without an identifier, with identifiers of different persons or of somebody whom the scope does
    not reach, and rows that share one.
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
            _refuse_several(tree, row, identifiers, roster)
        elif found and not tree.reaches(found[0]):
            name = _first_number(row)
            row.refuse(name, beyond_scope(row.shown(row.values[name]), tree))
        elif found:
            claims["member", found[0].code].append(row)
        met.append((row, found[0] if found else None))
    _refuse_shared(claims)
    return [(row, person) for row, person in met if not row.problems]


def beyond_scope(number: str, tree: Tree) -> str:
    """The sentence for a code or number of nobody in the scope; whether somebody else has it is not said."""
    assert tree.scope is not None
    return _(
        "“{number}” nằm ngoài phạm vi nhập “{scope}” hoặc không có trong sổ. "
        "Kiểm tra lại số, bỏ dòng này hoặc chọn phạm vi khác."
    ).format(number=number, scope=tree.scope.name)


def _refuse_several(tree: Tree, row: Row, identifiers: dict[str, str], roster: Roster) -> None:
    for name, value in identifiers.items():
        persons = roster.known({name: value})
        if persons and name in row.values and not tree.reaches(persons[0]):
            row.refuse(name, beyond_scope(row.shown(value), tree))
        elif persons and name in row.values:
            row.refuse(
                name,
                _("“{value}” là của {name} ({code}), khác với các số còn lại của dòng. Kiểm tra lại các số.").format(
                    value=row.shown(value), name=persons[0].name, code=persons[0].code
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
            sentence = _("“{value}” có ở nhiều dòng ({other}). Giữ một dòng.")
            row.refuse(field, sentence.format(value=row.shown(value), other=other.place))


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
    if not found:
        row.refuse(name, no_such_organization(text, tree))
    else:
        row.refuse(
            name,
            _("“{text}” có thể là: {candidates}. Ghi mã của tổ chức.").format(
                text=text, candidates="; ".join(tree.address(place) for place in found[:5])
            ),
        )
    return None


def may_join(row: Row, place: Place, on: date, name: str = "organization") -> bool:
    """Whether somebody can be enrolled in the place on the day; if not, the row is rejected."""
    standing, closed = place.standing(on), place.placements[-1].ends_on is not None
    if standing is None or closed:
        ended = place.ended_on
        if ended is not None and (closed or on >= ended):
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


def warn_of_namesakes(tree: Tree, new: Sequence[Row]) -> None:
    """Warn where a new member has name and birth of somebody recorded in the scope, or of another new one.

    Where only a year is known of one of the two, the year is compared.
    """
    met = _namesakes(tree, new)
    for row in new:
        name, birth = row.get("full_name"), _birth(row)
        if not name or not birth:
            continue
        others = met[year_of(birth), plain(name)]
        same = [code for code, born in others if born == birth and isinstance(birth, date)]
        by_year = [code for code, born in others if isinstance(born, int) or isinstance(birth, int)]
        if same:
            sentence = _("Trùng họ tên và ngày sinh {day} với {codes}. Kiểm tra có phải cùng một người.")
            row.warn("full_name", sentence.format(day=said(birth), codes=", ".join(same[:3])))
        elif by_year:
            sentence = _("Trùng họ tên và năm sinh {year} với {codes}. Kiểm tra có phải cùng một người.")
            row.warn("full_name", sentence.format(year=year_of(birth), codes=", ".join(by_year[:3])))
        others.append((row.shown(row.key), birth))


def _birth(row: Row) -> Birth:
    born: Birth = row.get("birth_date") or row.get("birth_year")
    return born


def _namesakes(tree: Tree, new: Sequence[Row]) -> dict[tuple[int, str], list[tuple[str, Birth]]]:
    """Codes and births of recorded members in the scope by year and plain name, where a new row has the same."""
    wanted = {(year_of(birth), plain(row.get("full_name") or "")) for row in new if (birth := _birth(row))}
    days = sorted({row.get("birth_date") for row in new if row.get("birth_date")})
    only_years = sorted({row.get("birth_year") for row in new if row.get("birth_year")})
    alike = Q(birth_date__in=days) | Q(birth_date__year__in=only_years)
    alike |= Q(birth_year__in=sorted({year for year, _name in wanted}))
    recorded = Particulars.objects.effective().filter(alike, member__withdrawn_by=None)
    shown = recorded.values_list("birth_date", "birth_year", "full_name", "member__code", "member_id")
    met = [
        ((year_of(day or year), plain(name)), (code, day or year), id_)
        for day, year, name, code, id_ in shown.iterator()
        if (year_of(day or year), plain(name)) in wanted
    ]
    if tree.scope is not None:
        people = Roster()
        load_people(people, {id_ for _who, _one, id_ in met})
        met = [one for one in met if one[2] in people.people and tree.reaches(people.people[one[2]])]
    known: dict[tuple[int, str], list[tuple[str, Birth]]] = defaultdict(list)
    for who, one, _id in met:
        known[who].append(one)
    return known
