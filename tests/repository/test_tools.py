"""The tools that collect translations, write pages and build releases."""

import json
from pathlib import Path

import pytest

from tests.repository.files import PROJECT, ROOT
from tools.messages import known, problems, write
from tools.pages import stale
from tools.release import has_entry


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with one text in code, one plural and one in a template."""
    package = tmp_path / "product"
    (package / "templates").mkdir(parents=True)
    (package / "code.py").write_text('_("Lưu {name}")\nngettext("{n} người", "{n} người", 3)\n', encoding="utf-8")
    template = "{% load i18n %}{% translate 'Mở' %}{% blocktranslate %}Xin chào {{ name }}{% endblocktranslate %}"
    (package / "templates" / "page.html").write_text(template, encoding="utf-8")
    return package


def merged(package: Path, english: dict[str, object]) -> list[str]:
    file = package.parent / "en.json"
    file.write_text(json.dumps(english), encoding="utf-8")
    write(package, [file])
    return list(problems(package))


ENGLISH = {
    "Lưu {name}": "Save {name}",
    "{n} người": ["{n} person", "{n} persons"],
    "Mở": "Open",
    "Xin chào %(name)s": "Hello %(name)s",
}


def test_texts_are_collected_translated_and_compiled(package: Path) -> None:
    assert merged(package, ENGLISH) == []
    assert known(package)["{n} người", None] == ("{n} person", "{n} persons")
    assert (package / "locale/en/LC_MESSAGES/django.mo").stat().st_size > 0


def test_translations_are_kept_when_texts_are_collected_again(package: Path) -> None:
    merged(package, ENGLISH)
    assert merged(package, {}) == []


def test_what_is_missing_stale_or_misses_a_place_is_told(package: Path) -> None:
    assert merged(package, {**ENGLISH, "Lưu {name}": "Save"}) == [
        "other places than the Vietnamese: 'Lưu {name}' → 'Save'"
    ]
    merged(package, ENGLISH)
    (package / "more.py").write_text('_("Đóng")', encoding="utf-8")
    told = list(problems(package))
    assert told[0] == "not translated: 'Đóng' (product/more.py)"
    assert len([one for one in told if "stale" in one]) == 1


def test_the_compiled_translations_must_be_those_of_the_texts(package: Path) -> None:
    merged(package, ENGLISH)
    (package / "locale/en/LC_MESSAGES/django.mo").write_bytes(b"old")
    assert list(problems(package)) == ["product/locale/en/LC_MESSAGES/django.mo is stale: run `make fix`"]


def test_a_release_is_told_of_in_the_changelog() -> None:
    assert has_entry("# Changelog\n\n## 0.1.0 - 2026-11-22\n", "0.1.0")
    assert not has_entry("# Changelog\n\n## 0.1.0 - 2026-11-22\n", "0.1")
    assert not has_entry("## 0.1.00\n", "0.1.0")


def test_generated_pages_are_fresh() -> None:
    assert stale() == []


@pytest.mark.parametrize("pins", ["requirements.txt", "requirements-dev.txt"])
def test_every_dependency_is_pinned_with_hashes(pins: str) -> None:
    text = (ROOT / pins).read_text(encoding="utf-8").lower()
    wanted = PROJECT["project"]["dependencies"]
    if pins == "requirements-dev.txt":
        wanted = wanted + PROJECT["dependency-groups"]["dev"]
    names = [one.split(">")[0].split("[")[0].lower() for one in wanted]
    assert [one for one in names if f"\n{one}==" not in f"\n{text}" and f"\n{one}[" not in f"\n{text}"] == []
    assert "://" not in text
    assert text.count("--hash=sha256:") > len(names)
