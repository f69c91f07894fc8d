"""The self-review on paper, as far as the form of the year was seen."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from vungmanh.campaigns.levels import asked, scale
from vungmanh.campaigns.models import SubjectKind
from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.campaigns.review.reviewing import Written
from vungmanh.campaigns.review.signs import STATED_ON, sign_in_words
from vungmanh.documents.letters import Heading, Letter, Part
from vungmanh.documents.tables import Column, Table
from vungmanh.foundation.dates import written, year_end
from vungmanh.members.births import birth_said
from vungmanh.members.models import Post
from vungmanh.members.queries import holders_of, particulars_of, posts_of_many
from vungmanh.organizations.kinds import kind
from vungmanh.organizations.queries import placement_of
from vungmanh.reports.issuing import Issuer, issuer_of
from vungmanh.rulebooks.conduct import Form

_SELF = ("self_review", "self_rating")
"""How the rulebooks call the step whose form the self-review is written on."""
LEADING = frozenset({Post.SECRETARY, Post.STANDING_DEPUTY, Post.DEPUTY})
_BLANK = "…" * 28


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
    named = _named(form, language)
    if form.leaders is False:
        named += _("; ai giữ chức vụ lãnh đạo, quản lý ở chính quyền, đoàn thể thì dùng mẫu dành cho lãnh đạo")
    if not fields:
        return _("Theo {form}; các mục của mẫu: mẫu chưa thấy.").format(form=named)
    return _("Theo {form}; các mục đã thấy của mẫu: {fields}.").format(form=named, fields=fields)


def _named(form: Form, language: str) -> str:
    return f"{form.number} ({form.text.say(language)})" if form.number else form.text.say(language)


def called(dossier: Dossier) -> str:
    """What the writing is called: a self-review, or the review report of a collective or an organization."""
    if dossier.is_member:
        return _("bản tự kiểm điểm")
    is_cell = kind(dossier.place.kind).is_cell
    if dossier.subject.kind == SubjectKind.COLLECTIVE:
        return _("báo cáo kiểm điểm của tập thể chi ủy") if is_cell else _("báo cáo kiểm điểm của tập thể cấp ủy")
    return _("báo cáo kiểm điểm của chi bộ") if is_cell else _("báo cáo kiểm điểm của đảng bộ")


def handed_to(dossier: Dossier) -> str:
    """Whom it is handed to: the cell, or the committee above; empty where that is outside the installation."""
    if dossier.is_member:
        return _("chi bộ") if kind(dossier.place.kind).is_cell else dossier.place.name
    return issuer_of(dossier.place, on=year_end(dossier.campaign.year)).superior


def paper_of(dossier: Dossier, content: Written, *, signs: bool, language: str) -> Letter:
    """The self-review as a document; `signs` tells whether what is stated on the 27 signs stands on it."""
    place, review, year = dossier.place, dossier.review, dossier.campaign.year
    above = placement_of(place.parent_id, on=year_end(year)) if place.parent_id else None
    issuer = issuer_of(place, on=year_end(year))
    about = _("Năm {year}") if dossier.is_member else _("{name}, năm {year}")
    return Letter(
        kind=_("BẢN TỰ KIỂM ĐIỂM") if dossier.is_member else _("BÁO CÁO KIỂM ĐIỂM"),
        about=about.format(name=dossier.name, year=year),
        body=place.name.upper(),
        superior=above.name.upper() if above else "",
        place=issuer.place,
        parts=list(_parts(dossier, content, signs, language)),
        dated=review.handed_in_on if review else None,
        on_behalf_of=_on_behalf_of(dossier, issuer),
        signed_as=_("Người tự kiểm điểm") if dossier.is_member else _("BÍ THƯ"),
        signer=_signer(dossier),
        notes=list(_notes(dossier, language)),
    )


def _on_behalf_of(dossier: Dossier, issuer: Issuer) -> str:
    if dossier.is_member:
        return ""
    if dossier.subject.kind == SubjectKind.COLLECTIVE and kind(dossier.place.kind).is_cell:
        return _("CHI ỦY")
    return (issuer.signs_for or dossier.place.name).upper()


def _signer(dossier: Dossier) -> str:
    """The member, or who was secretary on the day of handing in; empty where nobody was."""
    if dossier.is_member:
        return dossier.name
    day = dossier.review.handed_in_on if dossier.review else year_end(dossier.campaign.year)
    return holders_of(Post.SECRETARY, [dossier.terms.place_id], on=day).get(dossier.terms.place_id, "")


def _notes(dossier: Dossier, language: str) -> Iterator[str]:
    form = form_of(dossier)
    if form:
        document = form.citation.document.say(language)
        yield _("Theo {form}, {document}.").format(form=_named(form, language), document=document)


def _parts(dossier: Dossier, content: Written, signs: bool, language: str) -> Iterator[Part]:
    if dossier.is_member:
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

    wanted = asked(dossier.book, dossier.kind)
    rows = [[each.text.say(language), level(each.code)] for each in wanted]
    given = _("Điểm") if any(each.most is not None for each in wanted) else _("Cấp độ")
    columns = [Column("criterion", _("Tiêu chí"), width=48), Column("level", given)]
    return Table("", columns, rows)


def _signs(content: Written) -> Iterator[Part]:
    yield Heading(_("Tự liên hệ 27 biểu hiện (Nghị quyết 04-NQ/TW ngày 30/10/2016)"))
    stated = [(code, content.signs[code]) for code in STATED_ON if content.signs.get(code, "").strip()]
    if not stated:
        yield _("(không ghi)")
    for code, words in stated:
        yield f"{sign_in_words(code)}: {words}"
