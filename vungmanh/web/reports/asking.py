"""Which years and days a request for statistics asks for."""

from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from vungmanh.classification.queries import rated_years
from vungmanh.foundation.dates import parsed, year_end
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.bridge import check_days
from vungmanh.reports.comparison import MOST_YEARS
from vungmanh.rulebooks import shelf
from vungmanh.web.addresses import number_in
from vungmanh.web.organizations.overview import last_complete_year
from vungmanh.web.viewer import EARLIEST, LATEST, Request

_USUALLY = 5
"""Years compared unless others are asked for."""


def year_asked(request: Request) -> int:
    """The year in the address, else the last complete one."""
    usual = last_complete_year(request.viewer.on)
    year = number_in(request.GET.get("year", str(usual)))
    if year is None or not shelf.FIRST_YEAR <= year <= LATEST.year:
        raise Http404
    return year


def years_asked(request: Request) -> list[int]:
    """The years to compare: those in the address, else the last that have results, up to the year of the page."""
    asked = {number_in(text) for text in request.GET.getlist("years")}
    years = sorted(year for year in asked if year is not None and shelf.FIRST_YEAR <= year <= LATEST.year)
    if years:
        return years[-MOST_YEARS:]
    year = year_asked(request)
    return sorted({year, *[one for one in rated_years() if one <= year][:_USUALLY]})[-_USUALLY:]


def days_asked(request: Request) -> tuple[date, date]:
    """The first and the second day: those in the address, else the ends of the year before and of the year."""
    year = year_asked(request)
    first = _day(request.GET.get("from", ""), year_end(year - 1))
    second = _day(request.GET.get("to", ""), year_end(year))
    check_days(first, second)
    return first, second


def _day(text: str, usual: date) -> date:
    if not text.strip():
        return usual
    try:
        day = parsed(text)
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        raise Refusal(
            "web.no_day_asked",
            _("“{text}” không phải là ngày.").format(text=text[:40]),
            remedy=_("Ghi theo dạng ngày/tháng/năm, ví dụ 31/12/2018."),
        )
    return day
