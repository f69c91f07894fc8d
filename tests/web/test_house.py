"""The habits of the house in `web`: no queries, short views."""

import ast
from collections.abc import Iterator
from pathlib import Path

from vungmanh import web

WEB = Path(web.__file__).parent
LONGEST_VIEW = 25
"""Lines of a view: load, act, answer."""


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(WEB.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_no_queries_in_web() -> None:
    found = [
        f"{path.name}:{node.lineno}"
        for path, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")
    ]
    assert found == []


def test_views_are_short() -> None:
    long = [
        f"{path.parent.name}/{path.name}: {node.name}"
        for path, tree in _modules()
        if path.name in ("views.py", "changes.py")
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= LONGEST_VIEW + 5
    ]
    assert long == []


def test_templates_use_no_inline_styles_or_handlers() -> None:
    found = [
        path.name
        for path in WEB.rglob("*.html")
        if " style=" in (text := path.read_text(encoding="utf-8")) or " onclick=" in text or "<style" in text
    ]
    assert found == []
