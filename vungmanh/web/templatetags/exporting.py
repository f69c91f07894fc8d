"""What the export menu offers."""

from typing import Any

from django import template

from vungmanh.access.questions import may
from vungmanh.access.rights import Right
from vungmanh.organizations.queries import last_placement_of, placement_of

register = template.Library()


@register.simple_tag(takes_context=True)
def may_export(context: dict[str, Any], *, rosters: bool = False) -> bool:
    """Whether the viewer may take data of the page's scope out; with `rosters`, the complete particulars too.

    To export is a right of today's reach, whatever day the page is about; rosters are made of today only.
    """
    request = context["request"]
    viewer, scope = request.viewer, getattr(request, "scope", None)
    if scope is None or (rosters and viewer.on != viewer.today):
        return False
    id_ = scope.organization_id
    place = scope if scope.holds_on(viewer.today) else placement_of(id_, on=viewer.today) or last_placement_of(id_)
    rights = (Right.EXPORT, Right.MANAGE_MEMBERS, Right.SEE_GUARDED) if rosters else (Right.EXPORT,)
    return place is not None and all(may(viewer.actor, right, place) for right in rights)
