"""Subjects in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vungmanh.campaigns.models import Campaign, SubjectKind, Terms
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.names import name_key, sort_key
from vungmanh.members.queries import names_of
from vungmanh.organizations.queries import names_on


def names_in(campaign: Campaign, terms: Sequence[Terms]) -> dict[int, str]:
    """The names of subjects by their ids, organizations as on 31 December; two queries for any number."""
    members = names_of({one.subject.whose for one in terms if one.subject.kind == SubjectKind.MEMBER})
    bodies = {one.subject.whose for one in terms if one.subject.kind != SubjectKind.MEMBER}
    places = names_on(bodies, on=year_end(campaign.year)) if bodies else {}
    collective = _("Tập thể lãnh đạo {name}")
    found = {}
    for one in terms:
        whose = one.subject.whose
        name = members.get(whose, "") if one.subject.kind == SubjectKind.MEMBER else places.get(whose, ("", None))[0]
        found[one.subject_id] = collective.format(name=name) if one.subject.kind == SubjectKind.COLLECTIVE else name
    return found


def alphabetical(terms: Terms, name: str) -> str:
    """Where a name stands in the alphabet: persons by their given name, organizations read from the front."""
    return name_key(name) if terms.subject.kind == SubjectKind.MEMBER else sort_key(name)


def name_of(campaign: Campaign, terms: Terms) -> str:
    """One subject in words."""
    return names_in(campaign, [terms])[terms.subject_id]
