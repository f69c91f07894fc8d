"""Which form of the year a self-review follows."""

from datetime import date

from tests.campaigns.conftest import Year
from tests.conftest import District
from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.foundation.actors import Actor
from vungmanh.reports.self_reviews import form_of


def test_in_2023_who_leads_has_a_form_of_their_own_and_bodies_have_another(district: District, operator: Actor) -> None:
    root = district.placement("dong-xa", date(2023, 12, 31))
    year = Year(district, open_campaign(by=operator, root=root, year=2023, on=root.starts_on), operator)
    asked = (year.member("dv-01"), year.member("dv-02"), year.body("dong-xa"))
    forms = [form_of(Dossier(terms)) for terms in asked]
    assert [form.number if form else "" for form in forms] == ["Mẫu 02B", "Mẫu 02A", "Mẫu 01"]
