"""A list's state in an address: read into a `Choice`, and written back.

`?words=…&standing=full&standing=probationary&columns=name,cell&sort=-name`: values of one filter come again, columns
stand together. What cannot be done is left out and said (`Choice.ignored`), so that an old address still opens.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlencode

from django.utils.translation import gettext as _

from vungmanh.foundation.dates import parsed
from vungmanh.lists.listing import Choice, Entry, Filter, Ignored, ListKind
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import codes_ever_below

MOST_VALUES = 1000
"""Values of one filter that are read."""
_MOST_PARAMETERS = 5000
LONGEST_SEARCH = 100
"""Letters of a search that are read."""


def choice_of(kind: ListKind, query: str, *, scope: Placement, on: date) -> Choice:
    """What the query part of an address asks of the list; never raises, see `Choice.ignored`."""
    asked = parse_qs(query.removeprefix("?"), max_num_fields=_MOST_PARAMETERS) if query else {}
    choice = Choice(scope, on, words=" ".join(_last(asked, "words").split())[:LONGEST_SEARCH])
    for one in kind.filters:
        given = [text.strip() for text in asked.get(one.code, ())[:MOST_VALUES] if text.strip()]
        if given:
            choice = _with_filter(choice, one, given)
    return _with_sort(kind, _with_columns(kind, choice, _last(asked, "columns")), _last(asked, "sort"))


def _last(asked: Mapping[str, Sequence[str]], name: str) -> str:
    return asked[name][-1] if name in asked else ""


def query_of(choice: Choice, *, columns: bool = True) -> str:
    """The query part of the address that asks for this choice, without its scope and day."""
    return urlencode(parameters_of(choice, columns=columns))


def parameters_of(choice: Choice, *, columns: bool = True) -> list[tuple[str, str]]:
    """The parameters of the address that asks for this choice, without its scope and day."""
    parts = [("words", choice.words)] if choice.words else []
    parts += [(code, value) for code, values in choice.filters.items() for value in values]
    if choice.sort:
        parts.append(("sort", choice.sort))
    if columns and choice.columns:
        parts.append(("columns", ",".join(choice.columns)))
    return parts


def without(choice: Choice, code: str, value: str | None = None) -> Choice:
    """The choice with one filter less, or with one value of it less."""
    left = [one for one in choice.filters.get(code, ()) if value is not None and one != value]
    filters = {one: values for one, values in choice.filters.items() if one != code}
    return replace(choice, filters=filters | ({code: left} if left else {}))


def _with_filter(choice: Choice, one: Filter, given: Sequence[str]) -> Choice:
    """The choice narrowed by those of the values given that the filter knows."""
    candidate = replace(choice, filters={**choice.filters, one.code: given})
    kept, ignored = _READERS[one.entry](candidate, one, list(dict.fromkeys(given)))
    filters = {**choice.filters, **({one.code: kept} if kept else {})}
    return replace(choice, filters=filters, ignored=[*choice.ignored, *ignored])


Read = tuple[list[str], list[Ignored]]


def _among_values(choice: Choice, one: Filter, given: Sequence[str]) -> Read:
    known = {code for code, _name in one.values(choice)}
    why = _("Bộ lọc “{title}” không có giá trị “{text}”. Chọn lại trong bộ lọc.")
    return _sorted_out(one, given, lambda text: text if text in known else None, why)


def _one_of_values(choice: Choice, one: Filter, given: Sequence[str]) -> Read:
    kept, ignored = _among_values(choice, one, given)
    return kept[-1:], ignored


def _days(_choice: Choice, one: Filter, given: Sequence[str]) -> Read:
    why = _("“{title}”: “{text}” không phải là ngày. Ghi theo dạng ngày/tháng/năm, ví dụ 05/09/2019.")
    kept, ignored = _sorted_out(one, given, _day, why)
    return kept[-1:], ignored


def _years(_choice: Choice, one: Filter, given: Sequence[str]) -> Read:
    why = _("“{title}”: “{text}” không phải là năm. Ghi bốn chữ số, ví dụ 1975.")
    kept, ignored = _sorted_out(one, given, _year, why)
    return kept[-1:], ignored


def _organizations(choice: Choice, one: Filter, given: Sequence[str]) -> Read:
    """Codes of organizations that stand or stood in the scope: lists tell of other days too."""
    reachable = codes_ever_below(choice.scope.organization_id, given)
    why = _("Không có tổ chức mã “{text}” trong “{scope}”. Chọn tổ chức khác, hoặc đổi phạm vi.")
    why = why.replace("{scope}", choice.scope.name.replace("{", "(").replace("}", ")"))
    return _sorted_out(one, given, lambda text: text if text in reachable else None, why)


def _subjects(_choice: Choice, one: Filter, given: Sequence[str]) -> Read:
    why = _("“{text}” không phải là số của một dòng trong danh sách. Chọn lại trong danh sách.")
    return _sorted_out(one, given, lambda text: text if _is_number(text) else None, why)


_READERS: Mapping[Entry, Callable[[Choice, Filter, Sequence[str]], Read]] = {
    Entry.CHOICE: _among_values,
    Entry.ONE: _one_of_values,
    Entry.DAY: _days,
    Entry.YEAR: _years,
    Entry.ORGANIZATION: _organizations,
    Entry.SUBJECTS: _subjects,
}


def _sorted_out(one: Filter, given: Sequence[str], read: Callable[[str], str | None], why: str) -> Read:
    """The values as they are kept, and those that cannot be read, each with the reason."""
    pairs = [(text, read(text)) for text in given]
    ignored = [
        Ignored(one.code, text, why.format(title=one.title(), text=text)) for text, value in pairs if value is None
    ]
    return [value for _text, value in pairs if value is not None], ignored


def _day(text: str) -> str | None:
    try:
        return parsed(text).isoformat()
    except ValueError:
        return None


def _year(text: str) -> str | None:
    return text if text.isascii() and text.isdecimal() and len(text) == 4 and "1800" <= text <= "2100" else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18


def _with_columns(kind: ListKind, choice: Choice, text: str) -> Choice:
    """The columns asked for, in the list's order; the first column, by which rows are known, is always there."""
    asked = dict.fromkeys(code.strip() for code in text.split(",") if code.strip())
    if not asked:
        return choice
    known = [column.code for column in kind.columns()]
    why = _("Danh sách này không có cột “{text}”.")
    ignored = [Ignored("columns", code, why.format(text=code)) for code in asked if code not in known]
    columns = [code for code in known if code in asked or code == known[0]]
    return replace(choice, columns=columns, ignored=[*choice.ignored, *ignored])


def _with_sort(kind: ListKind, choice: Choice, text: str) -> Choice:
    if not text:
        return choice
    if text.removeprefix("-") in (*kind.sorts, *kind.sorts_few):
        return replace(choice, sort="" if text == kind.sorts[0] else text)
    why = _("Danh sách này không xếp theo “{text}”.").format(text=text)
    return replace(choice, ignored=[*choice.ignored, Ignored("sort", text, why)])
