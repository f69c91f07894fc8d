"""Caps that imported results exceed: a warning that names its base and asks for a reason."""

from collections.abc import Iterable, Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.classification.caps import CapFinding, findings
from vungmanh.foundation.dates import year_end
from vungmanh.organizations.queries import roots
from vungmanh.rulebooks import shelf

_NAMED = 5


def caps_without_reason(years: Iterable[int]) -> Iterator[str]:
    """A sentence for each year in which caps are exceeded and nobody has written down why."""
    for year in sorted(years):
        found = [finding for root in roots(on=year_end(year)) for finding in findings(root, year=year)]
        exceeded = [finding for finding in found if finding.needs_reason]
        if exceeded:
            places = [_told(finding) for finding in exceeded[:_NAMED]] + ["…"] * (len(exceeded) > _NAMED)
            yield _(
                "Xếp loại năm {year}: {count} nơi vượt tỷ lệ tối đa mà chưa ghi lý do: {places}. "
                "Ghi lý do ở trang Kết quả xếp loại của năm đó."
            ).format(year=year, count=len(exceeded), places="; ".join(places))


def _told(finding: CapFinding) -> str:
    language = get_language() or "vi"
    book = shelf.book_for(finding.year)
    base = " + ".join(book.category(finding.cap.subject, code).short.say(language) for code in finding.readings[0].base)
    return _("{name}: {given} so với tối đa {allowed} (cơ sở {base}: {count})").format(
        name=finding.placement.name,
        given=finding.given,
        allowed=finding.allowed,
        base=base,
        count=finding.readings[0].base_count,
    )
