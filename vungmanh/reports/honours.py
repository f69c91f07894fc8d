"""A numbered decision on titles and commendations as a document in the party format, with its lists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vungmanh.classification.honouring import name_of
from vungmanh.classification.honours import HONOURS
from vungmanh.classification.models import MemberResult
from vungmanh.documents.letters import Letter
from vungmanh.documents.tables import Column, Kind, Table, Value
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.names import name_key
from vungmanh.foundation.refusals import Refusal
from vungmanh.foundation.texts import Text
from vungmanh.members.queries import names_of
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import names_on
from vungmanh.reports.numbered import Content, letter_of
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject


@dataclass(frozen=True, slots=True)
class Line:
    """One honour given: to whom, of a member also where rated, and which."""

    subject: Subject
    name: str
    place: str
    honour: Text


@dataclass(frozen=True, slots=True)
class Honoured:
    """One decision of a committee on honours, with what it gave."""

    body: Placement
    year: int
    number: str
    decided_on: date
    lines: Sequence[Line]


def honoured_by(body: Placement, *, year: int, number: str, decided_on: date) -> Honoured:
    """The decision with this number and day; raises Refusal where the committee recorded none."""
    lines: list[Line] = []
    for subject, (model, column) in HONOURS.items():
        rows = model.objects.effective().filter(
            year=year,
            decision__number=number,
            decision__decided_on=decided_on,
            decision__organization=body.organization_id,
        )
        known = _names(subject, year, rows.values_list(column, flat=True))
        found = [Line(subject, *known[getattr(row, column)], name_of(row, subject)) for row in rows.order_by("pk")]
        lines += sorted(found, key=lambda one: (one.honour.vi, one.place, name_key(one.name)))
    if not lines:
        raise Refusal(
            "reports.no_such_decision",
            _("{name} chưa ghi quyết định số {number} về danh hiệu, khen thưởng năm {year}.").format(
                name=body.name, number=number, year=year
            ),
            remedy=_("Mở trang danh hiệu, khen thưởng của năm, chọn quyết định trong danh sách."),
        )
    return Honoured(body, year, number, decided_on, lines)


def _names(subject: Subject, year: int, whose: QuerySet[Any]) -> dict[int, tuple[str, str]]:
    """Name and, of members, the organization in which they were rated in the year."""
    if subject is Subject.ORGANIZATION:
        return {id_: (name, "") for id_, (name, _parent) in names_on(whose, on=year_end(year)).items()}
    rated = MemberResult.objects.effective().filter(year=year, member__in=whose)
    places = names_on(rated.values_list("organization_id", flat=True), on=year_end(year))
    cells = {member: places.get(cell, ("", None))[0] for member, cell in rated.values_list("member", "organization")}
    return {id_: (name, cells.get(id_, "")) for id_, name in names_of(whose).items()}


def honours_letter(honoured: Honoured, language: str) -> Letter:
    """«Quyết định … về việc công nhận danh hiệu, khen thưởng …» with the lists of those honoured."""
    counts = {title: sum(one.subject is subject for one in honoured.lines) for subject, title in _titles().items()}
    content = Content(
        about=_("về việc công nhận danh hiệu, khen thưởng năm {year}").format(year=honoured.year),
        whereas=_("Xét kết quả đánh giá, xếp loại chất lượng năm {year},").format(year=honoured.year),
        told=_("Điều 1. Công nhận danh hiệu, khen thưởng năm {year} đối với {whom} theo danh sách kèm theo.").format(
            year=honoured.year, whom=", ".join(f"{count} {title.lower()}" for title, count in counts.items() if count)
        ),
        lists=list(_lists(honoured, language)),
    )
    return letter_of(
        content, body=honoured.body, book=shelf.book_for(honoured.year), number=honoured.number,
        decided_on=honoured.decided_on, language=language,
    )  # fmt: skip


def _lists(honoured: Honoured, language: str) -> Iterator[Table]:
    for subject in _titles():
        for honour in dict.fromkeys(one.honour for one in honoured.lines if one.subject is subject):
            same = [one for one in honoured.lines if (one.subject, one.honour) == (subject, honour)]
            yield _table(subject, honour.say(language), same)


def _titles() -> dict[Subject, str]:
    return {Subject.ORGANIZATION: _("Tổ chức đảng"), Subject.MEMBER: _("Đảng viên")}


def _table(subject: Subject, title: str, lines: Sequence[Line]) -> Table:
    is_member = subject is Subject.MEMBER
    columns = [
        Column("number", _("TT"), Kind.NUMBER, 5),
        Column("name", _("Họ và tên") if is_member else _("Tổ chức"), width=40),
        *([Column("place", _("Nơi sinh hoạt"), width=40)] if is_member else []),
    ]
    rows: list[list[Value]] = [
        [number, one.name, *([one.place] if is_member else [])] for number, one in enumerate(lines, 1)
    ]
    return Table(title, columns, rows)
