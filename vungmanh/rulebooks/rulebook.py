"""A rulebook: how members and organizations were classified in certain years."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vungmanh.foundation.citations import Citation, Document
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.caps import Cap
from vungmanh.rulebooks.conduct import (
    Ballot,
    Campaign,
    Commendation,
    Conduct,
    CriteriaGroup,
    Deciding,
    Form,
    Precedence,
    Process,
    ReRating,
    SpecialCase,
    Step,
)
from vungmanh.rulebooks.errors import UnknownCategory
from vungmanh.rulebooks.expressions import Expression
from vungmanh.rulebooks.facts import Fact, Subject

__all__ = [
    "Cap",
    "Category",
    "Condition",
    "Exemption",
    "Part",
    "Remark",
    "Require",
    "Rule",
    "Rulebook",
    "Subject",
    "Title",
    "Treatment",
]


@dataclass(frozen=True, slots=True)
class Title:
    """A distinction inside a category, given by a second decision after the rating («tiêu biểu»)."""

    code: str
    name: Text
    citation: Citation


@dataclass(frozen=True, slots=True)
class Category:
    """One category under the name it had in the years of its book; rank 1 is the best."""

    code: str
    name: Text
    short: Text
    rank: int
    citation: Citation
    titles: tuple[Title, ...] = ()


class Treatment(StrEnum):
    """What becomes of one who falls under an exemption."""

    EXEMPT = "exempt"  # neither review nor rating
    REVIEWED_NOT_RATED = "reviewed_not_rated"  # reviews, but is given no category
    NOT_RATED = "not_rated"  # is given no category; whether a review is due was not seen


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why somebody is not rated, and on which facts that shows."""

    code: str
    reason: Text
    treatment: Treatment
    condition: Expression
    citation: Citation


@dataclass(frozen=True, slots=True)
class Remark:
    """What a book says, or is known not to say, that decides nothing by itself; shown where `when` is met."""

    code: str
    text: Text
    when: Expression
    citation: Citation


class Require(StrEnum):
    """Whether all conditions of a category are needed or any one is enough."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a category: a text of our own, the test behind it and the citation."""

    code: str
    text: Text
    test: Expression
    citation: Citation


@dataclass(frozen=True, slots=True)
class Rule:
    """The conditions of one category, and how many of them are needed."""

    require: Require
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What a book says of one subject; `seen` is False where nothing but perhaps the category names is known."""

    categories: tuple[Category, ...]
    rules: Mapping[str, Rule]
    caps: tuple[Cap, ...]
    exemptions: tuple[Exemption, ...]
    remarks: tuple[Remark, ...]
    seen: bool = True
    conduct: Conduct = field(default_factory=Conduct)


@dataclass(frozen=True, slots=True)
class Frame:
    """A local frame that fills values which the book leaves to it; `fills` are their addresses in the book."""

    code: str
    title: Text
    fills: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """The rules that govern the rating years from `first_year` to `last_year`, both included.

    `content_seen` is False for a book that only names its categories: every question put to it is answered cannot
    tell; `seen` tells the same of one subject. `digest` is the SHA-256 of the content, comments and layout apart, so
    a stored result can tell whether its book has been changed since. `frames` are the local frames whose values the
    book contains: it keeps its code and has a digest of its own. `citation` is that of the years.
    """

    code: str
    title: Text
    first_year: int
    last_year: int | None
    content_seen: bool
    digest: str
    citation: Citation
    sources: tuple[Document, ...]
    declared: Mapping[str, Fact]
    parts: Mapping[Subject, Part]
    campaign: Campaign = field(default_factory=Campaign)
    frames: tuple[Frame, ...] = ()

    @property
    def version(self) -> str:
        """The first twelve digits of the digest, to be shown and stored with a result."""
        return self.digest[:12]

    def governs(self, year: int) -> bool:
        """Whether results of the rating year `year` are given under this book."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def seen(self, subject: Subject) -> bool:
        """Whether the rules for this subject were seen at all; if not, every question is answered cannot tell."""
        return self.parts[subject].seen

    def categories(self, subject: Subject) -> tuple[Category, ...]:
        """The categories of the subject, the best first."""
        return self.parts[subject].categories

    def category(self, subject: Subject, code: str) -> Category:
        """The category with this code; raises UnknownCategory."""
        for category in self.categories(subject):
            if category.code == code:
                return category
        allowed = [category.code for category in self.categories(subject)]
        raise UnknownCategory(self.code, subject, code, allowed)

    def exemptions(self, subject: Subject) -> tuple[Exemption, ...]:
        """Who is not rated; the first that applies counts."""
        return self.parts[subject].exemptions

    def caps(self, subject: Subject) -> tuple[Cap, ...]:
        """The caps that are to be watched."""
        return self.parts[subject].caps

    def remarks(self, subject: Subject) -> tuple[Remark, ...]:
        """What else is known of the years of this book."""
        return self.parts[subject].remarks

    def rule(self, subject: Subject, category_code: str) -> Rule | None:
        """The rule of a category; None where the content of the book was not seen. Raises UnknownCategory."""
        category = self.category(subject, category_code)
        return self.parts[subject].rules.get(category.code)

    def conditions(self, subject: Subject, category_code: str) -> tuple[Condition, ...]:
        """The conditions of a category in the order of the book; raises UnknownCategory."""
        rule = self.rule(subject, category_code)
        return rule.conditions if rule else ()

    def deciding(self, subject: Subject) -> tuple[Deciding, ...]:
        """Who decides on subjects of this kind, by kind of organization."""
        return self.parts[subject].conduct.deciding

    def decides(self, subject: Subject, kind: str) -> Deciding | None:
        """Who decides where the organization is of this kind; None where the book does not speak of that kind."""
        return next((each for each in self.deciding(subject) if kind in each.kinds), None)

    def ballots(self, subject: Subject) -> tuple[Ballot, ...]:
        """The votes on the rating of this subject, in the order in which they are held."""
        return self.parts[subject].conduct.ballots

    def procedure(self, subject: Subject) -> tuple[Step, ...]:
        """The steps in their order."""
        return self.parts[subject].conduct.procedure

    def criteria(self, subject: Subject) -> tuple[CriteriaGroup, ...]:
        """The groups of criteria that are given levels or points."""
        return self.parts[subject].conduct.criteria

    def titles(self, subject: Subject) -> tuple[Commendation, ...]:
        """What may be given after the rating in a second decision."""
        return self.parts[subject].conduct.titles

    def special_cases(self, subject: Subject) -> tuple[SpecialCase, ...]:
        """Who is rated, but not like the others."""
        return self.parts[subject].conduct.special

    def forms(self, subject: Subject) -> tuple[Form, ...]:
        """The forms used for this subject in the years of the book."""
        return tuple(each for each in self.campaign.forms if subject in each.about)

    def order(self, process: Process) -> tuple[Precedence, ...]:
        """What comes before what in the review or in the rating."""
        return self.campaign.order.get(process, ())

    @property
    def re_rating(self) -> tuple[ReRating, ...]:
        """When a rating given is taken up again, and which year that changes."""
        return self.campaign.re_rating
