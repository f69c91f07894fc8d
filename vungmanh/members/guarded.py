"""Looking at guarded particulars: for a purpose, with a reason, group by group, and never without a note."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import written
from vungmanh.foundation.reasons import LONGEST_REASON
from vungmanh.foundation.reasons import checked_reason as checked
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.journal.writing import note, together
from vungmanh.members import events
from vungmanh.members.births import birth_said
from vungmanh.members.checks import FOR_GOOD
from vungmanh.members.field_names import NAMES
from vungmanh.members.models import Guarded, Leaving, Member, Particulars
from vungmanh.members.queries import memberships_of, particulars_of

ON_THE_FILE = (Guarded.PAPERS, Guarded.ORIGIN, Guarded.BIRTH, Guarded.HOME, Guarded.RESIDENCE)
"""The groups that stand on every member's page; whether anything is recorded in them is not told."""


class Purpose(models.TextChoices):
    """What guarded particulars are usually needed for."""

    DATABASE = "database", gettext_lazy("Đối chiếu, làm sạch cơ sở dữ liệu đảng viên")
    PAPERS = "papers", gettext_lazy("Làm thủ tục, giấy tờ cho đảng viên (thẻ, huy hiệu, chuyển sinh hoạt)")
    REQUEST = "request", gettext_lazy("Giải quyết đề nghị của chính đảng viên")
    REPORT = "report", gettext_lazy("Lập báo cáo, thống kê theo yêu cầu của cấp trên")
    VERIFICATION = "verification", gettext_lazy("Thẩm tra, xác minh theo yêu cầu của cơ quan có thẩm quyền")
    OTHER = "other", gettext_lazy("Mục đích khác (ghi rõ ở lý do)")


@dataclass(frozen=True, slots=True)
class Opened:
    """One group with the names and values of its fields; an empty value was never recorded."""

    group: Guarded
    facts: list[tuple[str, str]] = field(repr=False)


def reveal(
    *, by: Actor, member: Member, groups: Collection[str], purpose: str, reason: str, place: int | None
) -> list[Opened]:
    """Open groups of guarded particulars to somebody who has the right; the note keeps why, never what was seen."""
    wanted = [group for group in Guarded if group in groups and group != Guarded.REQUEST]
    if not wanted:
        raise Refusal(
            "members.nothing_to_open",
            _("Chưa chọn nhóm thông tin cần xem."),
            remedy=_("Chọn đúng nhóm cần cho công việc, không chọn thừa."),
        )
    note_view(by=by, member=member, groups=wanted, purpose=purpose, reason=reason, place=place)
    return [Opened(group, list(_facts(member, group))) for group in wanted]


def note_view(
    *, by: Actor, member: Member, groups: Collection[Guarded], purpose: str, reason: str, place: int | None
) -> None:
    """Keep that somebody looks at groups of guarded particulars, and tell the inspection when it is often."""
    reason = checked_reason(reason)
    with override("vi"):
        fields, said = ", ".join(str(group.label) for group in groups), str(Purpose(purpose).label)
    with together():
        note(
            events.GUARDED_SEEN, by=by, about=member, place=place, fields=fields, purpose=said, reason=reason,
            groups=[group.value for group in groups],
        )  # fmt: skip
        seen = views_lately(by)
        if seen and seen % settings.GUARDED_VIEWS_A_DAY == 0:
            note(events.GUARDED_OFTEN, by=by, place=by.organization_id, count=seen)


def checked_reason(reason: str) -> str:
    """The reason in one line, as long as the journal keeps it; refused when it says nothing."""
    said = checked(reason, "members.no_reason_to_look", _("Chưa ghi lý do xem thông tin được bảo vệ."))
    return said[:LONGEST_REASON]


def views_lately(by: Actor) -> int:
    """How many times the login looked at guarded particulars within the last day and night."""
    if by.login_id is None:
        return 0
    lately = Now() - timedelta(days=1)
    return Entry.objects.filter(event=events.GUARDED_SEEN.code, login_id=by.login_id, recorded_at__gte=lately).count()


def views_of(member: Member) -> QuerySet[Entry]:
    """Who looked at the member's guarded particulars, the latest first."""
    seen = Entry.objects.filter(event=events.GUARDED_SEEN.code, subject="member", subject_id=member.pk)
    return seen.order_by("-pk")


def often(organizations: QuerySet[Any]) -> int:
    """How many times within a week somebody in these organizations looked often."""
    lately = Now() - timedelta(days=7)
    return Entry.objects.filter(
        event=events.GUARDED_OFTEN.code, organization_id__in=organizations, recorded_at__gte=lately
    ).count()


def leaving_shown(leaving: str) -> str:
    """Why a membership ended as an ordinary page says it: of leavings without return only that it was one."""
    if leaving in FOR_GOOD and leaving != Leaving.DIED:
        return _("Rời khỏi Đảng")
    return str(Leaving(leaving).label)


def value_shown(particulars: Particulars, field: str) -> str:
    """The value of a field as pages write it; a year of birth stands in the place of the date."""
    if field == "birth_date":
        return birth_said(particulars.born)
    value = getattr(particulars, field)
    if field == "gender":
        return str(particulars.get_gender_display())
    return value if isinstance(value, str) else written(value)


def _facts(member: Member, group: Guarded) -> Iterator[tuple[str, str]]:
    if group == Guarded.LEAVING:
        for row in memberships_of(member).exclude(leaving=""):
            yield written(row.ends_on), str(Leaving(row.leaving).label)
        return
    particulars = particulars_of(member)
    for name, of_group in Particulars.GUARDED.items():
        if of_group == group:
            yield str(NAMES[name]), value_shown(particulars, name)
