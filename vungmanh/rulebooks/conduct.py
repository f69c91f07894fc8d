"""How the yearly campaign is conducted under a rulebook: who decides, votes, goes first, and on which paper.

Every entry is cited. What was not seen is None or marked `unseen`, never left out: an empty answer is given only for
subjects of which the book knows nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from vungmanh.foundation.citations import Citation
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.bodies import Body
from vungmanh.rulebooks.expressions import Expression
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.values import Threshold, Value


@dataclass(frozen=True, slots=True)
class Deciding:
    """Who rates a subject of certain kinds of organization.

    `kinds` are codes of kinds of organization: of the organization rated, of the one whose leading collective is
    rated, or of the one in which the member is rated. `decider` None: not seen. `rated` tells whether these are
    rated at all where that is a question of its own.
    """

    code: str
    text: Text
    kinds: tuple[str, ...]
    proposer: Body | None
    decider: Body | None
    citation: Citation
    rated: Value[bool] | None = None


class Denominator(StrEnum):
    """Out of whom the votes of a ballot are counted."""

    DUE = "due"  # all who may vote, less those away or exempt who do not attend; others absent stay in
    PRESENT = "present"  # those who attend
    ISSUED = "issued"  # ballot papers given out
    ALL = "all"  # every holder of a vote


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote on the rating of a subject: whether it is held, secret, what is enough and out of whom."""

    code: str
    text: Text
    voters: Body
    held: Value[bool]
    secret: Value[bool]
    threshold: Value[Threshold]
    denominator: Value[Denominator]


class Process(StrEnum):
    """The two orders of a campaign; they are not the same and are not to be mixed."""

    REVIEW = "review"
    RATING = "rating"


class Group(StrEnum):
    """Who comes before whom."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"
    HEAD = "head"
    DEPUTY = "deputy"
    OTHER = "other"
    LEADER = "leader"
    STATE_AND_MASS = "state_and_mass"
    PARTY = "party"
    LOWER = "lower"
    HIGHER = "higher"
    COLLECTIVE_MEMBER = "collective_member"
    UNIT = "unit"
    CIVIL_RATING = "civil_rating"
    PARTY_RATING = "party_rating"
    REVIEWED = "reviewed"
    RATED = "rated"
    IN_CELL = "in_cell"
    IN_COLLECTIVE = "in_collective"


@dataclass(frozen=True, slots=True)
class Precedence:
    """In one of the two orders, `first` comes before `then`; both None where the order was not seen."""

    code: str
    process: Process
    text: Text
    first: Group | None
    then: Group | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a procedure, in order. `working_days_before` counts back from the meeting."""

    code: str
    text: Text
    actor: Body | None
    form: str | None
    citation: Citation
    working_days_before: int | None = None
    unseen: bool = False


class Changes(StrEnum):
    """Which year a re-rating changes."""

    VIOLATION_YEAR = "violation_year"
    DISCIPLINE_YEAR = "discipline_year"
    RATED_YEAR = "rated_year"
    NOT_SEEN = "not_seen"


@dataclass(frozen=True, slots=True)
class ReRating:
    """When a rating given is taken up again, which year it changes and who decides (None: not seen)."""

    code: str
    text: Text
    changes: Changes
    decider: Body | None
    citation: Citation


class Award(StrEnum):
    """Forms of commendation, the lowest first."""

    PRAISE = "praise"
    CERTIFICATE = "certificate"
    COMMENDATION = "commendation"
    FLAG = "flag"

    @property
    def text(self) -> Text:
        """Its name on pages and documents."""
        return _AWARDS[self]


_AWARDS = {
    Award.PRAISE: Text("biểu dương", "praise"),
    Award.CERTIFICATE: Text("giấy khen", "certificate"),
    Award.COMMENDATION: Text("bằng khen", "commendation"),
    Award.FLAG: Text("cờ", "flag"),
}


@dataclass(frozen=True, slots=True)
class Commendation:
    """What may be given in a second decision after the rating, and for how many `years` running in `category`.

    `needs_title` is the code of the title needed inside the category («tiêu biểu»), None where the category is
    enough; whether somebody has one that no category of the book has cannot be told. `multiple` is the money as a
    multiple of the base salary. `after` names the commendation needed before. None for years, award or decider: not
    seen.
    """

    code: str
    text: Text
    category: str
    kinds: tuple[str, ...]
    years: int | None
    award: Award | None
    decider: Body | None
    citation: Citation
    needs_title: str | None = None
    after: str | None = None
    multiple: Value[Decimal] | None = None


class Role(StrEnum):
    """On which of the lowest-level facts a group of criteria bears."""

    TASK = "task"
    OTHER = "other"
    NOT_SEEN = "not_seen"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion that is given a level or points."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class CriteriaGroup:
    """Criteria under one heading; `points` are the most that the group can bring, None on a scale of levels.

    `unseen` where the criteria themselves were not seen; then `criteria` is empty.
    """

    code: str
    text: Text
    role: Role
    criteria: tuple[Criterion, ...]
    citation: Citation
    points: int | None = None
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form used in the years of the book, with the fields that were seen.

    `leaders` tells whether it is for those with a leading post or for the others; None where it is for all.
    """

    code: str
    number: str
    text: Text
    about: tuple[Subject, ...]
    fields: tuple[Text, ...]
    citation: Citation
    leaders: bool | None = None


@dataclass(frozen=True, slots=True)
class SpecialCase:
    """A subject that is rated, but not like the others, where `when` is met.

    `below`: must stay below this category (the loader adds the condition to that category and those above it).
    `rated_by` and `comments`: who rates, and whose comment is asked first.
    """

    code: str
    text: Text
    when: Expression
    citation: Citation
    below: str | None = None
    rated_by: Body | None = None
    comments: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class Conduct:
    """The campaign of one subject under one book."""

    deciding: tuple[Deciding, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    procedure: tuple[Step, ...] = ()
    criteria: tuple[CriteriaGroup, ...] = ()
    titles: tuple[Commendation, ...] = ()
    special: tuple[SpecialCase, ...] = ()


@dataclass(frozen=True, slots=True)
class Campaign:
    """What a book says of the campaign as a whole."""

    order: Mapping[Process, tuple[Precedence, ...]] = field(default_factory=dict)
    re_rating: tuple[ReRating, ...] = ()
    forms: tuple[Form, ...] = ()
