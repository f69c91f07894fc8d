"""What the export menu offers."""

from typing import Any

from django import template

from vungmanh.access.questions import may
from vungmanh.access.rights import Right

register = template.Library()


@register.simple_tag(takes_context=True)
def may_export(context: dict[str, Any], *, rosters: bool = False) -> bool:
    """Whether the viewer may take data of the page's scope out; with `rosters`, the complete particulars too."""
    request = context["request"]
    scope = getattr(request, "scope", None)
    rights = (Right.EXPORT, Right.MANAGE_MEMBERS, Right.SEE_GUARDED) if rosters else (Right.EXPORT,)
    return scope is not None and all(may(request.viewer.actor, right, scope) for right in rights)
