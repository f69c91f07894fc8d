"""Rights handed to a helper for a time."""

from django.db import models

from vungmanh.access.rights import Right
from vungmanh.foundation.rows import DatedRow
from vungmanh.members.models import Member, Post
from vungmanh.organizations.models import Organization


class Delegation(DatedRow):
    """Named rights that the holder of a post lends to a helper over one organization, from day to day.

    `member` is the helper. The rights are those of `delegator` as `post` in `post_organization`, and end with them.
    `rights` are codes of `Right` with commas between. Reach and standing of the post are asked anew every time
    (`access.delegations`): the row alone gives nothing.
    """

    owner = "member"

    member = models.ForeignKey(Member, models.PROTECT, related_name="delegations_received")
    delegator = models.ForeignKey(Member, models.PROTECT, related_name="delegations_given")
    post = models.CharField(max_length=24, choices=Post)
    post_organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    rights = models.CharField(max_length=400)
    reason = models.CharField(max_length=300)

    @property
    def named_rights(self) -> list[Right]:
        """The rights lent, in the order of the page of grants."""
        codes = self.rights.split(",")
        return [right for right in Right if right in codes]
