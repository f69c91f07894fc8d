"""What holds for a time: membership, standing and posts."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungmanh.foundation.rows import DatedRow
from vungmanh.members.models.people import Guarded, Member
from vungmanh.organizations.models import Organization


class Standing(models.TextChoices):
    """How a member stands in the Party on a day."""

    FULL = "full", _("Chính thức")
    PROBATIONARY = "probationary", _("Dự bị")
    EXEMPT = "exempt", _("Miễn sinh hoạt")
    REDUCED = "reduced", _("Giảm sinh hoạt")
    SUSPENDED = "suspended", _("Đình chỉ sinh hoạt")
    TEMPORARY = "temporary", _("Sinh hoạt tạm thời nơi khác")


class Leaving(models.TextChoices):
    """Why a membership ended."""

    NONE = "", ""
    TRANSFERRED = "transferred", _("Chuyển sinh hoạt")
    DIED = "died", _("Từ trần")
    LEFT = "left", _("Xin ra khỏi Đảng")
    STRUCK_OFF = "struck_off", _("Xóa tên")
    EXPELLED = "expelled", _("Khai trừ")


class Post(models.TextChoices):
    """Posts and offices that give rights; the words are those of the level above the cell."""

    SECRETARY = "secretary", _("Bí thư")
    STANDING_DEPUTY = "standing_deputy", _("Phó Bí thư Thường trực")
    DEPUTY = "deputy", _("Phó Bí thư")
    STANDING_COMMITTEE = "standing_committee", _("Ủy viên Ban Thường vụ")
    COMMITTEE = "committee", _("Cấp ủy viên")
    ORGANIZATION_OFFICE = "organization_office", _("Cán bộ Ban Tổ chức")
    INSPECTION = "inspection", _("Kiểm tra, kiểm toán")


class Membership(DatedRow):
    """In which cell (or party group of one) the member is enrolled; one at a time.

    Why somebody left may be a matter of discipline: which of the leavings without return it was is guarded.
    """

    owner = "member"
    GUARDED: ClassVar[Mapping[str, str]] = {"leaving": Guarded.LEAVING}

    member = models.ForeignKey(Member, models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    leaving = models.CharField(max_length=16, choices=Leaving, blank=True)

    class Meta(DatedRow.Meta):
        constraints = [
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["member"], condition=Q(withdrawn_by=None, ends_on=None), name="one_open_membership"
            ),
        ]


class StandingPeriod(DatedRow):
    """How the member stands in the Party; one standing at a time."""

    owner = "member"

    member = models.ForeignKey(Member, models.PROTECT, related_name="standings")
    standing = models.CharField(max_length=16, choices=Standing)

    class Meta(DatedRow.Meta):
        constraints = [
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["member"], condition=Q(withdrawn_by=None, ends_on=None), name="one_open_standing"
            ),
        ]


class PostHeld(DatedRow):
    """A post the member holds in an organization, with the decision that approved it."""

    owner = "member"

    member = models.ForeignKey(Member, models.PROTECT, related_name="posts")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="posts")
    post = models.CharField(max_length=24, choices=Post)
    decision_number = models.CharField(max_length=64, blank=True)
    decided_on = models.DateField(null=True)

    class Meta(DatedRow.Meta):
        constraints = [
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["member", "organization", "post"],
                condition=Q(withdrawn_by=None, ends_on=None),
                name="one_open_post",
            ),
        ]
