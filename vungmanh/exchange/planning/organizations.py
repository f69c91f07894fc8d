"""Planning the rows of organizations."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vungmanh.exchange import words
from vungmanh.exchange.rows import Row
from vungmanh.exchange.steps import CorrectPlacement, Dissolve, Establish, Move, Place
from vungmanh.exchange.tree import Tree
from vungmanh.foundation.dates import written
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.checks import check_kind, check_stands_under
from vungmanh.organizations.founding import NewOrganization
from vungmanh.organizations.kinds import kind, kinds
from vungmanh.organizations.models import Placement, Sector


def plan_organizations(tree: Tree, rows: Sequence[Row]) -> None:
    """Say for each row what it changes; new superiors are planned before what stands under them."""
    _name_rows(rows)
    rejected = {str(row.get("code")): row for row in rows if row.problems and row.get("code")}
    waiting = {}
    for row in rows:
        if row.problems:
            continue
        code = row.values["code"]
        if code in tree.outside:
            row.refuse("code", no_such_organization(code, tree))
        elif code in tree.places:
            continue
        else:
            waiting[code] = row
    while ready := [row for row in waiting.values() if row.get("parent") not in waiting]:
        for row in ready:
            del waiting[row.values["code"]]
            _plan_new(tree, row, rejected)
            if row.problems:
                rejected[row.values["code"]] = row
    for row in waiting.values():
        row.refuse("parent", _("Các tổ chức trực thuộc lẫn nhau thành vòng. Sửa mã cấp trên của một tổ chức."))
    for row in rows:
        if not row.problems and not row.is_new:
            _plan_known(tree, row, tree.places[row.values["code"]], rejected)


def no_such_organization(text: str, tree: Tree) -> str:
    """The sentence for a code or name of no organization in reach; whether there is one beyond it is not said."""
    if tree.scope is not None:
        return _("Không có tổ chức nào có mã hoặc tên “{text}” trong “{scope}”. Kiểm tra mã hoặc tên.").format(
            text=text, scope=tree.scope.name
        )
    return _("Không có tổ chức nào có mã hoặc tên “{text}”. Kiểm tra mã hoặc tên.").format(text=text)


def rejected_above(code: str, other: Row) -> str:
    """The sentence for what rests on an organization whose own row is rejected."""
    return _("Tổ chức “{code}” bị từ chối ({other}). Sửa dòng đó trước.").format(code=code, other=other.place)


def _name_rows(rows: Sequence[Row]) -> None:
    """Give each row its key, and reject those without a code or with one that comes twice."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        code = row.get("code")
        row.key, row.title = code or "", row.get("name") or ""
        if code is None:
            if not row.problems:
                row.refuse("code", _("Thiếu mã. Ghi mã của tổ chức."))
        elif code.split() != [code]:
            row.refuse("code", _("Mã “{code}” có khoảng trắng. Dùng mã như: kim-phu.").format(code=code))
        else:
            by_code[code].append(row)
    for code, same in by_code.items():
        for row in same if len(same) > 1 else ():
            other = next(one for one in same if one is not row)
            row.refuse(
                "code",
                _("Mã “{code}” có ở nhiều dòng ({other}). Giữ một dòng.").format(code=code, other=other.place),
            )


def _plan_new(tree: Tree, row: Row, rejected: dict[str, Row]) -> None:
    starts_on: date = row.get("starts_on") or tree.on
    kind_code = _kind(row, starts_on)
    sector = _sector(row)
    name = row.get("name")
    if name is None:
        row.refuse("name", _("Thiếu tên. Ghi tên của tổ chức mới."))
    ends_on = row.get("ends_on")
    if ends_on is not None and ends_on <= starts_on:
        row.refuse("ends_on", _before_start(ends_on, starts_on))
    parent = _new_parent(tree, row, rejected)
    if row.problems or kind_code is None:
        return
    above = parent.standing(starts_on) if parent else None
    if parent is not None:
        try:
            check_stands_under(kind(kind_code), above, parent_name=parent.code, on=starts_on)
        except Refusal as refusal:
            row.refuse_as("parent", refusal)
            return
    code = row.values["code"]
    placement = Placement(
        name=name, kind=kind_code, starts_on=starts_on, ends_on=None, parent=parent.organization if parent else None,
        path=f"{above.path if above else ''}/{code}", depth=above.depth + 1 if above else 1,
    )  # fmt: skip
    place = Place(code, [placement], ends_on=ends_on)
    tree.add(place)
    row.is_new = True
    new = NewOrganization(
        code, name, kind_code, parent.code if parent else None, starts_on, sector, _decision(row)
    )  # fmt: skip
    row.take(Establish(place, new))
    if ends_on is not None:
        row.take(Dissolve(place, ends_on, Decision()))


def _kind(row: Row, on: date) -> str | None:
    said = row.get("kind")
    code = words.kind_of(said) if said else None
    if said is None:
        row.refuse("kind", _("Thiếu loại tổ chức. Các loại: {kinds}.").format(kinds=_kinds()))
    elif code is None:
        row.refuse("kind", _("Không có loại “{kind}”. Các loại: {kinds}.").format(kind=said, kinds=_kinds()))
    else:
        try:
            check_kind(code, on=on)
        except Refusal as refusal:
            row.refuse_as("kind", refusal)
    return code


def _kinds() -> str:
    return ", ".join(one.name.vi for one in kinds().values())


def _sector(row: Row) -> str:
    said = row.get("sector")
    sector = words.sector_of(said) if said else None
    if said is not None and sector is None:
        row.refuse(
            "sector",
            _("Không có loại hình “{sector}”. Các loại hình: {sectors}.").format(
                sector=said, sectors="; ".join(words.SECTORS.values())
            ),
        )
    return sector or Sector.OTHER


def _new_parent(tree: Tree, row: Row, rejected: dict[str, Row]) -> Place | None:
    """The superior of a new organization; None for the root of an empty installation, or when the row is rejected."""
    code = row.get("parent")
    if code is not None:
        return _parent(tree, row, code, rejected)
    if tree.scope is not None:
        row.refuse("parent", _("Thiếu mã cấp trên. Ghi mã của tổ chức cấp trên trong phạm vi nhập."))
    elif tree.root is not None:
        row.refuse(
            "parent",
            _("Thiếu mã cấp trên: đã có tổ chức cao nhất là “{root}”. Ghi mã của tổ chức cấp trên.").format(
                root=tree.address(tree.root)
            ),
        )
    return None


def _parent(tree: Tree, row: Row, code: str, rejected: dict[str, Row]) -> Place | None:
    place = tree.places.get(code)
    if place is not None:
        return place
    if code in rejected:
        row.refuse("parent", rejected_above(code, rejected[code]))
    elif tree.scope is not None:
        row.refuse("parent", no_such_organization(code, tree))
    else:
        row.refuse("parent", _("Không có tổ chức nào có mã “{code}”. Kiểm tra mã cấp trên.").format(code=code))
    return None


def _before_start(end: date, start: date) -> str:
    return _("Ngày kết thúc {end} không sau ngày bắt đầu {start}. Sửa một trong hai ngày.").format(
        end=written(end), start=written(start)
    )


def _plan_known(tree: Tree, row: Row, place: Place, rejected: dict[str, Row]) -> None:
    standing = place.standing(tree.on) or place.placements[-1]
    row.title = row.title or standing.name
    said = row.get("kind")
    if said is not None and words.kind_of(said) != standing.kind:
        row.refuse(
            "kind",
            _("Tổ chức đã được ghi là “{kind}”; không đổi loại bằng cách nhập tệp. Để trống ô này.").format(
                kind=kind(standing.kind).name.vi
            ),
        )
    changes = _corrections(row, standing)
    _plan_move(tree, row, place, standing, rejected)
    if changes:
        same_name = [one for one in place.placements if one.name == standing.name]
        shared = {name: value for name, value in changes.items() if name in ("name", "sector")}
        for one in {id(one): one for one in [*same_name, standing]}.values():
            if wanted := changes if one is standing else shared:
                row.take(CorrectPlacement(one, wanted))
    _plan_end(row, place, standing)


def _corrections(row: Row, standing: Placement) -> dict[str, Any]:
    """Facts of the placement that the sheet says otherwise; the decision of a move belongs to the move."""
    sector = _sector(row)
    moves = row.get("parent") is not None and (standing.parent is None or standing.parent.code != row.get("parent"))
    said: dict[str, Any] = {"name": row.get("name"), "sector": sector or None}
    if not moves and row.get("ends_on") is None:
        said |= {"decision_number": row.get("decision_number"), "decided_on": row.get("decided_on")}
    changes = {name: value for name, value in said.items() if value is not None and value != getattr(standing, name)}
    for name, value in changes.items():
        old = getattr(standing, name)
        row.differ(name, words.SECTORS.get(old, "") if name == "sector" else old, words.SECTORS.get(value, value))
    return changes


def _plan_move(tree: Tree, row: Row, place: Place, standing: Placement, rejected: dict[str, Row]) -> None:
    code = row.get("parent")
    starts_on = row.get("starts_on")
    is_known_day = starts_on is None or starts_on in [one.starts_on for one in place.placements]
    if code is None or (standing.parent is not None and standing.parent.code == code):
        if not is_known_day:
            first = place.placements[0].starts_on
            row.warn("starts_on", _("Khác với ngày đã ghi ({day}); giữ ngày đã ghi.").format(day=written(first)))
        return
    parent = _parent(tree, row, code, rejected)
    if parent is None:
        return
    on = tree.on if is_known_day else starts_on
    before = place.standing(on)
    if before is None:
        row.refuse("starts_on", _("Tổ chức không hoạt động vào ngày {day}. Sửa ngày.").format(day=written(on)))
        return
    if not _may_move(row, place, before, parent, on):
        return
    row.differ("parent", standing.parent.code if standing.parent else "", code)
    row.take(Move(place, parent, on, _decision(row)))


def _may_move(row: Row, place: Place, standing: Placement, parent: Place, on: date) -> bool:
    """Whether the place can stand under the superior from the day; if not, the row is rejected."""
    above = parent.standing(on)
    if above is not None and above.path.startswith(standing.path):
        row.refuse("parent", _("Tổ chức không thể trực thuộc chính mình hoặc cấp dưới của mình. Sửa mã cấp trên."))
        return False
    try:
        check_stands_under(kind(standing.kind), above, parent_name=parent.code, on=on)
    except Refusal as refusal:
        row.refuse_as("parent", refusal)
        return False
    if parent.ended_on is not None and (place.ended_on is None or place.ended_on > parent.ended_on):
        row.refuse(
            "parent",
            _("“{parent}” kết thúc hoạt động từ ngày {day}. Ghi tổ chức cấp trên khác.").format(
                parent=parent.name, day=written(parent.ended_on)
            ),
        )
        return False
    return True


def _plan_end(row: Row, place: Place, standing: Placement) -> None:
    ends_on = row.get("ends_on")
    ended = place.ended_on
    if ends_on is None or ends_on == ended:
        return
    if ended is not None:
        row.refuse(
            "ends_on", _("Tổ chức đã kết thúc hoạt động từ ngày {day}. Để trống ô này.").format(day=written(ended))
        )
    elif ends_on <= place.placements[-1].starts_on:
        row.refuse("ends_on", _before_start(ends_on, place.placements[-1].starts_on))
    else:
        row.differ("ends_on", standing.ends_on, ends_on)
        row.take(Dissolve(place, ends_on, _decision(row)))
        place.ends_on = ends_on


def _decision(row: Row) -> Decision:
    return Decision(row.get("decision_number") or "", row.get("decided_on"))
