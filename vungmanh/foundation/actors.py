"""Who does a thing, and in which capacity."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one capacity: a post held in an organization, or the operator at the command line.

    `capacity` is the wording kept in the journal; `post` and `organization_id` are what rights are derived from.
    A helper acts by a delegation instead of a post: `lent` are the rights handed over, each with how far it goes.
    """

    name: str
    capacity: str
    login_id: int | None = None
    member_id: int | None = None
    post: str = ""
    organization_id: int | None = None
    is_operator: bool = False
    delegation_id: int | None = None
    lent: tuple[tuple[str, str], ...] = ()

    @classmethod
    def operator(cls, doing: str) -> "Actor":
        """The person at the server's command line, who owns the database file and may do everything."""
        return cls(name="vungmanh", capacity=doing, is_operator=True)
