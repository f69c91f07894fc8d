"""The filters of a list: the panel in which they are chosen, and what is chosen as chips that can be taken away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vungmanh.foundation.dates import parsed, written
from vungmanh.foundation.numbers import grouped
from vungmanh.lists.addresses import without
from vungmanh.lists.listing import Choice, Entry, Filter, ListKind
from vungmanh.organizations.queries import last_placements_by_code
from vungmanh.web.lists.asking import Asked


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that the list is narrowed by, and the address of the list without it."""

    words: str
    address: str
    is_warning: bool = False


def chips(asked: Asked) -> list[Chip]:
    """Everything the list is narrowed by, and what the address asked for in vain."""
    choice, found = asked.choice, []
    if choice.words:
        words = _("Tìm “{words}”").format(words=choice.words)
        found.append(Chip(words, asked.address(replace(choice, words=""))))
    for code, values in choice.filters.items():
        one = asked.kind.filter_of(code)
        if one is not None:
            found += _chips_of(asked, one, values)
    return [*found, *(Chip(one.why, asked.address(), True) for one in choice.ignored)]


def _chips_of(asked: Asked, one: Filter, values: Sequence[str]) -> list[Chip]:
    if one.entry is Entry.SUBJECTS:
        shown = grouped(len(values), get_language() or "vi")
        words = ngettext("{count} dòng đã chọn", "{count} dòng đã chọn", len(values)).format(count=shown)
        return [Chip(words, asked.address(without(asked.choice, one.code)))]
    names = _NAMES.get(one.entry, _known)(asked.choice, one, values)
    return [
        Chip(f"{one.title()}: {name}", asked.address(without(asked.choice, one.code, value)))
        for value, name in zip(values, names, strict=True)
    ]


def _known(choice: Choice, one: Filter, values: Sequence[str]) -> list[str]:
    names = dict(one.values(choice))
    return [names.get(value, value) for value in values]


def _days(_choice: Choice, _one: Filter, values: Sequence[str]) -> list[str]:
    return [written(parsed(value)) for value in values]


def _as_written(_choice: Choice, _one: Filter, values: Sequence[str]) -> list[str]:
    return list(values)


def _organizations(choice: Choice, _one: Filter, values: Sequence[str]) -> list[str]:
    """Names of the organizations; of one that does not stand on the day, when it ended."""
    places, names = last_placements_by_code(values), []
    for code in values:
        place = places[code]
        ended = place.ends_on is not None and place.ends_on <= choice.on
        ending = _("{name} (không còn hoạt động từ {day}; xem một ngày trước đó, hoặc chọn tổ chức khác)")
        names.append(ending.format(name=place.name, day=written(place.ends_on)) if ended else place.name)
    return names


_NAMES: Mapping[Entry, Callable[[Choice, Filter, Sequence[str]], list[str]]] = {
    Entry.DAY: _days,
    Entry.YEAR: _as_written,
    Entry.ORGANIZATION: _organizations,
}


def panel(kind: ListKind, choice: Choice) -> SafeString:
    """The fields of all filters, as they are chosen."""
    fields = [_FIELDS[one.entry](choice, one, choice.filters.get(one.code, ())) for one in kind.filters]
    return mark_safe("".join(fields))  # noqa: S308  (made by format_html, or escaped)


def hidden_fields(asked: Asked) -> SafeString:
    """The scope, the day and the page's own parameters, for a form that narrows the list further."""
    request, viewer = asked.request, asked.request.viewer
    kept = {"scope": request.GET.get("scope", ""), "on": "" if viewer.on == viewer.today else viewer.on.isoformat()}
    kept |= {name: request.GET.get(name, "") for name in ("columns", "size")} | {"sort": asked.choice.sort}
    return mark_safe(  # noqa: S308  (made by format_html)
        "".join(format_html('<input type="hidden" name="{}" value="{}">', *pair) for pair in kept.items() if pair[1])
    )


def _boxes(choice: Choice, one: Filter, chosen: Sequence[str]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="{one.code}" value="{escape(value)}"'
        f"{' checked' if value in chosen else ''}> {escape(_capital(name))}</label>"
        for value, name in one.values(choice)
    )
    return f"<fieldset><legend>{escape(one.title())}</legend>{boxes}</fieldset>" if boxes else ""


def _select(choice: Choice, one: Filter, chosen: Sequence[str]) -> str:
    values = dict(one.values(choice))
    if one.entry is Entry.ORGANIZATION:
        deeper = [code for code in chosen if code not in values]
        values |= {code: place.name for code, place in last_placements_by_code(deeper).items()} if deeper else {}
    if not values:
        return ""
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value in chosen else ""}>{escape(_capital(name))}</option>'
        for value, name in values.items()
    )
    everything = f'<option value="">{escape(_("Tất cả"))}</option>'
    return f'<label class="line">{escape(one.title())}<select name="{one.code}">{everything}{options}</select></label>'


def _day_box(_choice: Choice, one: Filter, chosen: Sequence[str]) -> str:
    return _box(one, written(parsed(chosen[-1])) if chosen else "", "dd/mm/yyyy", 10)


def _year_box(_choice: Choice, one: Filter, chosen: Sequence[str]) -> str:
    return _box(one, chosen[-1] if chosen else "", "yyyy", 4)


def _box(one: Filter, value: str, form: str, letters: int) -> str:
    return format_html(
        '<label class="line">{}<input name="{}" value="{}" placeholder="{}" inputmode="numeric" autocomplete="off"'
        ' maxlength="{}"></label>',
        one.title(), one.code, value, form, letters,
    )  # fmt: skip


def _kept(_choice: Choice, one: Filter, chosen: Sequence[str]) -> str:
    return "".join(f'<input type="hidden" name="{one.code}" value="{escape(value)}">' for value in chosen)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


_FIELDS: Mapping[Entry, Callable[[Choice, Filter, Sequence[str]], str]] = {
    Entry.CHOICE: _boxes,
    Entry.ONE: _select,
    Entry.ORGANIZATION: _select,
    Entry.DAY: _day_box,
    Entry.YEAR: _year_box,
    Entry.SUBJECTS: _kept,
}
