"""Saved views of lists: keeping, offering, renaming and deleting them; and the columns a login likes to see."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.lists.models import SavedView, ShownColumns

MOST_VIEWS = 50
"""Views that one login may keep of one list."""
LONGEST_QUERY = 4000
"""Characters of an address that are kept."""


def views_of(actor: Actor, list_code: str) -> list[SavedView]:
    """The views of a list that the actor kept, and those shared with its capacity, by name."""
    shared = Q(organization=actor.organization_id, post=actor.post) & ~Q(organization=None)
    return list(SavedView.objects.filter(Q(login=actor.login_id) | shared, list=list_code).order_by("name", "pk"))


def own_view(actor: Actor, view_id: int) -> SavedView | None:
    """The view with this id where the actor kept it; nobody changes those of others."""
    return SavedView.objects.filter(pk=view_id, login=actor.login_id).first()


def save_view(*, by: Actor, list_code: str, name: str, query: str, shared: bool) -> SavedView:
    """Keep a list's state under a name; shared, it is offered to everybody acting in the same capacity there."""
    name = _checked_name(by, list_code, name)
    if len(query) > LONGEST_QUERY:
        raise Refusal(
            "lists.view_too_long",
            _("Bộ lọc này chọn từng dòng quá nhiều nên không lưu được."),
            remedy=_("Lọc theo điều kiện thay cho chọn từng dòng, rồi lưu lại."),
        )
    if SavedView.objects.filter(login=by.login_id, list=list_code).count() >= MOST_VIEWS:
        raise Refusal(
            "lists.too_many_views",
            _("Mỗi danh sách lưu nhiều nhất {most} bộ lọc.").format(most=MOST_VIEWS),
            remedy=_("Xóa bớt bộ lọc đã lưu mà đồng chí không dùng nữa."),
        )
    assert by.login_id is not None  # views are kept by people, not by the operator
    with_whom = {"organization_id": by.organization_id, "post": by.post} if shared and by.organization_id else {}
    return SavedView.objects.create(login_id=by.login_id, list=list_code, name=name, query=query, **with_whom)


def rename_view(*, by: Actor, view: SavedView, name: str) -> None:
    """Give a view another name."""
    view.name = _checked_name(by, view.list, name, but=view.pk)
    view.save(update_fields=["name"])


def delete_view(*, view: SavedView) -> None:
    """Forget a view."""
    view.delete()


def columns_of(actor: Actor, list_code: str) -> str:
    """Codes of the columns that the login last chose for the list, separated by commas; empty for the usual ones."""
    chosen = ShownColumns.objects.filter(login=actor.login_id, list=list_code)
    return chosen.values_list("columns", flat=True).first() or ""


def remember_columns(*, by: Actor, list_code: str, columns: Sequence[str]) -> None:
    """Show these columns from now on; none means the usual ones."""
    if not columns:
        ShownColumns.objects.filter(login=by.login_id, list=list_code).delete()
        return
    assert by.login_id is not None
    ShownColumns.objects.update_or_create(login_id=by.login_id, list=list_code, defaults={"columns": ",".join(columns)})


def _checked_name(by: Actor, list_code: str, name: str, *, but: int | None = None) -> str:
    """The name as it is kept; refused when empty, too long or taken by another view of the same login."""
    name = " ".join(name.split())
    longest = SavedView._meta.get_field("name").max_length or 0
    if not name or len(name) > longest:
        raise Refusal(
            "lists.view_without_name",
            _("Tên bộ lọc có từ 1 đến {longest} chữ.").format(longest=longest),
            remedy=_("Ghi một tên ngắn, ví dụ “Đảng viên dự bị”."),
        )
    taken = SavedView.objects.filter(login=by.login_id, list=list_code, name=name)
    taken = taken if but is None else taken.exclude(pk=but)
    if taken.exists():
        raise Refusal(
            "lists.view_name_taken",
            _("Đồng chí đã có bộ lọc tên “{name}”.").format(name=name),
            remedy=_("Ghi tên khác, hoặc xóa bộ lọc cũ trước."),
        )
    return name
