"""What people chose for a workbook: which sheet and header row, which column is what, what their words mean."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.exchange.cells import BadCell, shown
from vungmanh.exchange.columns import Kind, SheetKind, plain
from vungmanh.exchange.models import ImportRun, Mapping, MappingKind
from vungmanh.exchange.parsing.contract import Cell
from vungmanh.organizations.models import Placement

SKIPPED = "skipped"
"""The kind chosen for a sheet that is not to be read."""
DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
VOCABULARIES = {
    (SheetKind.MEMBERS, "organization"): MappingKind.ORGANIZATION,
    (SheetKind.MEMBERS, "standing"): MappingKind.STANDING,
    (SheetKind.MEMBERS, "gender"): MappingKind.GENDER,
    (SheetKind.MEMBERS, "posts"): MappingKind.POST,
    (SheetKind.RESULTS, "result"): MappingKind.CATEGORY,
    (SheetKind.RESULTS, "cell"): MappingKind.ORGANIZATION,
}
"""The columns whose cells hold words of ours."""
DATES = (Kind.DATE, Kind.BIRTH)
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
"""A date as people type it; the year perhaps with two digits."""
POST_NAME = re.compile(r"\s*(?P<post>[^@]+?)\s*(?P<rest>@.*|từ\s.*)?")
_YOUNGEST = 18
"""Years that a member is old at least: «15» as a year of birth is 1915 up to 2032."""

Translate = Callable[[Cell], Cell]


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """What a sheet is said to be about (empty: as guessed) and the row of its header (0: as guessed)."""

    kind: str = ""
    header: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices in force for one workbook; `used` counts the words that were met. `on` dates years of two digits.

    `words` holds our meaning by kind, context and plain text, `written` the text as somebody wrote it.
    """

    words: dict[tuple[str, str, str], str] = field(default_factory=dict)
    written: dict[tuple[str, str, str], str] = field(default_factory=dict)
    sheets: dict[str, SheetChoice] = field(default_factory=dict)
    on: date = date.max
    used: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def field_of(self, sheet: SheetKind, title: str) -> str | None:
        """The field chosen for a header; None where nobody chose."""
        return self.words.get((MappingKind.COLUMN, sheet, plain(title))) if self.words else None

    def order_of(self, sheet: SheetKind, title: str) -> str | None:
        """How the dates of a column are written; None where nobody chose."""
        return self.words.get((MappingKind.DATES, sheet, plain(title)))

    def translation(self, sheet: SheetKind, name: str, kind: Kind, title: str) -> Translate | None:
        """How the cells of a column become ours; None where nothing was chosen for them."""
        if not self.words:
            return None
        if kind in DATES:
            order = self.order_of(sheet, title)
            key = (str(MappingKind.DATES), str(sheet), plain(title))
            return None if order is None else lambda cell: self._day(cell, order, key, is_birth=kind == Kind.BIRTH)
        vocabulary = VOCABULARIES.get((sheet, name))
        if vocabulary is None or not any(key[0] == vocabulary for key in self.words):
            return None
        if vocabulary == MappingKind.POST:
            return self._posts
        return lambda cell: self._word(vocabulary, cell)

    def _word(self, kind: str, cell: Cell) -> Cell:
        key = (str(kind), "", plain(shown(cell)))
        ours = self.words.get(key)
        if ours is None:
            return cell
        self.used[key] += 1
        if not ours:
            raise BadCell(
                _(
                    "Đã chọn không nhận các dòng ghi “{text}”. Sửa ô, hoặc bỏ lựa chọn này ở trang Các lựa chọn đã nhớ."
                ).format(text=shown(cell)[:60])
            )
        return ours

    def _posts(self, cell: Cell) -> Cell:
        """Each post of «Bí thư; CUV @dong-xa từ 01/06/2015» by itself."""
        items = []
        for item in shown(cell).split(";"):
            match = POST_NAME.fullmatch(item)
            ours = self._word(MappingKind.POST, match["post"]) if match else item
            items.append(f"{ours} {match['rest'] or ''}".strip() if match else item)
        return "; ".join(items)

    def _day(self, cell: Cell, order: str, key: tuple[str, str, str], *, is_birth: bool) -> Cell:
        match = DAY.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if match is None:
            return cell
        self.used[key] += 1
        return told_day(match, order, self.on, is_birth=is_birth)


def told_day(match: re.Match[str], order: str, on: date, *, is_birth: bool) -> str:
    """The day as dd/mm/yyyy; raises BadCell where the chosen order makes none of it."""
    first, second, year = match.groups()
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    if not 1 <= int(month) <= 12:
        raise BadCell(
            _("“{text}” không phải là ngày theo cách ghi đã chọn cho cột ({order}). Sửa ô hoặc chọn lại.").format(
                text=match[0], order=_("ngày/tháng/năm") if order == DAY_FIRST else _("tháng/ngày/năm")
            )
        )
    return f"{day}/{month}/{_whole_year(year, on, is_birth=is_birth)}"


def _whole_year(year: str, on: date, *, is_birth: bool) -> str:
    """A year of two digits lies in the past: no later than the import, for births 18 years before it."""
    if len(year) == 4:
        return year
    latest = on.year - (_YOUNGEST if is_birth else 0)
    whole = latest - latest % 100 + int(year)
    return str(whole if whole <= latest else whole - 100)


def choices_of(run: ImportRun) -> Choices:
    """The choices that a run goes by: those in force when it was previewed."""
    words = {(kind, context, theirs): ours for kind, context, theirs, ours, _written in run.mappings}
    written = {(kind, context, theirs): said for kind, context, theirs, _ours, said in run.mappings}
    sheets = {name: SheetChoice(**chosen) for name, chosen in run.sheets.items()}
    return Choices(words, written, sheets, run.on)


def remembered(scope_id: int | None) -> list[list[str]]:
    """What is remembered for imports into an organization; without one, into the organization that has no superior."""
    rows = Mapping.objects.filter(scope=scope_id or root_id()).order_by("kind", "context", "words")
    return [list(row) for row in rows.values_list("kind", "context", "words", "ours", "written")]


def root_id() -> int:
    """The organization without a superior; 0 before there is one."""
    found = (
        Placement.objects.effective().filter(depth=1).order_by("-starts_on").values_list("organization_id", flat=True)
    )
    return found.first() or 0
