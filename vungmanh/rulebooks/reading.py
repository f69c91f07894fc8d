"""Reading YAML so that every complaint names the file and the place in it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import yaml

from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.errors import BookError

Kind = TypeVar("Kind", bound=StrEnum)

# The parser written in C reads the shelf five times faster; PyYAML built without it has the other one.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _ExactLoader(_SafeLoader):  # type: ignore[misc]  # the base is chosen when the module is loaded
    """YAML in which 0.20 is the decimal 0.20, and a key written twice is an error."""


def _construct_decimal(loader: _ExactLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(node.value.replace("_", ""))


def _construct_mapping(loader: _ExactLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            line = key_node.start_mark.line + 1
            raise yaml.constructor.ConstructorError(None, None, f"key «{key}» is written twice (line {line})")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_ExactLoader.add_constructor("tag:yaml.org,2002:float", _construct_decimal)
_ExactLoader.add_constructor("tag:yaml.org,2002:map", _construct_mapping)


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a YAML file that knows where it stands. Every reading method raises BookError."""

    value: object
    file: str
    path: str = ""

    def error(self, problem: str, remedy: str) -> BookError:
        """A BookError at this place."""
        return BookError(self.file, self.path, problem, remedy)

    def keys(self, required: str, optional: str = "") -> dict[str, "Node"]:
        """The children of a mapping that must have the `required` keys and may have the `optional` ones."""
        needed, allowed = required.split(), [*required.split(), *optional.split()]
        if not isinstance(self.value, dict):
            raise self.error("a mapping is expected here", f"Write the keys {', '.join(allowed)}")
        for key in self.value:
            if key not in allowed:
                raise self.error(f"unknown key «{key}»", f"Allowed are: {', '.join(allowed)}")
        for key in needed:
            if key not in self.value:
                raise self.error(f"the key «{key}» is missing", f"Add «{key}:» here")
        return {key: self.child(key) for key in self.value}

    def child(self, key: str) -> "Node":
        """The value under a key; None inside when the key is absent."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(value, self.file, f"{self.path}.{key}" if self.path else key)

    def entries(self) -> dict[str, "Node"]:
        """The children of a mapping with free keys."""
        if not isinstance(self.value, dict):
            raise self.error("a mapping is expected here", "Write «name: value» lines")
        return {str(key): self.child(key) for key in self.value}

    def items(self) -> list["Node"]:
        """The members of a list that must not be empty."""
        if not isinstance(self.value, list) or not self.value:
            raise self.error("a list with at least one member is expected here", "Write lines that begin with «-»")
        return [Node(each, self.file, f"{self.path}[{place}]") for place, each in enumerate(self.value)]

    def string(self) -> str:
        """A text that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.error("a text is expected here", "Write it, in quotation marks if it looks like a number")
        return self.value.strip()

    def text(self) -> Text:
        """A text in both languages."""
        children = self.keys("", "vi en")
        for language, name in (("vi", "Vietnamese"), ("en", "English")):
            if language not in children:
                raise self.error(f"the {name} text is missing", f"Add «{language}:» with our own short wording")
        return Text(vi=children["vi"].string(), en=children["en"].string())

    def integer(self) -> int:
        """A whole number."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.error("a whole number is expected here", "Write digits only")
        return self.value

    def truth(self) -> bool:
        """true or false."""
        if not isinstance(self.value, bool):
            raise self.error("true or false is expected here", "Write true or false")
        return self.value

    def day(self) -> date:
        """A date."""
        if not isinstance(self.value, date):
            raise self.error("a date is expected here", "Write it as year-month-day, such as 2018-09-24")
        return self.value

    def one_of(self, kind: type[Kind]) -> Kind:
        """A member of a closed list."""
        try:
            return kind(self.string())
        except ValueError:
            allowed = ", ".join(kind)
            raise self.error(f"«{self.value}» is not allowed here", f"Write one of: {allowed}") from None

    def number(self) -> Decimal | Fraction | int:
        """An exact number: 50, 0.20 or a fraction such as 1/3."""
        if isinstance(self.value, str) and "/" in self.value:
            try:
                return Fraction(self.value)
            except (ValueError, ZeroDivisionError):
                pass
        elif isinstance(self.value, (int, Decimal)) and not isinstance(self.value, bool):
            return self.value
        raise self.error("an exact number is expected here", "Write it as 50, 0.20 or 1/3")


def read_file(root: Path, name: str) -> Node:
    """The content of `root/name`; raises BookError when it is absent or is not YAML."""
    try:
        content = (root / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BookError(name, "", "the file is missing", "Write it, or remove the folder of the book") from None
    try:
        return Node(_ExactLoader(content).get_single_data(), name)
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        raise BookError(name, "", f"not readable as YAML: {problem}", "Mend the file") from error


def refuse_duplicates(nodes: list[Node], codes: list[str]) -> None:
    """Raise BookError at the second of two entries that have the same code."""
    for place, code in enumerate(codes):
        if code in codes[:place]:
            raise nodes[place].error(f"the code «{code}» is used twice", "Give each entry a code of its own")
