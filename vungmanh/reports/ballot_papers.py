"""Papers of a vote: the sheets to mark, and the minutes of the tellers."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from vungmanh.ballots.models import Ballot, Manner
from vungmanh.ballots.queries import Told, electors_of, outcome_of, tellers_of
from vungmanh.documents.letters import Heading, Letter, Part
from vungmanh.documents.slips import Sheet
from vungmanh.documents.tables import Column, Kind, Table, Value
from vungmanh.foundation.dates import written
from vungmanh.organizations.models import Placement
from vungmanh.reports.issuing import issuer_of
from vungmanh.rulebooks.page_words import words_of_value

_TELLERS = 3
"""Blank lines for names and signatures where nobody was appointed: after a vote on screen alone."""


def sheet_of(ballot: Ballot, place: Placement, language: str) -> Sheet:
    """The sheet to mark; the same for everybody."""
    questions = ballot.questions
    return Sheet(
        body=place.name.upper(),
        title=ballot.title.say(language),
        instruction=_(
            "Đánh dấu X vào một ô ở mỗi dòng. Dòng để trống tính là phiếu trắng; phiếu có dòng đánh dấu từ hai ô trở "
            "lên là phiếu không hợp lệ."
        ),
        asked=_("Đối tượng"),
        choices=[choice.name.say(language) for choice in questions[0].choices],
        rows=[question.title.say(language) for question in questions],
    )


def minutes_of(ballot: Ballot, place: Placement, language: str) -> Letter:
    """The minutes of counting, to be signed by the tellers; refused before the vote is closed."""
    told = outcome_of(ballot)
    day = told.row.closed_on
    issuer = issuer_of(place, on=day)
    return Letter(
        kind=_("BIÊN BẢN"),
        about=_("Kiểm phiếu: {title}").format(title=ballot.title.say(language)),
        body=issuer.body.upper(),
        superior=issuer.superior.upper(),
        symbol=f"BB/{issuer.symbol}" if issuer.symbol else "BB",
        place=issuer.place,
        dated=day,
        parts=[
            *_opening(ballot, told, language),
            *_people(ballot, told, language),
            *_slips(told),
            Heading(_("Kết quả")),
            _results(ballot, told, language),
            *_closing(ballot),
        ],
        on_behalf_of=_("BAN KIỂM PHIẾU"),
        signed_as=_("TRƯỞNG BAN"),
        recipients=[_("Lưu {body}.").format(body=issuer.body)],
    )


def _opening(ballot: Ballot, told: Told, language: str) -> Iterator[Part]:
    how = _("bỏ phiếu kín") if ballot.secret else _("biểu quyết không kín, có đếm phiếu")
    yield _("Ngày {day}, tiến hành {how} ({manner}): {title}.").format(
        day=written(told.row.closed_on), how=how, manner=Manner(ballot.manner).label, title=ballot.title.say(language)
    )


def _people(ballot: Ballot, told: Told, language: str) -> Iterator[Part]:
    terms, row = ballot.terms, told.row
    yield Heading(_("Người bỏ phiếu"))
    yield _("Có quyền bỏ phiếu: {entitled} người; ghi vắng mặt: {absent}; tham gia bỏ phiếu: {voted}.").format(
        entitled=row.entitled, absent=row.entitled - row.present, voted=row.took_part
    )
    without = Counter(line.reason.say(language) for line in electors_of(ballot) if not line.is_entitled)
    if without:
        yield _("Không bỏ phiếu: {reasons}.").format(
            reasons="; ".join(f"{number} ({reason})" for reason, number in sorted(without.items()))
        )
    yield _("Tỷ lệ cần đạt: {threshold}, tính trên {base} người ({denominator}).").format(
        threshold=words_of_value(terms.threshold).say(language),
        base=row.base,
        denominator=words_of_value(terms.denominator).say(language),
    )


def _slips(told: Told) -> Iterator[Part]:
    row = told.row
    yield Heading(_("Số phiếu"))
    if row.on_screen:
        yield _("Bỏ trên màn hình: {count} phiếu.").format(count=row.on_screen)
    if row.issued or not row.on_screen:
        yield _(
            "Phiếu giấy: phát ra {issued}, thu về {returned}, không thu về {missing}; hợp lệ {valid}, không hợp lệ "
            "{spoiled}."
        ).format(
            issued=row.issued, returned=row.on_paper, missing=row.issued - row.on_paper,
            valid=row.on_paper - row.spoiled, spoiled=row.spoiled,
        )  # fmt: skip


def _results(ballot: Ballot, told: Told, language: str) -> Table:
    questions = ballot.questions
    choices = questions[0].choices
    columns = (
        Column("asked", _("Đối tượng"), width=26),
        *(Column(choice.code, choice.name.say(language), Kind.NUMBER, 11) for choice in choices),
        Column("blank", _("Phiếu trắng"), Kind.NUMBER, 8),
        Column("reached", _("Mức đạt tỷ lệ phiếu"), width=20),
    )
    names = {choice.code: choice.name.say(language) for choice in choices}
    results = {one.code: one for one in told.results}
    rows: list[Sequence[Value]] = []
    for question in questions:
        result = results[question.code]
        votes: list[Value] = [(result.votes or {}).get(choice.code) for choice in choices]
        reached = ", ".join(names[code] for code in result.reached) or _("không mức nào đạt")
        rows.append([question.title.say(language), *votes, result.blank, reached])
    notes = [_("Ô trống: không công bố số phiếu vì có thể lộ ai đã bỏ gì.")] if told.withheld else []
    return Table("", columns, rows, notes=notes)


def _closing(ballot: Ballot) -> Iterator[Part]:
    tellers = tellers_of(ballot)
    if others := [one for one in tellers if one.is_typed_by_another]:
        yield _("Số liệu nhập thay theo bản ghi có chữ ký của người kiểm phiếu: {who}.").format(
            who="; ".join(
                _("{typist} nhập thay {teller}").format(typist=one.typed_by, teller=one.name) for one in others
            )
        )
    yield _("Biên bản đã được thông qua tại hội nghị và lập thành ...... bản có giá trị như nhau.")
    columns = (
        Column("name", _("Họ và tên"), width=40),
        Column("task", _("Nhiệm vụ"), width=24),
        Column("signature", _("Ký"), width=24),
    )
    leads, helps = _("Trưởng ban"), _("Thành viên")
    rows = [[one.name, leads if one.leads else helps, ""] for one in tellers]
    yield Table(_("Ban kiểm phiếu"), columns, rows or [["", leads, ""], *[["", helps, ""]] * (_TELLERS - 1)])
