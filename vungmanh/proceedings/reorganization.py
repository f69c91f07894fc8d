"""Moving and ending organizations together with what hangs on them."""

from datetime import date

from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.journal.writing import together
from vungmanh.members import listing
from vungmanh.members.actions import end_posts
from vungmanh.members.checks import check_no_members
from vungmanh.members.queries import posts_held_from
from vungmanh.organizations import actions
from vungmanh.organizations.models import Organization
from vungmanh.organizations.queries import placement_of


def move_organization(
    *, by: Actor, on: date, organization: Organization, parent: Organization, decision: Decision = Decision()
) -> None:
    """Put an organization under another superior; the lists of its members follow in the same transaction."""
    with together():
        actions.move_organization(by=by, on=on, organization=organization, parent=parent, decision=decision)
        moved = placement_of(organization.pk, on=on)
        assert moved is not None
        listing.refresh_below(moved.path)


def dissolve_organization(*, by: Actor, on: date, organization: Organization, decision: Decision = Decision()) -> None:
    """End an organization with the posts held in it; refused while members or organizations belong to it."""
    standing = placement_of(organization.pk, on=on)
    if standing is not None:
        check_no_members(standing, on=on)
    with together():
        actions.dissolve_organization(by=by, on=on, organization=organization, decision=decision)
        if held := list(posts_held_from(organization.pk, day=on)):
            end_posts(by=by, on=on, posts=held, place=organization.pk)
