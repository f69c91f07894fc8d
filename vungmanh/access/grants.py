"""The page of grants: which post gives which right, how far. Nothing else gives rights."""

from vungmanh.access.rights import Reach, Right
from vungmanh.foundation.actors import Actor
from vungmanh.members.models import Post

JOURNAL_OF_ALL_TIME = frozenset({Post.INSPECTION})
"""Posts that see the journal of their reach from its beginning: an inspection examines what was before it.

Everybody else sees it from the day since when they hold the post (the group log of hitobito showed more: its #2231).
"""

MEMBER = ""
"""The capacity of a member without a post."""

_LEADING = {
    Right.SEE_ORGANIZATIONS: Reach.OWN_AND_BELOW,
    Right.SEE_MEMBERS: Reach.OWN_AND_BELOW,
    Right.SEE_RESULTS: Reach.OWN_AND_BELOW,
    Right.SEE_REPORTS: Reach.OWN_AND_BELOW,
    Right.EXPORT: Reach.OWN_AND_BELOW,
}

_REVIEWING = {
    **_LEADING,
    Right.JUSTIFY_CAPS: Reach.OWN,
    Right.CONDUCT_REVIEWS: Reach.OWN_AND_BELOW,
    Right.DECIDE_RATINGS: Reach.OWN,
}

GRANTS: dict[str, dict[Right, Reach]] = {
    Post.ORGANIZATION_OFFICE: {
        **_LEADING,
        Right.MANAGE_ORGANIZATIONS: Reach.OWN_AND_BELOW,
        Right.MANAGE_MEMBERS: Reach.OWN_AND_BELOW,
        Right.IMPORT: Reach.OWN_AND_BELOW,
        Right.JUSTIFY_CAPS: Reach.OWN_AND_BELOW,
        Right.SEE_JOURNAL: Reach.OWN_AND_BELOW,
        Right.SEE_GUARDED: Reach.OWN_AND_BELOW,
        Right.MANAGE_LOGINS: Reach.OWN_AND_BELOW,
        Right.RUN_CAMPAIGNS: Reach.OWN_AND_BELOW,
        Right.CONDUCT_REVIEWS: Reach.OWN_AND_BELOW,
        Right.DECIDE_RATINGS: Reach.OWN,
    },
    Post.SECRETARY: {**_REVIEWING, Right.SEE_GUARDED: Reach.OWN},
    Post.STANDING_DEPUTY: _REVIEWING,
    Post.DEPUTY: {**_LEADING, Right.CONDUCT_REVIEWS: Reach.OWN_AND_BELOW},
    Post.STANDING_COMMITTEE: _LEADING,
    Post.COMMITTEE: {Right.SEE_ORGANIZATIONS: Reach.OWN_AND_BELOW, Right.SEE_REPORTS: Reach.OWN_AND_BELOW},
    Post.INSPECTION: {**_LEADING, Right.SEE_JOURNAL: Reach.OWN_AND_BELOW},
    MEMBER: {
        Right.SEE_ORGANIZATIONS: Reach.OWN,
        Right.SEE_MEMBERS: Reach.SELF,
        Right.SEE_RESULTS: Reach.SELF,
    },
}


def reach_of(post: str, right: Right) -> Reach | None:
    """How far the post's right goes; None where the post does not give it."""
    return GRANTS.get(post, {}).get(right)


def reach_for(actor: Actor, right: Right) -> Reach | None:
    """How far the actor's right goes: by the post acted in, or by the delegation alone for a helper."""
    if actor.delegation_id is None:
        return reach_of(actor.post, right)
    lent = dict(actor.lent).get(right)
    return None if lent is None else Reach(lent)
