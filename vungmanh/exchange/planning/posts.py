"""Planning posts: «Bí thư; Cấp ủy viên @dong-xa từ 01/06/2015»."""

import re
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.access.checks import check_gives_post
from vungmanh.exchange import words
from vungmanh.exchange.planning.organizations import no_such_organization
from vungmanh.exchange.rows import Row
from vungmanh.exchange.steps import Hold, Person, Place
from vungmanh.exchange.tree import Tree
from vungmanh.foundation.dates import parsed, written
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Post

_ITEM = re.compile(r"(?P<post>[^@]+?)\s*(?:@\s*(?P<place>\S+))?\s*(?:từ\s*(?:ngày)?\s*(?P<day>[\d/.-]+))?")


def plan_posts(tree: Tree, row: Row, person: Person, own: Place | None) -> None:
    """Record the posts of the cell that are not held yet; posts that it leaves out are only named."""
    text = row.get("posts")
    if text is None:
        return
    named: set[tuple[str, int]] = set()
    for item in filter(None, (part.strip() for part in text.split(";"))):
        post, place, on = _read(tree, row, item, own)
        if post is None or place is None:
            continue
        named.add((post, place.id))
        held = [one for one in person.posts if one.post == post and one.organization_id == place.id != 0]
        if any(one.holds_on(tree.on) or one.holds_on(on) for one in held):
            continue
        if taken := next((one for one in held if one.ends_on is None or one.ends_on > on), None):
            row.refuse("posts", _("Chức vụ này đã ghi từ ngày {day}. Sửa ngày.").format(day=written(taken.starts_on)))
            continue
        if place.standing(on) is None:
            row.refuse(
                "posts", _("“{place}” không hoạt động vào ngày {day}.").format(place=place.name, day=written(on))
            )
            continue
        if place.placements[-1].ends_on is not None:
            row.refuse(
                "posts",
                _("“{place}” đã kết thúc hoạt động từ ngày {ended}. Chọn chi bộ đang hoạt động.").format(
                    place=place.name, ended=written(place.placements[-1].ends_on)
                ),
            )
            continue
        if tree.by is not None:
            try:
                check_gives_post(tree.by, post)
            except Refusal as refusal:
                row.refuse_as("posts", refusal)
                continue
        row.differ("posts", "", f"{words.POSTS[post]}, {place.name}")
        row.take(Hold(person, place, post, on))
    for one in person.posts:
        if one.holds_on(tree.on) and (one.post, one.organization_id) not in named:
            row.warn(
                "posts", _("Đang giữ “{post}” mà tệp không ghi; giữ nguyên.").format(post=words.POSTS[Post(one.post)])
            )


def _read(tree: Tree, row: Row, item: str, own: Place | None) -> tuple[Post | None, Place | None, date]:
    """Post, organization and first day of one item; a missing part means that the row is rejected."""
    match = _ITEM.fullmatch(item)
    post = words.post_of(match["post"]) if match else None
    if match is None or post is None:
        row.refuse(
            "posts",
            _("Không có chức vụ “{post}”. Các chức vụ: {posts}; ở tổ chức khác thì ghi thêm @mã.").format(
                post=item[:60], posts="; ".join(words.POSTS.values())
            ),
        )
        return None, None, tree.on
    on = tree.on
    if match["day"]:
        try:
            on = parsed(match["day"])
        except ValueError:
            row.refuse("posts", _("“{text}” không phải là ngày có thật. Ghi ngày/tháng/năm.").format(text=match["day"]))
    code = match["place"]
    place = own if code is None else tree.places.get(code)
    if place is None and tree.scope is not None:
        row.refuse("posts", no_such_organization(code or "", tree))
    elif place is None:
        row.refuse("posts", _("Không có tổ chức nào có mã “{code}”. Kiểm tra mã sau @.").format(code=code or ""))
    return post, place, on
