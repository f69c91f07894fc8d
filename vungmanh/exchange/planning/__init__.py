"""What a workbook would change, row by row, held against the record as it is now. Nothing is written here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vungmanh.exchange.choices import Choices
from vungmanh.exchange.columns import SheetKind
from vungmanh.exchange.planning.endings import check_endings
from vungmanh.exchange.planning.members import plan_members
from vungmanh.exchange.planning.organizations import plan_organizations
from vungmanh.exchange.planning.overwriting import nothing_changes, widely_overwritten
from vungmanh.exchange.planning.results import plan_results
from vungmanh.exchange.planning.sizes import unusual_sizes
from vungmanh.exchange.roster import load_roster
from vungmanh.exchange.rows import Row, of_kind
from vungmanh.exchange.tree import load_tree
from vungmanh.exchange.unknown import doubtful_dates, unknown_words
from vungmanh.foundation.actors import Actor
from vungmanh.organizations.models import Organization


@dataclass(frozen=True, slots=True)
class Plan:
    """The planned rows in the order of the workbook, remarks on the whole, and the words that are left to map.

    `alerts` are those of the remarks that should be looked at before anything is written.
    """

    rows: list[Row]
    notes: list[str]
    alerts: list[str]
    unknown: list[dict[str, Any]]


def make_plan(rows: list[Row], *, by: Actor, scope: Organization | None, on: date, choices: Choices) -> Plan:
    """Say what every row would change, imported by somebody.

    Organizations come before members and members before results, so that a workbook may speak of what it brings
    itself.
    """
    tree = load_tree(scope, on, _codes(rows))
    tree.by = by
    plan_organizations(tree, of_kind(rows, SheetKind.ORGANIZATIONS))
    results = of_kind(rows, SheetKind.RESULTS)
    members = of_kind(rows, SheetKind.MEMBERS)
    roster = load_roster(members, {row.values["code"] for row in results if row.get("code")})
    plan_members(tree, roster, members)
    plan_results(tree, roster, results)
    check_endings(tree, rows)
    unknown = unknown_words(rows, tree, choices)
    alerts = [*doubtful_dates(unknown), *widely_overwritten(rows)]
    return Plan(rows, [*nothing_changes(rows), *alerts, *unusual_sizes(tree, rows)], alerts, unknown)


def _codes(rows: Sequence[Row]) -> Iterator[str]:
    """Everything in the rows that may be the code of an organization."""
    for row in rows:
        for name in ("code", "parent", "organization", "decided_by", "cell"):
            if code := row.get(name):
                yield code
        for part in (row.get("posts") or "").split("@")[1:]:
            yield part.split()[0].rstrip(";") if part.split() else ""
