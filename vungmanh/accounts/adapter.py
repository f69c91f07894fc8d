"""How sign-in behaves: nobody registers; logins are given by the organization office."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):
    """Sign-in without open registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody may register."""
        return False
