"""Vietnamese words and personal names: how they are compared, sorted and found.

Sorting is by given name, then family and middle names, syllable by syllable: letters in the order of the
Vietnamese alphabet first, then the tone of that syllable (ngang huyền hỏi ngã sắc nặng). ICU compares the tones
of the whole string last and tears *Hòa* and *Hoà* apart, so the key is our own (docs/decisions/0004).
"""

import unicodedata
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_LETTERS |= {digit: digit for digit in "0123456789"}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def normalized(text: str) -> str:
    """`text` in Unicode form C, with single spaces and none around it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def unaccented(text: str) -> str:
    """`text` in lower case without diacritics, `đ` as `d`: what people type into a search box."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("Đ", "d"))
    return " ".join("".join(mark for mark in decomposed if not unicodedata.combining(mark)).split())


def given_first(full_name: str) -> str:
    """The name with its last syllable, the given name, in front: *Nhữ Thị Hân* → *Hân Nhữ Thị*."""
    *before, given = full_name.split() or [""]
    return " ".join([given, *before])


def sort_key(text: str) -> str:
    """Key whose binary order is the Vietnamese order of `text`, read from its first syllable on."""
    return " ".join(_syllable_key(syllable) for syllable in text.split())


def name_key(full_name: str) -> str:
    """Sort key of a personal name: given name first."""
    return sort_key(given_first(full_name))


def search_key(full_name: str) -> str:
    """The given-first name without diacritics: the prefix index of the search."""
    return unaccented(given_first(full_name))


@lru_cache(8192)
def _syllable_key(syllable: str) -> str:
    if syllable.isdigit():
        return syllable.zfill(6)  # so that «thôn 2» comes before «thôn 10»
    tone, letters = "0", ""
    for mark in unicodedata.normalize("NFD", syllable.lower()):
        if mark in _TONES:
            tone = _TONES[mark]
        else:
            letters += mark
    return "".join(_LETTERS.get(letter, "") for letter in unicodedata.normalize("NFC", letters)) + tone
