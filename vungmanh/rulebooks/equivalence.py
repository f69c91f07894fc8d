"""Which categories of different books count as one run, for "years running at the top".

No text seen so far says how a run crosses a change of categories. The table is therefore a
parameter that the competent body confirms, and it says so wherever it is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vungmanh.foundation.citations import Citation
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.errors import UnknownBook, UnknownRun
from vungmanh.rulebooks.facts import Subject

TOP = "top"


@dataclass(frozen=True, slots=True)
class Run:
    """Categories of several books that continue one another.

    `members` gives, for every book on the shelf, the codes that count. A year without a rating is
    in no run: it neither counts nor is skipped, it is shown for decision.
    """

    code: str
    subject: Subject
    name: Text
    members: Mapping[str, tuple[str, ...]]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Equivalence:
    """All runs of the shelf."""

    all_runs: tuple[Run, ...]

    def runs(self, subject: Subject) -> tuple[Run, ...]:
        """The runs of the subject, the top one first."""
        return tuple(run for run in self.all_runs if run.subject == subject)

    def run(self, subject: Subject, run_code: str) -> Run:
        """The run with this code; raises UnknownRun."""
        runs = self.runs(subject)
        for run in runs:
            if run.code == run_code:
                return run
        raise UnknownRun(subject, run_code, [run.code for run in runs])

    def best_run(self, subject: Subject) -> Run:
        """The run of the best categories."""
        return self.run(subject, TOP)

    def counts_as(self, subject: Subject, run_code: str, book_code: str, category_code: str) -> bool:
        """Whether a result in this category under this book counts in the run.

        Raises UnknownRun and UnknownBook.
        """
        members = self.run(subject, run_code).members
        if book_code not in members:
            raise UnknownBook(book_code, members)
        return category_code in members[book_code]
