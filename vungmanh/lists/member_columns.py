"""What stands in the columns of lists of members, looked up for a whole batch of rows at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.classification.models import MemberResult
from vungmanh.classification.queries import member_results
from vungmanh.documents.tables import Column, Kind, Value
from vungmanh.foundation.dates import last_complete_year
from vungmanh.lists.results_in_words import result_in_words
from vungmanh.members.births import birth_said
from vungmanh.members.models import Gender, Post, Standing
from vungmanh.members.pages import MemberRow
from vungmanh.members.queries import codes_of, posts_of_many
from vungmanh.organizations.queries import names_on
from vungmanh.rulebooks.rulebook import Subject

USUAL = ("name", "birth_date", "cell", "superior", "standing", "joined_on", "posts")


@dataclass(frozen=True)
class Batch:
    """Rows read together; what their columns need besides is asked once for all of them, and only where it is shown.

    `year` is the year whose results are shown.
    """

    rows: Sequence[MemberRow]
    on: date
    year: int

    @cached_property
    def cells(self) -> dict[int, tuple[str, int | None]]:
        """Name and superior of the cells."""
        return names_on({row.organization_id for row in self.rows}, on=self.on)

    @cached_property
    def superiors(self) -> dict[int, tuple[str, int | None]]:
        """Names of the organizations above the cells."""
        return names_on({superior for _name, superior in self.cells.values() if superior}, on=self.on)

    @cached_property
    def posts(self) -> dict[int, list[str]]:
        """Codes of the posts held, by member."""
        return posts_of_many([row.member_id for row in self.rows], on=self.on)

    @cached_property
    def results(self) -> dict[int, MemberResult]:
        """Results of the year, by member."""
        return member_results([row.member_id for row in self.rows], year=self.year)

    @cached_property
    def codes(self) -> dict[int, str]:
        """Codes of the members."""
        return codes_of([row.member_id for row in self.rows])

    @cached_property
    def standing_names(self) -> dict[str, str]:
        """Names of the standings in the reader's language."""
        return {code: str(label) for code, label in Standing.choices}

    @cached_property
    def post_names(self) -> dict[str, str]:
        """Names of the posts in the reader's language."""
        return {code: str(label) for code, label in Post.choices}

    @cached_property
    def language(self) -> str:
        """The reader's language."""
        return get_language() or "vi"

    def superior_of(self, row: MemberRow) -> str:
        """The name of the organization above the row's cell."""
        _name, superior = self.cells.get(row.organization_id, ("", None))
        return self.superiors.get(superior or 0, ("", None))[0]

    def posts_said(self, row: MemberRow) -> str:
        """The posts in words."""
        return ", ".join(self.post_names[post] for post in self.posts.get(row.member_id, ()))

    def result_said(self, row: MemberRow) -> str:
        """The year's result in words; empty where nothing is recorded."""
        result = self.results.get(row.member_id)
        return result_in_words(result, Subject.MEMBER, self.language) if result else ""

    def result_decision(self, row: MemberRow) -> tuple[str, date | None]:
        """Number and day of the decision that the year's result rests on."""
        result = self.results.get(row.member_id)
        return (result.decision.number, result.decision.decided_on) if result else ("", None)


VALUES: Mapping[str, Callable[[MemberRow, Batch], Value]] = {
    "name": lambda row, _batch: row.full_name,
    "birth_date": lambda row, _batch: row.birth_date or birth_said(row.born) or None,
    "gender": lambda row, _batch: str(Gender(row.gender).label) if row.gender else "",
    "cell": lambda row, batch: batch.cells.get(row.organization_id, ("", None))[0],
    "superior": lambda row, batch: batch.superior_of(row),
    "standing": lambda row, batch: batch.standing_names.get(row.standing, ""),
    "joined_on": lambda row, _batch: row.joined_on,
    "official_on": lambda row, _batch: row.official_on,
    "card_number": lambda row, _batch: row.card_number,
    "posts": lambda row, batch: batch.posts_said(row),
    "result": lambda row, batch: batch.result_said(row),
    "decision": lambda row, batch: batch.result_decision(row)[0],
    "decided_on": lambda row, batch: batch.result_decision(row)[1],
    "code": lambda row, batch: batch.codes.get(row.member_id, ""),
}
"""The value of each column by its code."""


def person_columns() -> list[Column]:
    """Columns of every list of members; nothing that is guarded is among them."""
    return [
        Column("name", _("Họ và tên"), width=28),
        Column("birth_date", _("Ngày sinh"), Kind.DATE, 12),
        Column("gender", _("Giới tính"), width=10),
        Column("cell", _("Chi bộ"), width=32),
        Column("superior", _("Trực thuộc"), width=32),
        Column("standing", _("Tư cách"), width=16),
        Column("joined_on", _("Vào Đảng"), Kind.DATE, 12),
        Column("official_on", _("Chính thức"), Kind.DATE, 12),
        Column("card_number", _("Số thẻ đảng viên"), width=16),
        Column("posts", _("Chức vụ"), width=24),
        Column("code", _("Mã đảng viên"), width=16),
    ]


def member_columns() -> list[Column]:
    """Columns of the member list."""
    return [*person_columns(), Column("result", _("Xếp loại năm trước"), width=32)]


def cells_of(
    rows: Sequence[MemberRow], codes: Sequence[str], *, on: date, year: int | None = None
) -> list[list[Value]]:
    """The values of the rows in these columns; as many queries for one row as for a thousand."""
    batch = Batch(rows, on, last_complete_year(on) if year is None else year)
    readers = [VALUES[code] for code in codes]
    return [[read(row, batch) for read in readers] for row in rows]
