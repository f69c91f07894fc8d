"""Derived rows: members and headcounts as lists show them on one day."""

from django.db import models

from vungmanh.foundation.fields import KeyField
from vungmanh.members.models.people import Gender, Member
from vungmanh.members.models.periods import Standing
from vungmanh.organizations.models import DEEPEST, Organization


class Listing(models.Model):
    """Derived: a member enrolled on the listing's day, as lists show and search finds it.

    `level_1` … `level_7` are the organizations above, the root first and the cell itself last, each with an index
    (organization, name key, member), so that a page of any organization is a walk along one index.
    """

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+", db_index=False)
    grassroots = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    level_1 = models.BigIntegerField(null=True)
    level_2 = models.BigIntegerField(null=True)
    level_3 = models.BigIntegerField(null=True)
    level_4 = models.BigIntegerField(null=True)
    level_5 = models.BigIntegerField(null=True)
    level_6 = models.BigIntegerField(null=True)
    level_7 = models.BigIntegerField(null=True)
    name_key = KeyField(max_length=360)
    search_key = KeyField(max_length=120)
    written_key = KeyField(max_length=120)
    full_name = models.CharField(max_length=120)
    gender = models.CharField(max_length=8, choices=Gender, blank=True)
    birth_date = models.DateField(null=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    card_number = models.CharField(max_length=12, blank=True)
    joined_on = models.DateField(null=True)
    official_on = models.DateField(null=True)
    standing = models.CharField(max_length=16, choices=Standing, blank=True)

    class Meta:
        indexes = [
            *[
                models.Index(fields=[f"level_{level}", "name_key", "member"], name=f"listing_level_{level}")
                for level in range(1, DEEPEST + 1)
            ],
            models.Index(fields=["level_1", "search_key", "member"], name="listing_search_root"),
            models.Index(fields=["level_2", "search_key", "member"], name="listing_search_second"),
            models.Index(fields=["level_1", "written_key", "member"], name="listing_written_root"),
            models.Index(fields=["level_2", "written_key", "member"], name="listing_written_second"),
            models.Index(fields=["card_number"], name="listing_by_card"),
        ]


class ListingDay(models.Model):
    """Derived: the day that `Listing` and `Headcount` show; one row."""

    day = models.DateField()


class Headcount(models.Model):
    """Derived: members enrolled on the listing's day, by grassroots organization and standing."""

    grassroots = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    standing = models.CharField(max_length=16, choices=Standing, blank=True)
    members = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grassroots", "standing"], name="headcount_once"),
        ]
