"""Heads of the journal's chain as people note them; without Django, because the command line reads them."""

from dataclasses import dataclass

BEGINNING = "0" * 64
"""What the first link is joined to."""
_SHORTEST = 12
"""Digits of a digest that an anchor noted on paper must have."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The newest link at some time, noted elsewhere: the journal up to it can no longer be changed unseen."""

    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"

    @classmethod
    def read(cls, text: str) -> "Anchor":
        """An anchor as `str` writes it, the digest perhaps shortened; raises ValueError for anything else."""
        number, _colon, digest = text.strip().lower().partition(":")
        if (
            not number.isdecimal()
            or not _SHORTEST <= len(digest) <= len(BEGINNING)
            or set(digest) - set("0123456789abcdef")
        ):
            raise ValueError(text)
        return cls(int(number), digest)
