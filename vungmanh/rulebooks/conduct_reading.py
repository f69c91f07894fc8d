"""Reading `campaign.yaml`, `titles.yaml` and `special.yaml` of a book."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from vungmanh.rulebooks.bodies import Body
from vungmanh.rulebooks.conditions import known_category, read_test
from vungmanh.rulebooks.conduct import (
    Award,
    Ballot,
    Campaign,
    Changes,
    Commendation,
    CriteriaGroup,
    Criterion,
    Deciding,
    Denominator,
    Form,
    Group,
    Precedence,
    Process,
    ReRating,
    Role,
    SpecialCase,
    Step,
)
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.library import Library
from vungmanh.rulebooks.reading import Node, refuse_duplicates
from vungmanh.rulebooks.rulebook import Category
from vungmanh.rulebooks.values import Threshold, Value

Content = TypeVar("Content")
Coded = TypeVar("Coded", Deciding, Ballot, Step, CriteriaGroup, Commendation, SpecialCase, Precedence, ReRating, Form)
Kind = TypeVar("Kind", bound=StrEnum)

NOT_SEEN = "not_seen"
MATTERS = "deciding ballots procedure criteria order re_rating forms"


@dataclass(frozen=True, slots=True)
class ConductReader:
    """Reads the entries of one book; every method raises BookError."""

    library: Library
    subject: Subject
    categories: tuple[Category, ...]

    def deciding(self, node: Node) -> Deciding:
        """Who rates these kinds."""
        citation = self.library.citation(node)
        parts = node.keys("code text kinds decider cites", "proposer rated")
        return Deciding(
            code=parts["code"].string(),
            text=parts["text"].text(),
            kinds=tuple(each.string() for each in parts["kinds"].items()),
            proposer=_or_not_seen(parts["proposer"], Body) if "proposer" in parts else None,
            decider=_or_not_seen(parts["decider"], Body),
            citation=citation,
            rated=self.value(parts["rated"], Node.truth) if "rated" in parts else None,
        )

    def ballot(self, node: Node) -> Ballot:
        """One vote; each of its four values has a citation of its own."""
        parts = node.keys("code text voters held secret threshold denominator")
        return Ballot(
            code=parts["code"].string(),
            text=parts["text"].text(),
            voters=parts["voters"].one_of(Body),
            held=self.value(parts["held"], Node.truth),
            secret=self.value(parts["secret"], Node.truth),
            threshold=self.value(parts["threshold"], read_threshold),
            denominator=self.value(parts["denominator"], lambda each: each.one_of(Denominator)),
        )

    def step(self, node: Node) -> Step:
        """One step of the procedure."""
        citation = self.library.citation(node)
        parts = node.keys("code text cites", "actor form working_days_before unseen")
        return Step(
            code=parts["code"].string(),
            text=parts["text"].text(),
            actor=parts["actor"].one_of(Body) if "actor" in parts else None,
            form=parts["form"].string() if "form" in parts else None,
            citation=citation,
            working_days_before=parts["working_days_before"].integer() if "working_days_before" in parts else None,
            unseen="unseen" in parts and parts["unseen"].truth(),
        )

    def criteria(self, node: Node) -> CriteriaGroup:
        """A group of criteria; without criteria it must say that they were not seen."""
        citation = self.library.citation(node)
        parts = node.keys("code text role cites", "criteria points unseen")
        unseen = "unseen" in parts and parts["unseen"].truth()
        nodes = parts["criteria"].items() if "criteria" in parts else []
        if unseen == bool(nodes):
            raise node.error("criteria and «unseen» exclude each other", "List the criteria, or write «unseen: true»")
        found = tuple(_criterion(each) for each in nodes)
        refuse_duplicates(nodes, [each.code for each in found])
        points = parts["points"].integer() if "points" in parts else None
        code, text, role = parts["code"].string(), parts["text"].text(), parts["role"].one_of(Role)
        return CriteriaGroup(code, text, role, found, citation, points, unseen)

    def commendation(self, node: Node) -> Commendation:
        """A commendation after the rating."""
        citation = self.library.citation(node)
        parts = node.keys("code text category years award decider cites", "kinds needs_title after multiple")
        return Commendation(
            code=parts["code"].string(),
            text=parts["text"].text(),
            category=known_category(parts["category"], self.categories),
            kinds=tuple(each.string() for each in parts["kinds"].items()) if "kinds" in parts else (),
            years=None if parts["years"].value == NOT_SEEN else parts["years"].integer(),
            award=_or_not_seen(parts["award"], Award),
            decider=_or_not_seen(parts["decider"], Body),
            citation=citation,
            needs_title=parts["needs_title"].string() if "needs_title" in parts else None,
            after=parts["after"].string() if "after" in parts else None,
            multiple=self.value(parts["multiple"], _multiple) if "multiple" in parts else None,
        )

    def special(self, node: Node) -> SpecialCase:
        """A case that is rated unlike the others."""
        citation = self.library.citation(node)
        parts = node.keys("code text when cites", "below rated_by comments")
        return SpecialCase(
            code=parts["code"].string(),
            text=parts["text"].text(),
            when=read_test(parts["when"], self.library, self.subject),
            citation=citation,
            below=known_category(parts["below"], self.categories) if "below" in parts else None,
            rated_by=parts["rated_by"].one_of(Body) if "rated_by" in parts else None,
            comments=tuple(each.one_of(Body) for each in parts["comments"].items()) if "comments" in parts else (),
        )

    def value(self, node: Node, read: Callable[[Node], Content]) -> Value[Content]:
        """A value with its own citation; `read` reads what stands under «is»."""
        return read_value(node, self.library, read)


def read_value(node: Node, library: Library, read: Callable[[Node], Content]) -> Value[Content]:
    """The value at `node`: «is», its citation, and whether a local frame may fill it. Raises BookError."""
    citation = library.citation(node)
    parts = node.keys("is cites", "local")
    content = None if parts["is"].value == NOT_SEEN else read(parts["is"])
    return Value(content, citation, "local" in parts and parts["local"].truth())


def read_threshold(node: Node) -> Threshold:
    """«{more_than: 1/2}» or «{at_least: 2/3}»."""
    parts = node.keys("", "more_than at_least")
    if len(parts) != 1:
        raise node.error("a threshold is one limit", "Write «{more_than: 1/2}» or «{at_least: 2/3}»")
    [(form, limit)] = parts.items()
    share = Fraction(limit.number())
    if not 0 < share <= 1:
        raise limit.error(f"«{limit.value}» is not a share", "Write a fraction such as 1/2, or a decimal such as 0.5")
    return Threshold(share, strict=form == "more_than")


def read_coded(nodes: list[Node], read: Callable[[Node], Coded]) -> tuple[Coded, ...]:
    """Entries of a list, each with a code of its own."""
    found = tuple(read(node) for node in nodes)
    refuse_duplicates(nodes, [each.code for each in found])
    return found


def read_campaign(file: Node, library: Library) -> Campaign:
    """The parts of campaign.yaml that are about no single subject."""
    parts = file.keys(MATTERS)
    orders = parts["order"].keys(" ".join(Process))
    return Campaign(
        order={each: _order(orders[each], each, library) for each in Process},
        re_rating=read_coded(parts["re_rating"].items(), lambda node: _re_rating(node, library)),
        forms=read_coded(parts["forms"].items(), lambda node: _form(node, library)),
    )


def _order(node: Node, process: Process, library: Library) -> tuple[Precedence, ...]:
    def read(each: Node) -> Precedence:
        citation = library.citation(each)
        parts = each.keys("code text first then cites")
        first, then = _or_not_seen(parts["first"], Group), _or_not_seen(parts["then"], Group)
        return Precedence(parts["code"].string(), process, parts["text"].text(), first, then, citation)

    return read_coded(node.items(), read)


def _re_rating(node: Node, library: Library) -> ReRating:
    citation = library.citation(node)
    parts = node.keys("code text changes decider cites")
    changes, decider = parts["changes"].one_of(Changes), _or_not_seen(parts["decider"], Body)
    return ReRating(parts["code"].string(), parts["text"].text(), changes, decider, citation)


def _form(node: Node, library: Library) -> Form:
    citation = library.citation(node)
    parts = node.keys("code text about cites", "number fields leaders")
    return Form(
        code=parts["code"].string(),
        number=parts["number"].string() if "number" in parts else "",
        text=parts["text"].text(),
        about=tuple(each.one_of(Subject) for each in parts["about"].items()),
        fields=tuple(each.text() for each in parts["fields"].items()) if "fields" in parts else (),
        citation=citation,
        leaders=parts["leaders"].truth() if "leaders" in parts else None,
    )


def _criterion(node: Node) -> Criterion:
    parts = node.keys("code text")
    return Criterion(parts["code"].string(), parts["text"].text())


def _or_not_seen(node: Node, kind: type[Kind]) -> Kind | None:
    return None if node.value == NOT_SEEN else node.one_of(kind)


def _multiple(node: Node) -> Decimal:
    return Decimal(str(node.number()))
