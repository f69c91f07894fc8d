"""Server time of the main pages, one request at a time, as the organization office of the district sees them."""

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402  (Django must be set up first)
from django.test import Client  # noqa: E402

from vungmanh.cli.bench.timing import seconds, spread, tell  # noqa: E402
from vungmanh.members.models import Listing  # noqa: E402

ROUNDS = 40
OFFICE = "ban-to-chuc"


def addresses() -> list[str]:
    """The pages that people open most."""
    member = Listing.objects.order_by("pk")[4000].pk
    return [
        "/",
        "/organizations/",
        "/organizations/yen-son/",
        "/organizations/kim-phu/",
        "/organizations/lap-thanh/",
        "/members/",
        "/members/?scope=kim-phu",
        "/members/?on=2018-12-31",
        f"/members/{member}/",
        "/search/?q=nguyen+van+h",
        "/classification/2018/",
        "/classification/2018/organizations/kim-phu/",
        "/reports/year-end/?year=2018",
        "/reports/bulletin/?year=2018",
        "/imports/",
        "/journal/",
    ]


def main() -> None:
    """Ask every page a few times; one that does not answer 200 ends the part."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(get_user_model().objects.get(username=OFFICE))
    figures: dict[str, object] = {"target": "p95 < 50 ms"}
    for address in addresses():
        status = client.get(address).status_code
        if status != 200:
            raise SystemExit(f"{address} answered {status}")
        figures[address] = spread([seconds(lambda: client.get(address)) for _round in range(ROUNDS)])  # noqa: B023
    tell(figures)


if __name__ == "__main__":
    main()
