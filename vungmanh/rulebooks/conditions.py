"""Reading the tests of conditions and the rules of categories from YAML.

A test may refer to another category: `no_ground_for: not_completed` (none of the grounds of that
category is met) and `not_reached: completed` (the rule of that category is not met). References are
resolved here, so the engine sees plain expressions. Grounds are the conditions of a category that do
not themselves refer to a category; that keeps the two kinds of reference from going round in a circle.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vungmanh.rulebooks.errors import WrongFact
from vungmanh.rulebooks.expressions import AllOf, AnyOf, Comparison, Expression, Not, Operator, Unseen
from vungmanh.rulebooks.facts import Fact, FactType, Subject
from vungmanh.rulebooks.library import Library
from vungmanh.rulebooks.reading import Node, refuse_duplicates
from vungmanh.rulebooks.rulebook import Category, Condition, Require, Rule

NO_GROUND_FOR = "no_ground_for"
NOT_REACHED = "not_reached"
_SIGNS = " ".join(Operator)
_FORMS = f"fact all_of any_of unseen {NO_GROUND_FOR} {NOT_REACHED}"


def read_test(node: Node, library: Library, subject: Subject) -> Expression:
    """The expression written at `node`, which may not refer to a category. Raises BookError."""
    parts = node.keys("", f"{_FORMS} {_SIGNS}")
    if "fact" in parts:
        return _read_comparison(node, library, subject)
    if len(parts) != 1:
        raise node.error("a test must be exactly one thing", f"Write one of {', '.join(_FORMS.split())}")
    [(form, child)] = parts.items()
    if form == "unseen":
        if child.value is not True:
            raise child.error("«unseen» can only be true", "Write «unseen: true», or a test")
        return Unseen()
    if form in ("all_of", "any_of"):
        members = tuple(read_test(each, library, subject) for each in child.items())
        return AllOf(members) if form == "all_of" else AnyOf(members)
    raise node.error(f"«{form}» does not belong here", "A reference to a category stands alone in a condition")


def _read_comparison(node: Node, library: Library, subject: Subject) -> Comparison:
    signs = [sign for sign in Operator if node.child(sign).value is not None]
    if len(signs) != 1:
        raise node.error("a comparison needs exactly one limit", f"Write one of {', '.join(Operator)}")
    sign = signs[0]
    node.keys(f"fact {sign}")
    fact, limit = library.fact(node.child("fact"), subject), node.child(sign)
    if sign is not Operator.IS and not fact.is_ordered:
        raise node.error(f"the fact «{fact.code}» has no order", "Compare it with «is»")
    return Comparison(fact, sign, _read_limit(limit, fact))


def _read_limit(limit: Node, fact: Fact) -> object:
    numeric = fact.type in (FactType.INTEGER, FactType.NUMBER, FactType.SHARE)
    value = limit.number() if numeric else limit.value
    try:
        fact.exact(value)
    except WrongFact as error:
        raise limit.error(str(error).rstrip("."), f"Write {fact.expected}") from None
    return value


@dataclass(slots=True)
class RuleReader:
    """Reads the rules of one subject of one book and resolves the references between them."""

    library: Library
    subject: Subject
    categories: tuple[Category, ...]
    nodes: dict[str, Node] = field(default_factory=dict)

    def read(self, listing: Node) -> Mapping[str, Rule]:
        """The rule of every category; raises BookError when one is missing or written twice."""
        entries = listing.items()
        codes = [self._category(each.child("category")) for each in entries]
        refuse_duplicates(entries, codes)
        for category in self.categories:
            if category.code not in codes:
                raise listing.error(
                    f"no rule for the category «{category.code}»",
                    "Add one; where its content was not seen, with a condition «unseen: true»",
                )
        self.nodes = dict(zip(codes, entries, strict=True))
        return {code: self._rule(node) for code, node in self.nodes.items()}

    def _rule(self, node: Node) -> Rule:
        parts = node.keys("category require conditions")
        entries = parts["conditions"].items()
        conditions = tuple(self._condition(each) for each in entries)
        refuse_duplicates(entries, [condition.code for condition in conditions])
        return Rule(parts["require"].one_of(Require), conditions)

    def _condition(self, node: Node) -> Condition:
        citation = self.library.citation(node)
        parts = node.keys("code text test cites")
        test = self._resolve(parts["test"])
        return Condition(parts["code"].string(), parts["text"].text(), test, citation)

    def _resolve(self, test: Node) -> Expression:
        reference = _reference(test)
        if reference is None:
            return read_test(test, self.library, self.subject)
        test.keys(reference)
        code = self._category(test.child(reference))
        if reference == NO_GROUND_FOR:
            return Not(AnyOf(self._grounds(code, test)))
        if any(_reference(each) == NOT_REACHED for each in self._tests(code)):
            raise test.error(f"«{code}» refers to another category itself", "Refer to a category that does not")
        return Not(self._joined(code))

    def _grounds(self, code: str, asking: Node) -> tuple[Expression, ...]:
        plain = [each for each in self._tests(code) if _reference(each) is None]
        if not plain:
            raise asking.error(f"«{code}» has no grounds of its own", "Refer to a category with plain conditions")
        return tuple(read_test(each, self.library, self.subject) for each in plain)

    def _joined(self, code: str) -> Expression:
        tests = tuple(self._resolve(each) for each in self._tests(code))
        require = self.nodes[code].child("require").one_of(Require)
        return AllOf(tests) if require is Require.ALL else AnyOf(tests)

    def _tests(self, code: str) -> list[Node]:
        return [each.child("test") for each in self.nodes[code].child("conditions").items()]

    def _category(self, node: Node) -> str:
        return known_category(node, self.categories)


def known_category(node: Node, categories: tuple[Category, ...]) -> str:
    """The category code written at `node`; raises BookError when the book does not have it."""
    code, known = node.string(), [category.code for category in categories]
    if code not in known:
        raise node.error(f"unknown category «{code}»", f"Write one of {', '.join(known)}")
    return code


def _reference(test: Node) -> str | None:
    for form in (NO_GROUND_FOR, NOT_REACHED):
        if test.child(form).value is not None:
            return form
    return None
