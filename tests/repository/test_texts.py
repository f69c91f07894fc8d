"""Everything that users read can be said in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.base import Lexer, Token, TokenType
from django.utils.translation import gettext, ngettext, override

from tests.repository.files import PACKAGE, modules, name, tree

VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)
TRANSLATING = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "Text",
    "declare",
}
DATA = ("demo/", "exchange/", "rulebooks/", "foundation/names.py")
"""Data in Vietnamese: the scenario, headers of workbooks, regulations, the alphabet."""
NAMES = ("Vững Mạnh", "Tiếng Việt", "Yên Sơn")
"""What is called the same in every language."""

TEMPLATES = sorted(PACKAGE.rglob("*.html"))


def untranslated(path: Path) -> Iterator[str]:
    """Vietnamese in a template outside of what is translated."""
    within = False
    for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
        words = token.split_contents() if token.token_type == TokenType.BLOCK else [""]
        if words[0] in ("blocktranslate", "blocktrans", "comment"):
            within = True
        elif words[0].startswith("end"):
            within = False
        elif not within:
            yield from (text for text in _texts(token, words) if _is_vietnamese(text))


def _texts(token: Token, words: list[str]) -> list[str]:
    if token.token_type == TokenType.TEXT:
        return re.findall(r"[^<>\n]+", re.sub(r"(?s)<!--.*?-->", "", token.contents))
    if token.token_type == TokenType.COMMENT or words[0] in ("translate", "trans"):
        return []
    return re.findall(r'"[^"]*"', re.sub(r'_\("[^"]*"\)', "", token.contents))


def _is_vietnamese(text: str) -> bool:
    for known in NAMES:
        text = text.replace(known, "")
    return VIETNAMESE.search(text) is not None


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_say_nothing_that_is_not_translated(path: Path) -> None:
    assert list(untranslated(path)) == []


def literals(path: Path) -> Iterator[str]:
    """Vietnamese in code outside of calls that translate, of texts in both languages and of docstrings."""
    said = {id(constant) for node in ast.walk(tree(path)) if _says(node) for constant in ast.walk(node)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and id(node) not in said and _is_vietnamese(str(node.value)):
            yield f"{node.lineno}: {node.value}"


def _says(node: ast.AST) -> bool:
    """Whether it is a call that translates, or a docstring."""
    if isinstance(node, ast.Call):
        return _called(node) in TRANSLATING
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@pytest.mark.parametrize(
    "path",
    [path for path in modules("vungmanh") if not name(path).removeprefix("vungmanh/").startswith(DATA)],
    ids=name,
)
def test_code_says_nothing_that_is_not_translated(path: Path) -> None:
    assert list(literals(path)) == []


def test_vietnamese_is_said_as_it_is_written_and_english_as_translated() -> None:
    with override("vi"):
        assert gettext("Chọn mã khác.") == "Chọn mã khác."
        assert ngettext("{count} tổ chức", "{count} tổ chức", 1) == "{count} tổ chức"
        assert gettext("This field is required.") == "Trường này là bắt buộc."
    with override("en"):
        assert gettext("Chọn mã khác.") == "Choose another code."
        assert gettext("This field is required.") == "This field is required."
