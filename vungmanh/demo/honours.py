"""The second decision of 2018: certificates of the grassroots committees and of the district, after the ratings.

The guidance of 2018 is not seen to name «tiêu biểu» among the excellent, so each certificate of an organization carries
the reason of the body that chose.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from vungmanh.campaigns.deciding.honours import give
from vungmanh.campaigns.models import Campaign
from vungmanh.classification.models import MemberResult, OrganizationResult
from vungmanh.demo.drawing import lots
from vungmanh.demo.histories import LAST
from vungmanh.demo.tree import DISTRICT, LAP_THANH, bodies
from vungmanh.demo.years import decision_of
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.decisions import Decision
from vungmanh.organizations.models import Organization, Placement
from vungmanh.organizations.queries import placements_on

BY_DISTRICT = Decision("352-QĐ/HU", date(2019, 1, 25))
"""On the twelve organizations and the five years of Lập Thành."""
_MEMBERS, _CELLS = 0.35, 0.6
"""Which part of the excellent was chosen."""
_WHY_CELL = "Hướng dẫn năm 2018 chưa nêu “tiêu biểu”; Đảng ủy bỏ phiếu chọn trong số chi bộ hoàn thành xuất sắc."
_WHY_BODY = (
    "Hướng dẫn năm 2018 chưa nêu “tiêu biểu”; khen các tổ chức hoàn thành xuất sắc theo đề nghị của khối thi đua."
)
_WHY_RUN = (
    "Các năm 2014–2017 chi bộ đều trong sạch, vững mạnh; hồ sơ khen thưởng giấy còn lưu tại Ban Tổ chức Huyện ủy."
)


def honour_2018(*, by: Actor, campaign: Campaign, ids: Mapping[str, Organization]) -> None:
    """Each grassroots committee with cells chooses among its excellent members and cells, the district among the 55."""
    places = placements_on([ids[code].pk for code in [DISTRICT, *(body.code for body in bodies())]], on=year_end(LAST))
    by_parent = _excellent_below()
    for body in bodies():
        place = places[ids[body.code].pk]
        chosen = {} if body.is_cell else _of_committee(body.code, by_parent[place.organization_id])
        if chosen:
            rated = decision_of(body, LAST)
            assert rated.decided_on is not None
            number = f"{int(rated.number.partition('-')[0]) + 3:02}-QĐ/ĐU"
            decision = Decision(number, rated.decided_on + timedelta(days=7))
            give(by=by, campaign=campaign, body=place, decision=decision, chosen=chosen)
    district = places[ids[DISTRICT].pk]
    chosen = {f"organization:{id_}:grassroots_year": _WHY_BODY for id_ in by_parent[district.organization_id][0]}
    chosen[f"organization:{ids[LAP_THANH].pk}:cell_five_years_district"] = _WHY_RUN
    give(by=by, campaign=campaign, body=district, decision=BY_DISTRICT, chosen=chosen)


def _excellent_below() -> dict[int, tuple[list[int], list[int]]]:
    """The excellent organizations and members of 2018 by the grassroots organization, or district, above them."""
    above = dict(Placement.objects.on(year_end(LAST)).values_list("organization_id", "parent_id"))
    found: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    results = OrganizationResult.objects.effective().filter(year=LAST, category="excellent").order_by("organization_id")
    for id_ in results.values_list("organization_id", flat=True):
        found[above[id_]][0].append(id_)
    of_members = MemberResult.objects.effective().filter(year=LAST, category="excellent").order_by("member_id")
    for member, cell in of_members.values_list("member_id", "organization_id"):
        found[above[cell]][1].append(member)
    return found


def _of_committee(code: str, excellent: tuple[list[int], list[int]]) -> dict[str, str]:
    rng = lots(f"honours of 2018 in {code}")
    cells, members = excellent
    chosen = {f"organization:{id_}:cell_year": _WHY_CELL for id_ in cells if rng.random() < _CELLS}
    return chosen | {f"member:{id_}:year": "" for id_ in members if rng.random() < _MEMBERS}
