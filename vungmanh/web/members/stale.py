"""Whether a form was made from rows that somebody changed meanwhile, and what changed.

A form carries the numbers of the rows it was made from. Dated rows that are withdrawn or added, and particulars that
differ, are told side by side, so that nobody overwrites what nobody saw.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vungmanh.foundation.dates import day_before, written
from vungmanh.members.field_names import NAMES
from vungmanh.members.guarded import leaving_shown, value_shown
from vungmanh.members.models import Member, Membership, Particulars, Post, PostHeld, Standing, StandingPeriod
from vungmanh.members.queries import memberships_of, particulars_of, posts_of, rows_numbered, standings_of
from vungmanh.organizations.queries import placements_ever

_READERS = {
    Particulars: lambda member: [particulars_of(member)],
    Membership: memberships_of,
    StandingPeriod: standings_of,
    PostHeld: posts_of,
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that changed since the form was opened; nothing before it was new, nothing after it is gone."""

    what: str
    before: str
    now: str


def made_from(member: Member, models: Sequence[type]) -> str:
    """The numbers of the rows that a form about these models stands on, for a hidden field."""
    parts = {model: ".".join(str(row.pk) for row in _READERS[model](member)) for model in models}
    return ";".join(f"{model._meta.model_name}:{numbers}" for model, numbers in parts.items())


def changed_since(member: Member, stand: str, models: Sequence[type]) -> list[Changed]:
    """What changed since the form was made; nothing for a form that does not say what it was made from."""
    numbers = {}
    for part in stand.split(";"):
        name, _colon, listed = part.partition(":")
        numbers[name] = {int(one) for one in listed.split(".") if one.isascii() and one.isdecimal() and len(one) < 19}
    changes: list[Changed] = []
    for model in models:
        before = numbers.get(model._meta.model_name)
        rows = {row.pk: row for row in _READERS[model](member)}
        if before is None or before == set(rows):
            continue
        gone = rows_numbered(model, member, before - set(rows))
        new = [row for pk, row in rows.items() if pk not in before]
        changes += _particulars(list(gone.values()), new) if model is Particulars else _dated(list(gone.values()), new)
    return changes


def in_words(row: Any) -> str:
    """A dated row as one line: what, where, from when to when."""
    if isinstance(row, StandingPeriod):
        said = str(Standing(row.standing).label)
    else:
        placed = placements_ever([row.organization_id]).get(row.organization_id, [])
        said = placed[-1].name if placed else ""
        if isinstance(row, PostHeld):
            said = f"{Post(row.post).label} · {said}"
    left = f" · {leaving_shown(row.leaving)}" if isinstance(row, Membership) and row.leaving else ""
    return f"{said}, {span(row)}{left}"


def span(row: Any) -> str:
    """From when to when a row holds, in words."""
    if row.ends_on is None:
        return _("từ {day}").format(day=written(row.starts_on))
    return _("{first} – {last}").format(first=written(row.starts_on), last=written(day_before(row.ends_on)))


def _dated(gone: Sequence[Any], new: Sequence[Any]) -> Iterator[Changed]:
    names = {Membership: _("Nơi sinh hoạt"), StandingPeriod: _("Tư cách"), PostHeld: _("Chức vụ")}
    for row in gone:
        after = next((one for one in new if one.starts_on == row.starts_on), None)
        yield Changed(names[type(row)], in_words(row), in_words(after) if after else "")
    begun = {row.starts_on for row in gone}
    yield from (Changed(names[type(row)], "", in_words(row)) for row in new if row.starts_on not in begun)


def _particulars(gone: Sequence[Particulars], new: Sequence[Particulars]) -> Iterator[Changed]:
    for before, now in zip(gone, new, strict=False):
        for field, name in NAMES.items():
            if value_shown(before, field) != value_shown(now, field):
                hidden = _("được bảo vệ") if field in Particulars.GUARDED else ""
                yield Changed(
                    str(name),
                    hidden or value_shown(before, field) or _("chưa ghi"),
                    _("đã thay đổi, được bảo vệ") if hidden else value_shown(now, field) or _("để trống"),
                )
