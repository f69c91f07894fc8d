"""What stands in the columns of lists of organizations, looked up for a whole batch of rows at once."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.classification.models import OrganizationResult
from vungmanh.classification.queries import organization_results
from vungmanh.documents.tables import Column, Kind, Value
from vungmanh.lists.results_in_words import result_in_words, status_in_words
from vungmanh.members.models import Post
from vungmanh.members.queries import holders_of, members_by_organization
from vungmanh.organizations.kinds import kind
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import founded_on, names_on
from vungmanh.rulebooks.rulebook import Subject

USUAL = ("name", "kind", "superior", "members", "secretary", "result")


@dataclass(frozen=True)
class Batch:
    """Placements read together; what their columns need besides is asked once for all of them, where it is shown."""

    rows: Sequence[Placement]
    on: date
    year: int

    @cached_property
    def superiors(self) -> dict[int, tuple[str, int | None]]:
        """Names of the superiors."""
        return names_on({row.parent_id for row in self.rows if row.parent_id}, on=self.on)

    @cached_property
    def members(self) -> Counter[int]:
        """Members of each and of all below it."""
        return members_by_organization(self.rows, on=self.on)

    @cached_property
    def founded(self) -> dict[int, date]:
        """First days."""
        return founded_on([row.organization_id for row in self.rows])

    @cached_property
    def secretaries(self) -> dict[int, str]:
        """Names of the secretaries."""
        return holders_of(Post.SECRETARY, [row.organization_id for row in self.rows], on=self.on)

    @cached_property
    def results(self) -> dict[int, OrganizationResult]:
        """Results of the year."""
        return organization_results([row.organization_id for row in self.rows], year=self.year)

    @cached_property
    def language(self) -> str:
        """The reader's language."""
        return get_language() or "vi"

    def result_said(self, row: Placement) -> str:
        """The year's result in words."""
        result = self.results.get(row.organization_id)
        return result_in_words(result, Subject.ORGANIZATION, self.language) if result else status_in_words("")

    def decision(self, row: Placement) -> tuple[str, date | None]:
        """Number and day of the decision that the year's result rests on."""
        result = self.results.get(row.organization_id)
        return (result.decision.number, result.decision.decided_on) if result else ("", None)


VALUES: Mapping[str, Callable[[Placement, Batch], Value]] = {
    "name": lambda row, _batch: row.name,
    "code": lambda row, _batch: row.organization.code,
    "kind": lambda row, batch: kind(row.kind).name.say(batch.language),
    "sector": lambda row, _batch: str(row.get_sector_display()) if row.sector else "",
    "superior": lambda row, batch: batch.superiors.get(row.parent_id or 0, ("", None))[0],
    "depth": lambda row, _batch: row.depth,
    "members": lambda row, batch: batch.members[row.organization_id],
    "since": lambda row, batch: batch.founded.get(row.organization_id),
    "secretary": lambda row, batch: batch.secretaries.get(row.organization_id, ""),
    "result": lambda row, batch: batch.result_said(row),
    "decision": lambda row, batch: batch.decision(row)[0],
    "decided_on": lambda row, batch: batch.decision(row)[1],
}
"""The value of each column by its code."""


def organization_columns() -> list[Column]:
    """Columns of every list of organizations."""
    return [
        Column("name", _("Tổ chức"), width=40),
        Column("code", _("Mã tổ chức"), width=16),
        Column("kind", _("Loại tổ chức"), width=28),
        Column("sector", _("Loại hình"), width=24),
        Column("superior", _("Trực thuộc"), width=40),
        Column("depth", _("Cấp"), Kind.NUMBER, 8),
        Column("members", _("Đảng viên"), Kind.NUMBER, 10),
        Column("since", _("Thành lập"), Kind.DATE, 12),
        Column("secretary", _("Bí thư"), width=28),
    ]


def cells_of(rows: Sequence[Placement], codes: Sequence[str], *, on: date, year: int) -> list[list[Value]]:
    """The values of the rows in these columns; as many queries for one row as for a thousand."""
    batch = Batch(rows, on, year)
    readers = [VALUES[code] for code in codes]
    return [[read(row, batch) for read in readers] for row in rows]
