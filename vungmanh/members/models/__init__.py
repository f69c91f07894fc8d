"""Members: identity, particulars, and dated membership, standing and posts; requests to put particulars right."""

from vungmanh.members.models.listing import Headcount, Listing, ListingDay
from vungmanh.members.models.people import Gender, Guarded, Member, Particulars
from vungmanh.members.models.periods import Leaving, Membership, Post, PostHeld, Standing, StandingPeriod
from vungmanh.members.models.requests import CorrectionRequest, RequestAnswer, RequestState

__all__ = [
    "CorrectionRequest",
    "Gender",
    "Guarded",
    "Headcount",
    "Leaving",
    "Listing",
    "ListingDay",
    "Member",
    "Membership",
    "Particulars",
    "Post",
    "PostHeld",
    "RequestAnswer",
    "RequestState",
    "Standing",
    "StandingPeriod",
]
