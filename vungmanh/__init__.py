"""Vững Mạnh: the year of a party organization, from its tree and members to their yearly classification."""

__version__ = "0.1.0"
