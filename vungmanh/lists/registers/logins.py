"""The register of logins: who in the scope has one, in which state, with the posts that call for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.accounts.register import LoginRow, LoginState, RegisterPage, register_count, register_page
from vungmanh.documents.tables import Column, Kind, Value
from vungmanh.lists.registers.register import BATCH, Asked, Register
from vungmanh.members.models import Post
from vungmanh.members.queries import posts_of_many
from vungmanh.organizations.queries import names_on

_LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class LoginLine:
    """One login with the member's cell and posts in words."""

    row: LoginRow
    cell: str
    posts: str


def logins_page(asked: Asked, **place: object) -> RegisterPage:
    """One page of the register; `place` as for `register_page`."""
    return register_page(asked.scope, on=asked.on, **_wanted(asked.filters), **place)  # type: ignore[arg-type]


def login_lines(rows: Sequence[LoginRow], *, on: date) -> list[LoginLine]:
    """The rows with what their columns need besides, asked once for all."""
    cells = names_on({row.organization_id for row in rows}, on=on)
    held = posts_of_many([row.member_id for row in rows], on=on)
    names = {code: str(label) for code, label in Post.choices}
    return [
        LoginLine(
            row,
            cell=cells.get(row.organization_id, ("–", None))[0],
            posts=", ".join(names[post] for post in held.get(row.member_id, ())),
        )
        for row in rows
    ]


def _wanted(filters: Mapping[str, str]) -> dict[str, str]:
    return {"state": filters.get("state", ""), "words": filters.get("words", "").strip()[:_LONGEST_SEARCH]}


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ tên"), width=28),
        Column("cell", _("Nơi sinh hoạt"), width=36),
        Column("posts", _("Chức vụ"), width=28),
        Column("state", _("Trạng thái"), width=26),
        Column("code_last_day", _("Mã dùng đến"), Kind.DATE, 14),
        Column("username", _("Tên đăng nhập"), width=20),
        Column("second_factor", _("Hai bước"), width=10),
        Column("last_sign_in", _("Đăng nhập gần nhất"), Kind.DATE, 14),
    ]


def _rows(asked: Asked) -> Iterator[Sequence[Value]]:
    after: str | None = ""
    while after is not None:
        page = logins_page(asked, after=after, size=BATCH)
        for one in login_lines(page.rows, on=asked.on):
            yield _cells(one)
        after = page.after


def _cells(one: LoginLine) -> list[Value]:
    row = one.row
    factor = _("Có") if row.second_factor else _("Không")
    return [
        row.full_name, one.cell, one.posts, str(row.state.label), row.code_last_day, row.username, factor,
        row.last_sign_in,
    ]  # fmt: skip


def _narrowed(asked: Asked) -> Iterator[str]:
    wanted = _wanted(asked.filters)
    known = wanted["state"] in LoginState.values and wanted["state"] != LoginState.NONE
    yield str(LoginState(wanted["state"]).label) if known else _("có tài khoản hoặc mã")
    if wanted["words"]:
        yield _("tìm “{words}”").format(words=wanted["words"])


LOGINS = Register(
    code="logins",
    title=lambda: _("Tài khoản"),
    right=Right.MANAGE_LOGINS,
    columns=_columns,
    count=lambda asked: register_count(asked.scope, on=asked.on, **_wanted(asked.filters)),
    rows=_rows,
    filters=("state", "words"),
    narrowed=_narrowed,
)
