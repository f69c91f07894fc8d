"""Members: identity, particulars, and dated membership, standing and posts; requests to put particulars right."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungmanh.foundation.fields import KeyField
from vungmanh.foundation.rows import DatedRow, RecordedRow
from vungmanh.members.births import Birth
from vungmanh.organizations.models import DEEPEST, Organization


class Gender(models.TextChoices):
    """As the member database writes it."""

    FEMALE = "female", _("Nữ")
    MALE = "male", _("Nam")
    UNKNOWN = "", _("chưa ghi")


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


class Guarded(models.TextChoices):
    """Groups of guarded particulars: what somebody needs together is opened together, and nothing else with it.

    A model marks its guarded fields once, in `GUARDED`, each with its group; every way out of the system asks that
    mark. docs/personal-data.md says why each is guarded.
    """

    PAPERS = "papers", _("Số giấy tờ tùy thân")
    ORIGIN = "origin", _("Dân tộc, tôn giáo")
    BIRTH = "birth", _("Nơi đăng ký khai sinh")
    HOME = "home", _("Quê quán")
    RESIDENCE = "residence", _("Nơi thường trú")
    LEAVING = "leaving", _("Lý do rời khỏi Đảng")
    UNRATED = "unrated", _("Lý do không xếp loại")
    REQUEST = "request", _("Nội dung đề nghị đính chính")


class Member(RecordedRow):
    """The identity of a member; everything else about the person is in other rows."""

    code = KeyField(max_length=64)

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(withdrawn_by=None), name="member_code_once")
        ]

    def __str__(self) -> str:
        return str(self.code)


class Particulars(RecordedRow):
    """What is known of the person. A correction withdraws the row and records another.

    The fields are those of the official member database's sheet. `official_id` is the number that database gave;
    `card_number` and `citizen_id` are texts of twelve digits. `birth_year` is the year of birth of somebody whose
    `birth_date` is not known, else empty (`members.births`). Fields in `GUARDED` stand in no list, search or ordinary
    page.
    """

    owner = "member"
    GUARDED: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("citizen_id", "old_id_number"), Guarded.PAPERS),
        **dict.fromkeys(("ethnicity", "religion"), Guarded.ORIGIN),
        **dict.fromkeys(("birth_country", "birth_province", "birth_place"), Guarded.BIRTH),
        **dict.fromkeys(("home_country", "home_province", "home_place"), Guarded.HOME),
        **dict.fromkeys(("residence_country", "residence_province", "residence_place"), Guarded.RESIDENCE),
    }

    member = models.ForeignKey(Member, models.PROTECT, related_name="particulars")
    full_name = models.CharField(max_length=120)
    name_key = KeyField(max_length=360)
    search_key = KeyField(max_length=120)
    written_key = KeyField(max_length=120)
    other_name = models.CharField(max_length=120, blank=True)
    gender = models.CharField(max_length=8, choices=Gender, blank=True)
    birth_date = models.DateField(null=True)
    birth_year = models.PositiveSmallIntegerField(_("Năm sinh"), null=True)
    ethnicity = models.CharField(max_length=40, blank=True)
    religion = models.CharField(max_length=40, blank=True)
    official_id = models.CharField(max_length=40, blank=True)
    citizen_id = models.CharField(max_length=12, blank=True)
    card_number = models.CharField(max_length=12, blank=True)
    card_issued_by = models.CharField(max_length=120, blank=True)
    card_issued_on = models.DateField(null=True)
    card_number_85 = models.CharField(max_length=20, blank=True)
    birth_country = models.CharField(max_length=60, blank=True)
    birth_province = models.CharField(max_length=60, blank=True)
    birth_place = models.CharField(max_length=200, blank=True)
    home_country = models.CharField(max_length=60, blank=True)
    home_province = models.CharField(max_length=60, blank=True)
    home_place = models.CharField(max_length=200, blank=True)
    residence_country = models.CharField(max_length=60, blank=True)
    residence_province = models.CharField(max_length=60, blank=True)
    residence_place = models.CharField(max_length=200, blank=True)
    joined_on = models.DateField(null=True)
    official_on = models.DateField(null=True)
    old_id_number = models.CharField(max_length=20, blank=True)

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(withdrawn_by=None), name="particulars_once"),
            models.CheckConstraint(
                condition=Q(birth_date=None) | Q(birth_year=None), name="born_on_a_day_or_in_a_year"
            ),
            *[
                models.UniqueConstraint(
                    fields=[field], condition=Q(withdrawn_by=None) & ~Q(**{field: ""}), name=f"{field}_once"
                )
                for field in ("official_id", "card_number", "citizen_id")
            ],
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def born(self) -> Birth:
        """The day of birth, else the year, else nothing."""
        return self.birth_date or self.birth_year


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


class CorrectionRequest(RecordedRow):
    """What a member asks to have put right in the own particulars.

    `field` is a field of `Particulars`, empty for anything else; `made_from` is the number of the row of particulars
    that the member saw, without a foreign key, so that a request never stands in the way of an undo.
    """

    owner = "member"
    GUARDED: ClassVar[Mapping[str, str]] = dict.fromkeys(("wanted", "why"), Guarded.REQUEST)

    member = models.ForeignKey(Member, models.PROTECT, related_name="correction_requests")
    field = models.CharField(max_length=40, blank=True)
    wanted = models.CharField(max_length=400, blank=True)
    why = models.CharField(max_length=400)
    made_from = models.BigIntegerField()
    asked_on = models.DateField()

    @property
    def is_guarded(self) -> bool:
        """Whether what is asked for may be read only like a guarded particular; free text always."""
        return not self.field or self.field in Particulars.GUARDED


class RequestState(models.TextChoices):
    """How a request for correction was answered."""

    ACCEPTED = "accepted", _("Đã chấp nhận")
    DECLINED = "declined", _("Không chấp nhận")
    WITHDRAWN = "withdrawn", _("Đã rút")


class RequestAnswer(RecordedRow):
    """The answer to a request, once; without one the request waits. The words are for the member who asked."""

    GUARDED: ClassVar[Mapping[str, str]] = {"words": Guarded.REQUEST}

    request = models.ForeignKey(CorrectionRequest, models.PROTECT, related_name="answers")
    state = models.CharField(max_length=16, choices=RequestState)
    words = models.CharField(max_length=400, blank=True)
    answered_on = models.DateField()

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=Q(withdrawn_by=None), name="request_answered_once")
        ]


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
