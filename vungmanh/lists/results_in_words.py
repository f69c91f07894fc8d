"""Yearly results as the cells of a list say them."""

from django.utils.translation import gettext as _

from vungmanh.classification.models import Result, Status
from vungmanh.classification.populations import NO_RESULT
from vungmanh.classification.reasons import unrated_told
from vungmanh.documents.tables import Column, Kind
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject

RATED_GROUPS = {
    "rated": Text("Được xếp loại", "Rated"),
    "exempt": Text("Miễn sinh hoạt, không xếp loại", "Exempt from activity, not rated"),
    "not_rated": Text("Chưa xếp loại", "Not rated yet"),
    "exemplary": Text("Tiêu biểu", "Exemplary"),
}
"""Groups of results besides the categories."""


def result_columns() -> list[Column]:
    """Columns of a year's result and the decision that it rests on."""
    return [
        Column("result", _("Kết quả"), width=32),
        Column("decision", _("Số quyết định"), width=18),
        Column("decided_on", _("Ngày quyết định"), Kind.DATE, 14),
    ]


def result_in_words(result: Result, subject: Subject, language: str) -> str:
    """The category under the name of its time, or why there is none."""
    if result.status != Status.RATED:
        return unrated_told(result)
    category = shelf.book(result.rulebook).category(subject, result.category)
    name = category.name.say(language)
    if not (result.is_exemplary and category.titles):
        return name
    return f"{name} ({category.titles[0].name.say(language).lower()})"


def status_in_words(status: str) -> str:
    """How far somebody without a rating came."""
    return str(Status(status).label) if status in Status.values else _("Chưa có kết quả")


def groups_of(subject: Subject, year: int, language: str) -> list[tuple[str, str]]:
    """Every group of a year's results with its name: the categories of the year's rulebook first."""
    categories = shelf.book_for(year).categories(subject)
    named = [(category.code, category.name.say(language)) for category in categories]
    titles = any(category.titles for category in categories)
    others = [(code, text.say(language)) for code, text in RATED_GROUPS.items() if titles or code != "exemplary"]
    return [*named, *others]


def unrated_statuses() -> list[tuple[str, str]]:
    """Why there is no rating where nobody wrote a reason."""
    return [(code, status_in_words(code)) for code in (Status.REVIEWED, Status.NOT_REVIEWED, NO_RESULT)]
