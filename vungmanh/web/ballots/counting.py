"""The count of a teller, entered by the teller or in the teller's name: nobody is shown what another entered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters

from vungmanh.access.holders import who_may
from vungmanh.access.questions import NoRight
from vungmanh.access.rights import Right
from vungmanh.ballots.actions import enter_paper
from vungmanh.ballots.models import Ballot
from vungmanh.ballots.paper import PaperCount
from vungmanh.ballots.queries import progress_of, tellers_of
from vungmanh.foundation.refusals import Refusal
from vungmanh.web.addresses import address, number_in
from vungmanh.web.ballots.loading import Known, known
from vungmanh.web.viewer import Request

BLANKS = "blank"


@sensitive_post_parameters()
@cache_control(private=True, no_store=True)
def ballot_count(request: Request, uuid: UUID) -> HttpResponse:
    """The count of one teller: of the viewer, or of one in whose name the viewer enters it."""
    found = known(request, uuid)
    if not found.may_count:
        raise NoRight(Right.CONDUCT_REVIEWS, who_may(Right.CONDUCT_REVIEWS, found.place, on=request.viewer.today))
    refusal = None
    if request.method == "POST":
        try:
            _enter(request, found)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("Đã ghi số liệu. Khi đủ số liệu, người điều hành được báo khớp hay khác nhau."))
            return redirect(address(request, "ballot", uuid))
    shown = {"ballot": found.ballot, "refusal": refusal, "progress": progress_of(found.ballot)}
    shown |= _form(request, found.ballot) | {"whose": _whose(request, found)}
    return render(request, "web/ballots/count.html", shown, status=409 if refusal else 200)


def _enter(request: Request, found: Known) -> None:
    """Carry out what was sent; only who conducts names another teller than the own self."""
    teller = number_in(request.POST.get("teller", "")) if found.conducts else None
    count = _count(request, found.ballot)
    enter_paper(by=request.viewer.actor, ballot=found.ballot, count=count, teller_id=teller)


def _whose(request: Request, found: Known) -> list[tuple[int, str, bool]]:
    """The tellers among whom who conducts chooses, each marked where chosen; nobody to choose for a mere teller."""
    if not found.conducts:
        return []
    own = request.viewer.actor.member_id
    left = [one for one in tellers_of(found.ballot) if not one.typed_by or one.member_id == own]
    chosen = number_in(request.POST.get("teller", "")) or own
    return [(one.member_id, one.name, one.member_id == chosen) for one in left]


def _slips() -> list[tuple[str, str]]:
    return [
        ("issued", _("Số phiếu phát ra")), ("returned", _("Số phiếu thu về")),
        ("not_returned", _("Số phiếu không thu về")), ("spoiled", _("Số phiếu không hợp lệ")),
        ("valid", _("Số phiếu hợp lệ")),
    ]  # fmt: skip


def _form(request: Request, ballot: Ballot) -> dict[str, Any]:
    """The boxes with what was typed."""
    language = get_language() or "vi"
    questions = [
        (
            one.title.say(language),
            [
                (name := f"n-{one.code}-{code}", said, request.POST.get(name, ""))
                for code, said in _choices(one, language)
            ],
        )
        for one in ballot.questions
    ]
    return {
        "slips": [(name, said, request.POST.get(name, "")) for name, said in _slips()],
        "questions": questions,
    }


def _choices(question: Any, language: str) -> list[tuple[str, str]]:
    return [*((one.code, one.name.say(language)) for one in question.choices), (BLANKS, _("Phiếu trắng"))]


def _count(request: Request, ballot: Ballot) -> PaperCount:
    slips = {name: _number(request, name, said) for name, said in _slips()}
    votes = {
        one.code: {
            code: _number(request, f"n-{one.code}-{code}", one.title.say(get_language() or "vi")) for code in one.codes
        }
        for one in ballot.questions
    }
    blanks = {
        one.code: _number(request, f"n-{one.code}-{BLANKS}", one.title.say(get_language() or "vi"))
        for one in ballot.questions
    }
    return PaperCount(**slips, votes=votes, blanks=blanks)


def _number(request: Request, name: str, said: str) -> int:
    typed = request.POST.get(name, "").strip()
    number = number_in(typed)
    if number is None:
        raise Refusal(
            "web.no_number",
            _("Ở “{what}”: “{typed}” không phải là một số.").format(what=said, typed=typed),
            remedy=_("Ghi số phiếu đếm được, kể cả số 0."),
        )
    return number
