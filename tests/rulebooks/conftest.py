"""A small shelf of one book, written to disk, for the tests of the loader."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

CITES = {"document": "doc", "place": {"vi": "chỗ", "en": "place"}, "evidence": "Q"}
TEXT = {"vi": "chữ", "en": "words"}


def cited(**parts: Any) -> dict[str, Any]:
    return {**parts, "cites": copy.deepcopy(CITES)}


def category(code: str) -> dict[str, Any]:
    return cited(code=code, name=dict(TEXT), short=dict(TEXT))


def rules() -> list[dict[str, Any]]:
    high = cited(code="points_50", text=dict(TEXT), test={"fact": "points", "at_least": 50})
    clear = cited(code="clear", text=dict(TEXT), test={"no_ground_for": "low"})
    below = cited(code="below", text=dict(TEXT), test={"not_reached": "high"})
    bad = cited(code="bad", text=dict(TEXT), test={"any_of": [{"fact": "bad", "is": True}]})
    return [
        {"category": "high", "require": "all", "conditions": [high, clear]},
        {"category": "low", "require": "any", "conditions": [below, bad]},
    ]


def cap() -> dict[str, Any]:
    return {
        "code": "best",
        "category": "high",
        "text": dict(TEXT),
        "share": cited(**{"is": 0.2}),
        "base": cited(**{"is": ["low"], "or": [["high", "low"]], "local": True}),
        "rounding": cited(**{"is": "down", "local": True}),
        "group": cited(code="similar", name=dict(TEXT), local=True),
    }


def campaign() -> dict[str, Any]:
    """One entry of each matter, with values that are left to a local frame."""

    def value(content: object) -> dict[str, Any]:
        return cited(**{"is": content, "local": True})

    entry = cited(code="one", text=dict(TEXT))
    ballot = {
        "code": "cell",
        "text": dict(TEXT),
        "voters": "cell",
        "held": value("not_seen"),
        "secret": value(True),
        "threshold": value({"more_than": "1/2"}),
        "denominator": value("due"),
    }

    def of_each(entry: dict[str, Any]) -> dict[str, Any]:
        return {subject: [copy.deepcopy(entry)] for subject in ("member", "organization")}

    return {
        "deciding": of_each({**entry, "kinds": ["cell"], "decider": "grassroots_committee"}),
        "ballots": of_each(ballot),
        "procedure": of_each({**entry, "actor": "member"}),
        "criteria": of_each({**entry, "role": "task", "criteria": [{"code": "first", "text": dict(TEXT)}]}),
        "order": {each: [{**entry, "first": "lower", "then": "higher"}] for each in ("review", "rating")},
        "re_rating": [{**entry, "changes": "rated_year", "decider": "superior"}],
        "forms": [{**entry, "about": ["member"]}],
    }


def titles() -> dict[str, Any]:
    one = cited(code="year", text=dict(TEXT), category="high", years=1, award="certificate", decider="province")
    return {"member": [one]}


def special() -> dict[str, Any]:
    when = {"fact": "bad", "is": True}
    return {"member": [cited(code="ill", text=dict(TEXT), when=when, below="high", comments=["host_cell"])]}


def book_files(code: str, first: int, last: int | None) -> dict[str, Any]:
    """The files of a small but complete book."""
    years = cited(first=first) if last is None else cited(first=first, last=last)
    both = ("member", "organization")
    exemption = cited(code="away", reason=dict(TEXT), treatment="exempt", when={"fact": "place", "is": "away"})
    remark = cited(code="note", text=dict(TEXT), when={"fact": "place", "is": "here"})
    return {
        "book.yaml": {"code": code, "title": dict(TEXT), "content_seen": True, "years": years},
        "categories.yaml": {subject: [category("high"), category("low")] for subject in both},
        "member.yaml": rules(),
        "organization.yaml": rules(),
        "caps.yaml": {"member": [cap()]},
        "exemptions.yaml": {"member": [exemption]},
        "remarks.yaml": {"member": [remark]},
        "campaign.yaml": campaign(),
        "titles.yaml": titles(),
        "special.yaml": special(),
    }


def shared_files() -> dict[str, Any]:
    about = ["member", "organization"]
    fact = {"about": about, "recorded": False, "text": dict(TEXT)}
    places = [{"code": "here", "text": dict(TEXT)}, {"code": "away", "text": dict(TEXT)}]
    return {
        "sources.yaml": [{"code": "doc", "issuer": dict(TEXT), "title": dict(TEXT)}],
        "facts.yaml": {
            "points": {"type": "number", **fact},
            "bad": {"type": "truth", **fact},
            "done": {"type": "share", **fact},
            "place": {"type": "choice", **fact, "choices": places, "about": ["member"]},
        },
        "classification/equivalence.yaml": [
            cited(code="top", subject="member", name=dict(TEXT), members={"one": ["high"]})
        ],
    }


class SmallShelf:
    """Files that a test spoils in one place before they are written and read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = shared_files()
        self.add_book("one", 1930, None)

    def add_book(self, code: str, first: int, last: int | None) -> None:
        for name, content in book_files(code, first, last).items():
            self.files[f"classification/{code}/{name}"] = content

    def of_book(self, name: str, code: str = "one") -> Any:
        return self.files[f"classification/{code}/{name}"]

    def write(self) -> Path:
        for name, content in self.files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True)
            path.write_text(text, encoding="utf-8")
        return self.root


@pytest.fixture
def small(tmp_path: Path) -> SmallShelf:
    return SmallShelf(tmp_path)
