"""What others say of a subject, and the facts that the rules ask for and somebody enters."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.campaigns import events
from vungmanh.campaigns.checks import check_due, check_running
from vungmanh.campaigns.facts import exact
from vungmanh.campaigns.models import EnteredFact, Held, Opinion, OpinionKind, SelfReview, Subject, SubjectKind, Terms
from vungmanh.campaigns.subjects import OF_RULEBOOK
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import act
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.errors import WrongFact


def give_opinion(
    *,
    by: Actor,
    terms: Terms,
    kind: OpinionKind,
    said_by: str,
    on: date,
    words: str = "",
    document_number: str = "",
    votes: tuple[int, int] | None = None,
) -> Opinion:
    """Record what a body said of a subject; `votes` are those for and against.

    Raises Refusal where it comes out of its time: the superior's hints after the self-review was handed in, a comment
    that the meeting has to hear after the meeting.
    """
    subject = terms.subject
    check_running(subject.campaign)
    check_due(terms)
    _check_time(subject, kind)
    said_by, words = said_by.strip(), words.strip()
    if not said_by or not (words or document_number):
        raise Refusal(
            "campaigns.opinion_empty",
            _("Chưa ghi ai nhận xét, hoặc chưa ghi nội dung hay số văn bản."),
            remedy=_("Ghi tên tập thể nhận xét và nội dung, hoặc số văn bản có nội dung đó."),
        )
    with act(events.OPINION, by=by, on=on, place=terms.place_id, year=subject.campaign.year, kind=str(kind)) as giving:
        new = Opinion(
            subject=subject,
            kind=kind,
            said_by=said_by,
            words=words,
            document_number=document_number,
            given_on=on,
            votes_for=votes[0] if votes else None,
            votes_against=votes[1] if votes else None,
        )
        return giving.record([new])[0]


def enter_facts(*, by: Actor, terms: Terms, values: Mapping[str, object], source: str) -> None:
    """Enter facts about a subject, with where they come from; a value of None takes a fact back.

    Raises Refusal for a fact that the rules do not know, that is about others, that the product keeps itself, or whose
    value has the wrong form.
    """
    subject = terms.subject
    check_running(subject.campaign)
    check_due(terms)
    declared = shelf.facts()
    for name, value in values.items():
        _check_fact(subject, name, value)
    standing = {one.name: one for one in EnteredFact.objects.effective().filter(subject=subject, name__in=list(values))}
    with act(
        events.FACT, by=by, place=terms.place_id, year=subject.campaign.year, names=sorted(values)
    ) as entering:  # fmt: skip
        entering.withdraw(list(standing.values()))
        entering.record(
            [
                EnteredFact(subject=subject, name=name, value=_stored(exact(declared[name], value)), source=source)
                for name, value in values.items()
                if value is not None
            ]
        )


def _check_time(subject: Subject, kind: OpinionKind) -> None:
    if kind == OpinionKind.SUPERIOR_HINT and SelfReview.objects.effective().filter(subject=subject).exists():
        raise Refusal(
            "campaigns.hint_too_late",
            _("Đã nộp bản tự kiểm điểm nên gợi ý của cấp trên đến muộn."),
            remedy=_("Đề nghị người viết nộp lại bản tự kiểm điểm sau khi đọc gợi ý, hoặc nêu tại hội nghị."),
        )
    held = Held.objects.effective().filter(subject=subject).exists()
    if held and kind in (OpinionKind.RESIDENCE, OpinionKind.OLD_CELL, OpinionKind.HOST_CELL):
        raise Refusal(
            "campaigns.comment_too_late",
            _("Hội nghị kiểm điểm đã họp nên nhận xét này đến muộn."),
            remedy=_("Ghi vào ý kiến của cấp trên khi thẩm định, hoặc kiểm điểm lại."),
        )


def _check_fact(subject: Subject, name: str, value: object) -> None:
    fact = shelf.facts().get(name)
    kind = OF_RULEBOOK[SubjectKind(subject.kind)]
    if fact is None or kind not in fact.about or fact.recorded:
        raise Refusal(
            "campaigns.unknown_fact",
            _("Không nhập được “{name}” cho đối tượng này.").format(name=name),
            remedy=_("Chọn trong những thông tin mà bộ quy định của năm hỏi đến."),
        )
    try:
        if value is not None:
            fact.exact(exact(fact, value))
    except (WrongFact, ArithmeticError, ValueError):
        raise Refusal(
            "campaigns.wrong_fact",
            _("“{value}” không phải là giá trị của “{name}”.").format(value=value, name=fact.text.vi),
            remedy=_("Ghi {expected}.").format(expected=fact.expected),
        ) from None


def _stored(value: object) -> object:
    """Exact numbers are kept as text: JSON has only binary ones."""
    return value if value is None or isinstance(value, bool | int | str) else str(value)
