"""`python -m tools.pages`: writes the pages of docs/ that come out of the code; `--check` says which are stale."""

import sys
from collections.abc import Callable
from pathlib import Path

from vungmanh.access.grants import GRANTS, MEMBER
from vungmanh.access.rights import Right
from vungmanh.members.models import Post

DOCS = Path(__file__).resolve().parent.parent / "docs"


def permissions() -> str:
    """The page of grants as a table: rights down, posts across."""
    posts = [MEMBER, *(post.value for post in Post)]
    heads = ["Đảng viên · member" if post == MEMBER else f"{Post(post).label} · `{post}`" for post in posts]
    lines = [
        "# Who may",
        "",
        "Generated from `vungmanh/access/grants.py` by `make docs`. What is not in the table is denied.",
        "A login acts in the capacity of one post at a time; the operator at the command line may do everything.",
        "",
        "The last column tells which rights the holder of a post may lend to a helper for a time; a helper has these",
        "alone, over the organization named, while the post and the right last.",
        "",
        f"| right | {' | '.join(heads)} | may be lent |",
        "|---" * (len(posts) + 2) + "|",
        *(_line(right, posts) for right in Right),
    ]
    return "\n".join(lines) + "\n"


def _line(right: Right, posts: list[str]) -> str:
    return f"| {right.name_text.vi} · {right.name_text.en} | {_reaches(right, posts)} | {_lent(right)} |"


def _reaches(right: Right, posts: list[str]) -> str:
    reaches = [GRANTS.get(post, {}).get(right) for post in posts]
    return " | ".join("–" if reach is None else reach.name_text.en for reach in reaches)


def _lent(right: Right) -> str:
    """Whether it may be lent, and what goes with it."""
    needed = ", ".join(one.name_text.en for one in Right if one in right.needs)
    return ("yes, with: " + needed if needed else "yes") if right.may_be_delegated else "never"


PAGES: dict[str, Callable[[], str]] = {"permissions.md": permissions}
"""Generated pages by file name in docs/."""


def stale() -> list[str]:
    """Names of the pages that are not what the code says."""
    return [name for name, page in PAGES.items() if not _same(DOCS / name, page())]


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def main() -> int:
    """Write or, with `--check`, compare."""
    names = stale()
    if "--check" in sys.argv[1:]:
        for name in names:
            print(f"docs/{name} is stale: run `make docs`")
        return len(names)
    DOCS.mkdir(exist_ok=True)
    for name in names:
        (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
        print(f"wrote docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
