"""Building the scenario of Yên Sơn through the product's own actions."""

from datetime import date

from django.utils.translation import gettext as _

from vungmanh.accounts.actions import give_login
from vungmanh.demo import personas
from vungmanh.demo.campaign_2018 import run_2018
from vungmanh.demo.campaign_2019 import begin_2019
from vungmanh.demo.changes import let_2019_pass, newcomers
from vungmanh.demo.lives import people_gone, people_of_2018
from vungmanh.demo.posts import appointments
from vungmanh.demo.recording import (
    enrol,
    found,
    record_appointments,
    reorganize,
)
from vungmanh.demo.years import record_years
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import together
from vungmanh.members import listing
from vungmanh.organizations.models import Organization

TODAY = date(2019, 12, 20)
WRITER = "dang-vien-lang-chau-1"
"""The persona who has begun to write the self-review of 2019."""


def build(*, by: Actor, today: date = TODAY) -> None:
    """Fill an empty database with the district of Yên Sơn as it stood on `today`, 20/12/2019, all or nothing.

    The list of members is written once at the end. Raises Refusal where there are organizations already.
    """
    if Organization.objects.effective().exists():
        raise Refusal(
            "demo.not_empty",
            _("Cơ sở dữ liệu đã có tổ chức đảng nên không dựng dữ liệu minh họa vào đây."),
            remedy=_("Dùng thư mục VUNGMANH_HOME khác hoặc cơ sở dữ liệu trống."),
        )
    with together():
        _record(by)
        listing.advance(today)


def _record(by: Actor) -> None:
    people = people_of_2018()
    posts = appointments(people)
    cast = personas.cast(people, posts)
    keeping = {one.person for one in posts} | set(cast.values())
    let_2019_pass(people, keeping=keeping)
    people += [*people_gone(), *newcomers()]
    ids = found(by=by)
    members = enrol(by=by, people=people, ids=ids)
    reorganize(by=by, ids=ids)
    record_appointments(by=by, appointments=posts, members=members, ids=ids)
    leading = frozenset(keeping)
    record_years(by=by, people=people, members=members, ids=ids, leading=leading)
    run_2018(by=by, people=people, members=members, ids=ids, leading=leading)
    begin_2019(by=by, members=members, ids=ids, member=cast[WRITER].code)
    for username, person in cast.items():
        give_login(by=by, member=members[person.code], username=username)
