"""One-time codes as they are written on paper: twelve letters and digits that cannot be taken for one another."""

import secrets

from django.utils.crypto import salted_hmac

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 and O, 1, I and L."""
LENGTH = 12
"""Drawn from 31 signs: more than 2^59 codes, of which an attacker may try a few in an hour."""


def new_code() -> str:
    """A code in groups of four."""
    drawn = "".join(secrets.choice(_ALPHABET) for _place in range(LENGTH))
    return "-".join(drawn[start : start + 4] for start in range(0, LENGTH, 4))


def digest_of(typed: str) -> str:
    """What the database keeps of a code, in whatever case and with whatever spaces or hyphens it was typed.

    Keyed with the installation's secret, so that a stolen database or backup does not give the codes away.
    """
    signs = "".join(sign for sign in typed.upper() if sign in _ALPHABET)
    return salted_hmac("vungmanh.accounts.codes", signs, algorithm="sha256").hexdigest()
