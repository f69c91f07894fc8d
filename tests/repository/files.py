"""The project's own files, for tests that read them."""

import ast
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "vungmanh"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def modules(*folders: str) -> list[Path]:
    """Python files below the folders, migrations apart."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """The file as Python understands it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    """The file as people name it."""
    return path.relative_to(ROOT).as_posix()
