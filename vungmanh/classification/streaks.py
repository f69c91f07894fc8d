"""Years running at the top, across changes of categories.

Which categories of different rulebooks continue one another stands in the shelf's equivalence table, a parameter to
confirm. A year without a rating neither counts nor is skipped: it ends the run, and the run says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vungmanh.classification.models import OrganizationResult, Status
from vungmanh.foundation.citations import Citation
from vungmanh.foundation.dates import year_end
from vungmanh.organizations.models import Placement
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject

ShortResult = tuple[str, str, str]
"""Status, category, rulebook."""


@dataclass(frozen=True, slots=True)
class Streak:
    """An unbroken run of years in the best categories that ends with the year asked for.

    `crosses_books` says that the run goes over a change of rulebooks; `equivalence` is then what it rests on.
    `gap` is the year before the run when that year has no rating and so is for the competent body to decide.
    """

    organization_id: int
    first: int
    last: int
    crosses_books: bool
    gap: int | None

    @property
    def years(self) -> int:
        """The length of the run."""
        return self.last - self.first + 1

    @property
    def crosses_names(self) -> bool:
        """Whether the best category of the first year is another one than that of the last."""
        best = shelf.equivalence().best_run(Subject.ORGANIZATION).members
        return best[shelf.book_for(self.first).code] != best[shelf.book_for(self.last).code]

    @property
    def equivalence(self) -> Citation:
        """What the equivalence of the categories rests on, with its evidence mark."""
        return shelf.equivalence().best_run(Subject.ORGANIZATION).citation


def streak_of(organization_id: int, *, year: int) -> Streak | None:
    """The organization's run up to `year`; None when that year is not at the top."""
    results = OrganizationResult.objects.effective().filter(organization=organization_id, year__lte=year)
    by_year = {year: rest for year, *rest in results.values_list("year", "status", "category", "rulebook")}
    return _streak(organization_id, {year: (a, b, c) for year, (a, b, c) in by_year.items()}, year)


def streaks_below(placement: Placement, *, year: int, least: int) -> list[tuple[Placement, Streak]]:
    """Runs of at least `least` years up to `year` of an organization and all below it, the longest first."""
    below = Placement.objects.on(year_end(year)).below(placement.path).select_related("organization")
    places = {place.organization_id: place for place in below}
    histories: dict[int, dict[int, ShortResult]] = {}
    results = OrganizationResult.objects.effective().filter(
        year__lte=year, organization__in=below.values("organization_id")
    )
    for id_, result_year, *rest in results.values_list("organization_id", "year", "status", "category", "rulebook"):
        status, category, book = rest
        histories.setdefault(id_, {})[result_year] = (status, category, book)
    runs = [(places[id_], _streak(id_, history, year)) for id_, history in histories.items()]
    found = [(place, run) for place, run in runs if run is not None and run.years >= least]
    return sorted(found, key=lambda item: (-item[1].years, item[0].depth, item[0].sort_key))


def _streak(organization_id: int, history: Mapping[int, ShortResult], year: int) -> Streak | None:
    first = _first_year(history, year)
    if first > year:
        return None
    books = {history[each][2] for each in range(first, year + 1)}
    before = history.get(first - 1)
    unrated = any(each < first - 1 for each in history) and (before is None or before[0] != Status.RATED)
    return Streak(organization_id, first, year, len(books) > 1, first - 1 if unrated else None)


def _first_year(history: Mapping[int, ShortResult], year: int) -> int:
    """The first year of the run that ends with `year`; the year after it when there is no run."""
    first = year + 1
    while (result := history.get(first - 1)) is not None:
        status, category, book = result
        if status != Status.RATED or not shelf.equivalence().counts_as(Subject.ORGANIZATION, "top", book, category):
            break
        first -= 1
    return first
