"""What campaigns hold about a member, as tables of the own data."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from vungmanh.campaigns.deciding.contesting import contests_about
from vungmanh.campaigns.review.dossier import Dossier, dossiers_about
from vungmanh.campaigns.review.evidence import said
from vungmanh.documents.tables import Column, Kind, Table, Value
from vungmanh.members.models import Member
from vungmanh.rulebooks import shelf
from vungmanh.web.campaigns.content import Content, drafted, handed_in, named


def campaign_tables(member: Member, language: str) -> dict[str, Table]:
    """Tables by code, also the empty ones: that nothing is held is an answer."""
    dossiers = dossiers_about(member.pk)
    year, day = Column("year", _("Năm"), Kind.TEXT, 8), Column("day", _("Ngày"), Kind.DATE, 12)
    words = Column("words", _("Nội dung"), width=60)
    reviews = [year, Column("state", _("Bản"), width=14), Column("part", _("Mục")), words]
    opinions = [
        year,
        day,
        Column("kind", _("Loại ý kiến"), width=28),
        Column("said_by", _("Tập thể, cá nhân nhận xét"), width=28),
        Column("document", _("Số văn bản")),
        words,
        Column("votes", _("Tán thành / không"), width=14),
    ]
    facts = [
        year,
        Column("fact", _("Mục"), width=40),
        Column("value", _("Giá trị")),
        Column("source", _("Nguồn"), width=28),
    ]
    proposals = [year, day, Column("category", _("Mức đề xuất"), width=28), Column("reason", _("Lý do"), width=40)]
    contests = [year, day, words, Column("document", _("Số văn bản")), Column("answer", _("Trả lời"), width=60)]
    return {
        "contests": _table(_("Đề nghị xem xét lại"), contests, (row for one in dossiers for row in _contests(one))),
        "self_reviews": _table(_("Bản tự kiểm điểm"), reviews, (row for one in dossiers for row in _reviews(one))),
        "opinions": _table(_("Ý kiến khi kiểm điểm"), opinions, (row for one in dossiers for row in _opinions(one))),
        "facts": _table(
            _("Dữ liệu đã nhập khi xếp loại"), facts, (r for one in dossiers for r in _facts(one, language))
        ),
        "proposals": _table(
            _("Mức được đề xuất"), proposals, (r for one in dossiers for r in _proposals(one, language))
        ),
    }


def _table(title: str, columns: Sequence[Column], rows: Iterator[Sequence[Value]]) -> Table:
    return Table(title, columns, list(rows))


def _reviews(dossier: Dossier) -> Iterator[Sequence[Value]]:
    if dossier.review:
        yield from _fields(dossier, handed_in(dossier), _("đã nộp"))
    if dossier.draft:
        yield from _fields(dossier, drafted(dossier), _("bản nháp"))


def _fields(dossier: Dossier, content: Content, state: str) -> Iterator[Sequence[Value]]:
    for name, says in named(dossier).items():
        if words := says(content).strip():
            yield str(dossier.campaign.year), state, name, words


def _opinions(dossier: Dossier) -> Iterator[Sequence[Value]]:
    for one in dossier.opinions:
        votes = "" if one.votes_for is None else f"{one.votes_for} / {one.votes_against}"
        kind = str(one.get_kind_display())
        yield str(dossier.campaign.year), one.given_on, kind, one.said_by, one.document_number, one.words, votes


def _facts(dossier: Dossier, language: str) -> Iterator[Sequence[Value]]:
    for one in dossier.entered:
        fact = shelf.facts()[one.name]
        yield str(dossier.campaign.year), fact.text.say(language), said(fact, one.value, language), one.source


def _proposals(dossier: Dossier, language: str) -> Iterator[Sequence[Value]]:
    if dossier.proposal:
        category = dossier.book.category(dossier.kind, dossier.proposal.category).name.say(language)
        yield str(dossier.campaign.year), dossier.proposal.proposed_on, category, dossier.proposal.reason


def _contests(dossier: Dossier) -> Iterator[Sequence[Value]]:
    for asked, answer in contests_about(dossier.subject.pk):
        given = (answer.document_number, answer.words) if answer else ("", "")
        yield str(dossier.campaign.year), asked.contested_on, asked.why, *given
