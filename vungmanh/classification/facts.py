"""What the record knows for the rules of a year, by the names that `rulebooks/books/facts.yaml` declares.

What nobody recorded is left out, so that the rules answer «cannot tell» and name it.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from vungmanh.classification.populations import NO_RESULT, Outcome
from vungmanh.classification.tallies import Tally, YearBelow, by_category
from vungmanh.foundation.dates import months_between, year_end
from vungmanh.members.models import Member
from vungmanh.members.queries import particulars_of, standings_of
from vungmanh.organizations.kinds import RATED
from vungmanh.organizations.models import Placement, path_ids
from vungmanh.organizations.queries import founding_days
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Rulebook, Subject


def member_facts(member: Member, *, year: int) -> dict[str, object]:
    """Facts about a member on 31 December of the year."""
    day = year_end(year)
    facts: dict[str, object] = {}
    standing = next((period for period in standings_of(member) if period.holds_on(day)), None)
    if standing is not None:
        facts["standing"] = str(standing.standing)
    joined_on = particulars_of(member).joined_on
    if joined_on is not None and joined_on <= day:
        facts["months_since_admission"] = months_between(joined_on, day)
    return facts


def organization_facts(placement: Placement, *, year: int) -> dict[str, object]:
    """Facts about an organization on 31 December of the year: how its members and subordinates were rated."""
    return organization_facts_below(placement, year=year)[placement.organization_id]


def collective_facts(placement: Placement, *, year: int) -> dict[str, object]:
    """Facts about the leading collective of an organization: only how long the organization has been there."""
    return _age(founding_days([placement.organization_id]).get(placement.organization_id), year_end(year))


def organization_facts_below(top: Placement, *, year: int) -> dict[int, dict[str, object]]:
    """Facts about an organization and all below it, by id; as many queries as for one."""
    below = YearBelow(top, year=year)
    paths = {top.organization_id: top.path} | {row.organization_id: row.path for row in below.organizations}
    members: dict[int, Tally] = {id_: Counter() for id_ in paths}
    subordinates: dict[int, Tally] = {id_: Counter() for id_ in paths}
    for cell, tally in below.members_by_cell.items():
        for id_ in path_ids(paths[cell])[top.depth - 1 :]:
            members[id_].update(tally)
    for row in below.organizations:
        if row.kind in RATED:
            subordinates[row.parent_id][row.outcome] += 1
    founded = founding_days(paths)
    book, day = shelf.book_for(year), year_end(year)
    return {id_: _facts(book, members[id_], subordinates[id_], founded.get(id_), day) for id_ in paths}


def _facts(book: Rulebook, members: Tally, subordinates: Tally, founded: date | None, day: date) -> dict[str, object]:
    facts: dict[str, object] = {"has_subordinates": bool(subordinates)} | _age(founded, day)
    facts |= _shares("members", book, Subject.MEMBER, members)
    return facts | _shares("subordinates", book, Subject.ORGANIZATION, subordinates)


def _age(founded: date | None, day: date) -> dict[str, object]:
    return {} if founded is None or founded > day else {"months_since_founding": months_between(founded, day)}


def _shares(whom: str, book: Rulebook, subject: Subject, outcomes: Mapping[Outcome, int]) -> dict[str, object]:
    """Shares of the rated by category; none while one who is to be rated has no result yet."""
    counts = by_category(outcomes)
    rated = counts.total()
    open_still = any(outcome.status == NO_RESULT for outcome in outcomes)
    if not rated or open_still:
        return {}
    ranks = {category.code: category.rank for category in book.categories(subject)}
    worst = max(ranks.values())

    def share(best: int, least: int) -> Fraction:
        return Fraction(sum(count for code, count in counts.items() if best <= ranks[code] <= least), rated)

    return {
        f"{whom}_rated": rated,
        f"{whom}_completed_or_better_share": share(1, worst - 1),
        f"{whom}_good_or_better_share": share(1, 2),
        f"{whom}_not_completed_share": share(worst, worst),
    }
