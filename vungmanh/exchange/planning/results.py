"""Planning the rows of yearly results."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vungmanh.classification.checks import check_result
from vungmanh.classification.models import MemberResult, OrganizationResult, Result
from vungmanh.classification.queries import with_titles
from vungmanh.exchange import words
from vungmanh.exchange.planning.persons import beyond_scope
from vungmanh.exchange.roster import Roster
from vungmanh.exchange.rows import Row, masked
from vungmanh.exchange.steps import Person, Place, Rate, id_of
from vungmanh.exchange.tree import Tree
from vungmanh.foundation.dates import written, year_end
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.refusals import Refusal
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject

_CHUNK = 5000
_NEEDED = ("year", "code", "result")


def plan_results(tree: Tree, roster: Roster, rows: Sequence[Row]) -> None:
    """Say for each row what it changes."""
    met = [(row, target) for row in rows if (target := _target(tree, roster, row)) is not None]
    _refuse_twice(met)
    known = _known([(row, target) for row, target in met if not row.problems])
    for row, target in met:
        if not row.problems:
            _plan(tree, row, target, known.get((row.values["year"], type(target), target.id)))


def _target(tree: Tree, roster: Roster, row: Row) -> Place | Person | None:
    """The organization or member that the row is about; None when it is rejected."""
    row.key, row.title = row.get("code") or "", ""
    for name in _NEEDED:
        if row.get(name) is None and not row.problems:
            row.refuse(name, _("Ô trống. Ghi đủ năm, mã và kết quả."))
    if row.problems:
        return None
    if row.values["year"] < shelf.FIRST_YEAR:
        row.refuse("year", _("Năm {year} trước năm thành lập Đảng. Sửa năm.").format(year=row.values["year"]))
    subject = _subject(row)
    code = row.values["code"]
    place = tree.places.get(code) if subject in (None, Subject.ORGANIZATION) else None
    person = roster.by_any(code) if subject in (None, Subject.MEMBER) else None
    if person is not None and not tree.reaches(person):
        person = None
    if person is not None and person.particulars is not None and code == person.particulars.citizen_id:
        row.key = masked(code)
    if row.problems:
        return None
    if place is not None and person is not None:
        row.refuse("subject", _("“{code}” là mã của cả tổ chức và đảng viên. Ghi đối tượng.").format(code=code))
        return None
    if place is None and person is None and tree.scope is not None:
        row.refuse("code", beyond_scope(code, tree))
    elif place is None and person is None:
        row.refuse(
            "code", _("Không có tổ chức hoặc đảng viên nào có mã “{code}”. Kiểm tra mã và đối tượng.").format(code=code)
        )
    if row.problems:
        return None
    target = place or person
    assert target is not None
    row.title = target.name
    return target


def _subject(row: Row) -> Subject | None:
    said = row.get("subject")
    subject = words.subject_of(said) if said else None
    if said is not None and subject is None:
        row.refuse("subject", _("Không có đối tượng “{said}”. Ghi Tổ chức hoặc Đảng viên.").format(said=said))
    return subject


def _refuse_twice(met: Sequence[tuple[Row, Place | Person]]) -> None:
    by_target: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row, target in met:
        by_target[row.values["year"], id(target)].append(row)
    for (year, _target), same in by_target.items():
        for row in same if len(same) > 1 else ():
            other = next(one for one in same if one is not row)
            row.refuse(
                "code",
                _("Kết quả năm {year} có ở nhiều dòng ({other}). Giữ một dòng.").format(year=year, other=other.place),
            )


def _known(met: Sequence[tuple[Row, Place | Person]]) -> dict[tuple[int, type, int], Result]:
    """Recorded results of the years and targets in question, by year, kind of target and its id."""
    years = {row.values["year"] for row, _target in met}
    found: dict[tuple[int, type, int], Result] = {}
    of_organizations = with_titles(OrganizationResult.objects.effective())
    of_members = MemberResult.objects.effective()
    for kind, results, name in ((Place, of_organizations, "organization"), (Person, of_members, "member")):
        remaining = iter(sorted({target.id for _row, target in met if isinstance(target, kind) and target.id}))
        while ids := list(islice(remaining, _CHUNK)):
            standing: QuerySet[Any] = results.filter(year__in=years, **{f"{name}__in": ids})
            for result in standing.select_related("decision"):
                found[result.year, kind, getattr(result, f"{name}_id")] = result
    return found


def _plan(tree: Tree, row: Row, target: Place | Person, known: Result | None) -> None:
    subject = Subject.ORGANIZATION if isinstance(target, Place) else Subject.MEMBER
    year: int = row.values["year"]
    read = words.result_of(row.values["result"], subject, year)
    if read is None:
        row.refuse(
            "result",
            _("“{result}” không phải là mức xếp loại năm {year}. Các mức: {names}; hoặc: {statuses}.").format(
                result=row.values["result"], year=year, names=words.category_names(subject, year),
                statuses="; ".join(words.STATUSES.values()),
            ),
        )  # fmt: skip
        return
    status, category, exemplary = read
    decision, decided_by = _decision(tree, row, known)
    cell = _cell(tree, row, target, known)
    try:
        check_result(shelf.book_for(year), subject, status, category, exemplary=exemplary)
    except Refusal as refusal:
        row.refuse_as("result", refusal)
    if row.problems:
        return
    reason = row.get("reason") or (known.reason if known and known.status == status else "")
    rate = Rate(
        subject, year, decision, decided_by, status, category, exemplary, reason,
        place=target if isinstance(target, Place) else None,
        person=target if isinstance(target, Person) else None,
        cell=cell,
    )  # fmt: skip
    row.is_new = known is None
    if known is None or _differs(row, rate, known):
        row.take(rate)


def _decision(tree: Tree, row: Row, known: Result | None) -> tuple[Decision, Place | int | None]:
    """The decision that the row names; what it leaves out stays as recorded."""
    old = known.decision if known else None
    number = row.get("decision_number")
    decided_on = row.get("decided_on")
    year: int = row.values["year"]
    if decided_on is not None and not year <= decided_on.year:
        row.refuse(
            "decided_on",
            _("Ngày quyết định {day} trước năm xếp loại {year}. Sửa ngày hoặc năm.").format(
                day=written(decided_on), year=year
            ),
        )
    elif decided_on is not None and decided_on.year > year + 1:
        row.warn("decided_on", _("Quyết định sau năm xếp loại hơn một năm. Kiểm tra lại ngày."))
    code = row.get("decided_by")
    decided_by: Place | int | None = old.organization_id if old else None
    if code is not None:
        decided_by = tree.places.get(code) or tree.deciding.get(code)
        if decided_by is None:
            row.refuse("decided_by", _("Không có tổ chức nào có mã “{code}”. Kiểm tra mã.").format(code=code))
    if number is None and decided_on is None and old is not None:
        return Decision(old.number, old.decided_on), decided_by
    return Decision(number or "", decided_on), decided_by


def _cell(tree: Tree, row: Row, target: Place | Person, known: Result | None) -> Place | int | None:
    """The cell that rated a member: as said, as recorded, or where the member was at the year's end or is now."""
    if isinstance(target, Place):
        return None
    code = row.get("cell")
    if code is not None:
        if code not in tree.places and code not in tree.deciding:
            row.refuse("cell", _("Không có tổ chức nào có mã “{code}”. Kiểm tra mã.").format(code=code))
        return tree.places.get(code) or tree.deciding.get(code)
    if isinstance(known, MemberResult):
        return known.organization_id
    membership = target.membership_on(year_end(row.values["year"])) or target.membership_on(tree.on)
    return target.enrolled_in if membership is None else membership.organization_id


def _differs(row: Row, rate: Rate, known: Result) -> bool:
    """Whether the row says otherwise than recorded; its differences are kept."""
    old = words.result_text(rate.subject, rate.year, known.status, known.category, exemplary=known.is_exemplary)
    new = words.result_text(rate.subject, rate.year, rate.status, rate.category, exemplary=rate.exemplary)
    cell = id_of(rate.cell)
    pairs = (
        ("result", old, new),
        ("reason", known.reason, rate.reason),
        ("decision_number", known.decision.number, rate.decision.number),
        ("decided_on", known.decision.decided_on, rate.decision.decided_on),
        ("decided_by", known.decision.organization_id, id_of(rate.decided_by)),
        ("cell", getattr(known, "organization_id", None) if rate.subject == Subject.MEMBER else cell, cell),
    )
    changed = [(name, before, after) for name, before, after in pairs if before != after]
    for name, before, after in changed:
        row.differ(name, before, after)
    return bool(changed)
