"""Recording the results up to 2017 with their decisions, as history, and the reasons of 2018 for exceeding a cap."""

from collections.abc import Mapping, Sequence
from datetime import date

from vungmanh.classification.actions import Rating, justify_cap, record_results
from vungmanh.classification.models import Status
from vungmanh.classification.populations import Counted
from vungmanh.demo.drawing import lots, some_day
from vungmanh.demo.histories import YEARS, exemplary, histories
from vungmanh.demo.member_years import YEARS as MEMBER_YEARS
from vungmanh.demo.member_years import MemberYear, member_years
from vungmanh.demo.people import Person
from vungmanh.demo.tree import DISSOLVED, DISSOLVED_ON, DISTRICT, Body, bodies, body_at
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.decisions import Decision
from vungmanh.members.models import Member
from vungmanh.organizations.models import Organization
from vungmanh.organizations.queries import placements_on
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject

NOT_YET = "Kết nạp chưa đủ 6 tháng"
_DISTRICT_NUMBERS = dict(zip(YEARS, (288, 377, 31, 118, 204, 297, 391, 38, 142, 251, 345), strict=True))
_REASONS = {
    (DISTRICT, Counted.ORGANIZATIONS): (
        "Năm 2018 có 12 tổ chức cơ sở đảng hoàn thành vượt mức các chỉ tiêu nghị quyết và được khối thi đua suy tôn; "
        "Ban Thường vụ Huyện ủy biểu quyết giữ nguyên đề nghị, báo cáo Ban Tổ chức Tỉnh ủy."
    ),
    ("kim-phu", Counted.MEMBERS): (
        "Xã về đích nông thôn mới trong năm; Đảng ủy giữ nguyên đề nghị đối với đảng viên trực tiếp phụ trách các "
        "tiêu chí khó, có danh sách kèm theo."
    ),
    ("kim-phu", Counted.CELLS): (
        "Các chi bộ được đề nghị đều hoàn thành trước hạn việc hiến đất làm đường và dồn điền đổi thửa."
    ),
    ("thang-quan", Counted.MEMBERS): (
        "Một số đảng viên trực tiếp cứu hộ tại các thôn bị ngập lụt, được Ủy ban nhân dân huyện tặng giấy khen."
    ),
    ("xuan-van", Counted.MEMBERS): (
        "Đảng viên được đề nghị thêm là những hộ đi đầu chuyển đổi vùng bưởi hàng hóa, chi bộ tín nhiệm 100%."
    ),
    ("my-bang", Counted.CELLS): (
        "Chi bộ thôn Lập Thành giữ vững thành tích nhiều năm; các chi bộ còn lại vượt chỉ tiêu được giao."
    ),
}
"""The written reasons, by the body and what the group consists of. Tứ Quận and three communes gave none yet."""


def record_years(
    *,
    by: Actor,
    people: Sequence[Person],
    members: Mapping[str, Member],
    ids: Mapping[str, Organization],
    leading: frozenset[Person],
) -> None:
    """Record the years before the campaigns: each grassroots organization decides below it, the district on the 55."""
    for year in YEARS[:-1]:
        by_body = member_years(people, year=year, leading=leading) if year in MEMBER_YEARS else {}
        for body in bodies():
            cells = [] if body.is_cell else _cells_then(body, year)
            rated = by_body.get(body.code, [])
            if not cells and not rated:
                continue
            record_results(
                by=by,
                year=year,
                decision=decision_of(body, year),
                decided_by=ids[body.code].pk,
                organizations=[_rating(code, year, ids) for code in cells],
                members=[_member_rating(one, year, members, ids) for one in rated],
                place=ids[body.code].pk,
            )
        record_results(
            by=by,
            year=year,
            decision=decision_of_district(year),
            decided_by=ids[DISTRICT].pk,
            organizations=[_rating(body.code, year, ids) for body in bodies()],
            place=ids[DISTRICT].pk,
        )


def _cells_then(body: Body, year: int) -> list[str]:
    codes = [cell.code for each in bodies() if not each.is_cell for cell in each.cells]
    if year_end(year) < DISSOLVED_ON:
        codes.append(DISSOLVED.code)
    return [code for code in codes if body_at(code, year_end(year)) == body.code]


def decision_of(body: Body, year: int) -> Decision:
    """The decision of a grassroots organization on the results of a year."""
    if body.code == "kim-phu" and year == YEARS[-1]:
        return Decision("12-QĐ/ĐU", date(2019, 1, 4))
    chance = lots(f"decision of {body.code} {year}")
    symbol = "CB" if body.is_cell else "ĐU"
    return Decision(
        f"{chance.randint(1, 40):02}-QĐ/{symbol}", some_day(chance, date(year + 1, 1, 3), date(year + 1, 1, 11))
    )


def decision_of_district(year: int) -> Decision:
    """The district's decision on the 55 for a year."""
    return Decision(f"{_DISTRICT_NUMBERS[year]}-QĐ/HU", date(year + 1, 1, 18))


def _rating(code: str, year: int, ids: Mapping[str, Organization]) -> Rating:
    category = shelf.book_for(year).categories(Subject.ORGANIZATION)[histories()[code][year]].code
    return Rating(ids[code].pk, category, exemplary=(code, year) in exemplary())


def _member_rating(
    one: MemberYear, year: int, members: Mapping[str, Member], ids: Mapping[str, Organization]
) -> Rating:
    member, cell = members[one.person.code].pk, ids[one.cell].pk
    if one.category is None:
        return Rating(member, status=Status.REVIEWED, reason=NOT_YET, cell_id=cell)
    return Rating(member, shelf.book_for(year).categories(Subject.MEMBER)[one.category].code, cell_id=cell)


def justify_caps(*, by: Actor, ids: Mapping[str, Organization], year: int = YEARS[-1]) -> None:
    """Write down the reasons of the bodies that gave more than a cap allows."""
    placements = placements_on([ids[code].pk for code, _counted in _REASONS], on=year_end(year))
    for (code, counted), reason in _REASONS.items():
        cap = shelf.book_for(year).caps(counted.subject)[0].code
        placement = placements[ids[code].pk]
        justify_cap(by=by, placement=placement, year=year, subject=counted, cap=cap, reason=reason)
