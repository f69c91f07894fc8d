"""Why somebody has no rating: what everybody who sees results may read, and what is opened with a reason only.

The words beside a missing rating of a member are typed in freely and may tell of illness or discipline. Ordinary pages,
lists, reports and files repeat them only where they say no more than a rule does; else they say «lý do khác».
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from django.db.models import Q
from django.utils.translation import get_language

from vungmanh.classification.models import MemberResult, Result, Status
from vungmanh.classification.queries import results_of_member
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.names import normalized
from vungmanh.foundation.texts import Text
from vungmanh.members.guarded import Opened, reveal
from vungmanh.members.models import Guarded, Member
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Rulebook, Subject

OTHER = Text("Lý do khác", "Another reason")
"""What is told of words that no rule knows."""
REVIEWED = (
    Text("Được miễn công tác và sinh hoạt đảng", "Exempt from work and activities"),
    Text("Kết nạp chưa đủ 6 tháng", "Admitted less than 6 months ago"),
)
"""Phrases that tell nothing guarded, for years whose rulebook does not have them as an exemption."""


def reason_told(reason: str, book: Rulebook) -> Text:
    """A member's reason as the year's rulebook says it; `OTHER` where it is in words of somebody's own."""
    exemptions = tuple(each.reason for each in book.exemptions(Subject.MEMBER))
    return _phrases(exemptions).get(_plain(reason), OTHER)


def unrated_told(result: Result) -> str:
    """Why a result is no rating, in the reader's language; an organization's words are told as they are written."""
    status = str(Status(result.status).label)
    if not result.reason or not isinstance(result, MemberResult):
        return result.reason or status
    told = reason_told(result.reason, shelf.book(result.rulebook))
    said = told.say(get_language() or "vi")
    return f"{status} ({said.lower()})" if told is OTHER else said


def is_kept_back(result: MemberResult) -> bool:
    """Whether pages tell less of the reason than is recorded."""
    return bool(result.reason) and reason_told(result.reason, shelf.book(result.rulebook)) is OTHER


def with_reason(year: int) -> Mapping[str, Q]:
    """The results of members behind each reason that is told of a year, by its Vietnamese words."""
    book, spellings = shelf.book_for(year), dict[str, list[str]]()
    stored = MemberResult.objects.effective().filter(year=year).exclude(reason="").order_by()
    for reason in stored.values_list("reason", flat=True).distinct():
        told = reason_told(reason, book)
        if told is not OTHER:
            spellings.setdefault(told.vi, []).append(reason)
    known = [one for same in spellings.values() for one in same]
    return {words: Q(reason__in=same) for words, same in spellings.items()} | {
        OTHER.vi: ~Q(reason="") & ~Q(reason__in=known)
    }


def reveal_with_reasons(
    *, by: Actor, member: Member, groups: Collection[str], purpose: str, reason: str, place: int | None
) -> list[Opened]:
    """Open groups of guarded particulars as `members.guarded.reveal` does, written reasons of results among them."""
    opened = reveal(by=by, member=member, groups=groups, purpose=purpose, reason=reason, place=place)
    return [replace(one, facts=list(_reasons(member))) if one.group == Guarded.UNRATED else one for one in opened]


def _reasons(member: Member) -> Iterator[tuple[str, str]]:
    for result in results_of_member(member).exclude(reason=""):
        yield str(result.year), f"{Status(result.status).label}: {result.reason}"


@lru_cache(64)
def _phrases(exemptions: tuple[Text, ...]) -> dict[str, Text]:
    """What is told for known words: of an exemption, whole or up to its colon, the part before the colon."""
    found: dict[str, Text] = {}
    for text in (*REVIEWED, *exemptions):
        told = Text(text.vi.partition(":")[0], text.en.partition(":")[0])
        found |= {_plain(words): told for words in (text.vi, text.en, told.vi, told.en)}
    return found


def _plain(words: str) -> str:
    return normalized(words).casefold().rstrip(".")
