"""What people keep of lists: views under a name, and the columns they like to see. Conveniences, not the record."""

from django.db import models
from django.db.models import Q

from vungmanh.accounts.models import Login
from vungmanh.members.models import Post
from vungmanh.organizations.models import Organization


class SavedView(models.Model):
    """A list's state under a name. Opening it is following its address: it shows nobody more than they may see.

    It belongs to `login`; with an `organization` it is also offered to everybody who acts there in the capacity
    `post` (empty: members without a post). `query` is the query part of the address, scope and day included.
    """

    login = models.ForeignKey(Login, models.CASCADE, related_name="saved_views")
    list = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    query = models.TextField()
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    post = models.CharField(max_length=24, choices=Post, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["login", "list", "name"], name="saved_view_once"),
            models.CheckConstraint(condition=~Q(organization=None) | Q(post=""), name="saved_view_shared_with"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared(self) -> bool:
        """Whether others see it too."""
        return self.organization_id is not None


class ShownColumns(models.Model):
    """The columns that a login last chose for a list; `columns` are their codes, separated by commas."""

    login = models.ForeignKey(Login, models.CASCADE, related_name="shown_columns")
    list = models.CharField(max_length=40)
    columns = models.CharField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["login", "list"], name="shown_columns_once")]

    def __str__(self) -> str:
        return f"{self.list}: {self.columns}"
