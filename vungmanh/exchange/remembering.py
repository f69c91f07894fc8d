"""Remembering what people chose: which column is what, what their words mean. The preview is then made anew.

Nothing of the record changes by it, so the journal does not tell of it; each remembered word says who chose it and
when.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vungmanh.exchange import models, words
from vungmanh.exchange.advancing import advance_seen
from vungmanh.exchange.checks import MAPPABLE, check_can_map
from vungmanh.exchange.choices import DAY_FIRST, MONTH_FIRST, SKIPPED, Choices, SheetChoice, root_id
from vungmanh.exchange.columns import IGNORED, SheetKind, plain
from vungmanh.exchange.headers import FoundSheet
from vungmanh.exchange.layouts import LAYOUTS
from vungmanh.exchange.models import ImportRun, ImportState, MappingKind
from vungmanh.exchange.rows import GUARDED
from vungmanh.exchange.tree import load_tree
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal

_TOLD = 12
"""Remembered words that a note names."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word of theirs means: `ours`, empty for rows that are not taken, None to forget what is remembered."""

    kind: str
    context: str
    written: str
    ours: str | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Everything chosen at once: meanings of words, and what sheets are about."""

    meanings: Sequence[Meaning] = ()
    sheets: Mapping[str, SheetChoice] = field(default_factory=dict)


def choose(run: ImportRun, chosen: Chosen, *, by: Actor, seen: int) -> None:
    """Remember the choices and have the run previewed anew (the caller starts the job); its file stays.

    `seen` is the number of the preview they were made on. Raises Refusal when somebody else was faster, or when a
    meaning is none of ours.
    """
    check_can_map(run, seen=seen)
    for meaning in chosen.meanings:
        _check_meaning(meaning)
    _check_organizations(run, chosen.meanings)
    sheets = run.sheets | {name: asdict(choice) for name, choice in chosen.sheets.items()}
    with transaction.atomic():
        if not advance_seen(run, MAPPABLE, seen, state=ImportState.WAITING, done=0, message="", sheets=sheets):
            check_can_map(run, seen=seen)
        for meaning in chosen.meanings:
            _remember(run, meaning, by)


def forget(mapping: models.Mapping) -> None:
    """Forget a word; imports read from now on go without it."""
    mapping.delete()


def _remember(run: ImportRun, meaning: Meaning, by: Actor) -> None:
    scope_id, theirs = run.scope_id or root_id(), plain(meaning.written)[:200]
    if not scope_id or not theirs:
        return
    if meaning.ours is None:
        same = models.Mapping.objects.filter(scope_id=scope_id, kind=meaning.kind, context=meaning.context)
        same.filter(words=theirs).delete()
        return
    told = {
        "ours": meaning.ours, "written": meaning.written[:200], "made_by": by.name, "login_id": by.login_id,
        "made_at": Now(),
    }  # fmt: skip
    models.Mapping.objects.update_or_create(
        scope_id=scope_id, kind=meaning.kind, context=meaning.context, words=theirs, defaults=told
    )


def _check_meaning(meaning: Meaning) -> None:
    kind, ours = meaning.kind, meaning.ours
    if ours is None or (ours == "" and kind not in (MappingKind.COLUMN, MappingKind.DATES)):
        return
    if kind == MappingKind.COLUMN:
        known = any(layout.kind == meaning.context and ours in (IGNORED, *layout.by_field) for layout in LAYOUTS)
    elif kind == MappingKind.DATES:
        known = ours in (DAY_FIRST, MONTH_FIRST)
    else:
        known = kind in (MappingKind.ORGANIZATION, MappingKind.CATEGORY) or ours in words.labels(kind, ())
    if kind == MappingKind.COLUMN:
        _check_stays_guarded(meaning)
    if not known:
        raise Refusal(
            "exchange.no_meaning",
            _("“{ours}” không có trong danh sách để chọn cho “{theirs}”.").format(ours=ours, theirs=meaning.written),
            remedy=_("Chọn lại trong danh sách."),
        )


def _check_stays_guarded(meaning: Meaning) -> None:
    """Guarded particulars are not read as something that pages show."""
    layout = next((one for one in LAYOUTS if one.kind == meaning.context), None)
    if layout is None or meaning.ours in (IGNORED, *GUARDED) or layout.field_of(meaning.written) not in GUARDED:
        return
    raise Refusal(
        "exchange.stays_guarded",
        _("Cột “{theirs}” có thông tin được bảo vệ, không đọc thành mục khác.").format(theirs=meaning.written),
        remedy=_("Chọn mục được bảo vệ, hoặc không đọc cột này."),
    )


def _check_organizations(run: ImportRun, meanings: Sequence[Meaning]) -> None:
    """Only organizations that the import reaches; none is founded here."""
    chosen = [one for one in meanings if one.kind == MappingKind.ORGANIZATION and one.ours]
    if not chosen:
        return
    tree = load_tree(run.scope, run.on, ())
    for one in chosen:
        if one.ours not in tree.places:
            raise Refusal(
                "exchange.no_such_organization",
                _("Không có tổ chức “{ours}” trong phạm vi nhập để thay cho “{theirs}”.").format(
                    ours=one.ours, theirs=one.written
                ),
                remedy=_("Tìm theo tên hoặc mã rồi chọn; tổ chức mới phải được thành lập trước."),
            )


def meaning_of(kind: str, context: str, ours: str, on: date) -> str:
    """What a remembered word stands for, as people say it."""
    if not ours:
        return _("không nhận các dòng này")
    if kind == MappingKind.COLUMN:
        found = next((layout.by_field.get(ours) for layout in LAYOUTS if layout.kind == context), None)
        return found.say(get_language() or "vi") if found else _("không đọc")
    if kind == MappingKind.DATES:
        return _("ngày/tháng/năm") if ours == DAY_FIRST else _("tháng/ngày/năm")
    if kind == MappingKind.ORGANIZATION:
        return ours
    years = (on.year - 1,) if kind == MappingKind.CATEGORY else ()
    return words.labels(kind, years).get(ours, ours)


def used_words(choices: Choices, sheets: Sequence[FoundSheet]) -> Iterator[str]:
    """A note that says which remembered words this workbook was read by."""
    for sheet in sheets:
        for title in sheet.header.titles.values():
            if choices.field_of(sheet.layout.kind, title) is not None:
                choices.used[MappingKind.COLUMN, sheet.layout.kind, plain(title)] += 1
    told = [
        f"“{choices.written[key]}” → {meaning_of(key[0], key[1], choices.words[key], choices.on)}"
        for key, _count in choices.used.most_common()
    ]
    if told:
        yield ngettext(
            "Đã dùng {count} lựa chọn đã nhớ: {told}.", "Đã dùng {count} lựa chọn đã nhớ: {told}.", len(told)
        ).format(count=len(told), told="; ".join([*told[:_TOLD], "…"] if len(told) > _TOLD else told))


def sheet_choice(kind: str, header: int) -> SheetChoice:
    """A choice for a sheet, of kinds that there are."""
    if kind not in ("", SKIPPED, *SheetKind):
        raise Refusal(
            "exchange.no_kind", _("“{kind}” không phải là loại trang.").format(kind=kind), remedy=_("Chọn lại.")
        )
    return SheetChoice(kind, header)
