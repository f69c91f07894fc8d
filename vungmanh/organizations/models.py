"""Organizations and their dated placements in the tree."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungmanh.foundation.fields import KeyField
from vungmanh.foundation.rows import DatedQuerySet, DatedRow, RecordedRow

STEP = 8
"""Digits of one step of a path: the organization's id, zero-padded."""
DEEPEST = 7
"""Levels a tree may have: centre, province, district, grassroots, section, cell, party group."""
LONGEST_NAME = 200
"""Letters that the name of an organization may have."""


class Sector(models.TextChoices):
    """Type of cell or organization (loại hình), which later drives agendas and groups of similar units."""

    COMMUNE = "commune", _("xã, phường, thị trấn")
    VILLAGE = "village", _("thôn, xóm, bản")
    RESIDENTIAL_GROUP = "residential_group", _("tổ dân phố, tổ nhân dân")
    OFFICE = "office", _("cơ quan")
    SCHOOL = "school", _("trường học, đơn vị sự nghiệp")
    ENTERPRISE = "enterprise", _("doanh nghiệp")
    ARMED_FORCES = "armed_forces", _("lực lượng vũ trang")
    OTHER = "", _("chưa xác định")


class Organization(RecordedRow):
    """The identity of a party organization; everything else about it is dated."""

    code = KeyField(max_length=64)

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(withdrawn_by=None), name="organization_code_once")
        ]

    def __str__(self) -> str:
        return str(self.code)


class PlacementQuerySet(DatedQuerySet):
    """Placements, asked by their place in the tree."""

    def below(self, path: str, *, itself: bool = True) -> Self:
        """Placements whose path begins with `path`: the organization there and all below it."""
        first = Q(path__gte=path) if itself else Q(path__gt=path)
        return self.filter(first, path__lt=path_end(path))


class Ending(models.TextChoices):
    """Why a placement ended for good."""

    NONE = "", ""
    DISSOLVED = "dissolved", _("kết thúc hoạt động")


class Placement(DatedRow):
    """How an organization stood from day to day: name, kind, superior, path, and the decision it rests on.

    `path` is the chain of ids from the root down, eight digits each; `end_decision_*` is the decision that
    dissolved the organization.
    """

    owner = "organization"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="placements_below")
    kind = models.CharField(max_length=32)
    sector = models.CharField(max_length=32, choices=Sector, blank=True)
    name = models.CharField(max_length=LONGEST_NAME)
    sort_key = KeyField(max_length=600)
    search_key = KeyField(max_length=200)
    path = KeyField(max_length=STEP * DEEPEST)
    depth = models.PositiveSmallIntegerField()
    decision_number = models.CharField(max_length=64, blank=True)
    decided_on = models.DateField(null=True)
    ending = models.CharField(max_length=16, choices=Ending, blank=True)
    end_decision_number = models.CharField(max_length=64, blank=True)
    end_decided_on = models.DateField(null=True)

    objects = PlacementQuerySet.as_manager()  # type: ignore[misc]

    class Meta(DatedRow.Meta):
        constraints = [
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization"], condition=Q(withdrawn_by=None, ends_on=None), name="one_open_placement"
            ),
            models.UniqueConstraint(
                fields=["organization", "starts_on"], condition=Q(withdrawn_by=None), name="one_placement_a_day"
            ),
        ]
        indexes = [
            *DatedRow.Meta.indexes,
            models.Index(fields=["path"], condition=Q(withdrawn_by=None), name="placement_by_path"),
            models.Index(fields=["parent", "sort_key"], condition=Q(withdrawn_by=None), name="placement_by_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids of the organizations above, from the root down, without itself."""
        return path_ids(self.path)[:-1]


def path_step(organization_id: int) -> str:
    """The organization's step in a path."""
    return f"{organization_id:0{STEP}}"


def path_ids(path: str) -> list[int]:
    """The ids of a path from the root down to the organization itself."""
    return [int(path[start : start + STEP]) for start in range(0, len(path), STEP)]


def path_end(path: str) -> str:
    """The first key after every path that begins with `path`."""
    return path + "~"
