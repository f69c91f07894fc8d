"""Exports of lists and registers: what the page shows, all its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.documents.tables import Table
from vungmanh.exports.contract import OfTable, Order, unknown
from vungmanh.exports.registered import REGISTERS
from vungmanh.foundation.dates import written
from vungmanh.lists.addresses import choice_of
from vungmanh.lists.kinds import KINDS as LISTS
from vungmanh.lists.listing import Choice, ListKind
from vungmanh.lists.registers.register import Asked, Register


class OfList(OfTable):
    """A list as the page shows it: parameters `list`, the code of its kind, and `query`, the state in the address."""

    def rights(self, order: Order) -> Sequence[Right]:
        """To export, and to see the list."""
        return (Right.EXPORT, self._asked(order)[0].right)

    def title(self, order: Order) -> str:
        """The title of the list, and of whom."""
        kind, choice = self._asked(order)
        return f"{kind.title(choice)}: {order.scope.name}"

    def stem(self, order: Order) -> str:
        """The list's code."""
        return self._asked(order)[0].code.replace("_", "-")

    def count(self, order: Order) -> int:
        """The rows that the filters leave."""
        kind, choice = self._asked(order)
        return kind.count(choice)

    def table(self, order: Order) -> Table:
        """The list as a table, with what it was narrowed to below the title."""
        kind, choice = self._asked(order)
        return Table(
            title=kind.title(choice),
            columns=kind.shown(choice),
            rows=kind.rows(choice),
            subtitle=" · ".join([f"{choice.scope.name}, {written(choice.on)}", *_narrowed(kind, choice)]),
        )

    def _asked(self, order: Order) -> tuple[ListKind, Choice]:
        kind = LISTS.get(str(order.parameters.get("list", "")))
        if kind is None:
            raise unknown(str(order.parameters.get("list", "")))
        query = str(order.parameters.get("query", ""))
        return kind, choice_of(kind, query, scope=order.scope, on=order.on)


class OfRegister(OfTable):
    """A register as its page shows it to whoever asks.

    Parameters: `register`, its code, `filters` by their names in the address, and `newest`, the last record in it.
    """

    is_personal = True

    def rights(self, order: Order) -> Sequence[Right]:
        """To export, and to see the register."""
        return (Right.EXPORT, self._register(order).right)

    def title(self, order: Order) -> str:
        """The title of the register, and of whom."""
        return f"{self._register(order).title()}: {order.scope.name}"

    def stem(self, order: Order) -> str:
        """The register's code."""
        return self._register(order).code

    def count(self, order: Order) -> int:
        """The rows that the filters and the reach leave."""
        return self._register(order).count(_asked(order))

    def pinned(self, order: Order) -> Order:
        """Up to the newest record, where the export adds one itself."""
        newest = self._register(order).newest
        return order if newest is None else replace(order, parameters={**order.parameters, "newest": newest()})

    def table(self, order: Order) -> Table:
        """The register as a table."""
        register, asked = self._register(order), _asked(order)
        return Table(
            title=register.title(),
            columns=register.columns(),
            rows=register.rows(asked),
            subtitle=" · ".join([f"{order.scope.name}, {written(order.on)}", *register.narrowed(asked)]),
        )

    def _register(self, order: Order) -> Register:
        return register_named(str(order.parameters.get("register", "")))


def register_named(code: str) -> Register:
    """The register with this code; raises Refusal."""
    if code not in REGISTERS:
        raise unknown(code)
    return REGISTERS[code]


def _asked(order: Order) -> Asked:
    filters: Mapping[str, str] = order.parameters.get("filters", {})
    return Asked(order.by, order.scope, order.on, filters, order.parameters.get("newest"))


def _narrowed(kind: ListKind, choice: Choice) -> Iterator[str]:
    if choice.words:
        yield _("tìm “{words}”").format(words=choice.words)
    for code, values in choice.filters.items():
        found = kind.filter_of(code)
        if found is not None:
            names = dict(found.values(choice))
            yield f"{found.title()}: {', '.join(names.get(value, value) for value in values)}"
