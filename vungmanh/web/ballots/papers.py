"""Papers of a vote: sheets printed from the frozen list, and the minutes of the tellers."""

import io
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vungmanh.ballots.models import Manner, State
from vungmanh.ballots.queries import progress_of
from vungmanh.documents.formats import Format, write
from vungmanh.documents.party_format import party_format
from vungmanh.documents.slips import write_slips
from vungmanh.foundation.refusals import Refusal
from vungmanh.reports.ballot_papers import minutes_of, sheet_of
from vungmanh.web.ballots.loading import conducted
from vungmanh.web.viewer import Request


def ballot_sheets(request: Request, uuid: UUID) -> HttpResponse:
    """As many equal sheets as there are people with a vote, to print or as PDF; no sheet carries a number."""
    found = conducted(request, uuid)
    ballot, language = found.ballot, request.viewer.language
    if ballot.state != State.OPEN or ballot.manner == Manner.SCREEN:
        raise Refusal(
            "web.no_sheets",
            _("Phiếu giấy in từ danh sách đã chốt, khi đang bỏ phiếu bằng phiếu giấy."),
            remedy=_("Bắt đầu bỏ phiếu rồi in."),
        )
    sheet, copies = sheet_of(ballot, found.place, language), progress_of(ballot).entitled
    if request.GET.get("form") != Format.PDF:
        shown = {"ballot": ballot, "sheet": sheet, "copies": range(copies)}
        return render(request, "web/ballots/sheets.html", shown)
    file = io.BytesIO()
    write_slips(sheet, copies, file, language)
    return _file(file, Format.PDF, "phieu")


def ballot_minutes(request: Request, uuid: UUID) -> HttpResponse:
    """The minutes of counting in the party format of the day, as Word or PDF."""
    found = conducted(request, uuid)
    form = Format.PDF if request.GET.get("form") == Format.PDF else Format.DOCX
    letter, file = minutes_of(found.ballot, found.place, request.viewer.language), io.BytesIO()
    assert letter.dated is not None  # the day on which the vote was closed
    write(letter, form, file, look=party_format(letter.dated), language=request.viewer.language)
    return _file(file, form, "bien-ban-kiem-phieu")


def _file(file: io.BytesIO, form: Format, stem: str) -> HttpResponse:
    disposition = f'attachment; filename="{stem}.{form}"'
    return HttpResponse(file.getvalue(), form.media_type, headers={"Content-Disposition": disposition})
