"""What the record knows for the rules of a year, by the names that `rulebooks/books/facts.yaml` declares.

What nobody recorded is left out, so that the rules answer «cannot tell» and name it.
"""

from collections.abc import Mapping
from fractions import Fraction

from vungmanh.classification.populations import NO_RESULT, Counted, Outcome
from vungmanh.classification.tallies import YearBelow, by_category
from vungmanh.foundation.dates import months_between, year_end
from vungmanh.members.models import Member
from vungmanh.members.queries import particulars_of, standings_of
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import history_of
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
    book = shelf.book_for(year)
    below = YearBelow(placement, year=year)
    members, subordinates = below.tally(Counted.MEMBERS), below.tally(Counted.ORGANIZATIONS)
    founded = history_of(placement.organization_id).first()
    facts: dict[str, object] = {"has_subordinates": bool(subordinates)}
    if founded is not None and founded.starts_on <= year_end(year):
        facts["months_since_founding"] = months_between(founded.starts_on, year_end(year))
    facts |= _shares("members", book, Subject.MEMBER, members)
    return facts | _shares("subordinates", book, Subject.ORGANIZATION, subordinates)


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
