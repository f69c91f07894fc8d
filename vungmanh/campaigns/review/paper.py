"""The self-review on paper, as far as the form of the year was seen."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from vungmanh.campaigns.levels import asked, scale
from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.campaigns.review.reviewing import SIGNS, Written
from vungmanh.documents.letters import Heading, Letter, Part
from vungmanh.documents.tables import Column, Table
from vungmanh.foundation.dates import written, year_end
from vungmanh.members.births import birth_said
from vungmanh.members.models import Post
from vungmanh.members.queries import particulars_of, posts_of_many
from vungmanh.organizations.queries import placement_of
from vungmanh.rulebooks.conduct import Form

_SELF = ("self_review", "self_rating")
"""How the rulebooks call the step whose form the self-review is written on."""
LEADING = frozenset({Post.SECRETARY, Post.STANDING_DEPUTY, Post.DEPUTY})
_BLANK = "…………………………………………………………………………"


def form_of(dossier: Dossier) -> Form | None:
    """The form of the year for this kind of subject; None where the rulebook has none.

    Where leaders have a form of their own it is theirs who lead the Party organization; posts elsewhere are not kept.
    """
    steps = (step.form for step in dossier.book.procedure(dossier.kind) if step.code in _SELF)
    codes = {form for form in steps if form}
    forms = dossier.book.forms(dossier.kind)
    usual = next((form for form in forms if form.code in codes), None)
    if usual is None or usual.leaders is None:
        return usual
    return next(form for form in forms if form.leaders is _leads(dossier))


def _leads(dossier: Dossier) -> bool:
    return not LEADING.isdisjoint(_posts(dossier))


def _posts(dossier: Dossier) -> list[str]:
    return posts_of_many([dossier.member.pk], on=year_end(dossier.campaign.year)).get(dossier.member.pk, [])


def form_in_words(dossier: Dossier, language: str) -> str:
    """Which form it follows, or that none was seen."""
    form = form_of(dossier)
    if form is None:
        return _("Biểu mẫu của năm {year}: mẫu chưa thấy; trình bày theo các phần chung.").format(
            year=dossier.campaign.year
        )
    fields = "; ".join(field.say(language) for field in form.fields)
    named = f"{form.number} ({form.text.say(language)})" if form.number else form.text.say(language)
    if form.leaders is False:
        named += _("; ai giữ chức vụ lãnh đạo, quản lý ở chính quyền, đoàn thể thì dùng mẫu dành cho lãnh đạo")
    if not fields:
        return _("Theo {form}; các mục của mẫu: mẫu chưa thấy.").format(form=named)
    return _("Theo {form}; các mục đã thấy của mẫu: {fields}.").format(form=named, fields=fields)


def paper_of(dossier: Dossier, content: Written, *, signs: bool, language: str) -> Letter:
    """The self-review as a document; `signs` tells whether what is stated on the 27 signs stands on it."""
    place = dossier.place
    above = placement_of(place.parent_id, on=year_end(dossier.campaign.year)) if place.parent_id else None
    review = dossier.review
    return Letter(
        kind=_("BẢN TỰ KIỂM ĐIỂM") if dossier.is_member else _("BÁO CÁO TỰ KIỂM ĐIỂM"),
        about=_("Năm {year}").format(year=dossier.campaign.year),
        body=place.name,
        superior=above.name if above else "",
        parts=list(_parts(dossier, content, signs, language)),
        dated=review.handed_in_on if review else None,
        on_behalf_of="" if dossier.is_member else dossier.name.upper(),
        signed_as=_("Người tự kiểm điểm") if dossier.is_member else "",
    )


def _parts(dossier: Dossier, content: Written, signs: bool, language: str) -> Iterator[Part]:
    yield form_in_words(dossier, language)
    yield from _head(dossier)
    sections = (
        (_("I- Ưu điểm, kết quả đạt được"), "results"),
        (_("II- Hạn chế, khuyết điểm"), "limits"),
        (_("III- Nguyên nhân"), "causes"),
        (_("IV- Biện pháp, thời hạn khắc phục"), "remedies"),
        (_("V- Cam kết cho năm tới"), "commitments"),
    )
    for heading, code in sections:
        yield Heading(heading)
        yield from _lines(content.parts.get(code, ""))
    yield Heading(_("VI- Tự đánh giá từng tiêu chí"))
    yield _levels(dossier, content, language)
    yield Heading(_("VII- Tự nhận mức xếp loại"))
    names = {category.code: category.name.say(language) for category in dossier.book.categories(dossier.kind)}
    yield names.get(content.claimed, _("(chưa tự nhận)"))
    if signs:
        yield from _signs(content)
    yield Heading(_("Nhận xét, đánh giá của cấp ủy, chi bộ"))
    yield _BLANK


def _head(dossier: Dossier) -> Iterator[str]:
    if not dossier.is_member:
        yield _("Đối tượng kiểm điểm: {name}").format(name=dossier.name)
        return
    known = particulars_of(dossier.member)
    posts = _posts(dossier)
    yield _("Họ và tên: {name}. Sinh: {born}.").format(name=known.full_name, born=birth_said(known.born) or "…")
    yield _("Ngày vào Đảng: {joined}. Chức vụ trong Đảng: {posts}.").format(
        joined=written(known.joined_on) or "…", posts=", ".join(str(Post(post).label) for post in posts) or _("không")
    )
    yield _("Chức vụ chính quyền, đoàn thể, đơn vị công tác: {blank}").format(blank="…………………")


def _lines(words: str) -> Iterator[str]:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    yield from lines or [_("(không ghi)")]


def _levels(dossier: Dossier, content: Written, language: str) -> Table:
    said = scale()

    def level(code: str) -> str:
        value = str(content.levels.get(code, ""))
        return said[value].say(language) if value in said else value or "–"

    rows = [[each.text.say(language), level(each.code)] for each in asked(dossier.book, dossier.kind)]
    columns = [Column("criterion", _("Tiêu chí"), width=48), Column("level", _("Cấp độ, điểm"))]
    return Table("", columns, rows)


def _signs(content: Written) -> Iterator[Part]:
    yield Heading(_("Tự liên hệ 27 biểu hiện (Nghị quyết 04-NQ/TW ngày 30/10/2016)"))
    stated = [(sign, content.signs[sign]) for sign in SIGNS if content.signs.get(sign, "").strip()]
    if not stated:
        yield _("(không ghi)")
    for sign, words in stated:
        yield f"{sign}: {words}"
