"""Voting on screen, signed in or with a one-time code: one page, one page to confirm, one clear answer.

What was chosen travels in the forms alone: it stands in no address, session, message, log or journal.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters

from vungmanh.accounts.limits import CODES, check_pace, take_back
from vungmanh.ballots.actions import cast, cast_by_code
from vungmanh.ballots.checks import check_answers
from vungmanh.ballots.forewarning import forewarnings
from vungmanh.ballots.models import Ballot, Elector, Part, State
from vungmanh.ballots.queries import elector_of_code, hindrance
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.queries import names_of
from vungmanh.web.ballots.loading import known
from vungmanh.web.viewer import Request

BLANK = "-"
"""How a form writes a blank: given on purpose, unlike nothing."""
Answers = Mapping[str, str | None]


@sensitive_post_parameters()
@cache_control(private=True, no_store=True)
def vote(request: Request, uuid: UUID) -> HttpResponse:
    """The viewer's own slip; nobody's else can be reached from here, whatever is sent."""
    found = known(request, uuid)
    ballot, actor = found.ballot, request.viewer.actor
    if found.own and found.own.part == Part.SCREEN and ballot.state == State.OPEN and request.method != "POST":
        return render(request, "web/ballots/voted.html", {"ballot": ballot})
    refusal = hindrance(ballot, actor.member_id or 0)
    if refusal is not None:
        return render(request, "web/ballots/no_vote.html", {"ballot": ballot, "refusal": refusal}, status=409)

    def give(answers: Answers) -> HttpResponse:
        cast(by=actor, ballot=ballot, answers=answers)
        return redirect("vote", uuid)

    return _slip(request, ballot, give, {"name": actor.name})


@sensitive_post_parameters()
@cache_control(private=True, no_store=True)
def code_vote(request: HttpRequest) -> HttpResponse:
    """The slip of whoever holds a one-time code, on a shared phone; a wrong code is counted against its address."""
    if request.method != "POST":
        return render(request, "web/ballots/code.html", {"done": "done" in request.GET})
    code = request.POST.get("code", "")
    try:
        elector = _elector(request, code)
    except Refusal as refusal:
        status = 429 if refusal.code == "accounts.too_fast" else 409
        return render(request, "web/ballots/code.html", {"refusal": refusal}, status=status)
    ballot = elector.ballot

    def give(answers: Answers) -> HttpResponse:
        cast_by_code(ballot=ballot, code=code, answers=answers)
        return redirect(f"{reverse('code_vote')}?done")

    refusal = hindrance(ballot, elector.member_id)
    if refusal is not None:
        return render(request, "web/ballots/no_vote.html", {"ballot": ballot, "refusal": refusal}, status=409)
    name = names_of([elector.member_id]).get(elector.member_id, "")
    return _slip(request, ballot, give, {"name": name, "code": code})


def _elector(request: HttpRequest, code: str) -> Elector:
    key = get_adapter().get_client_ip(request)
    check_pace([(CODES, key)])
    elector = elector_of_code(code)
    take_back(CODES, key)
    return elector


def _slip(
    request: HttpRequest, ballot: Ballot, give: Callable[[Answers], HttpResponse], shown: dict[str, Any]
) -> HttpResponse:
    """The slip to fill in, the slip to confirm, or the answer after it was given."""
    answers, step = _answers(request, ballot), request.POST.get("step", "")
    refusal = None
    try:
        if step in ("confirm", "cast"):
            check_answers(ballot, answers)
        if step == "cast":
            return give(answers)
        if step == "confirm":
            return render(request, "web/ballots/confirm.html", shown | _chosen(ballot, answers))
    except Refusal as refused:
        refusal = refused
    shown |= _chosen(ballot, answers) | {"refusal": refusal, "forewarnings": forewarnings(ballot)}
    return render(request, "web/ballots/vote.html", shown, status=409 if refusal else 200)


def _answers(request: HttpRequest, ballot: Ballot) -> Answers:
    given = {one.code: request.POST.get(f"q-{one.code}", "") for one in ballot.questions}
    return {code: None if choice == BLANK else choice for code, choice in given.items() if choice}


def _chosen(ballot: Ballot, answers: Answers) -> dict[str, Any]:
    """The questions with their choices, each marked where it is chosen."""
    language = get_language() or "vi"
    questions = []
    for one in ballot.questions:
        given = BLANK if one.code in answers and answers[one.code] is None else answers.get(one.code)
        choices = [(each.code, each.name.say(language)) for each in one.choices] + [(BLANK, _("Phiếu trắng"))]
        marked = [(code, name, code == given) for code, name in choices]
        questions.append({"code": one.code, "title": one.title.say(language), "choices": marked})
    return {"ballot": ballot, "questions": questions}
