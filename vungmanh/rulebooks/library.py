"""What all books share: the documents they cite and the facts they may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vungmanh.foundation.citations import Citation, Document, Evidence
from vungmanh.rulebooks.facts import Choice, Fact, FactType, Subject
from vungmanh.rulebooks.reading import Node, read_file, refuse_duplicates

# Marks under which a value may stand only with a note that says what has to be confirmed.
NEEDS_NOTE = (Evidence.INFERRED, Evidence.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class Library:
    """The documents of sources.yaml, the pages on which each was read, and the facts of facts.yaml."""

    documents: Mapping[str, Document]
    pages: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, Fact]
    raw: Mapping[str, Mapping[str, object]]

    def citation(self, node: Node) -> Citation:
        """The citation under `cites` of a value; raises BookError when it or its mark is missing."""
        if node.child("cites").value is None:
            raise node.error(
                "a value without citation",
                "Add «cites: {document: …, place: {vi: …, en: …}, evidence: …}»",
            )
        cites = node.child("cites")
        if cites.child("evidence").value is None:
            raise cites.error("a citation without evidence mark", f"Add «evidence:» with one of {_marks()}")
        parts = cites.keys("document place evidence", "note")
        evidence = parts["evidence"].one_of(Evidence)
        note = parts["note"].text() if "note" in parts else None
        if note is None and evidence in NEEDS_NOTE:
            raise cites.error(
                f"the mark {evidence} without a note",
                "Add «note: {vi: …, en: …}» that says what is to be confirmed",
            )
        return Citation(self.document(parts["document"]), parts["place"].text(), evidence, note)

    def document(self, node: Node) -> Document:
        """The document with this code."""
        code = node.string()
        if code not in self.documents:
            raise node.error(
                f"unknown document «{code}»",
                f"Enter it in sources.yaml, or cite one of {', '.join(self.documents)}",
            )
        return self.documents[code]

    def fact(self, node: Node, subject: Subject) -> Fact:
        """The fact with this code, which must be about the subject."""
        code = node.string()
        if code not in self.facts:
            raise node.error(
                f"unknown fact «{code}»", f"Declare it in facts.yaml, or use one of {', '.join(self.facts)}"
            )
        fact = self.facts[code]
        if subject not in fact.about:
            raise node.error(f"the fact «{code}» is not about the subject {subject}", "Use another, or widen «about»")
        return fact


def load_library(root: Path) -> Library:
    """Read sources.yaml and facts.yaml under `root`; raises BookError."""
    sources, facts = read_file(root, "sources.yaml"), read_file(root, "facts.yaml")
    documents, pages = read_sources(sources)
    return Library(
        documents=documents,
        pages=pages,
        facts={code: _read_fact(code, node) for code, node in facts.entries().items()},
        raw={
            "documents": {str(each.child("code").value): each.value for each in sources.items()},
            "facts": {code: node.value for code, node in facts.entries().items()},
        },
    )


def read_sources(sources: Node) -> tuple[dict[str, Document], dict[str, tuple[str, ...]]]:
    """The documents of a sources.yaml and the pages of each; raises BookError."""
    nodes = sources.items()
    documents = [_read_document(node) for node in nodes]
    refuse_duplicates(nodes, [document.code for document in documents])
    pages = {
        document.code: tuple(page.string() for page in node.child("pages").items())
        for document, node in zip(documents, nodes, strict=True)
        if node.child("pages").value is not None
    }
    return {document.code: document for document in documents}, pages


def _read_document(node: Node) -> Document:
    parts = node.keys("code issuer title", "number issued_on pages")
    number = parts["number"].string() if "number" in parts else ""
    issued_on = parts["issued_on"].day() if "issued_on" in parts else None
    if issued_on is not None and not number:
        raise node.error("a dated document without number", "Add «number:», or say the date in the title")
    return Document(parts["code"].string(), number, issued_on, parts["issuer"].text(), parts["title"].text())


def _read_fact(code: str, node: Node) -> Fact:
    parts = node.keys("type about recorded text", "unit choices")
    kind = parts["type"].one_of(FactType)
    nodes = parts["choices"].items() if "choices" in parts else []
    choices = tuple(_read_choice(each) for each in nodes)
    refuse_duplicates(nodes, [choice.code for choice in choices])
    if bool(choices) != (kind in (FactType.CHOICE, FactType.LEVEL)):
        raise node.error(
            f"the fact «{code}» of type {kind}", "Choices belong to the types choice and level, only to them"
        )
    return Fact(
        code=code,
        type=kind,
        text=parts["text"].text(),
        about=tuple(each.one_of(Subject) for each in parts["about"].items()),
        recorded=parts["recorded"].truth(),
        unit=parts["unit"].text() if "unit" in parts else None,
        choices=choices,
    )


def _read_choice(node: Node) -> Choice:
    parts = node.keys("code text")
    return Choice(parts["code"].string(), parts["text"].text())


def _marks() -> str:
    return ", ".join(f"{mark} ({mark.meaning.en})" for mark in Evidence)
