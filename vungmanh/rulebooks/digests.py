"""The digest of a book: what it says, with the documents it cites and the facts it asks for.

Comments and layout do not count, nor who a fact is about or whether the product records it: those are no rules.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from vungmanh.rulebooks.expressions import Expression
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.library import Library
from vungmanh.rulebooks.rulebook import Part

NO_RULE = ("about", "recorded")


def digest_of(
    files: Mapping[str, object], documents: Iterable[str], parts: Mapping[Subject, Part], library: Library
) -> str:
    """The SHA-256 of the content in a canonical form."""
    asked = {fact.code for part in parts.values() for test in _tests_of(part) for fact in test.facts()}
    return sha256_of(
        {
            "files": files,
            "documents": {code: library.raw["documents"][code] for code in documents},
            "facts": {code: _rule_content(library.raw["facts"][code]) for code in asked},
        }
    )


def sha256_of(content: object) -> str:
    """The SHA-256 of plain data, whatever the order of its keys."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def cited_in(values: Iterable[object]) -> set[str]:
    """The codes of the documents cited anywhere in these values."""
    found: set[str] = set()
    for value in values:
        if isinstance(value, list):
            found |= cited_in(value)
        elif isinstance(value, dict):
            if "cites" in value:
                found.add(value["cites"]["document"])
            found |= cited_in(value.values())
    return found


def _rule_content(fact: object) -> object:
    return {key: value for key, value in fact.items() if key not in NO_RULE} if isinstance(fact, dict) else fact


def _tests_of(part: Part) -> list[Expression]:
    conditions = [condition.test for rule in part.rules.values() for condition in rule.conditions]
    listed = [*(each.condition for each in part.exemptions), *(each.when for each in part.remarks)]
    return [*conditions, *listed, *(each.when for each in part.conduct.special)]
