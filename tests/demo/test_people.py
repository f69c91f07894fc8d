"""The people of the scenario: invented, plausible, and the same every time."""

from datetime import date
from hashlib import sha256

import pytest
from django.db.models import F

from vungmanh.accounts.models import Login
from vungmanh.accounts.queries import capacities
from vungmanh.demo import names
from vungmanh.demo.lives import people_gone, people_of_2018
from vungmanh.demo.people import Person
from vungmanh.demo.personas import PERSONAS, Persona
from vungmanh.demo.scenario import TODAY, build
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Gender, Particulars
from vungmanh.organizations.models import Organization

GIVEN = {
    Gender.MALE: {*names.GIVEN_MALE_OLD, *names.GIVEN_MALE_YOUNG},
    Gender.FEMALE: {*names.GIVEN_FEMALE_OLD, *names.GIVEN_FEMALE_YOUNG},
}
MIDDLE = {Gender.MALE: {*names.MIDDLE_MALE}, Gender.FEMALE: {*names.MIDDLE_FEMALE}}


def test_names_are_put_together_from_lists_and_fit_the_gender() -> None:
    for person in people_of_2018():
        family, *middle, given = person.full_name.split()
        assert family in names.FAMILIES[person.ethnicity]
        assert " ".join(middle) in MIDDLE[person.gender]
        assert given in GIVEN[person.gender]


def test_people_are_the_same_every_time() -> None:
    def told(people: list[Person]) -> list[str]:
        return [f"{one.full_name} {one.born} {one.joined_on} {one.seat} {one.moves} {one.ended}" for one in people]

    assert told(people_of_2018()) == told(people_of_2018())
    assert told(people_gone()) == told(people_gone())


@pytest.mark.usefixtures("scenario")
class TestRecorded:
    """What is in the record."""

    def test_the_record_is_the_same_on_every_machine(self) -> None:
        people = Particulars.objects.effective().order_by("member__code")
        codes = Organization.objects.effective().order_by("code").values_list("code", flat=True)
        lines = [*codes, *map(str, people.values_list("member__code", "full_name", "birth_date", "citizen_id"))]
        digest = sha256("\n".join(lines).encode()).hexdigest()
        assert digest[:16] == "9643f64878850afd"

    def test_numbers_are_unmistakably_invented(self) -> None:
        people = Particulars.objects.effective()
        assert not people.exclude(citizen_id__regex=r"^999[0-9]{9}$").exists()
        assert not people.exclude(card_number="").exclude(card_number__regex=r"^99[0-9]{10}$").exists()

    def test_everybody_was_of_age_when_admitted_and_official_a_year_later(self) -> None:
        people = Particulars.objects.effective().values_list("birth_date", "joined_on", "official_on")
        for born, joined_on, official_on in people:
            assert (joined_on.year - born.year, joined_on.month, joined_on.day) >= (18, born.month, born.day)
            if official_on is not None:
                assert official_on.year == joined_on.year + 1

    def test_those_without_an_official_day_were_admitted_in_the_last_year(self) -> None:
        waiting = Particulars.objects.effective().filter(official_on=None)
        assert waiting.count() == Particulars.objects.effective().filter(joined_on__gt=date(2018, 12, 20)).count()

    @pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.key)
    def test_each_persona_acts_in_one_capacity(self, persona: Persona) -> None:
        login = Login.objects.get(username=persona.username)
        assert not login.has_usable_password()
        assert login.member.particulars.get(withdrawn_by=None).full_name == persona.full_name
        acting, *plain = capacities(login, on=TODAY)
        assert acting.post == persona.post
        assert [one.key for one in plain] == ([] if not persona.post else ["member"])

    def test_a_second_build_is_refused(self) -> None:
        with pytest.raises(Refusal) as refused:
            build(by=Actor.operator("demo"))
        assert refused.value.code == "demo.not_empty"

    def test_no_member_was_enrolled_before_admission(self) -> None:
        early = Particulars.objects.effective().filter(member__memberships__starts_on__lt=F("joined_on"))
        assert not early.exists()
