"""The list of a campaign's subjects: what its filters leave is what the figures say."""

from collections.abc import Sequence
from datetime import date

from tests.campaigns.conftest import Year
from tests.conftest import TODAY
from vungmanh.campaigns.models import Treatment
from vungmanh.campaigns.reasons import told_as
from vungmanh.campaigns.running.following import Following
from vungmanh.lists.campaign import CAMPAIGN
from vungmanh.lists.listing import Choice


def choice(year: Year, **filters: Sequence[str]) -> Choice:
    return Choice(year.district.placement("yen-thu"), TODAY, filters=filters)


def test_every_figure_is_the_length_of_its_list(year: Year) -> None:
    year.write(year.member("dv-01"))
    found = Following(year.campaign, year.district.placement("yen-thu"), on=TODAY)
    for step in found.steps:
        counts = [CAMPAIGN.count(choice(year, **{name: [step.code]})) for name in ("asked", "open", "done")]
        assert counts == [step.total, step.open, step.done]
    for treatment in Treatment.values:
        assert CAMPAIGN.count(choice(year, treatment=[treatment])) == found.treatments[treatment]
    for (treatment, kind, code), number in found.reasons.items():
        asked = choice(year, treatment=[treatment], kind=[kind], reason=[told_as(code)])
        assert CAMPAIGN.count(asked) == number


def test_pages_give_every_row_once_forwards_and_backwards(year: Year) -> None:
    asked, seen, after = choice(year), [], ""
    while True:
        page = CAMPAIGN.page(asked, after, "", 4)
        seen += [row.subject for row in page.rows]
        if page.after is None:
            break
        after = page.after
    assert seen == list(CAMPAIGN.ids(asked))
    assert [row.subject for row in CAMPAIGN.page(asked, "", page.before or "", 4).rows] == seen[-len(page.rows) - 4 :][
        :4
    ]


def test_the_file_has_the_rows_of_the_page(year: Year) -> None:
    asked = choice(year, kind=["member"])
    assert [row[0] for row in CAMPAIGN.rows(asked)] == [row.cells[0] for row in CAMPAIGN.page(asked, "", "", 50).rows]


def test_a_search_finds_members_and_organizations(year: Year) -> None:
    scope = year.district.placement("yen-thu")
    assert CAMPAIGN.count(Choice(scope, TODAY, words="nhu thi han")) == 1
    found = CAMPAIGN.page(Choice(scope, TODAY, words="dong 1"), "", "", 50)
    assert [row.cells[0] for row in found.rows] == ["Chi bộ thôn Đông 1", "Tập thể lãnh đạo Chi bộ thôn Đông 1"]


def test_without_a_campaign_there_is_nobody(year: Year) -> None:
    scope = year.district.placement("yen-thu")
    none = Choice(scope, date(2017, 1, 1), filters={"year": ["2016"]})
    assert (CAMPAIGN.count(none), CAMPAIGN.page(none, "", "", 50).rows) == (0, [])
