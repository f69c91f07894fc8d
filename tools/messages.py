"""`python -m tools.messages`: collects what the product says in Vietnamese and compiles its English.

The texts in code and templates are Vietnamese, so only English has a catalogue. Without gettext's own programs:
templates are turned into Python by Django, Babel collects the calls, writes `django.po` and compiles `django.mo`,
which is kept with the code because users have no compiler for it.

    python -m tools.messages                      collect, keep what is translated, compile
    python -m tools.messages --merge FILE.json …  take translations from {"Vietnamese": "English" | ["one", "many"]}
    python -m tools.messages --check              fail when something is missing, unused, untranslated or stale
"""

import argparse
import io
import json
import string
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "vungmanh"
KEYWORDS: dict[str, tuple[Any, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # headers without the day of collecting: the same texts give the same files

Forms = str | Sequence[str] | None
"""What Babel keeps as a text: one form, the forms of a plural, or nothing."""


def collected(package: Path = PACKAGE) -> Catalog:
    """Every text that code and templates of the package translate, with the files it stands in."""
    catalog = _empty()
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.html"), *package.rglob("*.txt")]):
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            source = templatize(source, origin=str(path))
        for _line, msgid, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS, (), {}):
            catalog.add(msgid, locations=[(path.relative_to(package.parent).as_posix(), 0)], context=context)
    return catalog


def known(package: Path = PACKAGE) -> dict[tuple[str, str | None], tuple[str, ...]]:
    """The forms of the stored translations by Vietnamese text (a plural's first form) and context."""
    path = _folder(package) / "django.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {_key(message): tuple(_forms(message.string)) for message in read_po(file, locale="en") if message.id}


def translated(package: Path = PACKAGE, merged: Sequence[Path] = ()) -> Catalog:
    """The collected texts with their translations, later files winning over the stored catalogue."""
    translations = known(package)
    for path in merged:
        for vietnamese, english in json.loads(path.read_text(encoding="utf-8")).items():
            translations[vietnamese, None] = tuple(_forms(english))
    catalog = collected(package)
    for message in catalog:
        found = translations.get(_key(message))
        if message.id and found:
            message.string = _in_shape(message, found)
    return catalog


def problems(package: Path = PACKAGE) -> Iterator[str]:
    """What is wrong with the stored catalogue, one sentence each."""
    catalog = translated(package)
    for message in catalog:
        if message.id and not _complete(message):
            yield f"not translated: {message.id!r} ({', '.join(name for name, _line in message.locations)})"
        elif message.id and _places(message.id) != _places(message.string):
            yield f"other places than the Vietnamese: {message.id!r} → {message.string!r}"
    for name, content in _files(catalog).items():
        path = _folder(package) / name
        if not path.exists() or path.read_bytes() != content:
            yield f"{path.relative_to(package.parent)} is stale: run `make fix`"


def write(package: Path = PACKAGE, merged: Sequence[Path] = ()) -> Catalog:
    """Write the catalogue and its compiled form; returns it."""
    catalog = translated(package, merged)
    _folder(package).mkdir(parents=True, exist_ok=True)
    for name, content in _files(catalog).items():
        path = _folder(package) / name
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
    return catalog


def _files(catalog: Catalog) -> dict[str, bytes]:
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, width=120, sort_output=True, include_lineno=False)
    write_mo(mo, catalog)
    return {"django.po": po.getvalue(), "django.mo": mo.getvalue()}


def _empty() -> Catalog:
    catalog = Catalog(
        locale="en", project="Vững Mạnh", creation_date=_DAY, revision_date=_DAY, fuzzy=False, last_translator="",
        language_team="", msgid_bugs_address="",
    )  # fmt: skip
    catalog.header_comment = "# English of Vững Mạnh; the texts themselves are Vietnamese. See tools/messages.py."
    return catalog


def _folder(package: Path) -> Path:
    return package / "locale" / "en" / "LC_MESSAGES"


def _key(message: Message) -> tuple[str, str | None]:
    return _forms(message.id)[0], message.context


def _forms(texts: Forms) -> list[str]:
    """All forms of a text; none where there is none."""
    return [texts] if isinstance(texts, str) else list(texts or ())


def _in_shape(message: Message, found: tuple[str, ...]) -> str | tuple[str, ...]:
    """The translation as singular and plural, or as one text, as the message needs it."""
    return found[-1] if isinstance(message.id, str) else (found[0], found[-1])


def _complete(message: Message) -> bool:
    return all(_forms(message.string)) and bool(_forms(message.string))


def _places(texts: Forms) -> set[str]:
    """The names in braces, and Django's %(names)s, that all forms together use."""
    return {place for form in _forms(texts) for place in _places_of(form)}


def _places_of(text: str) -> Iterator[str]:
    for piece in text.split("%(")[1:]:
        yield piece.split(")", 1)[0]
    try:
        yield from (name for _before, name, _spec, _conversion in string.Formatter().parse(text) if name)
    except ValueError:
        return


def main() -> int:
    """Collect and compile, or check; returns how much is wrong or untranslated."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--merge", nargs="*", type=Path, default=[])
    asked = parser.parse_args()
    if not asked.check:
        write(merged=asked.merge)
    found = list(problems())
    print("\n".join(found) or "Translations are complete.")
    return min(len(found), 1) if asked.check else 0


if __name__ == "__main__":
    sys.exit(main())
