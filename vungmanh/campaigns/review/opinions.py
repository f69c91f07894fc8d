"""What others say of a subject, and the facts that the rules ask for and somebody enters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class NewOpinion:
    """What a body said of a subject; `votes` are those for and against."""

    terms: Terms
    kind: OpinionKind
    said_by: str
    words: str = ""
    document_number: str = ""
    votes: tuple[int, int] | None = None


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
    campaign = terms.subject.campaign
    check_running(campaign)
    new = NewOpinion(terms, kind, said_by, words, document_number, votes)
    check_opinions([new])
    with act(events.OPINION, by=by, on=on, place=terms.place_id, year=campaign.year, kind=str(kind)) as giving:
        return giving.record([opinion_row(new, on)])[0]


def opinion_row(new: NewOpinion, on: date) -> Opinion:
    """The opinion given on a day as it is recorded."""
    votes_for, votes_against = new.votes or (None, None)
    return Opinion(
        subject=new.terms.subject,
        kind=new.kind,
        said_by=new.said_by.strip(),
        words=new.words.strip(),
        document_number=new.document_number,
        given_on=on,
        votes_for=votes_for,
        votes_against=votes_against,
    )


def check_opinions(opinions: Sequence[NewOpinion]) -> None:
    """Refuse opinions of those who do not review, that say nothing, or that come out of their time."""
    ids = [one.terms.subject_id for one in opinions]
    handed_in = set(SelfReview.objects.effective().filter(subject__in=ids).values_list("subject_id", flat=True))
    held = set(Held.objects.effective().filter(subject__in=ids).values_list("subject_id", flat=True))
    for one in opinions:
        check_due(one.terms)
        check_time_of(one.kind, handed_in=one.terms.subject_id in handed_in, held=one.terms.subject_id in held)
        check_says_something(one)


def check_says_something(new: NewOpinion) -> None:
    """Refuse an opinion of nobody, and one that has neither words nor a document in which they stand."""
    if not new.said_by.strip() or not (new.words.strip() or new.document_number):
        raise Refusal(
            "campaigns.opinion_empty",
            _("Chưa ghi ai nhận xét, hoặc chưa ghi nội dung hay số văn bản."),
            remedy=_("Ghi tên tập thể nhận xét và nội dung, hoặc số văn bản có nội dung đó."),
        )


def enter_facts(*, by: Actor, terms: Terms, values: Mapping[str, object], source: str) -> None:
    """Enter facts about a subject, with where they come from; a value of None takes a fact back.

    Raises Refusal for a fact that the rules do not know, that is about others, that the product keeps itself, or whose
    value has the wrong form.
    """
    subject = terms.subject
    check_running(subject.campaign)
    check_due(terms)
    for name, value in values.items():
        check_fact(subject, name, value)
    standing = {one.name: one for one in EnteredFact.objects.effective().filter(subject=subject, name__in=list(values))}
    with act(
        events.FACT, by=by, place=terms.place_id, year=subject.campaign.year, names=sorted(values)
    ) as entering:  # fmt: skip
        entering.withdraw(list(standing.values()))
        entering.record(
            [
                EnteredFact(subject=subject, name=name, value=stored_fact(name, value), source=source)
                for name, value in values.items()
                if value is not None
            ]
        )


def check_time_of(kind: OpinionKind, *, handed_in: bool, held: bool) -> None:
    """Refuse an opinion that comes after what it should have come before."""
    if kind == OpinionKind.SUPERIOR_HINT and handed_in:
        raise Refusal(
            "campaigns.hint_too_late",
            _("Đã nộp bản tự kiểm điểm nên gợi ý của cấp trên đến muộn."),
            remedy=_("Đề nghị người viết nộp lại bản tự kiểm điểm sau khi đọc gợi ý, hoặc nêu tại hội nghị."),
        )
    if held and kind in (OpinionKind.RESIDENCE, OpinionKind.OLD_CELL, OpinionKind.HOST_CELL):
        raise Refusal(
            "campaigns.comment_too_late",
            _("Hội nghị kiểm điểm đã họp nên nhận xét này đến muộn."),
            remedy=_("Ghi vào ý kiến của cấp trên khi thẩm định, hoặc kiểm điểm lại."),
        )


def check_fact(subject: Subject, name: str, value: object) -> None:
    """Refuse a fact that is not entered about such a subject, or whose value has the wrong form."""
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


def stored_fact(name: str, given: object) -> object:
    """The value of a fact as it is kept: exact numbers as text, since JSON has only binary ones."""
    value = exact(shelf.facts()[name], given)
    return value if value is None or isinstance(value, bool | int | str) else str(value)
