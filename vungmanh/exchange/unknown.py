"""The words of a workbook that are not ours, each with the number of rows that it concerns and what it may mean."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from vungmanh.exchange import words
from vungmanh.exchange.cells import BadCell, gender_of, shown
from vungmanh.exchange.choices import DATES, DAY, DAY_FIRST, MONTH_FIRST, POST_NAME, VOCABULARIES, Choices, told_day
from vungmanh.exchange.columns import Kind, plain
from vungmanh.exchange.guessing import Guess, Places, guess_word
from vungmanh.exchange.headers import FoundSheet
from vungmanh.exchange.models import MappingKind
from vungmanh.exchange.rows import Row
from vungmanh.exchange.tree import Tree
from vungmanh.rulebooks.rulebook import Subject

_MOST = 100
"""Words of one kind that are kept, the most frequent first."""
_EXAMPLES = 3


@dataclass(slots=True)
class Unknown:
    """A word to map: `written` as it stands, `count` its rows, `guesses` what it may mean.

    Of a column of dates `written` is the header, `context` the kind of sheet, and `examples` are [as it stands, day
    first, month first]; `years` are those of results.
    """

    kind: str
    context: str
    written: str
    count: int
    guesses: list[Guess] = field(default_factory=list)
    examples: list[list[str]] = field(default_factory=list)
    years: list[int] = field(default_factory=list)


def unknown_words(rows: Sequence[Row], tree: Tree, choices: Choices) -> list[dict[str, Any]]:
    """Everything in the rows that is to be mapped, the most frequent of each kind first; in a form for JSON."""
    by_sheet: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_sheet[id(row.sheet)].append(row)
    found: list[Unknown] = []
    for same in by_sheet.values():
        found += _words(same[0].sheet, same, tree, choices)
        found += _dates(same[0].sheet, same, choices)
    return [asdict(one) for one in _merged(found)]


def _merged(found: Iterable[Unknown]) -> Iterator[Unknown]:
    """One entry for a word that several sheets have; not more than can be looked through."""
    by_word: dict[tuple[str, str, str], Unknown] = {}
    for one in found:
        key = (one.kind, one.context, plain(one.written))
        if key in by_word:
            by_word[key].count += one.count
        else:
            by_word[key] = one
    for kind in MappingKind.values:
        of_kind = [one for one in by_word.values() if one.kind == kind]
        yield from sorted(of_kind, key=lambda one: -one.count)[:_MOST]


def _words(sheet: FoundSheet, rows: Sequence[Row], tree: Tree, choices: Choices) -> Iterator[Unknown]:
    places: Places | None = None
    for (kind, name), vocabulary in VOCABULARIES.items():
        place = sheet.header.places.get(name)
        if kind != sheet.layout.kind or place is None:
            continue
        counts = _counted(vocabulary, (row.cells[place] for row in rows))
        years = sorted({row.get("year") for row in rows if row.get("year")}) if name == "result" else []
        foreign = [
            (text, count)
            for text, count in counts.most_common()
            if plain(text) and (vocabulary, "", plain(text)) not in choices.words
            and not _is_known(vocabulary, text, tree, years)
        ]  # fmt: skip
        if vocabulary == MappingKind.ORGANIZATION and foreign:
            places = places or Places(tree)
        for text, count in foreign[:_MOST]:
            yield Unknown(vocabulary, "", text[:200], count, _guesses(vocabulary, text, places, years), years=years[:5])


def _counted(kind: str, cells: Iterable[Any]) -> Counter[str]:
    """How often each text stands in a column; of posts each one by itself."""
    counts = Counter(cell if isinstance(cell, str) else shown(cell) for cell in cells)
    del counts[""]
    if kind != MappingKind.POST:
        return counts
    posts: Counter[str] = Counter()
    for text, count in counts.items():
        for item in text.split(";"):
            if match := POST_NAME.fullmatch(item):
                posts[match["post"].strip()] += count
    return posts


def _is_known(kind: str, text: str, tree: Tree, years: Sequence[int]) -> bool:
    if kind == MappingKind.ORGANIZATION:
        return len(tree.named(" ".join(text.split()))) == 1 or text in tree.deciding
    if kind == MappingKind.STANDING:
        return words.says_nothing(text) or words.standing_or_leaving(text) is not None
    if kind == MappingKind.GENDER:
        return gender_of(text) is not None
    if kind == MappingKind.POST:
        return words.post_of(text) is not None
    return any(words.result_of(text, subject, year) for subject in Subject for year in years) or not years


def _guesses(kind: str, text: str, places: Places | None, years: Sequence[int]) -> list[Guess]:
    if places is not None and kind == MappingKind.ORGANIZATION:
        return places.guesses(text)
    return guess_word(text, words.vocabulary(MappingKind(kind).value, years))


def _dates(sheet: FoundSheet, rows: Sequence[Row], choices: Choices) -> Iterator[Unknown]:
    """Columns with dates that our order, day before month, cannot read, or with years of two digits."""
    for name, place in sheet.header.places.items():
        column = sheet.layout.by_field.get(name)
        title = sheet.header.titles[place]
        if column is None or column.kind not in DATES or choices.order_of(sheet.layout.kind, title):
            continue
        texts = Counter(text for row in rows if isinstance(text := row.cells[place], str) and text)
        ways: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            ways[_way(text)].append(text)
        doubtful = [*ways["month first"], *ways["short"]]
        if doubtful:
            only_month = ways["month first"] and not ways["day first"]
            guess = [Guess(MONTH_FIRST if only_month else DAY_FIRST)]
            examples = [_both(text, choices, column.kind) for text in (*doubtful[:_EXAMPLES], *ways["either"][:1])]
            count = sum(texts[text] for way in ("month first", "day first", "either", "short") for text in ways[way])
            yield Unknown(MappingKind.DATES, sheet.layout.kind, title[:200], count, guess, examples)


@lru_cache(50_000)
def _way(text: str) -> str:
    """How a date can be read: `either`, `day first`, `month first`, `short` (a year of two digits), or not at all."""
    match = DAY.fullmatch(text.strip())
    if match is None:
        return ""
    first, second, _year = (int(part) for part in match.groups())
    if not 1 <= min(first, second) <= 12 or max(first, second) > 31:
        return ""
    if first <= 12 < second:
        return "month first"
    if len(match[3]) == 2:
        return "short"
    return "day first" if second <= 12 < first else "either"


def _both(text: str, choices: Choices, kind: Kind) -> list[str]:
    """A date as it stands, read day first, read month first; empty where a way makes no date of it."""
    match = DAY.fullmatch(text.strip())
    read = [text]
    for order in (DAY_FIRST, MONTH_FIRST):
        day = ""
        with suppress(BadCell):
            day = told_day(match, order, choices.on, is_birth=kind == Kind.BIRTH) if match else ""
        read.append(day)
    return read


def doubtful_dates(unknown: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A note for each column whose dates are not all written day before month."""
    for one in unknown:
        if one["kind"] == MappingKind.DATES:
            yield _(
                "Cột “{column}” có ngày không đọc được theo ngày/tháng/năm, ví dụ {example}; các ngày khác trong cột "
                "có thể đã đọc sai. Chọn cách ghi ngày của cột ở bước Giá trị."
            ).format(column=one["written"], example=one["examples"][0][0])
