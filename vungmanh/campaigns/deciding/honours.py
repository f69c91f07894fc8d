"""The second decision of a year: titles and commendations, by whom they are given, and who qualifies."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.campaigns.competence import competence, holder
from vungmanh.campaigns.models import Campaign
from vungmanh.campaigns.subjects import book_of
from vungmanh.classification.honouring import Giving, record_honours
from vungmanh.classification.honours import (
    HONOURS,
    Claim,
    Met,
    at_the_top,
    histories,
    ids_at_the_top,
    is_title,
    offered,
    verdict_of,
)
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import written, year_end
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.names import name_key
from vungmanh.foundation.reasons import checked_reason
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.queries import names_of
from vungmanh.organizations.kinds import kind
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placements_on
from vungmanh.rulebooks.bodies import Body
from vungmanh.rulebooks.conduct import Commendation
from vungmanh.rulebooks.rulebook import Rulebook, Subject
from vungmanh.rulebooks.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Candidate:
    """One subject and one honour: whether the conditions are met, and whether it is given already.

    `decided_by` is the organization whose committee gives it, None for a body outside the installation; `rated_on`
    the day of the decision on the rating.
    """

    subject: Subject
    whose: int
    name: str
    place: Placement
    honour: Commendation
    conditions: tuple[Met, ...]
    decided_by: int | None
    given: bool
    rated_on: date | None

    @property
    def key(self) -> str:
        """Names subject and honour in a form."""
        return f"{self.subject}:{self.whose}:{self.honour.code}"

    @property
    def verdict(self) -> Verdict:
        """All conditions together."""
        return verdict_of(self.conditions)


@dataclass(frozen=True, slots=True)
class Share:
    """A title within its group, the like under one superior: how many of those at the top have it.

    The book names no largest share, so whether it is within one cannot be told.
    """

    group: str
    title: Commendation
    given: int
    top: int


def candidates(campaign: Campaign, body: Placement) -> list[Candidate]:
    """Everybody at the top below an organization, for every honour its committee gives or records from above.

    The organization whose campaign it is records what a body outside the installation gives.
    """
    day = year_end(campaign.year)
    below = Placement.objects.on(day).below(body.path)
    standing = {each.organization_id: each for each in below.select_related("organization")}
    standing |= placements_on(body.ancestor_ids, on=day)
    found = [
        one
        for subject in HONOURS
        for one in _of_kind(campaign, body, subject, below.values("organization_id"), standing)
    ]
    return sorted(found, key=lambda one: (one.place.path, name_key(one.name)))


def _of_kind(
    campaign: Campaign, body: Placement, subject: Subject, places: QuerySet[Any], standing: Mapping[int, Placement]
) -> Iterator[Candidate]:
    book, year, own = book_of(campaign), campaign.year, body.organization_id
    whose = (own, None) if own == campaign.organization_id else (own,)
    top, known = at_the_top(subject, year=year, places=places), histories(subject, year=year, places=places)
    is_member = subject is Subject.MEMBER
    names = names_of(ids_at_the_top(subject, year=year, places=places)) if is_member else {}
    for honour in offered(book, subject):
        for one in top:
            place = standing[one.organization_id]
            decider = _decider(book, subject, honour, place, standing)
            if decider not in whose or (honour.kinds and place.kind not in honour.kinds):
                continue
            yield Candidate(
                subject, one.whose, names.get(one.whose, place.name), place, honour,
                conditions=Claim(honour, subject, known[one.whose], year).conditions(),
                decided_by=decider,
                given=(year, honour.code) in known[one.whose].honours,
                rated_on=one.rated_on,
            )  # fmt: skip


def _decider(
    book: Rulebook, subject: Subject, honour: Commendation, place: Placement, standing: Mapping[int, Placement]
) -> int | None:
    """A title is given by who rates; a commendation by whom the book names, in a grassroots cell by that cell."""
    if is_title(book, subject, honour.code):
        return competence(book, subject, place, standing).organization_id
    own = subject is Subject.MEMBER and kind(place.kind).is_grassroots
    if honour.decider is Body.GRASSROOTS_COMMITTEE and own:
        return place.organization_id
    return holder(honour.decider, subject, place, standing)


def shares(found: Sequence[Candidate], chosen: Sequence[Candidate], book: Rulebook) -> list[Share]:
    """The titles of every group touched, after a decision on `chosen`: the like directly under one superior."""
    groups: dict[tuple[int | None, str, str], list[Candidate]] = defaultdict(list)
    for one in found:
        if is_title(book, one.subject, one.honour.code):
            groups[one.place.parent_id, one.place.kind, one.honour.code].append(one)
    keys, language = {one.key for one in chosen}, get_language() or "vi"
    return [
        Share(
            kind(code).name.say(language),
            group[0].honour,
            sum(one.given or one.key in keys for one in group),
            len(group),
        )
        for (_superior, code, _title), group in groups.items()
        if any(one.key in keys for one in group)
    ]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A decision on honours that may be recorded, with the shares of titles after it."""

    picked: tuple[Candidate, ...]
    given: Mapping[Subject, Sequence[Giving]]
    shares: tuple[Share, ...]

    @property
    def counts(self) -> list[tuple[Commendation, int]]:
        """How many of each honour."""
        numbers = Counter((one.subject, one.honour.code) for one in self.picked)
        honours = {(one.subject, one.honour.code): one.honour for one in self.picked}
        return [(honours[key], number) for key, number in numbers.items()]


def prepare(campaign: Campaign, body: Placement, decision: Decision, chosen: Mapping[str, str]) -> Prepared:
    """What a decision would record: `chosen` gives the reasons typed, by key of the candidate.

    Raises Refusal for a decision without number or day or dated before the rating, nobody chosen, one whom the
    committee cannot give it, one given already, a condition not met, and «cannot tell» without a reason.
    """
    _check_decision(decision)
    found = candidates(campaign, body)
    picked = picked_of({one.key: one for one in found}, chosen)
    _check_after_rating(picked, decision)
    given: dict[Subject, list[Giving]] = defaultdict(list)
    for one in picked:
        first = campaign.year - (one.honour.years or 1) + 1
        given[one.subject].append(Giving(one.whose, one.honour.code, first, _reason(one, chosen[one.key])))
    return Prepared(tuple(picked), given, tuple(shares(found, picked, book_of(campaign))))


def give(*, by: Actor, campaign: Campaign, body: Placement, decision: Decision, chosen: Mapping[str, str]) -> Prepared:
    """Give honours by one decision, all or none; raises what `prepare` raises."""
    prepared = prepare(campaign, body, decision, chosen)
    record_honours(
        by=by, year=campaign.year, decision=decision, decided_by=prepared.picked[0].decided_by,
        place=body.organization_id, given=prepared.given,
    )  # fmt: skip
    return prepared


def picked_of(known: Mapping[str, Candidate], chosen: Mapping[str, str]) -> list[Candidate]:
    """The candidates chosen; raises Refusal for none, for one that does not wait, and for those of two bodies."""
    if not chosen:
        raise Refusal(
            "campaigns.nobody_honoured",
            _("Chưa chọn đối tượng nào."),
            remedy=_("Đánh dấu những đối tượng được công nhận danh hiệu hoặc khen thưởng."),
        )
    picked = [known[key] for key in chosen if key in known and not known[key].given]
    if len(picked) < len(chosen):
        raise Refusal(
            "campaigns.not_to_honour",
            _("Có đối tượng đã chọn không còn chờ quyết định này."),
            remedy=_("Xem lại danh sách bên dưới rồi chọn lại; chưa có gì được ghi."),
        )
    if len({(one.decided_by, None if one.decided_by else one.honour.decider) for one in picked}) > 1:
        raise Refusal(
            "campaigns.honours_of_two_bodies",
            _("Các đối tượng đã chọn do hai cấp khác nhau quyết định."),
            remedy=_("Ghi mỗi quyết định một lần."),
        )
    return picked


def _reason(one: Candidate, reason: str) -> str:
    """The reason to be kept: only what cannot be told needs one."""
    language = get_language() or "vi"
    said = {"who": one.name, "honour": one.honour.text.say(language)}
    if one.verdict is Verdict.NOT_MET:
        failed = next(each for each in one.conditions if each.verdict is Verdict.NOT_MET)
        raise Refusal(
            "campaigns.not_qualified",
            _("{who} chưa đủ điều kiện “{honour}”: {what}.").format(**said, what=failed.text.say(language)),
            remedy=_("Bỏ đánh dấu, hoặc sửa kết quả của năm đó nếu ghi chưa đúng."),
            because=failed.citation,
        )
    if one.verdict is Verdict.MET:
        return ""
    what = _("Chưa kết luận được {who} đủ điều kiện “{honour}” mà chưa ghi lý do.").format(**said)
    return checked_reason(reason, "campaigns.honour_reason_missing", what)


def _check_after_rating(picked: Sequence[Candidate], decision: Decision) -> None:
    """Titles are a second decision: not dated before the one on the rating."""
    for one in picked:
        if one.rated_on and decision.decided_on and decision.decided_on < one.rated_on:
            raise Refusal(
                "campaigns.honour_before_rating",
                _("Quyết định đề ngày {day}, trước ngày {who} được xếp loại ({rated}).").format(
                    day=written(decision.decided_on), who=one.name, rated=written(one.rated_on)
                ),
                remedy=_("Danh hiệu, khen thưởng là quyết định sau khi xếp loại; kiểm tra lại ngày quyết định."),
            )


def _check_decision(decision: Decision) -> None:
    if decision.decided_on is None or not decision.number:
        raise Refusal(
            "campaigns.decision_unnamed",
            _("Quyết định chưa có số hoặc chưa có ngày."),
            remedy=_("Ghi số và ngày của quyết định."),
        )
