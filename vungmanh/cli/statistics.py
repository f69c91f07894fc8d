"""The commands that compare: years, organizations side by side, two days."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vungmanh.cli import installation
from vungmanh.cli.output import show
from vungmanh.cli.reporting import FILES, check_output, check_year, standing_then

if TYPE_CHECKING:
    from vungmanh.documents.tables import Table


def comparison(called: Namespace) -> int:
    """`vungmanh report comparison`."""
    from vungmanh.foundation.dates import year_end
    from vungmanh.reports.as_tables import comparison_table
    from vungmanh.reports.comparison import comparison as comparison_of
    from vungmanh.reports.statistics_data import comparison_data

    installation.prepare(create=False)
    for year in called.years:
        check_year(year)
    latest = max(called.years)
    report = comparison_of(standing_then(called.organization, latest), years=called.years)
    table = comparison_table(report, called.language)
    return _told(called, table, comparison_data(report, called.language), year_end(latest))


def siblings(called: Namespace) -> int:
    """`vungmanh report siblings`."""
    from vungmanh.foundation.dates import year_end
    from vungmanh.reports.as_tables import siblings_table
    from vungmanh.reports.comparison import siblings as siblings_of
    from vungmanh.reports.statistics_data import siblings_data

    installation.prepare(create=False)
    check_year(called.year)
    report = siblings_of(standing_then(called.organization, called.year), year=called.year, sort=called.sort)
    return _told(called, siblings_table(report, called.language), siblings_data(report), year_end(called.year))


def bridge(called: Namespace) -> int:
    """`vungmanh report bridge`."""
    from vungmanh.members.bridge import bridge as bridge_of
    from vungmanh.members.bridge import check_days
    from vungmanh.organizations.queries import placement_by_code
    from vungmanh.reports.as_tables import bridge_table
    from vungmanh.reports.statistics_data import bridge_data

    installation.prepare(create=False)
    check_days(called.first, called.second)
    scope = placement_by_code(called.organization, on=called.second)
    scope = scope or standing_then(called.organization, called.second.year)
    found = bridge_of(scope, first=called.first, second=called.second)
    return _told(called, bridge_table(found), bridge_data(found), called.second)


def _told(called: Namespace, table: "Table", data: dict[str, Any], on: date) -> int:
    """Show the figures, or write them as a document."""
    from vungmanh.documents.files import whole_file
    from vungmanh.documents.formats import Format, write
    from vungmanh.documents.party_format import party_format
    from vungmanh.reports.as_tables import table_text

    if called.format not in FILES:
        show(called, data, table_text(table, called.language))
        return 0
    check_output(called)
    with whole_file(Path(called.output)) as file:
        write(table, Format(called.format), file, look=party_format(on), language=called.language)
    print(called.output)
    return 0
