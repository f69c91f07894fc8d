"""Reading `caps.yaml` of a book."""

from decimal import Decimal

from vungmanh.rulebooks.caps import ROUNDINGS, Cap, Division
from vungmanh.rulebooks.conditions import known_category
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.library import Library
from vungmanh.rulebooks.reading import Node, refuse_duplicates
from vungmanh.rulebooks.rulebook import Category

NOT_SEEN = "not_seen"
_CITED = ("share", "base", "rounding", "group")


def read_cap(node: Node, subject: Subject, categories: tuple[Category, ...], library: Library) -> Cap:
    """One cap; share, base, rounding and group each with a citation. Raises BookError."""
    parts = node.keys("code category group share base rounding text")
    citations = {name: library.citation(parts[name]) for name in ("group", "share", "base", "rounding")}
    group, base = parts["group"].keys("code name cites", "local divisions"), parts["base"].keys("is cites", "or local")

    def codes(listing: Node) -> tuple[str, ...]:
        return tuple(known_category(each, categories) for each in listing.items())

    return Cap(
        code=parts["code"].string(),
        subject=subject,
        category=known_category(parts["category"], categories),
        share=_read_share(parts["share"].keys("is cites", "local")["is"]),
        base=codes(base["is"]),
        alternative_bases=tuple(codes(each) for each in base["or"].items()) if "or" in base else (),
        group_code=group["code"].string(),
        group=group["name"].text(),
        rounding=_read_rounding(parts["rounding"].keys("is cites", "local")["is"]),
        text=parts["text"].text(),
        citation=citations["share"],
        base_citation=citations["base"],
        rounding_citation=citations["rounding"],
        group_citation=citations["group"],
        local=frozenset(name for name in _CITED if _is_local(parts[name])),
        divisions=_read_divisions(group["divisions"]) if "divisions" in group else (),
    )


def _is_local(node: Node) -> bool:
    local = node.child("local")
    return local.value is not None and local.truth()


def _read_divisions(node: Node) -> tuple[Division, ...]:
    nodes = node.items()
    found = tuple(_read_division(each) for each in nodes)
    refuse_duplicates(nodes, [each.code for each in found])
    return found


def _read_division(node: Node) -> Division:
    parts = node.keys("code name", "kinds organizations")
    if "kinds" not in parts and "organizations" not in parts:
        raise node.error("a group of nobody", "Add «kinds:» or «organizations:» with the codes that belong to it")
    kinds = tuple(each.string() for each in parts["kinds"].items()) if "kinds" in parts else ()
    organizations = tuple(each.string() for each in parts["organizations"].items()) if "organizations" in parts else ()
    return Division(parts["code"].string(), parts["name"].text(), kinds, organizations)


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
