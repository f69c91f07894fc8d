"""From a cell to a value, or to a sentence that says what is wrong with it and what to do."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from vungmanh.exchange.columns import Column, Kind, plain
from vungmanh.exchange.parsing.contract import ERRORS, Cell, CellError
from vungmanh.foundation.dates import parsed
from vungmanh.foundation.names import normalized
from vungmanh.members.births import FIRST_YEAR, LAST_YEAR
from vungmanh.members.models import Gender

Value = str | date | int | None

_EXPONENT = re.compile(r"[+-]?\d+([.,]\d+)?\s*[eE]\s*[+-]?\s*\d+")
_EXACT = 10**15
"""Beyond this, Excel keeps numbers rounded."""
_DIGITS = 12
_SUSPECT = "#="
"""Signs that errors and formulas begin with."""
_LONGEST = 2000
"""Signs of the longest text of any cell that is read."""
_ONLY_YEAR = re.compile(r"(?:[0?_.x-]{1,2}[/.-][0?_.x-]{1,2}[/.-]|(?:0?[1-9]|1[0-2])[/.-])?([12][0-9]{3})")
_GENDERS = {"nam": Gender.MALE, "male": Gender.MALE, "m": Gender.MALE, "nu": Gender.FEMALE, "female": Gender.FEMALE}


class BadCell(ValueError):
    """A cell that cannot be read; its text says what is wrong and what to do."""


class OnlyYear(ValueError):
    """A date of birth of which only the year is told: the year is recorded, no date is made of it."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


def value_of(column: Column, cell: Cell) -> Value:
    """What the cell says; None for an empty one. Raises BadCell, for dates of birth also OnlyYear."""
    if cell == "":
        return None
    if isinstance(cell, str) and (cell[0] in _SUSPECT or len(cell) > _LONGEST or "\ufffd" in cell):
        _check_text(cell)
    value = _READERS[column.kind](cell)
    if column.limit and isinstance(value, str) and len(value) > column.limit:
        raise BadCell(_too_long(value, column.limit))
    return value


def _check_text(cell: str) -> None:
    """Refuse what stands in a cell instead of a value."""
    if isinstance(cell, CellError) and cell.startswith("="):
        raise BadCell(
            _("Ô có công thức “{text}” mà tệp không lưu giá trị. Mở tệp bằng Excel, lưu lại rồi nhập lại.").format(
                text=cell[:40]
            )
        )
    if isinstance(cell, CellError) or cell in ERRORS:
        raise BadCell(_("Ô có lỗi “{text}” thay cho giá trị. Gõ giá trị đúng, hoặc để trống.").format(text=cell[:40]))
    if "\ufffd" in cell:
        raise BadCell(_("Ô có ký tự không đọc được. Gõ lại nội dung ô."))
    if len(cell) > _LONGEST:
        raise BadCell(_too_long(cell, _LONGEST))


def _too_long(text: str, limit: int) -> str:
    return _("“{text}…” dài {length} ký tự, tối đa {limit}. Rút ngắn nội dung ô.").format(
        text=text[:30], length=len(text), limit=limit
    )


def shown(cell: Cell) -> str:
    """The cell as people would write it, for sentences."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)


@lru_cache(50_000)
def _tidy(text: str) -> str:
    return normalized(text)


def _text(cell: Cell) -> str | None:
    if isinstance(cell, str):
        return _tidy(cell) or None
    return shown(cell)


def _code(cell: Cell) -> str | None:
    """A code; a number without a fraction stands for its digits."""
    return _numbered(cell, long=False)


def _numbered(cell: Cell, *, long: bool = True) -> str | None:
    """A number kept as text. What Excel made of it is taken only where no digit can be lost."""
    if isinstance(cell, bool | date | time | timedelta):
        raise BadCell(_as_text(shown(cell), _("ô không chứa mã số dạng chữ")))
    if isinstance(cell, str):
        text = _tidy(cell).removeprefix("'")
        if _EXPONENT.fullmatch(text):
            raise BadCell(_exponent(text))
        return text or None
    if not float(cell).is_integer() or abs(cell) >= _EXACT or cell < 0:
        raise BadCell(_exponent(str(cell)))
    text = str(int(cell))
    if long and _DIGITS - 3 <= len(text) < _DIGITS:
        raise BadCell(_as_text(text, _("Excel có thể đã bỏ số 0 ở đầu")))
    return text


def _digits(cell: Cell) -> str | None:
    """A number of twelve digits."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and float(cell).is_integer() and cell < _EXACT:
        text = str(int(cell))
        if len(text) < _DIGITS:
            raise BadCell(_lost_zeros(text))
    else:
        text = re.sub(r"[\s.'’-]", "", _numbered(cell) or "") if isinstance(cell, str) else _numbered(cell) or ""
        if _DIGITS - 3 <= len(text) < _DIGITS and text.isdigit():
            raise BadCell(_lost_zeros(text))
    if text and (len(text) != _DIGITS or not (text.isascii() and text.isdigit())):
        raise BadCell(
            _("“{text}” không phải là số gồm đúng {digits} chữ số. Kiểm tra lại số, định dạng cột là Text.").format(
                text=text[:40], digits=_DIGITS
            )
        )
    return text or None


def _lost_zeros(text: str) -> str:
    return _as_text(text, _("chỉ có {count} chữ số, có thể Excel đã bỏ số 0 ở đầu").format(count=len(text)))


def _exponent(text: str) -> str:
    return _as_text(text, _("Excel đã đổi mã số thành số mũ hoặc số lẻ"))


def _as_text(text: str, what: str) -> str:
    return _("“{text}”: {what}. Định dạng cột là Text rồi nhập lại đủ các chữ số.").format(text=text[:40], what=what)


def _date(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        day = cell.date()
    elif isinstance(cell, date):
        day = cell
    elif isinstance(cell, str):
        text = _tidy(cell)
        if not text:
            return None
        day = _written_date(text)
    else:
        raise BadCell(
            _("“{text}” không phải là ngày. Ghi đủ ngày/tháng/năm, ví dụ 03/02/2015, hoặc để trống.").format(
                text=shown(cell)
            )
        )
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadCell(_("Năm {year} không hợp lý. Kiểm tra lại ngày.").format(year=day.year))
    return day


def _birth_date(cell: Cell) -> date | None:
    """A date; raises OnlyYear for «1950», «00/00/1950» and «05/1950»."""
    if isinstance(cell, date) and FIRST_YEAR <= (serial := _serial(cell)) <= LAST_YEAR:
        raise BadCell(
            _("Excel đã hiểu năm {year} thành ngày {day}. Định dạng ô là Text rồi ghi lại {year}.").format(
                year=serial, day=shown(cell)
            )
        )
    text = shown(cell).strip() if isinstance(cell, str | int | float) and not isinstance(cell, bool) else ""
    only = _ONLY_YEAR.fullmatch(text)
    if only and FIRST_YEAR <= int(only[1]) <= LAST_YEAR:
        raise OnlyYear(int(only[1]))
    return _date(cell)


def _serial(day: date) -> int:
    """The number that Excel keeps for a day."""
    return (date(day.year, day.month, day.day) - date(1899, 12, 30)).days


@lru_cache(50_000)
def _day(text: str) -> date | None:
    try:
        return parsed(text)
    except ValueError:
        return None


def _written_date(text: str) -> date:
    day = _day(text)
    if day is None:
        raise BadCell(
            _("“{text}” không phải là ngày có thật. Ghi đủ ngày/tháng/năm, ví dụ 03/02/2015.").format(text=text[:40])
        )
    return day


def _year(cell: Cell) -> int | None:
    text = shown(cell).strip()
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:9]) <= LAST_YEAR):
        raise BadCell(_("“{text}” không phải là năm. Ghi năm gồm bốn chữ số, ví dụ 2018.").format(text=text[:40]))
    return int(text)


def gender_of(text: str) -> str | None:
    """The sex that the words stand for."""
    return _GENDERS.get(plain(text))


def _gender(cell: Cell) -> str | None:
    gender = gender_of(shown(cell))
    if gender is None and shown(cell).strip():
        raise BadCell(_("“{text}” không phải là giới tính. Ghi Nam hoặc Nữ.").format(text=shown(cell)[:40]))
    return gender


_READERS: dict[Kind, Callable[[Cell], Value]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.NUMBERED: _numbered,
    Kind.DIGITS: _digits,
    Kind.DATE: _date,
    Kind.BIRTH: _birth_date,
    Kind.YEAR: _year,
    Kind.GENDER: _gender,
}
