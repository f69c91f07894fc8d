"""The small district with its campaign of 2019, for tests of the pages around a self-review."""

from dataclasses import dataclass
from datetime import date

from tests.web.conftest import Site
from vungmanh.campaigns.models import Campaign, Subject, SubjectKind
from vungmanh.campaigns.subjects import subject_of_body, subject_of_member

OPENED = date(2019, 12, 1)
DUE = date(2019, 12, 22)


@dataclass(frozen=True)
class Reviewing:
    """The site with the campaign."""

    site: Site
    campaign: Campaign

    def subject(self, code: str) -> Subject:
        """A member as listed."""
        found = subject_of_member(self.campaign, self.site.member(code))
        assert found is not None
        return found

    def body(self, code: str, kind: SubjectKind = SubjectKind.ORGANIZATION) -> Subject:
        """An organization as listed."""
        found = subject_of_body(self.campaign, kind, self.site.district.organizations[code].pk)
        assert found is not None
        return found

    def page(self, code: str) -> str:
        """The address where the member writes."""
        return f"/self-review/{self.subject(code).pk}/"

    def about(self, code: str) -> str:
        """The address of the page about the member."""
        return f"/campaigns/2019/subjects/{self.subject(code).pk}/"
