"""Member list and search in a district grown to ten times its size."""

import os
import random
from datetime import date

import django

django.setup()

from vungmanh.cli.bench.timing import seconds, spread, tell  # noqa: E402  (Django must be set up first)
from vungmanh.foundation.actors import Actor  # noqa: E402
from vungmanh.members.actions import NewMember, enrol_members  # noqa: E402
from vungmanh.members.models import Listing  # noqa: E402
from vungmanh.members.pages import members_page, search_members  # noqa: E402
from vungmanh.members.queries import headcount, headcounts_below  # noqa: E402
from vungmanh.organizations.queries import placement_by_code  # noqa: E402

TODAY = date(2019, 12, 20)
SEARCHES = ("hung", "van hung", "nguyen van hung", "nhu thi han", "ngu", "x")


def main() -> None:
    """Grow the list, then ask for pages of the district, a commune and a cell, and search in the district."""
    _grow(max(90_000, int(os.environ["VUNGMANH_BENCH_MEMBERS"])))
    places = {code: placement_by_code(code, on=TODAY) for code in ("yen-son", "kim-phu", "lang-chau-1")}
    figures: dict[str, object] = {"members": Listing.objects.count()}
    for code, place in places.items():
        assert place is not None
        figures[f"page_{code}"] = spread(_walk(place))
    district = places["yen-son"]
    assert district is not None
    figures["search"] = {
        words: spread([seconds(lambda: search_members(district, on=TODAY, words=words)) for _ in range(20)])  # noqa: B023
        for words in SEARCHES
    }
    figures["headcount"] = spread([seconds(lambda: headcount(district, on=TODAY)) for _ in range(20)])
    figures["headcounts_below"] = spread([seconds(lambda: headcounts_below(district, on=TODAY)) for _ in range(20)])
    tell(figures)


def _walk(place) -> list[float]:  # type: ignore[no-untyped-def]
    """Times of up to forty pages in a row."""
    times, after = [], ""
    for _page in range(40):
        pages = []
        times.append(seconds(lambda: pages.append(members_page(place, on=TODAY, after=after))))  # noqa: B023
        after = pages[0].after or ""
    return times


def _grow(members: int) -> None:
    chance = random.Random(9141)
    known = list(Listing.objects.values_list("full_name", "organization_id"))
    missing = members - len(known)
    families = [name.split()[0] for name, _cell in known]
    given = [" ".join(name.split()[1:]) for name, _cell in known]
    cells = [cell for _name, cell in known]
    new = [
        NewMember(
            code=f"bench-{number}",
            organization_id=chance.choice(cells),
            starts_on=date(2019, 6, 1),
            standing="full",
            particulars={"full_name": f"{chance.choice(families)} {chance.choice(given)}"},
        )
        for number in range(missing)
    ]
    for start in range(0, len(new), 10_000):
        enrol_members(by=Actor.operator("vungmanh bench"), new=new[start : start + 10_000])


if __name__ == "__main__":
    main()
