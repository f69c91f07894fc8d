"""The papers of a vote: sheets to mark, and the minutes of the tellers; parameter `ballot`, as in addresses."""

from collections.abc import Sequence
from datetime import date
from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.ballots.models import Ballot, Manner, State
from vungmanh.ballots.queries import ballot_by_uuid, progress_of
from vungmanh.documents.formats import Format, write
from vungmanh.documents.party_format import party_format
from vungmanh.documents.slips import write_slips
from vungmanh.exports.contract import ExportKind, Order, Progress, unknown
from vungmanh.foundation.refusals import Refusal
from vungmanh.reports.ballot_papers import minutes_of, sheet_of


class _OfBallot(ExportKind):
    """For who conducts the vote."""

    def rights(self, order: Order) -> Sequence[Right]:
        """To conduct reviews, among which votes are, and to take out, which is never lent: a helper conducts only."""
        return (Right.EXPORT, Right.CONDUCT_REVIEWS)

    def _ballot(self, order: Order) -> Ballot:
        try:
            found = ballot_by_uuid(UUID(str(order.parameters.get("ballot", ""))))
        except ValueError:
            found = None
        if found is None or found.organization_id != order.scope.organization_id:
            raise unknown("ballot")
        return found


class OfSheets(_OfBallot):
    """As many equal sheets as there are people with a vote, from the frozen list; no sheet carries a number."""

    formats = (Format.PDF,)

    def check(self, order: Order, *, today: date) -> None:
        """Sheets are of a vote that is open and takes paper."""
        ballot = self._ballot(order)
        if ballot.state != State.OPEN or ballot.manner == Manner.SCREEN:
            raise no_sheets()

    def title(self, order: Order) -> str:
        """Sheets of which vote."""
        return _("Phiếu để in: {title}").format(title=self._ballot(order).title.say(order.language))

    def stem(self, order: Order) -> str:
        """Sheets."""
        return "phieu"

    def count(self, order: Order) -> int:
        """One sheet for everybody with a vote."""
        return progress_of(self._ballot(order)).entitled

    def write(self, order: Order, form: Format, file: BinaryIO, progress: Progress) -> None:
        """The sheets, to be cut apart."""
        copies = self.count(order)
        write_slips(sheet_of(self._ballot(order), order.scope, order.language), copies, file, order.language)
        progress(copies)


class OfMinutes(_OfBallot):
    """The minutes of counting a closed vote."""

    formats = (Format.DOCX, Format.PDF)

    def title(self, order: Order) -> str:
        """Minutes of which vote."""
        return _("Biên bản kiểm phiếu: {title}").format(title=self._ballot(order).title.say(order.language))

    def stem(self, order: Order) -> str:
        """Minutes of counting."""
        return "bien-ban-kiem-phieu"

    def count(self, order: Order) -> int:
        """Those on whom was voted."""
        return len(self._ballot(order).questions)

    def write(self, order: Order, form: Format, file: BinaryIO, progress: Progress) -> None:
        """The document in the party format of the day on which the vote was closed."""
        letter = minutes_of(self._ballot(order), order.scope, order.language)
        assert letter.dated is not None  # the day on which the vote was closed
        write(letter, form, file, look=party_format(letter.dated), language=order.language)
        progress(self.count(order))


def no_sheets() -> Refusal:
    """Why there are no sheets to print now."""
    return Refusal(
        "exports.no_sheets",
        _("Phiếu giấy in từ danh sách đã chốt, khi đang bỏ phiếu bằng phiếu giấy."),
        remedy=_("Bắt đầu bỏ phiếu rồi in."),
    )
