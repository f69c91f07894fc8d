"""What stands in the columns of the list of a campaign's subjects, looked up for a whole batch of rows at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.campaigns.models import Campaign, Held, Proposal, Ruling, SelfReview, SubjectKind, Terms, Treatment
from vungmanh.campaigns.naming import names_in
from vungmanh.campaigns.reasons import reason_of, special_of
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of
from vungmanh.documents.tables import Column, Kind, Value
from vungmanh.foundation.dates import year_end
from vungmanh.organizations.queries import names_on

USUAL = ("name", "cell", "superior", "treatment", "reason", "self_review", "review", "proposal", "decision")


@dataclass(frozen=True)
class Batch:
    """Subjects read together, with what their columns need besides."""

    campaign: Campaign
    rows: Sequence[Terms]

    @property
    def ids(self) -> list[int]:
        """Ids of the subjects."""
        return [row.subject_id for row in self.rows]

    @cached_property
    def language(self) -> str:
        """The reader's language."""
        return get_language() or "vi"

    @cached_property
    def names(self) -> dict[int, str]:
        """Names of the subjects."""
        return names_in(self.campaign, self.rows)

    @cached_property
    def places(self) -> dict[int, tuple[str, int | None]]:
        """Where they are reviewed, whose comment is asked and who decides: names and superiors."""
        ids = {id_ for row in self.rows for id_ in (row.place_id, row.comment_from_id, row.decided_by_id) if id_}
        return names_on(ids, on=year_end(self.campaign.year))

    @cached_property
    def superiors(self) -> dict[int, tuple[str, int | None]]:
        """Names of the organizations above the places."""
        return names_on({above for _name, above in self.places.values() if above}, on=year_end(self.campaign.year))

    @cached_property
    def self_reviews(self) -> dict[int, tuple[date, str]]:
        """Day and claimed category of the self-reviews handed in."""
        found = SelfReview.objects.effective().filter(subject__in=self.ids)
        return {id_: (on, claimed) for id_, on, claimed in found.values_list("subject_id", "handed_in_on", "claimed")}

    @cached_property
    def held(self) -> dict[int, date]:
        """Days of the reviews."""
        return dict(Held.objects.effective().filter(subject__in=self.ids).values_list("subject_id", "held_on"))

    @cached_property
    def proposals(self) -> dict[int, tuple[str, str]]:
        """Proposed category and ceiling."""
        found = Proposal.objects.effective().filter(subject__in=self.ids)
        return {id_: (given, best) for id_, given, best in found.values_list("subject_id", "category", "ceiling")}

    @cached_property
    def rulings(self) -> dict[int, tuple[str, str, date]]:
        """Category decided, number and day of the decision."""
        found = Ruling.objects.effective().filter(subject__in=self.ids)
        read = found.values_list("subject_id", "category", "decision_number", "decided_on")
        return {id_: (category, number, on) for id_, category, number, on in read}

    def place(self, id_: int | None) -> str:
        """The name of an organization; empty for none."""
        return self.places.get(id_ or 0, ("", None))[0]

    def superior(self, row: Terms) -> str:
        """The organization above the place."""
        return self.superiors.get(self.places.get(row.place_id, ("", None))[1] or 0, ("", None))[0]

    def category(self, row: Terms, code: str) -> str:
        """A category of the campaign's rulebook by its name."""
        kind = OF_RULEBOOK[SubjectKind(row.subject.kind)]
        return book_of(self.campaign).category(kind, code).name.say(self.language) if code else ""

    def reason(self, row: Terms) -> str:
        """Why the subject is out, or what is special about it."""
        book, kind = book_of(self.campaign), row.subject.kind
        found = reason_of(book, kind, row.reason)
        cases = [special_of(book, kind, code).text.say(self.language) for code in row.special]
        return "; ".join([*([found.text.say(self.language)] if found else []), *cases])


VALUES: Mapping[str, Callable[[Terms, Batch], Value]] = {
    "name": lambda row, batch: _capital(batch.names.get(row.subject_id, "")),
    "kind": lambda row, _batch: str(SubjectKind(row.subject.kind).label),
    "cell": lambda row, batch: batch.place(row.place_id),
    "superior": lambda row, batch: batch.superior(row),
    "treatment": lambda row, _batch: str(Treatment(row.treatment).label),
    "reason": lambda row, batch: batch.reason(row),
    "comment_from": lambda row, batch: batch.place(row.comment_from_id),
    "decided_by": lambda row, batch: batch.place(row.decided_by_id),
    "self_review": lambda row, batch: batch.self_reviews.get(row.subject_id, (None, ""))[0],
    "claimed": lambda row, batch: batch.category(row, batch.self_reviews.get(row.subject_id, (None, ""))[1]),
    "review": lambda row, batch: batch.held.get(row.subject_id),
    "ceiling": lambda row, batch: batch.category(row, batch.proposals.get(row.subject_id, ("", ""))[1]),
    "proposal": lambda row, batch: batch.category(row, batch.proposals.get(row.subject_id, ("", ""))[0]),
    "decision": lambda row, batch: batch.category(row, batch.rulings.get(row.subject_id, ("", "", None))[0]),
    "number": lambda row, batch: batch.rulings.get(row.subject_id, ("", "", None))[1],
    "decided_on": lambda row, batch: batch.rulings.get(row.subject_id, ("", "", None))[2],
}
"""The value of each column by its code."""


def campaign_columns() -> list[Column]:
    """Columns of the list of subjects."""
    return [
        Column("name", _("Đối tượng"), width=32),
        Column("kind", _("Loại đối tượng"), width=18),
        Column("cell", _("Nơi kiểm điểm"), width=32),
        Column("superior", _("Trực thuộc"), width=32),
        Column("treatment", _("Diện"), width=24),
        Column("reason", _("Lý do, trường hợp riêng"), width=40),
        Column("comment_from", _("Nơi chuyển đi nhận xét"), width=32),
        Column("decided_by", _("Cấp quyết định"), width=32),
        Column("self_review", _("Nộp tự kiểm điểm"), Kind.DATE, 14),
        Column("claimed", _("Tự nhận mức"), width=28),
        Column("review", _("Ngày kiểm điểm"), Kind.DATE, 14),
        Column("ceiling", _("Mức cao nhất theo điều kiện"), width=28),
        Column("proposal", _("Đề xuất mức"), width=28),
        Column("decision", _("Mức đã quyết định"), width=28),
        Column("number", _("Số quyết định"), width=18),
        Column("decided_on", _("Ngày quyết định"), Kind.DATE, 14),
    ]


def cells_of(campaign: Campaign, rows: Sequence[Terms], codes: Sequence[str]) -> list[list[Value]]:
    """The values of the rows in these columns; as many queries for one row as for a thousand."""
    batch = Batch(campaign, rows)
    readers = [VALUES[code] for code in codes]
    return [[read(row, batch) for read in readers] for row in rows]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
