"""The campaign that a page is about, and the organization whose part of it is shown."""

from dataclasses import dataclass
from datetime import date

from vungmanh.access.holders import who_may
from vungmanh.access.questions import NoRight, NotVisible, may
from vungmanh.access.rights import Right
from vungmanh.campaigns.models import Campaign
from vungmanh.campaigns.running.following import Following
from vungmanh.campaigns.subjects import campaign_over
from vungmanh.foundation.dates import year_end
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placement_of
from vungmanh.web.addresses import scope_of, standing_on
from vungmanh.web.viewer import Request


@dataclass(frozen=True, slots=True)
class Seen:
    """A campaign as one page shows it: `scope` stands as at the end of the year, `root` is whose campaign it is."""

    request: Request
    campaign: Campaign
    scope: Placement
    root: Placement

    @property
    def year(self) -> int:
        """The rating year."""
        return self.campaign.year

    @property
    def may_run(self) -> bool:
        """Whether the viewer may change the campaign itself."""
        return may(self.request.viewer.actor, Right.RUN_CAMPAIGNS, self.root)

    @property
    def following(self) -> Following:
        """How far the scope is, remembered until the record changes."""
        viewer = self.request.viewer
        return viewer.remembered(followed, self.scope, campaign=self.campaign, on=viewer.today)

    @property
    def of_root(self) -> Following:
        """How far the whole campaign is."""
        viewer = self.request.viewer
        return viewer.remembered(followed, self.root, campaign=self.campaign, on=viewer.today)


def followed(scope: Placement, *, campaign: Campaign, on: date) -> Following:
    """How far a campaign is at and below an organization."""
    return Following(campaign, scope, on=on)


def scope_then(request: Request, right: Right, year: int) -> Placement:
    """The scope as it stood at the end of the year, over which the viewer has the right."""
    scope_of(request, right)
    return standing_on(request, right, year_end(year))


def seen(request: Request, right: Right, year: int) -> Seen:
    """The campaign of the year over the scope; raises NotVisible where there is none."""
    return seen_at(request, scope_then(request, right, year), year)


def seen_at(request: Request, place: Placement, year: int) -> Seen:
    """The campaign of the year over an organization that is loaded already; raises NotVisible where there is none."""
    scope = placement_of(place.organization_id, on=year_end(year)) or place
    campaign = campaign_over([scope.organization_id, *scope.ancestor_ids], year=year)
    root = placement_of(campaign.organization_id, on=year_end(year)) if campaign else None
    if campaign is None or root is None:
        raise NotVisible(year)
    return Seen(request, campaign, scope, root)


def seen_to_run(request: Request, year: int) -> Seen:
    """Like `seen` for those who may change the campaign; raises NoRight for others."""
    found = seen(request, Right.RUN_CAMPAIGNS, year)
    if not found.may_run:
        raise NoRight(Right.RUN_CAMPAIGNS, who_may(Right.RUN_CAMPAIGNS, found.root, on=request.viewer.today))
    return found
