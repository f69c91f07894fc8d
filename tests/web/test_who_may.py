"""Every address, walked by every persona, inside and outside of reach. A new address needs a line here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.ballots.votes import elect
from tests.web.conftest import PERSONAS, Site, asked_by
from vungmanh.ballots.actions import NewElector
from vungmanh.ballots.models import Manner
from vungmanh.campaigns.models import Campaign
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.campaigns.subjects import subject_of_member
from vungmanh.classification.caps import findings
from vungmanh.exchange.actions import start_import
from vungmanh.foundation.actors import Actor
from vungmanh.journal.events import UNDONE
from vungmanh.journal.writing import note
from vungmanh.members.queries import posts_of

ALL = {"office": 200, "auditor": 200, "commune": 200, "cell": 200, "member": 200}
LEADING = ALL | {"member": 403}
OFFICE = {"office": 200, "auditor": 403, "commune": 403, "cell": 403, "member": 403}
STEPPED_UP = OFFICE | {"office": 302}
"""Pages that ask to confirm again first who it is."""
JOURNAL = OFFICE | {"auditor": 200}
OUTSIDE = {"office": 200, "auditor": 200, "commune": 404, "cell": 404, "member": 404}
OUTSIDE_MANAGED = OUTSIDE | {"auditor": 403}
MOVED = {"office": 302, "auditor": 302, "commune": 302, "cell": 302, "member": 403}
NOBODY = dict.fromkeys(PERSONAS, 404)
OWN = NOBODY | {"member": 200}
POSTED = dict.fromkeys(PERSONAS, 405)
SENT_ON = dict.fromkeys(PERSONAS, 302)
"""To the page of the vote, which then answers as it does."""
CONDUCTING = {"office": 200, "auditor": 404, "commune": 200, "cell": 200, "member": 403}
"""Pages of a vote of the first cell of Đông Xá; who neither conducts it nor is on its list does not know of it."""
NOT_YET = {"office": 409, "auditor": 404, "commune": 409, "cell": 409, "member": 403}
UNHELD = {"office": 404, "auditor": 403, "commune": 404, "cell": 404, "member": 403}
"""A year without a campaign."""
DECIDING = dict.fromkeys(PERSONAS, 403) | {"cell": 404}
"""The decisions of the first cell of Đông Xá in a year without a campaign: nobody else's committee decides for it."""
REVIEWING = ALL | {"auditor": 403, "member": 403}
OFFICE_ONLY = NOBODY | {"office": 200}

IN, OUT = "dong-xa-1", "tay-xa-1"


@dataclass(frozen=True)
class Walk:
    """An address: what stands in it inside and outside the reach of Đông Xá, and what each persona is answered."""

    inside: dict[str, int]
    outside: dict[str, int] | None = None
    args: tuple[str, ...] = ()
    scoped: bool = False
    query: dict[str, str] = field(default_factory=dict)


WALKS = {
    "home": Walk(ALL, OUTSIDE, scoped=True),
    "search": Walk(ALL),
    "scopes": Walk(ALL),
    "organizations": Walk(ALL, OUTSIDE, scoped=True),
    "organization": Walk(ALL, OUTSIDE, ("code",)),
    "branch": Walk(ALL, OUTSIDE, ("code",)),
    "found": Walk(OFFICE, OUTSIDE_MANAGED, ("code",)),
    "rename": Walk(OFFICE, OUTSIDE_MANAGED, ("code",)),
    "move": Walk(OFFICE, OUTSIDE_MANAGED, ("code",)),
    "dissolve": Walk(OFFICE, OUTSIDE_MANAGED, ("code",)),
    "members": Walk(LEADING, OUTSIDE, scoped=True),
    "member": Walk(ALL, OUTSIDE, ("member",)),
    "change_standing": Walk(OFFICE, OUTSIDE_MANAGED, ("member",)),
    "transfer": Walk(OFFICE, OUTSIDE_MANAGED, ("member",)),
    "end_membership": Walk(OFFICE, OUTSIDE_MANAGED, ("member",)),
    "record_post": Walk(OFFICE, OUTSIDE_MANAGED, ("member",)),
    "correct": Walk(OFFICE, OUTSIDE_MANAGED, ("member",)),
    "end_post": Walk(OFFICE | {"member": 404}, OUTSIDE_MANAGED, ("leader", "post")),
    "correct_guarded": Walk(OFFICE, OUTSIDE_MANAGED, ("member",)),
    "guarded": Walk(OFFICE | {"cell": 200}, OUTSIDE_MANAGED, ("member",)),
    "own_data": Walk(OWN, NOBODY, ("member",)),
    "own_data_file": Walk(OWN, NOBODY, ("member",)),
    "ask_correction": Walk(OWN, NOBODY, ("member",)),
    "requests": Walk(OFFICE),
    "request": Walk(OWN | {"office": 200}, None, ("request",)),
    "classification": Walk(MOVED, {**OUTSIDE, "office": 302, "auditor": 302}, scoped=True),
    "classification_year": Walk(LEADING, OUTSIDE, ("year",), scoped=True),
    "explain_organization": Walk(LEADING, OUTSIDE, ("year", "code")),
    "explain_collective": Walk(LEADING, OUTSIDE, ("year", "code")),
    "explain_member": Walk(ALL, OUTSIDE, ("year", "member")),
    "cap": Walk({**LEADING, "cell": 404, "member": 404}, None, ("year", "commune", "counted", "cap")),
    "decisions": Walk(DECIDING, {**OUTSIDE, "office": 403, "auditor": 403}, ("unheld",), scoped=True),
    "honours": Walk(DECIDING, {**OUTSIDE, "office": 403, "auditor": 403}, ("unheld",), scoped=True),
    "contest_result": Walk(NOBODY, None, ("unheld", "run")),
    "re_rate": Walk(NOBODY, None, ("unheld", "run")),
    "contests": Walk(LEADING | {"auditor": 403}),
    "contest": Walk(NOBODY, None, ("run",)),
    "self_reviews": Walk(ALL | {"auditor": 302, "member": 302}),
    "self_review": Walk(OWN, NOBODY, ("subject",)),
    "self_review_paper": Walk(
        {"office": 409, "auditor": 403, "commune": 409, "cell": 409, "member": 200},
        OUTSIDE_MANAGED | {"office": 409},
        ("subject",),
    ),
    "campaigns": Walk(MOVED, {**OUTSIDE, "office": 302, "auditor": 302}, scoped=True),
    "campaign": Walk(LEADING, OUTSIDE, ("held",), scoped=True),
    "campaign_open": Walk(OFFICE, OUTSIDE_MANAGED, ("held",), scoped=True),
    "campaign_calendar": Walk(OFFICE, OUTSIDE_MANAGED, ("held",), scoped=True),
    "campaign_anew": Walk(OFFICE, OUTSIDE_MANAGED, ("held",), scoped=True),
    "campaign_close": Walk(OFFICE, OUTSIDE_MANAGED, ("held",), scoped=True),
    "campaign_late": Walk(LEADING, OUTSIDE, ("held",), scoped=True),
    "campaign_proposals": Walk(REVIEWING, OUTSIDE_MANAGED, ("held",), scoped=True),
    "campaign_why": Walk(REVIEWING, OUTSIDE_MANAGED, ("held", "subject"), scoped=True),
    "campaign_caps": Walk(LEADING, OUTSIDE, ("held",), scoped=True),
    "campaign_cap": Walk(NOBODY, None, ("held", "commune", "counted", "cap")),
    "campaign_cell": Walk(REVIEWING, OUTSIDE_MANAGED, ("held", "code")),
    "cell_facts": Walk(REVIEWING, OUTSIDE_MANAGED, ("held", "code")),
    "subject": Walk(ALL, OUTSIDE, ("held", "subject")),
    "enter_facts": Walk(REVIEWING, OUTSIDE_MANAGED, ("held", "subject")),
    "hold_review": Walk(REVIEWING, OUTSIDE_MANAGED, ("held", "subject")),
    "change_held": Walk(
        {"office": 302, "auditor": 403, "commune": 302, "cell": 302, "member": 403},
        OUTSIDE_MANAGED | {"office": 302},
        ("held", "subject"),
    ),
    "give_opinion": Walk(REVIEWING, OUTSIDE_MANAGED, ("held", "subject", "kind")),
    "change_opinion": Walk(NOBODY, None, ("held", "subject", "run")),
    "subject_ballots": Walk(UNHELD, {**OUTSIDE_MANAGED, "office": 404}, ("unheld", "code")),
    "ballot": Walk(CONDUCTING | {"member": 200}, OFFICE_ONLY, ("ballot",)),
    "vote": Walk(dict.fromkeys(PERSONAS, 409) | {"auditor": 404}, OFFICE_ONLY | {"office": 409}, ("ballot",)),
    "ballot_count": Walk(CONDUCTING | {"member": 403}, OFFICE_ONLY, ("ballot",)),
    "ballot_sheets": Walk(NOT_YET, OFFICE_ONLY | {"office": 409}, ("ballot",)),
    "ballot_minutes": Walk(SENT_ON, SENT_ON, ("ballot",)),
    "ballot_codes": Walk(SENT_ON, SENT_ON, ("ballot",)),
    "ballot_act": Walk(SENT_ON, SENT_ON, ("ballot", "what")),
    "code_vote": Walk(ALL),
    "reports": Walk(MOVED, {**OUTSIDE, "office": 302, "auditor": 302}, scoped=True),
    "year_end": Walk(LEADING, OUTSIDE, scoped=True, query={"year": "2018"}),
    "bulletin": Walk(LEADING, OUTSIDE, scoped=True, query={"year": "2018"}),
    "comparison": Walk(LEADING, OUTSIDE, scoped=True, query={"year": "2018"}),
    "siblings": Walk(LEADING, OUTSIDE, scoped=True, query={"year": "2018"}),
    "bridge": Walk(LEADING, OUTSIDE, scoped=True, query={"year": "2018"}),
    "list": Walk(LEADING, OUTSIDE, ("list",), scoped=True),
    "save_view": Walk(POSTED, None, ("list",)),
    "change_view": Walk(POSTED, None, ("list", "view")),
    "choose_columns": Walk(POSTED, None, ("list",)),
    "bulk": Walk(POSTED, None, ("action",)),
    "rulebooks": Walk(ALL),
    "rulebook": Walk(ALL, args=("book",)),
    "imports": Walk(OFFICE, OUTSIDE_MANAGED, scoped=True),
    "template": Walk(OFFICE),
    "import": Walk(OFFICE, None, ("run",)),
    "import_columns": Walk(OFFICE | {"office": 409}, None, ("run",)),
    "import_values": Walk(OFFICE | {"office": 409}, None, ("run",)),
    "import_places": Walk(OFFICE, None, ("run",)),
    "remembered": Walk(OFFICE, OUTSIDE_MANAGED, scoped=True),
    "forget_mapping": Walk(POSTED, None, ("run",)),
    "import_progress": Walk(OFFICE, None, ("run",)),
    "import_apply": Walk(POSTED, None, ("run",)),
    "import_undo": Walk(POSTED, None, ("run",)),
    "import_rejects": Walk(OFFICE, None, ("run",)),
    "exports": Walk(LEADING),
    "export_order": Walk(POSTED),
    "export_register": Walk(JOURNAL, OUTSIDE, scoped=True),
    "export_job": Walk(dict.fromkeys(PERSONAS, 404), None, ("export",)),
    "export_progress": Walk(dict.fromkeys(PERSONAS, 404), None, ("export",)),
    "export_file": Walk(dict.fromkeys(PERSONAS, 404), None, ("export",)),
    "export_repeat": Walk(POSTED, None, ("export",)),
    "journal": Walk(JOURNAL, OUTSIDE, scoped=True),
    "journal_action": Walk(JOURNAL, JOURNAL, ("entry",)),
    "logins": Walk(OFFICE, OUTSIDE_MANAGED, scoped=True),
    "invite": Walk(STEPPED_UP, {**OUTSIDE_MANAGED, "office": 302}, scoped=True),
    "login": Walk(OFFICE, OUTSIDE_MANAGED, ("member",)),
    "login_act": Walk(STEPPED_UP, {**OUTSIDE_MANAGED, "office": 302}, ("member", "what")),
    "who_sees_member": Walk(OFFICE | {"member": 200}, OUTSIDE_MANAGED, ("member",)),
    "who_sees_organization": Walk(OFFICE, OUTSIDE_MANAGED, ("code",)),
    "delegations": Walk(ALL),
    "delegate": Walk(ALL | {"member": 409}),
    "withdraw_delegation": Walk(POSTED, None, ("delegation",)),
    "end_session": Walk(POSTED, None, ("session",)),
    "activate": Walk(dict.fromkeys(PERSONAS, 302)),
    "activate_password": Walk(dict.fromkeys(PERSONAS, 302)),
    "personas": Walk(ALL),
    "choose_capacity": Walk(POSTED),
    "set_language": Walk(dict.fromkeys(PERSONAS, 302)),
}

ALLAUTH = ("account_", "mfa_", "usersessions_")


def _named(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _named(one.url_patterns)
        else:
            yield one.name or str(one.pattern)


def _own_names() -> set[str]:
    return {name for name in _named(get_resolver().url_patterns) if not name.startswith(ALLAUTH)}


def test_every_address_has_a_line() -> None:
    assert _own_names() == set(WALKS)


@pytest.fixture
def walked(site: Site, operator: Actor) -> dict[str, dict[str, object]]:
    """What stands in addresses, inside and outside the reach of Đông Xá."""
    organizations = site.district.organizations
    commune = organizations["dong-xa"]
    run = start_import(by=operator, file_name="ds.xlsx", content=b"", scope=commune, on=date(2019, 12, 20))
    cap = findings(site.district.placement("dong-xa"), year=2018, below=False)[0]
    same: dict[str, object] = {"what": "invite", "delegation": 1, "session": 1, "export": 1}
    same |= {
        "year": 2018,
        "unheld": 2016,
        "held": 2019,
        "kind": "residence",
        "run": run.pk,
        "counted": str(cap.counted),
        "cap": cap.cap.code,
        "commune": "dong-xa",
        "book": "meetings-2018",
        "list": "results_members",
        "view": 1,
        "action": "transfer",
        "request": asked_by(site, "dv-02").pk,
    }
    root = site.district.placement("yen-thu", date(2019, 12, 31))
    held = open_campaign(by=operator, root=root, year=2019, on=date(2019, 12, 1))
    noted = {code: note(UNDONE, by=operator, place=organizations[code].pk).pk for code in (IN, OUT)}
    return {
        "inside": {
            "code": IN,
            "entry": noted[IN],
            "member": site.member("dv-02"),
            "subject": _listed(held, site.member("dv-02")),
            "ballot": _ballot(site, IN, "dv-01", "dv-02"),
            **_leading(site, "dv-01"),
            **same,
        },
        "outside": {
            "code": OUT,
            "entry": noted[OUT],
            "member": site.member("dv-07"),
            "subject": _listed(held, site.member("dv-07")),
            "ballot": _ballot(site, OUT, "dv-06", "dv-07"),
            **_leading(site, "dv-06"),
            **same,
        },
    }


def _listed(campaign: Campaign, member_id: int) -> int:
    """The number of a member as listed in the campaign."""
    subject = subject_of_member(campaign, member_id)
    assert subject is not None
    return subject.pk


def _ballot(site: Site, code: str, *members: str) -> str:
    """A prepared vote of a cell, by what its address carries."""
    electors = [NewElector(site.member(one)) for one in members]
    place = site.district.organizations[code].pk
    vote = elect(Actor.operator("tests"), place, [], electors, manner=Manner.PAPER, secret=False)
    return str(vote.ballot.uuid)


def _leading(site: Site, code: str) -> dict[str, object]:
    """A member who holds a post, and the post."""
    member = site.district.members[code]
    return {"leader": member.pk, "post": posts_of(member).get().pk}


def _answer(client: Client, name: str, walk: Walk, parts: dict[str, object]) -> int:
    query = walk.query | ({"scope": str(parts["code"])} if walk.scoped else {})
    return client.get(reverse(name, args=[parts[part] for part in walk.args]), query).status_code


@pytest.mark.parametrize("persona", PERSONAS)
def test_each_persona_is_answered_as_the_grants_say(
    site: Site, walked: dict[str, dict[str, object]], persona: str
) -> None:
    client = site.at(persona)
    answers = {
        (name, side): _answer(client, name, walk, walked[side])
        for name, walk in WALKS.items()
        for side, expected in (("inside", walk.inside), ("outside", walk.outside))
        if expected is not None
    }
    assert answers == {
        (name, side): expected[persona]
        for name, walk in WALKS.items()
        for side, expected in (("inside", walk.inside), ("outside", walk.outside))
        if expected is not None
    }


def test_posts_are_refused_like_pages(site: Site, walked: dict[str, dict[str, object]]) -> None:
    run = walked["inside"]["run"]
    auditor = site.at("auditor")
    addresses = [reverse("import_apply", args=[run]), reverse("import_undo", args=[run]), reverse("exports")]
    assert [auditor.post(address).status_code for address in addresses] == [403, 403, 403]


@pytest.mark.django_db
def test_strangers_are_sent_to_sign_in(walked: dict[str, dict[str, object]], client: Client) -> None:
    open_to_all = {"personas", "set_language", "activate", "activate_password", "code_vote"}
    answers = {
        name: client.get(reverse(name, args=[walked["inside"][part] for part in walk.args]))
        for name, walk in WALKS.items()
        if name not in open_to_all
    }
    assert {
        name: answer.headers.get("Location", "").split("?")[0] for name, answer in answers.items()
    } == dict.fromkeys(answers, "/personas/")


def test_a_refused_page_names_the_right_and_who_has_it(site: Site) -> None:
    page = site.at("cell").get("/imports/").content.decode()
    assert "nhập dữ liệu từ Excel" in page
    assert "Phạm Thị Bích" in page


def test_outside_the_demonstration_there_are_no_personas(site: Site, settings: object, client: Client) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    assert client.get("/personas/").status_code == 404
    assert client.get("/").headers["Location"] == "/accounts/login/?next=%2F"


ACCOUNT = ["account_login", "account_logout", "account_change_password", "mfa_index", "usersessions_list"]


@pytest.mark.parametrize("name", ACCOUNT)
def test_account_pages_answer(site: Site, name: str) -> None:
    assert site.at("cell").get(reverse(name)).status_code in (200, 302)
