"""Whether a word can be Vietnamese: an initial, a rhyme and a tone that go together.

Foreign and ethnic names fail it, which is meant: it tells which of two readings of the same bytes makes words.
"""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_INITIAL = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?")
_RHYMES = {
    "a": "c ch i m n ng nh o p t u y -", "ă": "c m n ng p t", "â": "c m n ng p t u y",
    "e": "c m n ng o p t -", "ê": "ch m n nh p t u -", "i": "a ch m n nh p t u -", "y": "a ch m n nh p t u -",
    "o": "a c e i m n ng p t -", "ô": "c i m n ng p t -", "ơ": "i m n p t -",
    "u": "a c i m n ng p t y -", "ư": "a c i m n ng t u -",
    "iê": "c m n ng p t u", "yê": "m n ng t u", "uô": "c i m n ng t", "ươ": "c i m n ng p t u",
    "oa": "c ch i m n ng nh o p t y -", "oă": "c m n ng t", "oe": "n o t -", "oo": "c ng",
    "uâ": "n ng t y", "uê": "ch n nh -", "uơ": "-", "uy": "a ch n nh p t u -", "uyê": "n t",
}  # fmt: skip
_WHOLE = frozenset(
    nucleus + ("" if end == "-" else end) for nucleus, ends in _RHYMES.items() for end in ends.split()
)  # fmt: skip
_STOPS = ("c", "p", "t", "ch")
_BEFORE_STOPS = "\u0301\u0323"
"""Sắc and nặng."""


@lru_cache(50_000)
def is_syllable(word: str) -> bool:
    """Whether the word, in Unicode form C and of one case or capitalized, can be a Vietnamese syllable."""
    if not (word.islower() or word.isupper() or (word[0].isupper() and (len(word) == 1 or word[1:].islower()))):
        return False
    letters, tone, place = _taken_apart(word)
    return any(_fits(letters[start:], tone, place - start) for start in _starts(letters))


def _taken_apart(word: str) -> tuple[str, str, int]:
    """Letters without tone, the tone, the place of the letter that bears it (-1 without a tone)."""
    letters, tone, place = "", "", -1
    for letter in word.lower():
        plain = unicodedata.normalize("NFD", letter)
        bare = "".join(mark for mark in plain if mark not in _TONES)
        if len(bare) < len(plain):
            tone, place = tone + next(mark for mark in plain if mark in _TONES), len(letters)
        letters += unicodedata.normalize("NFC", bare)
    return letters, tone, place


def _starts(letters: str) -> tuple[int, ...]:
    """Where the rhyme may begin: after the longest initial, in «gì» and «giếng» before its last letter too."""
    initial = _INITIAL.match(letters)
    end = initial.end() if initial else 0
    return (end, end - 1) if letters[:end] in ("gi", "qu") else (end,)


def _fits(rhyme: str, tone: str, place: int) -> bool:
    """Whether the rhyme exists, its tone stands where it may, and is sắc or nặng before a stop."""
    if rhyme not in _WHOLE or len(tone) > 1:
        return False
    if not tone:
        return not rhyme.endswith(_STOPS)
    return place in _bearing(rhyme) and (not rhyme.endswith(_STOPS) or tone in _BEFORE_STOPS)


@lru_cache(1000)
def _bearing(rhyme: str) -> tuple[int, ...]:
    """The letters of a rhyme that may bear its tone; of «oa», «oe» and «uy» both."""
    marked = [place for place, letter in enumerate(rhyme) if letter in "ăâêôơư"]
    if marked:
        return (marked[-1],)
    vowels = [place for place, letter in enumerate(rhyme) if letter in "aeiouy"]
    if rhyme in ("oa", "oe", "uy"):
        return (0, 1)
    return (vowels[-1 if len(vowels) < len(rhyme) else len(vowels) // 2 if len(vowels) == 3 else 0],)
