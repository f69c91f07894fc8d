"""Second factors: who has one, which posts ask for one, and taking away a lost one."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings

from vungmanh.accounts.models import Login
from vungmanh.accounts.queries import Capacity

_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone are no second factor: they come with one."""


def with_second_factor(login_ids: Iterable[int]) -> set[int]:
    """Which of the logins have a second factor."""
    held = Authenticator.objects.filter(user__in=login_ids, type__in=_FACTORS)
    return set(held.values_list("user_id", flat=True))


def asks_second_factor(capacity: Capacity) -> bool:
    """Whether the setting asks a second factor of the capacity; of a helper as of the post that is helped."""
    post = capacity.helps.post if capacity.helps else capacity.post
    return post in settings.SECOND_FACTOR_POSTS


def split_by_strength(login: Login, capacities: Iterable[Capacity]) -> tuple[list[Capacity], list[Capacity]]:
    """The capacities that the login may act in, and those that wait for a second factor."""
    held = list(capacities)
    asking = [one for one in held if asks_second_factor(one)]
    if not asking or with_second_factor([login.pk]):
        return held, []
    return [one for one in held if one not in asking], asking


def remove_factors(login: Login) -> bool:
    """Remove every second factor and recovery code; False where there was none."""
    removed, _by_model = Authenticator.objects.filter(user=login).delete()
    return removed > 0
