"""Exports of statistics: comparison of years, organizations side by side, the bridge between two days."""

from collections.abc import Sequence
from datetime import date

from vungmanh.access.rights import Right
from vungmanh.documents.tables import Table
from vungmanh.exports.contract import OfTable, Order
from vungmanh.foundation.dates import parsed, year_end
from vungmanh.members.bridge import bridge
from vungmanh.reports.as_tables import bridge_table, comparison_table, siblings_table
from vungmanh.reports.comparison import comparison, siblings


class _OfStatistics(OfTable):
    """A table of figures."""

    code: str

    def rights(self, order: Order) -> Sequence[Right]:
        """To export, and to see reports."""
        return (Right.EXPORT, Right.SEE_REPORTS)

    def title(self, order: Order) -> str:
        """The title of the table."""
        return self.table(order).title

    def stem(self, order: Order) -> str:
        """The code in plain letters."""
        return self.code

    def count(self, order: Order) -> int:
        """The rows of the table."""
        return len(list(self.table(order).rows))


class OfComparison(_OfStatistics):
    """Several years of one organization, the last of which ends on the order's day: parameter `years`."""

    code = "so-sanh-nam"

    def table(self, order: Order) -> Table:
        """The years side by side."""
        years = [int(year) for year in order.parameters.get("years", [order.on.year])]
        return comparison_table(comparison(order.scope, years=years), order.language)


class OfSiblings(_OfStatistics):
    """The organizations directly below in the year that ends on the order's day: parameter `sort`."""

    code = "so-sanh-to-chuc"

    def table(self, order: Order) -> Table:
        """The organizations side by side."""
        found = siblings(order.scope, year=order.on.year, sort=str(order.parameters.get("sort", "")))
        return siblings_table(found, order.language)


class OfBridge(_OfStatistics):
    """The bridge up to the order's day: parameter `from`, the first day."""

    code = "bien-dong"

    def table(self, order: Order) -> Table:
        """The scope and what is directly below it."""
        return bridge_table(bridge(order.scope, first=_first(order), second=order.on))


def _first(order: Order) -> date:
    given = order.parameters.get("from")
    return parsed(str(given)) if given else year_end(order.on.year - 1)
