"""Papers of a vote, registered like all that is taken out: sheets of the frozen list, minutes of the tellers."""

from datetime import date
from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import render

from vungmanh.ballots.models import Manner, State
from vungmanh.ballots.queries import outcome_of, progress_of
from vungmanh.documents.formats import Format
from vungmanh.exports.contract import Order
from vungmanh.exports.of_ballots import no_sheets
from vungmanh.organizations.queries import placement_of
from vungmanh.reports.ballot_papers import sheet_of
from vungmanh.web.ballots.loading import Known, conducted, posted
from vungmanh.web.exports.views import ordered
from vungmanh.web.viewer import Request


def ballot_sheets(request: Request, uuid: UUID) -> HttpResponseBase:
    """One sheet to look at; a form sent here gives as many equal ones as there are people with a vote."""
    found = conducted(request, uuid)
    if request.method == "POST":
        return ordered(request, "ballot_sheets", Format.PDF, _order(request, found, request.viewer.today))
    ballot = found.ballot
    if ballot.state != State.OPEN or ballot.manner == Manner.SCREEN:
        raise no_sheets()
    sheet = sheet_of(ballot, found.place, request.viewer.language)
    shown = {"ballot": ballot, "sheet": sheet, "copies": progress_of(ballot).entitled}
    return render(request, "web/ballots/sheets.html", shown)


@posted
def ballot_minutes(request: Request, uuid: UUID) -> HttpResponseBase:
    """The minutes of counting in the party format of the day, as Word or PDF."""
    found = conducted(request, uuid)
    form = Format.PDF if request.POST.get("form") == Format.PDF else Format.DOCX
    return ordered(request, "ballot_minutes", form, _order(request, found, outcome_of(found.ballot).row.closed_on))


def _order(request: Request, found: Known, on: date) -> Order:
    viewer, ballot = request.viewer, found.ballot
    place = placement_of(ballot.organization_id, on=on) or found.place
    return Order(viewer.actor, place, on, viewer.language, {"ballot": str(ballot.uuid)})
