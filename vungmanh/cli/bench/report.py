"""The year-end report of 755 organizations against SQL written by hand for the same figures."""

from collections import Counter
from datetime import date
from functools import partial

import django

django.setup()

from django.db import connection  # noqa: E402  (Django must be set up first)

from vungmanh.classification.populations import IN_TABLES  # noqa: E402
from vungmanh.cli.bench.timing import paired, tell  # noqa: E402
from vungmanh.organizations.models import Placement, path_end  # noqa: E402
from vungmanh.organizations.queries import placement_by_code  # noqa: E402
from vungmanh.reports.year_end import YearEnd, year_end  # noqa: E402

YEAR = 2018

MEMBERS = """
    SELECT p.organization_id, COALESCE(r.status, CASE WHEN s.standing = 'exempt' THEN 'exempt' ELSE 'none' END),
           r.category, COUNT(*)
      FROM organizations_placement p
      JOIN members_membership m ON m.organization_id = p.organization_id AND m.withdrawn_by IS NULL
           AND m.starts_on <= %(day)s AND (m.ends_on IS NULL OR m.ends_on > %(day)s)
      LEFT JOIN classification_memberresult r
           ON r.member_id = m.member_id AND r.year = %(year)s AND r.withdrawn_by IS NULL
      LEFT JOIN members_standingperiod s ON s.member_id = m.member_id AND s.withdrawn_by IS NULL
           AND s.starts_on <= %(day)s AND (s.ends_on IS NULL OR s.ends_on > %(day)s)
     WHERE p.withdrawn_by IS NULL AND p.starts_on <= %(day)s AND (p.ends_on IS NULL OR p.ends_on > %(day)s)
       AND p.path >= %(path)s AND p.path < %(end)s
     GROUP BY 1, 2, 3
"""
"""Members by the organization they are enrolled in and by how their year ended."""

ORGANIZATIONS = """
    SELECT p.parent_id, p.kind, r.status, r.category, COUNT(*)
      FROM organizations_placement p
      LEFT JOIN classification_organizationresult r
           ON r.organization_id = p.organization_id AND r.year = %(year)s AND r.withdrawn_by IS NULL
     WHERE p.withdrawn_by IS NULL AND p.starts_on <= %(day)s AND (p.ends_on IS NULL OR p.ends_on > %(day)s)
       AND p.path > %(path)s AND p.path < %(end)s
     GROUP BY 1, 2, 3, 4
"""
"""Organizations below by superior, kind and how their year ended."""


def by_hand(placement: Placement) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Rated organizations, cells and members by category."""
    asked = {"day": date(YEAR, 12, 31), "year": YEAR, "path": placement.path, "end": path_end(placement.path)}
    organizations: Counter[str] = Counter()
    cells: Counter[str] = Counter()
    members: Counter[str] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(ORGANIZATIONS, asked)
        for parent, kind, status, category, count in cursor.fetchall():
            if status == "rated" and parent == placement.organization_id:
                organizations[category] += count
            if status == "rated" and kind == "subordinate_cell":
                cells[category] += count
        cursor.execute(MEMBERS, asked)
        for _cell, status, category, count in cursor.fetchall():
            if status == "rated":
                members[category] += count
    return organizations, cells, members


def by_report(report: YearEnd) -> tuple[Counter[str], ...]:
    """The same figures out of the report."""
    return tuple(
        Counter({line.category.code: line.count for line in report.tables[counted].lines if line.count})
        for counted in IN_TABLES
    )


if __name__ == "__main__":
    district = placement_by_code("yen-son", on=date(YEAR, 12, 31))
    assert district is not None
    if by_report(year_end(district, year=YEAR)) != by_hand(district):
        raise SystemExit("the report and the SQL written by hand disagree")
    times = paired(partial(year_end, district, year=YEAR), partial(by_hand, district), rounds=15)
    tell(
        {
            "what": "year-end report of 755 organizations, caps included / two statements by hand",
            **times,
            "target": "<= 2",
        }
    )
