"""Whether a word can be Vietnamese: an initial, a rhyme and a tone that go together.

Foreign and ethnic names fail it, which is meant: it tells which of two readings of the same bytes makes words.
"""

import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0300": "huyền", "\u0309": "hỏi", "\u0303": "ngã", "\u0301": "sắc", "\u0323": "nặng"}
_INITIAL = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?")
_RHYMES = {
    "a": "c ch i m n ng nh o p t u y -", "ă": "c m n ng p t", "â": "c m n ng p t u y",
    "e": "c m n ng o p t -", "ê": "ch m n nh p t u -", "i": "a ch m n nh p t u -", "y": "a ch m n nh p t u -",
    "o": "a c e i m n ng p t -", "ô": "c i m n ng p t -", "ơ": "i m n p t -",
    "u": "a c i m n ng p t y -", "ư": "a c i m n ng t u -",
    "iê": "c m n ng p t u", "yê": "m n ng t u", "uô": "c i m n ng t", "ươ": "c i m n ng p t u",
    "oa": "c ch i m n ng nh o p t y -", "oă": "c m n ng t", "oe": "n o t -", "oo": "c n ng",
    "uâ": "n ng t y", "uê": "ch n nh -", "uơ": "-", "uy": "a ch n nh p t u -", "uyê": "n t",
}  # fmt: skip
_WHOLE = frozenset(
    nucleus + ("" if end == "-" else end) for nucleus, ends in _RHYMES.items() for end in ends.split()
)  # fmt: skip
_STOPS = ("c", "p", "t", "ch")


@lru_cache(50_000)
def is_syllable(word: str) -> bool:
    """Whether the word, in Unicode form C and of one case or capitalized, can be a Vietnamese syllable."""
    if not (word.islower() or word.isupper() or (word[0].isupper() and (len(word) == 1 or word[1:].islower()))):
        return False
    letters, tones = "", []
    for mark in unicodedata.normalize("NFD", word.lower()):
        if mark in _TONES:
            tones.append(_TONES[mark])
        else:
            letters += mark
    letters = unicodedata.normalize("NFC", letters)
    return len(tones) <= 1 and any(_fits(rhyme, tones) for rhyme in _rhymes(letters))


def _rhymes(letters: str) -> list[str]:
    """What may be the rhyme: after the longest initial, and for «gì», «quốc» with its last letter too."""
    initial = _INITIAL.match(letters)
    end = initial.end() if initial else 0
    found = [letters[end:]]
    if letters[:end] in ("gi", "qu"):
        found.append(letters[end - 1 :])
    return found


def _fits(rhyme: str, tones: list[str]) -> bool:
    """Syllables that end in a stop have one of two tones."""
    return rhyme in _WHOLE and (not rhyme.endswith(_STOPS) or tones in (["sắc"], ["nặng"]))
