"""A numbered decision on yearly results as a document in the party format, with its list, from the record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.campaigns.deciding.pending import given
from vungmanh.campaigns.models import Campaign, Ruling, SubjectKind, Terms
from vungmanh.campaigns.naming import alphabetical, names_in
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of, campaign_over, terms_in
from vungmanh.documents.letters import Letter
from vungmanh.documents.tables import Column, Kind, Table, Value
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placements_on
from vungmanh.reports.numbered import Content, letter_of


@dataclass(frozen=True, slots=True)
class Numbered:
    """One decision of a committee in a campaign, with what it decided, as it was decided then."""

    campaign: Campaign
    body: Placement
    number: str
    decided_on: date
    rulings: Sequence[Ruling]


def numbered(body: Placement, *, year: int, number: str, decided_on: date) -> Numbered:
    """The decision with this number and day; raises Refusal where the committee recorded none."""
    campaign = campaign_over([body.organization_id, *body.ancestor_ids], year=year)
    found = given(campaign, body.organization_id) if campaign else Ruling.objects.none()
    rulings = found.filter(decision_number=number, decided_on=decided_on).select_related("subject").order_by("pk")
    if campaign is None or not rulings:
        raise Refusal(
            "reports.no_such_decision",
            _("{name} chưa ghi quyết định số {number} về xếp loại năm {year}.").format(
                name=body.name, number=number, year=year
            ),
            remedy=_("Mở trang quyết định của năm, chọn quyết định trong danh sách."),
        )
    return Numbered(campaign, body, number, decided_on, list(rulings))


def decision_letter(decision: Numbered, language: str) -> Letter:
    """«Quyết định … về việc đánh giá, xếp loại chất lượng …» with the lists of those decided on."""
    year = decision.campaign.year
    counts = {str(kind.label).lower(): len(_of(decision, kind)) for kind in SubjectKind}
    content = Content(
        about=_("về việc đánh giá, xếp loại chất lượng tổ chức đảng, đảng viên năm {year}").format(year=year),
        whereas=_("Xét kết quả kiểm điểm và đề xuất của các cấp ủy,"),
        told=_("Điều 1. Xếp loại chất lượng năm {year} đối với {whom} theo danh sách kèm theo.").format(
            year=year, whom=", ".join(f"{count} {what}" for what, count in counts.items() if count)
        ),
        lists=list(_lists(decision, language)),
    )
    return letter_of(
        content, body=decision.body, book=book_of(decision.campaign), number=decision.number,
        decided_on=decision.decided_on, language=language,
    )  # fmt: skip


def _lists(decision: Numbered, language: str) -> Iterator[Table]:
    ids = {one.subject_id for one in decision.rulings}
    terms = {one.subject_id: one for one in terms_in(decision.campaign) if one.subject_id in ids}
    names = names_in(decision.campaign, list(terms.values()))
    places = placements_on({one.place_id for one in terms.values()}, on=year_end(decision.campaign.year))
    for kind in reversed(SubjectKind):
        rulings = _of(decision, kind)
        if rulings:
            rows = [_row(decision, one, terms[one.subject_id], names, places, language) for one in rulings]
            yield Table(
                str(kind.label), _columns(kind), [[n, *cells] for n, (_key, cells) in enumerate(sorted(rows), 1)]
            )


def _columns(kind: SubjectKind) -> list[Column]:
    first = _("Họ và tên") if kind is SubjectKind.MEMBER else _("Tổ chức")
    place = [Column("place", _("Nơi sinh hoạt"), width=32)] if kind is SubjectKind.MEMBER else []
    number = Column("number", _("TT"), Kind.NUMBER, 5)
    return [number, Column("name", first, width=32), *place, Column("category", _("Mức xếp loại"), width=28)]


def _row(
    decision: Numbered,
    ruling: Ruling,
    terms: Terms,
    names: dict[int, str],
    places: dict[int, Placement],
    language: str,
) -> tuple[str, list[Value]]:
    """The key to sort by, and the cells."""
    kind = SubjectKind(ruling.subject.kind)
    place, name = places.get(terms.place_id), names[ruling.subject_id]
    category = book_of(decision.campaign).category(OF_RULEBOOK[kind], ruling.category).name.say(language)
    key = f"{place.path if place else ''}\0{alphabetical(terms, name)}\0{ruling.subject_id:020}"
    middle = [place.name if place else ""] if kind is SubjectKind.MEMBER else []
    return key, [name, *middle, category]


def _of(decision: Numbered, kind: SubjectKind) -> list[Ruling]:
    return [one for one in decision.rulings if one.subject.kind == kind]
