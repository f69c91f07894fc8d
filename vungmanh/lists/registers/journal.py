"""The journal of a scope: whole actions, the latest first, of the time one is responsible for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vungmanh.access.responsibility import entries_in_reach, responsible_since
from vungmanh.access.rights import Right
from vungmanh.documents.tables import Column, Kind, Value
from vungmanh.foundation.dates import parsed, written
from vungmanh.journal.events import all_declared
from vungmanh.journal.models import Entry
from vungmanh.journal.queries import Sought, entries, latest_number, numbers_of_parts, sought
from vungmanh.lists.registers.entries import Told, actor_named, told
from vungmanh.lists.registers.register import Asked, Register, batches

_KINDS = {
    "organizations": gettext_lazy("Tổ chức đảng"),
    "members": gettext_lazy("Đảng viên"),
    "classification": gettext_lazy("Xếp loại"),
    "campaigns": gettext_lazy("Kiểm điểm, đề xuất"),
    "ballots": gettext_lazy("Bỏ phiếu"),
    "exchange": gettext_lazy("Nhập tệp"),
    "exports": gettext_lazy("Xuất tệp"),
    "accounts": gettext_lazy("Tài khoản"),
    "access": gettext_lazy("Ủy quyền"),
    "lists": gettext_lazy("Danh sách"),
    "safekeeping": gettext_lazy("Sao lưu"),
    "journal": gettext_lazy("Hoàn tác"),
}
_LONGEST_NAME = 100


def kinds_of_entries() -> list[tuple[str, str]]:
    """Kinds of entries by the first part of their codes, with their names."""
    codes = sorted({event.code.split(".")[0] for event in all_declared()})
    return [(code, str(_KINDS.get(code, code))) for code in codes]


def sought_in(filters: Mapping[str, str]) -> Sought:
    """What the texts in an address look for; one that cannot be read is left out."""
    kind, actor, member = filters.get("kind", ""), filters.get("by", "").strip(), filters.get("member", "").strip()
    is_number = member.isascii() and member.isdecimal() and len(member) <= 18
    return Sought(
        kind=kind if kind in dict(kinds_of_entries()) else "",
        actor=actor_named(actor) if len(actor) <= _LONGEST_NAME else "",
        since=_day(filters.get("since", "")),
        until=_day(filters.get("until", "")),
        member_id=int(member) if is_number else None,
    )


def entries_asked(asked: Asked) -> QuerySet[Entry]:
    """The whole actions in it, the latest first; the root's journal also has what belongs nowhere."""
    found = entries() if asked.newest is None else entries().filter(pk__lte=asked.newest)
    return sought(entries_in_reach(found, asked.by, asked.scope, on=asked.on), sought_in(asked.filters))


def _day(text: str) -> date | None:
    try:
        return parsed(text)
    except ValueError:
        return None


def _columns() -> list[Column]:
    return [
        Column("number", _("Mục"), width=10),
        Column("day", _("Ngày ghi"), Kind.DATE, 14),
        Column("time", _("Giờ ghi"), width=8),
        Column("what", _("Việc"), width=60),
        Column("place", _("Nơi"), width=32),
        Column("actor", _("Người làm"), width=28),
        Column("capacity", _("Tư cách"), width=36),
        Column("takes_effect", _("Có hiệu lực từ"), Kind.DATE, 14),
        Column("parts", _("Số phần"), Kind.NUMBER, 8),
        Column("undone_by", _("Hoàn tác ở mục"), width=10),
    ]


def _rows(asked: Asked) -> Iterator[Sequence[Value]]:
    language = get_language() or "vi"
    for batch in batches(entries_asked(asked)):
        for one in told(batch, language, parts=numbers_of_parts(batch)):
            yield _cells(one)


def _cells(one: Told) -> list[Value]:
    at = timezone.localtime(one.recorded_at)
    return [
        one.number, at.date(), f"{at:%H:%M}", one.sentence, one.place, one.actor, one.capacity, one.takes_effect_on,
        one.parts or None, one.undone_by,
    ]  # fmt: skip


def _narrowed(asked: Asked) -> Iterator[str]:
    what, since = sought_in(asked.filters), responsible_since(asked.by, on=asked.on)
    if since:
        yield _("chỉ nêu việc từ ngày {day}, khi người xuất bắt đầu giữ chức vụ").format(day=written(since))
    if what.kind:
        yield _("loại việc: {kind}").format(kind=dict(kinds_of_entries())[what.kind])
    if what.actor:
        yield _("người làm: {name}").format(name=what.actor)
    if what.since:
        yield _("từ ngày {day}").format(day=written(what.since))
    if what.until:
        yield _("đến ngày {day}").format(day=written(what.until))
    if what.member_id is not None:
        yield _("chỉ việc của một đảng viên")  # not by name: whoever the number in the address belongs to


JOURNAL = Register(
    code="journal",
    title=lambda: _("Nhật ký"),
    right=Right.SEE_JOURNAL,
    columns=_columns,
    count=lambda asked: entries_asked(asked).count(),
    rows=_rows,
    filters=("kind", "by", "since", "until", "member"),
    narrowed=_narrowed,
    newest=latest_number,
)
