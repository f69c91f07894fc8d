"""`python -m vungmanh.rulebooks.lock --check | --write`: published books are not changed in silence.

`books/books.lock` keeps the digest under which each book was first published and never changes for a book again. Every
later change needs an entry in `books/corrections.yaml` that leads from the digest before it to the one after it and
says what changed, why, and whom it concerns. `--write` adds new books, nothing else.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vungmanh.foundation.texts import Text
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.digests import sha256_of
from vungmanh.rulebooks.reading import Node, read_file

LOCK = "books.lock"
CORRECTIONS = "corrections.yaml"
HEAD = "# The digests of the rulebooks as first published. Written by `python -m vungmanh.rulebooks.lock --write`.\n"


@dataclass(frozen=True, slots=True)
class Correction:
    """One change of a published book: what, why, and which years and groups it concerns."""

    book: str
    before: str
    after: str
    made_on: date
    what: Text
    why: Text
    years: tuple[int, ...]
    groups: Text


def read_lock(root: Path) -> dict[str, str]:
    """The digest of every published book by code; none where nothing was published."""
    path = root / LOCK
    if not path.exists():
        return {}
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {line[0]: line[1] for line in lines}


def read_corrections(root: Path) -> tuple[Correction, ...]:
    """The corrections in the order in which they were made; raises BookError."""
    if not (root / CORRECTIONS).exists():
        return ()
    file = read_file(root, CORRECTIONS)
    return tuple(_read_correction(node) for node in file.items()) if file.value else ()


def current(root: Path) -> dict[str, str]:
    """The digests of all books as they are now, and of the table of equivalence between them."""
    loaded = shelf.load_shelf(root)
    found = {book.code: book.digest for book in loaded.books}
    found |= {book.code: book.digest for books in loaded.parameters.values() for book in books}
    table = read_file(root, f"{shelf.SUBJECT_MATTER}/equivalence.yaml")
    return found | {"equivalence": sha256_of(table.value)}


def problems(root: Path) -> list[str]:
    """What is wrong with the lock, a sentence each with what to do; none when every change is accounted for."""
    return _problems(read_lock(root), read_corrections(root), current(root))


def write(root: Path) -> list[str]:
    """Add the books that are not published yet to the lock; returns their codes."""
    locked, now = read_lock(root), current(root)
    added = [code for code in now if code not in locked]
    lines = [f"{code} {digest}\n" for code, digest in (locked | {code: now[code] for code in added}).items()]
    (root / LOCK).write_text(HEAD + "".join(lines), encoding="utf-8")
    return added


def _problems(locked: Mapping[str, str], made: tuple[Correction, ...], now: Mapping[str, str]) -> list[str]:
    found = [f"{code} is on no lock. Run «python -m vungmanh.rulebooks.lock --write»." for code in now.keys() - locked]
    found += [
        f"{code} was published and is gone. Put it back: results were given under it."
        for code in locked
        if code not in now
    ]
    for code in locked.keys() & now.keys():
        reached = locked[code]
        for each in (one for one in made if one.book == code):
            if each.before != reached:
                found.append(
                    f"The correction of {code} made on {each.made_on} begins with {each.before[:12]}, but the book was"
                    f" at {reached[:12]}. Mend «before», or put the corrections into their order."
                )
            reached = each.after
        if reached != now[code]:
            found.append(_unaccounted(code, reached, now[code]))
    unknown = sorted({each.book for each in made} - now.keys())
    return sorted(found) + [f"A correction names {code}, which is no book. Mend «book»." for code in unknown]


def _unaccounted(code: str, before: str, after: str) -> str:
    return (
        f"{code} was changed after it was published. Undo the change, or add to {CORRECTIONS}:\n"
        f"- book: {code}\n  before: {before}\n  after: {after}\n  made_on: year-month-day\n"
        "  what: {vi: …, en: …}\n  why: {vi: …, en: …}\n  years: [first, last]\n  groups: {vi: …, en: …}"
    )


def _read_correction(node: Node) -> Correction:
    parts = node.keys("book before after made_on what why years groups")
    return Correction(
        book=parts["book"].string(),
        before=parts["before"].string(),
        after=parts["after"].string(),
        made_on=parts["made_on"].day(),
        what=parts["what"].text(),
        why=parts["why"].text(),
        years=tuple(each.integer() for each in parts["years"].items()),
        groups=parts["groups"].text(),
    )


def main(arguments: list[str]) -> int:
    """Check or write; the exit status is 1 when something is wrong and 2 when the call was."""
    if arguments == ["--write"]:
        sys.stdout.write("".join(f"locked: {code}\n" for code in write(shelf.BOOKS)))
    elif arguments != ["--check"]:
        sys.stderr.write("Write one of --check, --write.\n")
        return 2
    found = problems(shelf.BOOKS)
    sys.stderr.write("".join(f"{problem}\n" for problem in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
