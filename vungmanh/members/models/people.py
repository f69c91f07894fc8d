"""Who somebody is: identity and particulars, and which of them are guarded."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungmanh.foundation.fields import KeyField
from vungmanh.foundation.rows import RecordedRow
from vungmanh.members.births import Birth


class Gender(models.TextChoices):
    """As the member database writes it."""

    FEMALE = "female", _("Nữ")
    MALE = "male", _("Nam")
    UNKNOWN = "", _("chưa ghi")


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
