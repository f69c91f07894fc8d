"""Reading rulebooks from their folders and refusing whatever is not cited, marked and complete.

A book is a folder with `book.yaml`, `categories.yaml`, `caps.yaml` and, where its content was seen,
`member.yaml`, `organization.yaml` and `exemptions.yaml`; `remarks.yaml` may be added. A local frame is
a folder of the same files and is read the same way.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from vungmanh.rulebooks.caps import Cap
from vungmanh.rulebooks.conditions import RuleReader, known_category, read_test
from vungmanh.rulebooks.expressions import Expression
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.library import Library
from vungmanh.rulebooks.reading import Node, read_file, refuse_duplicates
from vungmanh.rulebooks.rulebook import Category, Exemption, Part, Remark, Rule, Rulebook, Title, Treatment

Entry = TypeVar("Entry", Exemption, Remark, Cap)

NOT_SEEN = "not_seen"
ROUNDINGS = ("down",)


def load_book(root: Path, folder: str, library: Library) -> Rulebook:
    """The book in `root/folder`. Raises BookError at the first thing that is missing or wrong."""
    reader = _BookReader(root, folder, library)
    return reader.read()


class _BookReader:
    """Reads one folder, remembering every file for the digest and the sources."""

    def __init__(self, root: Path, folder: str, library: Library) -> None:
        self.root = root
        self.folder = folder
        self.library = library
        self.files: dict[str, Node] = {}

    def read(self) -> Rulebook:
        head = self._file("book.yaml").keys("code title years content_seen")
        seen = head["content_seen"].truth()
        years = head["years"]
        citation = self.library.citation(years)
        span = years.keys("first cites", "last")
        parts = {subject: self._part(subject, seen) for subject in Subject}
        return Rulebook(
            code=head["code"].string(),
            title=head["title"].text(),
            first_year=span["first"].integer(),
            last_year=span["last"].integer() if "last" in span else None,
            content_seen=seen,
            digest=self._digest(parts),
            citation=citation,
            sources=tuple(self.library.documents[code] for code in self._cited()),
            declared=self.library.facts,
            parts=parts,
        )

    def _part(self, subject: Subject, seen: bool) -> Part:
        categories = self._categories(subject)
        rules: Mapping[str, Rule] = {}
        if seen:
            rules = RuleReader(self.library, subject, categories).read(self._file(f"{subject}.yaml"))
        else:
            self._refuse_content(f"{subject}.yaml", "exemptions.yaml")
        return Part(
            categories=categories,
            rules=rules,
            caps=self._caps(subject, categories, seen),
            exemptions=self._listed("exemptions.yaml", subject, self._exemption) if seen else (),
            remarks=self._listed("remarks.yaml", subject, self._remark) if self._has("remarks.yaml") else (),
        )

    def _categories(self, subject: Subject) -> tuple[Category, ...]:
        nodes = self._file("categories.yaml").keys("member organization")[subject].items()
        found = tuple(self._category(node, rank) for rank, node in enumerate(nodes, start=1))
        refuse_duplicates(nodes, [category.code for category in found])
        return found

    def _category(self, node: Node, rank: int) -> Category:
        citation = self.library.citation(node)
        parts = node.keys("code name short cites", "titles")
        nodes = parts["titles"].items() if "titles" in parts else []
        titles = tuple(self._title(each) for each in nodes)
        refuse_duplicates(nodes, [title.code for title in titles])
        return Category(parts["code"].string(), parts["name"].text(), parts["short"].text(), rank, citation, titles)

    def _title(self, node: Node) -> Title:
        citation = self.library.citation(node)
        parts = node.keys("code name cites")
        return Title(parts["code"].string(), parts["name"].text(), citation)

    def _caps(self, subject: Subject, categories: tuple[Category, ...], seen: bool) -> tuple[Cap, ...]:
        caps = self._listed("caps.yaml", subject, lambda node, about: self._cap(node, about, categories))
        if not seen and any(cap.share is not None for cap in caps):
            raise self._file("caps.yaml").error(
                "a share in a book whose content was not seen", f"Write «is: {NOT_SEEN}», or enter the book"
            )
        return caps

    def _cap(self, node: Node, subject: Subject, categories: tuple[Category, ...]) -> Cap:
        parts = node.keys("code category group share base rounding text")
        citations = {name: self.library.citation(parts[name]) for name in ("group", "share", "base", "rounding")}
        group, base = parts["group"].keys("code name cites"), parts["base"].keys("is cites", "or")

        def codes(listing: Node) -> tuple[str, ...]:
            return tuple(known_category(each, categories) for each in listing.items())

        return Cap(
            code=parts["code"].string(),
            subject=subject,
            category=known_category(parts["category"], categories),
            share=_read_share(parts["share"].keys("is cites")["is"]),
            base=codes(base["is"]),
            alternative_bases=tuple(codes(each) for each in base["or"].items()) if "or" in base else (),
            group_code=group["code"].string(),
            group=group["name"].text(),
            rounding=_read_rounding(parts["rounding"].keys("is cites")["is"]),
            text=parts["text"].text(),
            citation=citations["share"],
            base_citation=citations["base"],
            rounding_citation=citations["rounding"],
            group_citation=citations["group"],
        )

    def _exemption(self, node: Node, subject: Subject) -> Exemption:
        citation = self.library.citation(node)
        parts = node.keys("code reason treatment when cites")
        when = read_test(parts["when"], self.library, subject)
        treatment = parts["treatment"].one_of(Treatment)
        return Exemption(parts["code"].string(), parts["reason"].text(), treatment, when, citation)

    def _remark(self, node: Node, subject: Subject) -> Remark:
        citation = self.library.citation(node)
        parts = node.keys("code text when cites")
        when = read_test(parts["when"], self.library, subject)
        return Remark(parts["code"].string(), parts["text"].text(), when, citation)

    def _listed(self, name: str, subject: Subject, read: Callable[[Node, Subject], Entry]) -> tuple[Entry, ...]:
        parts = self._file(name).keys("", "member organization")
        nodes = parts[subject].items() if subject in parts else []
        entries = tuple(read(node, subject) for node in nodes)
        refuse_duplicates(nodes, [entry.code for entry in entries])
        return entries

    def _file(self, name: str) -> Node:
        if name not in self.files:
            self.files[name] = read_file(self.root, f"{self.folder}/{name}")
        return self.files[name]

    def _has(self, name: str) -> bool:
        return (self.root / self.folder / name).exists()

    def _refuse_content(self, *names: str) -> None:
        for name in names:
            if self._has(name):
                raise self._file("book.yaml").error(
                    f"content_seen is false, yet there is {name}", "Set it to true, or remove that file"
                )

    def _cited(self) -> list[str]:
        """The codes of the documents cited anywhere in the book, in the order of sources.yaml."""
        found = {code for node in self.files.values() for code in _cited_in(node.value)}
        return [code for code in self.library.documents if code in found]

    def _digest(self, parts: Mapping[Subject, Part]) -> str:
        asked = {fact.code for part in parts.values() for test in _tests_of(part) for fact in test.facts()}
        content = {
            "files": {name: node.value for name, node in self.files.items()},
            "documents": {code: self.library.raw["documents"][code] for code in self._cited()},
            "facts": {code: self.library.raw["facts"][code] for code in asked},
        }
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
        return hashlib.sha256(canonical.encode()).hexdigest()


def _tests_of(part: Part) -> list[Expression]:
    conditions = [condition.test for rule in part.rules.values() for condition in rule.conditions]
    return [*conditions, *(each.condition for each in part.exemptions), *(each.when for each in part.remarks)]


def _cited_in(value: object) -> list[str]:
    if isinstance(value, list):
        return [code for each in value for code in _cited_in(each)]
    if not isinstance(value, dict):
        return []
    own = [value["cites"]["document"]] if "cites" in value else []
    return own + [code for each in value.values() for code in _cited_in(each)]


def _read_share(node: Node) -> Decimal | None:
    if node.value == NOT_SEEN:
        return None
    share = node.number()
    if not isinstance(share, Decimal) or not 0 < share <= 1:
        raise node.error(f"«{node.value}» is not a share", f"Write a decimal such as 0.20, or {NOT_SEEN}")
    return share


def _read_rounding(node: Node) -> str:
    rounding = node.string()
    if rounding not in ROUNDINGS:
        raise node.error(f"unknown rounding «{rounding}»", f"Write one of {', '.join(ROUNDINGS)}")
    return rounding
