"""Figures and results as pages show them: bars, badges, legends, made from tables of the reports."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.classification.caps import CapFinding
from vungmanh.classification.models import Result, Status
from vungmanh.classification.reasons import unrated_told
from vungmanh.reports.year_end import Table
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Category, Subject
from vungmanh.web import bars


@dataclass(frozen=True, slots=True)
class Badge:
    """A result in a few letters and in full; `colour` is the rank of the category, 0 without a rating."""

    short: str
    name: str
    colour: int


def badge_of(category: Category, *, exemplary: bool = False) -> Badge:
    """The badge of a category, under the name of its time."""
    language = get_language() or "vi"
    name, short = category.name.say(language), category.short.say(language)
    if exemplary and category.titles:
        name = f"{name} ({category.titles[0].name.say(language).lower()})"
        short += " ★"
    return Badge(short, name, category.rank)


def badge_of_result(result: Result, subject: Subject) -> Badge:
    """The badge of a recorded result, rated or not."""
    if result.status != Status.RATED:
        return Badge("–", unrated_told(result), 0)
    category = shelf.book(result.rulebook).category(subject, result.category)
    return badge_of(category, exemplary=result.is_exemplary)


def capped_category(finding: CapFinding) -> Category:
    """The category that the cap of a finding limits."""
    return shelf.book_for(finding.year).category(finding.cap.subject, finding.cap.category)


def bar_of(table: Table, *, height: int = 14) -> SafeString:
    """The rated of a table by category."""
    language = get_language() or "vi"
    parts = [bars.Part(line.category.name.say(language), line.count, line.category.rank) for line in table.lines]
    return bars.stacked(parts, height=height)


def standings_in_words(counts: Mapping[str, int], names: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """Code, name and number of every standing that somebody has, in the order of the names."""
    found = [(code, str(name), counts[code]) for code, name in names.items() if counts.get(code)]
    unknown = counts.get("", 0)
    return [*found, ("", _("Chưa ghi"), unknown)] if unknown else found
