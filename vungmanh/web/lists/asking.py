"""Which list a request asks for, and the addresses that keep its state."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vungmanh.lists.addresses import choice_of, parameters_of, query_of
from vungmanh.lists.kinds import KINDS
from vungmanh.lists.listing import PAGE, PAGE_SIZES, SORTED_AT_MOST, Choice, Ignored, ListKind
from vungmanh.lists.views import columns_of
from vungmanh.organizations.models import Placement
from vungmanh.web.addresses import kept, number_in, scope_of, standing_on
from vungmanh.web.viewer import Request


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as one request asks for it; `total` counts the rows that the choice leaves, `size` those of a page.

    `page` is the list's address, `keeping` the scope and the day in it.
    """

    request: Request
    kind: ListKind
    choice: Choice
    total: int
    size: int
    page: str
    keeping: str

    def address(self, choice: Choice | None = None, *, columns: bool | None = None, **others: Any) -> str:
        """The address of the list with its state, or with another choice; `others` are more parameters."""
        own = self.choice if choice is None else choice
        asked_size = others.pop("size", self.size)
        size = [("size", asked_size)] if asked_size != PAGE else []
        more = [(name, value) for name, value in others.items() if value not in ("", None)]
        naming = self.columns_in_address if columns is None else columns
        query = urlencode([*parameters_of(own, columns=naming), *size, *more])
        joined = "&".join(part for part in (self.keeping, query) if part)
        return self.page + (f"?{joined}" if joined else "")

    def address_showing(self, columns: Sequence[str]) -> str:
        """The address of the list with these columns, and the rest of its state."""
        return self.address(replace(self.choice, columns=columns), columns=bool(columns))

    @property
    def columns_in_address(self) -> bool:
        """Whether the address names the columns, or the login's habit decides."""
        return "columns" in self.request.GET

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is filtered out."""
        return bool(self.choice.words or self.choice.filters)


def list_page(kind: ListKind) -> str:
    """The page of a list."""
    return reverse("members") if kind.code == "members" else reverse("list", args=[kind.code])


def kind_of(code: str) -> ListKind:
    """The kind of list with this code; an address that nobody gave out is not found."""
    if code not in KINDS:
        raise Http404
    return KINDS[code]


def asked_for(request: Request, kind: ListKind) -> Asked:
    """The list with what the address chooses, or as the login likes its columns."""
    scope = scope_of(request, kind.right)
    query = request.META.get("QUERY_STRING", "")
    choice = choice_of(kind, query, scope=scope, on=request.viewer.on)
    if not choice.columns and (columns := columns_of(request.viewer.actor, kind.code)):
        choice = replace(choice, columns=_known(kind, columns.split(",")))
    if kind.about:
        standing_on(request, kind.right, kind.about(choice))
    total = request.viewer.remembered(
        _counted, scope, on=choice.on, kind=kind.code, query=query_of(choice, columns=False)
    )
    size = number_in(request.GET.get("size", ""))
    return Asked(
        request,
        kind,
        choice=_sortable(kind, choice, total),
        total=total,
        size=size if size in PAGE_SIZES else PAGE,
        page=list_page(kind),
        keeping=kept(request).removeprefix("?"),
    )


def _counted(scope: Placement, *, on: Any, kind: str, query: str) -> int:
    return KINDS[kind].count(choice_of(KINDS[kind], query, scope=scope, on=on))


def _known(kind: ListKind, codes: Sequence[str]) -> list[str]:
    known = {column.code for column in kind.columns()}
    return [code for code in codes if code in known]


def _sortable(kind: ListKind, choice: Choice, total: int) -> Choice:
    """The choice sorted as asked where the list is short enough for it."""
    if choice.sort.removeprefix("-") not in kind.sorts_few or total <= SORTED_AT_MOST:
        return choice
    why = _("Danh sách dài hơn {most} dòng nên chỉ xếp theo tên. Lọc bớt rồi xếp lại.").format(most=SORTED_AT_MOST)
    return replace(choice, sort="", ignored=[*choice.ignored, Ignored("sort", choice.sort, why)])
