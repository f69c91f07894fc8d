"""Every kind of list by its code."""

from collections.abc import Mapping

from vungmanh.lists.bridge import BRIDGE
from vungmanh.lists.campaign import CAMPAIGN
from vungmanh.lists.listing import ListKind
from vungmanh.lists.members import MEMBERS
from vungmanh.lists.organizations import ORGANIZATION_RESULTS, ORGANIZATIONS
from vungmanh.lists.results_of_members import MEMBER_RESULTS

KINDS: Mapping[str, ListKind] = {
    kind.code: kind for kind in (MEMBERS, ORGANIZATIONS, MEMBER_RESULTS, ORGANIZATION_RESULTS, CAMPAIGN, BRIDGE)
}
"""Members, organizations, the results of a year of both, the subjects of a campaign, and those who came and went."""
