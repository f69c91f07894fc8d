"""Reading rulebooks from their folders and refusing whatever is not cited, marked and complete.

A book is a folder with `book.yaml`, `categories.yaml`, `caps.yaml` and, where its content was seen, `member.yaml`,
`organization.yaml`, `exemptions.yaml`, `campaign.yaml` and `titles.yaml`; `remarks.yaml` and `special.yaml` may be
added. Leading collectives are seen where `categories.yaml` names their categories; then there is `collective.yaml`.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from vungmanh.rulebooks.caps import Cap
from vungmanh.rulebooks.caps_reading import NOT_SEEN, read_cap
from vungmanh.rulebooks.conditions import RuleReader, read_test
from vungmanh.rulebooks.conduct import Campaign, Conduct, SpecialCase
from vungmanh.rulebooks.conduct_reading import MATTERS, Coded, ConductReader, read_campaign, read_coded
from vungmanh.rulebooks.digests import cited_in, digest_of
from vungmanh.rulebooks.errors import BookError
from vungmanh.rulebooks.expressions import Not
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.frames import Fill, blamed, filled
from vungmanh.rulebooks.library import Library
from vungmanh.rulebooks.reading import Node, read_file, refuse_duplicates
from vungmanh.rulebooks.rulebook import (
    Category,
    Condition,
    Exemption,
    Frame,
    Part,
    Remark,
    Rule,
    Rulebook,
    Title,
    Treatment,
)

Entry = TypeVar("Entry", Exemption, Remark, Cap)

ALWAYS = (Subject.MEMBER, Subject.ORGANIZATION)
"""Subjects of which every book must speak."""


def load_book(
    root: Path, folder: str, library: Library, fills: Iterable[Fill] = (), frames: tuple[Frame, ...] = ()
) -> Rulebook:
    """The book in `root/folder`, with the values that local frames fill.

    Raises BookError at the first thing that is missing or wrong.
    """
    fills = tuple(fills)
    try:
        return _BookReader(root, folder, library, fills, frames).read()
    except BookError as error:
        raise blamed(error, fills) from error


class _BookReader:
    """Reads one folder, remembering every file for the digest and the sources."""

    def __init__(
        self, root: Path, folder: str, library: Library, fills: tuple[Fill, ...], frames: tuple[Frame, ...]
    ) -> None:
        self.root = root
        self.folder = folder
        self.library = library
        self.fills = fills
        self.frames = frames
        self.files: dict[str, Node] = {}

    def read(self) -> Rulebook:
        head = self._file("book.yaml").keys("code title years content_seen")
        seen = head["content_seen"].truth()
        years = head["years"]
        citation = self.library.citation(years)
        span = years.keys("first cites", "last")
        parts = {subject: self._part(subject, seen) for subject in Subject}
        campaign = read_campaign(self._file("campaign.yaml"), self.library) if seen else Campaign()
        cited = cited_in(node.value for node in self.files.values())
        documents = {code: each for code, each in self.library.documents.items() if code in cited}
        return Rulebook(
            code=head["code"].string(),
            title=head["title"].text(),
            first_year=span["first"].integer(),
            last_year=span["last"].integer() if "last" in span else None,
            content_seen=seen,
            digest=digest_of({name: node.value for name, node in self.files.items()}, documents, parts, self.library),
            citation=citation,
            sources=tuple(documents.values()),
            declared=self.library.facts,
            parts=parts,
            campaign=campaign,
            frames=self.frames,
        )

    def _part(self, subject: Subject, content_seen: bool) -> Part:
        categories = self._categories(subject)
        seen = content_seen and bool(categories)
        if not seen:
            self._refuse_content(f"{subject}.yaml", *(() if content_seen else ("exemptions.yaml", "campaign.yaml")))
        conduct = self._conduct(subject, categories) if seen else Conduct()
        return Part(
            categories=categories,
            rules=self._rules(subject, categories, conduct.special) if seen else {},
            caps=self._caps(subject, categories, content_seen) if categories else (),
            exemptions=self._listed("exemptions.yaml", subject, self._exemption) if seen else (),
            remarks=self._listed("remarks.yaml", subject, self._remark) if self._has("remarks.yaml") else (),
            seen=seen,
            conduct=conduct,
        )

    def _rules(
        self, subject: Subject, categories: tuple[Category, ...], special: tuple[SpecialCase, ...]
    ) -> Mapping[str, Rule]:
        """The rules of a subject; a special case that keeps below a category is one more condition of the best ones."""
        rules = dict(RuleReader(self.library, subject, categories).read(self._file(f"{subject}.yaml")))
        ranks = {category.code: category.rank for category in categories}
        for case in special:
            if case.below is None:
                continue
            condition = Condition(f"not_{case.code}", case.text, Not(case.when), case.citation)
            for code, rule in rules.items():
                if ranks[code] <= ranks[case.below]:
                    rules[code] = Rule(rule.require, (*rule.conditions, condition))
        return rules

    def _conduct(self, subject: Subject, categories: tuple[Category, ...]) -> Conduct:
        reader = ConductReader(self.library, subject, categories)
        matters = self._file("campaign.yaml").keys(MATTERS)

        def entries(matter: str, read: Callable[[Node], Coded]) -> tuple[Coded, ...]:
            return read_coded(matters[matter].keys(str(subject), " ".join(Subject))[subject].items(), read)

        return Conduct(
            deciding=entries("deciding", reader.deciding),
            ballots=entries("ballots", reader.ballot),
            procedure=entries("procedure", reader.step),
            criteria=entries("criteria", reader.criteria),
            titles=read_coded(self._nodes("titles.yaml", subject), reader.commendation),
            special=read_coded(self._nodes("special.yaml", subject), reader.special)
            if self._has("special.yaml")
            else (),
        )

    def _categories(self, subject: Subject) -> tuple[Category, ...]:
        parts = self._file("categories.yaml").keys(" ".join(ALWAYS), Subject.COLLECTIVE)
        nodes = parts[subject].items() if subject in parts else []
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
        caps = self._listed("caps.yaml", subject, lambda node, about: read_cap(node, about, categories, self.library))
        if not seen and any(cap.share is not None for cap in caps):
            raise self._file("caps.yaml").error(
                "a share in a book whose content was not seen", f"Write «is: {NOT_SEEN}», or enter the book"
            )
        return caps

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
        nodes = self._nodes(name, subject)
        entries = tuple(read(node, subject) for node in nodes)
        refuse_duplicates(nodes, [entry.code for entry in entries])
        return entries

    def _nodes(self, name: str, subject: Subject) -> list[Node]:
        parts = self._file(name).keys("", " ".join(Subject))
        return parts[subject].items() if subject in parts else []

    def _file(self, name: str) -> Node:
        if name not in self.files:
            own = [fill for fill in self.fills if fill.file == name]
            self.files[name] = filled(read_file(self.root, f"{self.folder}/{name}"), own)
        return self.files[name]

    def _has(self, name: str) -> bool:
        return (self.root / self.folder / name).exists()

    def _refuse_content(self, *names: str) -> None:
        for name in names:
            if self._has(name):
                raise self._file("book.yaml").error(
                    f"content_seen is false, yet there is {name}", "Set it to true, or remove that file"
                )
