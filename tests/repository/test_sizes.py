"""Functions and files stay small, and modules are named after nouns of the domain."""

import ast
from pathlib import Path

import pytest

from tests.repository.files import modules, name, tree

LONGEST_FUNCTION, LONGEST_FILE, LONGEST_TEST = 60, 400, 45
SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "service",
    "services",
    "misc",
    "base",
}


@pytest.mark.parametrize("path", modules("vungmanh", "tools", "tests"), ids=name)
def test_files_and_functions_stay_small(path: Path) -> None:
    most = LONGEST_TEST if name(path).startswith("tests/") else LONGEST_FUNCTION
    too_long = [
        f"{node.name}: {length} lines"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > most
    ]
    assert too_long == []
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_modules_are_named_after_what_is_in_them() -> None:
    empty = [name(path) for path in modules("vungmanh", "tools") if SAY_NOTHING & {path.stem, path.parent.name}]
    assert empty == []


def test_every_capability_says_what_it_is_for() -> None:
    silent = [
        name(path)
        for path in modules("vungmanh")
        if path.name == "__init__.py" and path.parent.parent.name == "vungmanh" and not ast.get_docstring(tree(path))
    ]
    assert silent == []
