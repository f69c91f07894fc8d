"""A numbered decision on yearly results as a document: parameters `year`, `number` and `dated`."""

from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from django.utils.text import slugify
from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.documents.formats import Format, write
from vungmanh.documents.party_format import party_format
from vungmanh.exports.contract import ExportKind, Order, Progress, unknown
from vungmanh.foundation.dates import parsed
from vungmanh.foundation.names import unaccented
from vungmanh.reports.decisions import Numbered, decision_letter, numbered
from vungmanh.reports.honours import Honoured, honoured_by, honours_letter


class OfDecision(ExportKind):
    """The decision as it was recorded, whatever was rated anew since."""

    formats = (Format.DOCX, Format.PDF)

    def rights(self, order: Order) -> Sequence[Right]:
        """To export, and to see results."""
        return (Right.EXPORT, Right.SEE_RESULTS)

    def title(self, order: Order) -> str:
        """Which decision, of whom."""
        number, year = order.parameters.get("number", ""), self._year(order)
        return _("Quyết định {number} về xếp loại năm {year}: {name}").format(
            number=number, year=year, name=order.scope.name
        )

    def stem(self, order: Order) -> str:
        """A decision, and which: a committee takes several in a year."""
        return self._numbered("quyet-dinh-xep-loai", order)

    def count(self, order: Order) -> int:
        """Those on whom was decided."""
        return len(self._decision(order).rulings)

    def write(self, order: Order, form: Format, file: BinaryIO, progress: Progress) -> None:
        """The document in the party format of its day."""
        decision = self._decision(order)
        letter = decision_letter(decision, order.language)
        write(letter, form, file, look=party_format(decision.decided_on), language=order.language)
        progress(len(decision.rulings))

    def _numbered(self, words: str, order: Order) -> str:
        return slugify(unaccented(f"{words} {order.parameters.get('number', '')}"))

    def _decision(self, order: Order) -> Numbered:
        number, dated = str(order.parameters.get("number", ""))[:64], self._dated(order)
        return numbered(order.scope, year=self._year(order), number=number, decided_on=dated)

    def _year(self, order: Order) -> int:
        return int(order.parameters.get("year", order.on.year))

    def _dated(self, order: Order) -> date:
        try:
            return parsed(str(order.parameters.get("dated", "")))
        except ValueError:
            raise unknown("decision") from None


class OfHonours(OfDecision):
    """The decision on titles and commendations, with the same parameters."""

    def title(self, order: Order) -> str:
        """Which decision, of whom."""
        number, year = order.parameters.get("number", ""), self._year(order)
        return _("Quyết định {number} về danh hiệu, khen thưởng năm {year}: {name}").format(
            number=number, year=year, name=order.scope.name
        )

    def stem(self, order: Order) -> str:
        """A decision on honours, and which."""
        return self._numbered("quyet-dinh-khen-thuong", order)

    def count(self, order: Order) -> int:
        """Those honoured."""
        return len(self._honoured(order).lines)

    def write(self, order: Order, form: Format, file: BinaryIO, progress: Progress) -> None:
        """The document in the party format of its day."""
        honoured = self._honoured(order)
        letter = honours_letter(honoured, order.language)
        write(letter, form, file, look=party_format(honoured.decided_on), language=order.language)
        progress(len(honoured.lines))

    def _honoured(self, order: Order) -> Honoured:
        number, dated = str(order.parameters.get("number", ""))[:64], self._dated(order)
        return honoured_by(order.scope, year=self._year(order), number=number, decided_on=dated)
