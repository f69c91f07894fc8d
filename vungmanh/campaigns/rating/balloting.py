"""Votes on ratings: of a cell on its members, of a committee on organizations, by the rulebook of the year.

`ballots` knows not what a vote is about: its `subject` is `Put.key`, and the code of each of its questions names the
subject of the campaign that it asks about.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.ballots import actions as ballots
from vungmanh.ballots.actions import NewElector
from vungmanh.ballots.models import Ballot, Manner, State
from vungmanh.ballots.queries import ballots_about
from vungmanh.ballots.terms import Choice, Question
from vungmanh.campaigns.checks import check_running
from vungmanh.campaigns.models import Campaign, Ruling, SubjectKind, Terms, Treatment
from vungmanh.campaigns.naming import alphabetical
from vungmanh.campaigns.rating.electorates import differs, electors_of_cell, electors_of_committee
from vungmanh.campaigns.rating.voted import Put, code_of, voted
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of, terms_in
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.refusals import Refusal
from vungmanh.foundation.texts import Text
from vungmanh.members.models import Particulars
from vungmanh.organizations.kinds import kind as kind_of
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import names_on
from vungmanh.rulebooks import conduct

_TITLES = {
    SubjectKind.MEMBER: Text("Xếp loại đảng viên năm {year} – {name}", "Ratings of members for {year} – {name}"),
    SubjectKind.ORGANIZATION: Text(
        "Xếp loại tổ chức đảng năm {year} – {name}", "Ratings of organizations for {year} – {name}"
    ),
    SubjectKind.COLLECTIVE: Text(
        "Xếp loại tập thể lãnh đạo năm {year} – {name}", "Ratings of leading collectives for {year} – {name}"
    ),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A vote that could be held: the rule of the year, on whom, by whom; nothing is written yet."""

    put: Put
    voters: Placement
    rule: conduct.Ballot
    title: Text
    questions: tuple[Question, ...]
    electors: tuple[NewElector, ...]

    @property
    def entitled(self) -> int:
        """How many have a vote."""
        return sum(1 for one in self.electors if not one.excluded)

    @property
    def is_secret(self) -> bool:
        """Whether the rule makes the vote secret; where it does not say, secrecy protects the voters."""
        return self.rule.secret.is_ is not False

    @property
    def leaves_secrecy_open(self) -> bool:
        """Whether the body may vote openly instead."""
        return self.rule.secret.local or self.rule.secret.is_ is None


def kinds_of_votes(campaign: Campaign, voters: Placement) -> list[SubjectKind]:
    """On which kinds of subjects this organization votes: a cell on its members, a committee on those below."""
    own = [SubjectKind.MEMBER] if kind_of(voters.kind).is_cell else [SubjectKind.ORGANIZATION, SubjectKind.COLLECTIVE]
    return [kind for kind in own if book_of(campaign).ballots(OF_RULEBOOK[kind])]


def plan(campaign: Campaign, voters: Placement, kind: SubjectKind, *, on: date) -> Plan:
    """What a vote would be, for the members or the committee as of the day.

    Raises Refusal where the year's rules know no such vote, and where nobody is left to vote on.
    """
    put, rule = Put(campaign.pk, kind, voters.organization_id), _rule(campaign, kind)
    terms = _left(campaign, put)
    title, year = _TITLES[kind], campaign.year
    return Plan(
        put,
        voters,
        rule,
        Text(title.vi.format(year=year, name=voters.name), title.en.format(year=year, name=voters.name)),
        tuple(_questions(campaign, kind, terms)),
        tuple(electors(put, voters, on=on)),
    )


def electors(put: Put, voters: Placement, *, on: date) -> list[NewElector]:
    """Who is on the list on the day."""
    return (electors_of_cell if put.kind == SubjectKind.MEMBER else electors_of_committee)(voters, on=on)


def prepare_vote(
    *, by: Actor, campaign: Campaign, wanted: Plan, manner: str = Manner.PAPER, openly: bool = False, tellers: int = 2
) -> Ballot:
    """Prepare the planned vote; `openly` where the rule lets the body choose and it chose so.

    Raises Refusal for an open vote that the rule makes secret, and for terms that nobody has decided.
    """
    check_running(campaign)
    if openly and wanted.is_secret and not wanted.leaves_secrecy_open:
        raise Refusal(
            "campaigns.vote_is_secret",
            _("Quy định của năm yêu cầu bỏ phiếu kín."),
            remedy=_("Chọn bỏ phiếu kín."),
            because=wanted.rule.secret.citation,
        )
    return ballots.prepare_ballot(
        by=by,
        organization_id=wanted.voters.organization_id,
        title=wanted.title,
        questions=wanted.questions,
        electors=wanted.electors,
        threshold=wanted.rule.threshold,
        denominator=wanted.rule.denominator,
        secret=wanted.is_secret and not openly,
        manner=manner,
        subject=wanted.put.key,
        entries_needed=tellers,
    )


def open_vote(*, by: Actor, ballot: Ballot, voters: Placement, on: date) -> None:
    """Open a prepared vote; its list is frozen then. Refused where the list is not that of the day any more."""
    if differs(ballot, electors(Put.of(ballot), voters, on=on)):
        raise Refusal(
            "campaigns.electorate_changed",
            _("Danh sách người bỏ phiếu đã thay đổi sau khi chuẩn bị."),
            remedy=_("Bấm “Cập nhật danh sách”, xem lại rồi bắt đầu bỏ phiếu."),
        )
    ballots.open_ballot(by=by, ballot=ballot, on=on)


def list_electors_anew(*, by: Actor, ballot: Ballot, voters: Placement, on: date) -> None:
    """Bring the list of a prepared vote up to the day."""
    ballots.change_electorate(by=by, ballot=ballot, electors=electors(Put.of(ballot), voters, on=on))


def _rule(campaign: Campaign, kind: SubjectKind) -> conduct.Ballot:
    rules = book_of(campaign).ballots(OF_RULEBOOK[kind])
    if not rules or rules[0].held.is_ is False:
        raise Refusal(
            "campaigns.no_vote",
            _("Quy định của năm {year} không có bỏ phiếu về nội dung này.").format(year=campaign.year),
            remedy=_("Cấp ủy đề xuất mức theo các điều kiện của năm."),
            because=rules[0].held.citation if rules else None,
        )
    return rules[0]


def _left(campaign: Campaign, put: Put) -> list[Terms]:
    """Those rated on whom there is neither a decision, nor a vote that chose a category, nor one that is not over."""
    found = [one for one in _concerned(campaign, put) if one.treatment == Treatment.RATED]
    going_on = ballots_about([put.key]).filter(state__in=(State.PREPARED, State.OPEN))
    if going_on.exists():
        raise Refusal(
            "campaigns.vote_going_on",
            _("Đã có một cuộc bỏ phiếu về nội dung này chưa kết thúc."),
            remedy=_("Làm tiếp cuộc bỏ phiếu đó, hoặc hủy rồi tạo lại."),
        )
    ids = [one.subject_id for one in found]
    decided = set(Ruling.objects.effective().filter(subject__in=ids).values_list("subject_id", flat=True))
    over = {id_ for id_, one in voted(campaign, found).items() if one.reached}
    left = [one for one in found if one.subject_id not in decided | over]
    if not left:
        raise Refusal(
            "campaigns.nobody_to_vote_on",
            _("Không còn đối tượng nào cần bỏ phiếu ở đây: đã bỏ phiếu xong, đã quyết định, hoặc không thuộc diện."),
            remedy=_("Xem danh sách đối tượng của đợt."),
        )
    return left


def _concerned(campaign: Campaign, put: Put) -> list[Terms]:
    if put.kind == SubjectKind.MEMBER:
        return list(terms_in(campaign, places=[put.organization_id]).filter(subject__kind=put.kind))
    return list(terms_in(campaign).filter(subject__kind=put.kind, decided_by=put.organization_id))


def _questions(campaign: Campaign, kind: SubjectKind, terms: Sequence[Terms]) -> list[Question]:
    categories = book_of(campaign).categories(OF_RULEBOOK[kind])
    choices = tuple(Choice(each.code, each.name) for each in sorted(categories, key=lambda each: each.rank))
    names = _names(campaign, kind, terms)
    named = sorted((alphabetical(one, names[one.subject_id]), one.subject_id) for one in terms)
    return [Question(code_of(id_), Text(names[id_], names[id_]), choices) for _key, id_ in named]


def _names(campaign: Campaign, kind: SubjectKind, terms: Sequence[Terms]) -> dict[int, str]:
    """How a slip calls the subjects; of members who are called alike it tells the year of birth too."""
    if kind != SubjectKind.MEMBER:
        places = names_on([one.place_id for one in terms], on=year_end(campaign.year))
        return {one.subject_id: places.get(one.place_id, ("", None))[0] for one in terms}
    by_member = {one.subject.whose: one.subject_id for one in terms}
    known = list(Particulars.objects.effective().filter(member__in=list(by_member)))
    times = Counter(one.full_name for one in known)
    return {
        by_member[one.member_id]: one.full_name if times[one.full_name] == 1 else f"{one.full_name} ({_year(one)})"
        for one in known
    }


def _year(particulars: Particulars) -> str:
    born = particulars.birth_date.year if particulars.birth_date else particulars.birth_year
    return str(born or particulars.card_number)
