"""A numbered decision on titles and commendations as a document in the party format, with its lists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.classification.honours import HONOURS, name_of
from vungmanh.classification.models import Honour
from vungmanh.documents.letters import Heading, Letter, Part
from vungmanh.documents.tables import Column, Kind, Table, Value
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.queries import names_of
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import names_on
from vungmanh.reports.issuing import issuer_of
from vungmanh.rulebooks.rulebook import Subject


@dataclass(frozen=True, slots=True)
class Honoured:
    """One decision of a committee on honours, with what it gave: kind of subject, name and row."""

    body: Placement
    year: int
    number: str
    decided_on: date
    lines: Sequence[tuple[Subject, str, Honour]]


def honoured_by(body: Placement, *, year: int, number: str, decided_on: date) -> Honoured:
    """The decision with this number and day; raises Refusal where the committee recorded none."""
    lines: list[tuple[Subject, str, Honour]] = []
    for subject, (model, column) in HONOURS.items():
        rows = model.objects.effective().filter(
            year=year,
            decision__number=number,
            decision__decided_on=decided_on,
            decision__organization=body.organization_id,
        )
        given = {getattr(row, column) for row in rows}
        bodies = names_on(given, on=year_end(year)) if subject is Subject.ORGANIZATION else {}
        names = names_of(given) if subject is Subject.MEMBER else {id_: name for id_, (name, *_rest) in bodies.items()}
        lines += sorted(
            ((subject, names.get(getattr(row, column), ""), row) for row in rows), key=lambda one: (one[1], one[2].pk)
        )
    if not lines:
        raise Refusal(
            "reports.no_such_decision",
            _("{name} chưa ghi quyết định số {number} về danh hiệu, khen thưởng năm {year}.").format(
                name=body.name, number=number, year=year
            ),
            remedy=_("Mở trang danh hiệu, khen thưởng của năm, chọn quyết định trong danh sách."),
        )
    return Honoured(body, year, number, decided_on, lines)


def honours_letter(honoured: Honoured, language: str) -> Letter:
    """«Quyết định … về việc công nhận danh hiệu, khen thưởng …»: its articles and lists."""
    issuer = issuer_of(honoured.body, on=honoured.decided_on)
    number, _dash, symbol = honoured.number.partition("-")
    return Letter(
        kind=_("QUYẾT ĐỊNH"),
        about=_("về việc công nhận danh hiệu, khen thưởng năm {year}").format(year=honoured.year),
        body=issuer.body.upper(),
        superior=issuer.superior.upper(),
        number=number,
        symbol=symbol,
        place=issuer.place,
        dated=honoured.decided_on,
        parts=list(_parts(honoured, issuer.body, language)),
        on_behalf_of=issuer.signs_for.upper(),
        signed_as=_("BÍ THƯ"),
        recipients=[
            *([f"{issuer.superior},"] if issuer.superior else []),
            _("Như Điều 2,"),
            _("Lưu {body}.").format(body=issuer.body),
        ],
    )


def _parts(honoured: Honoured, body: str, language: str) -> Iterator[Part]:
    yield _("Xét kết quả đánh giá, xếp loại chất lượng năm {year},").format(year=honoured.year)
    yield Heading(_("{body} QUYẾT ĐỊNH:").format(body=body.upper()))
    yield _(
        "Điều 1. Công nhận danh hiệu, khen thưởng năm {year} đối với {count} đối tượng theo danh sách kèm theo."
    ).format(year=honoured.year, count=len(honoured.lines))
    yield _("Điều 2. Các tổ chức đảng và đảng viên có tên tại Điều 1 chịu trách nhiệm thi hành quyết định này.")
    for subject in HONOURS:
        lines = [one for one in honoured.lines if one[0] is subject]
        if lines:
            yield _table(subject, lines, language)


def _table(subject: Subject, lines: Sequence[tuple[Subject, str, Honour]], language: str) -> Table:
    title = _("Đảng viên") if subject is Subject.MEMBER else _("Tổ chức đảng")
    columns = [
        Column("number", _("TT"), Kind.NUMBER, 5),
        Column("name", _("Họ và tên") if subject is Subject.MEMBER else _("Tổ chức"), width=32),
        Column("honour", _("Danh hiệu, hình thức khen thưởng"), width=44),
    ]
    rows: list[list[Value]] = [
        [n, name, name_of(row, subject).say(language)] for n, (_subject, name, row) in enumerate(lines, 1)
    ]
    return Table(title, columns, rows)
