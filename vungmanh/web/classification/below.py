"""The rows of a year's table: what stands directly below, drawn once until the record changes."""

from django.template.loader import render_to_string

from vungmanh.classification.streaks import streaks_below
from vungmanh.organizations.models import Placement
from vungmanh.reports.year_end import lines_by_child
from vungmanh.web.addresses import on_only
from vungmanh.web.classification.shown import child_lines
from vungmanh.web.remembering import Remembering
from vungmanh.web.viewer import Viewer


def lines_below(viewer: Viewer, then: Placement, *, year: int, template: str, streaks: bool = False) -> str:
    """The rows by this template, with `streaks` also the years running; empty where nothing stands below."""
    kept = on_only(viewer)
    return viewer.remembered(
        _lines_drawn, then, year=year, template=template, streaks=streaks, kept=kept, remembered=viewer.remembered
    )


def _lines_drawn(
    then: Placement, *, year: int, template: str, streaks: bool, kept: str, remembered: Remembering
) -> str:
    found = remembered(lines_by_child, then, year=year)
    if not found:
        return ""
    long = remembered(streaks_below, then, year=year, least=2) if streaks else ()
    runs = {place.organization_id: run for place, run in long}
    shown = {"lines": child_lines(found, runs), "year": year, "on_only": kept, "and_on": kept.replace("?", "&")}
    return render_to_string(template, shown)
