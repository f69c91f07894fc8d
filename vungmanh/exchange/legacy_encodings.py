"""TCVN3 (ABC) and VNI: Vietnamese from before Unicode, as it arrives in workbooks today.

Both put Vietnamese letters in the places of other ones and need their own fonts (.VnTime, VNI-Times) to be read. In a
workbook the places are those of Windows code page 1252: `NguyÔn V¨n Tó` and `Nguyeãn Vaên Tuù` are both Nguyễn Văn Tú.
TCVN3 has one sign for each small letter and seven capitals without a tone; VNI has two signs for most letters.
Sources: TCVN 5712:1993 (VN3), the keyboard tables of VNI; tests hold the first against glibc's TCVN5712-1.
"""

import re
from enum import StrEnum

_TCVN3 = {
    "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ",
    "¨": "ă", "©": "â", "ª": "ê", "«": "ô", "¬": "ơ", "\u00ad": "ư", "®": "đ",
    "µ": "à", "¶": "ả", "·": "ã", "¸": "á", "¹": "ạ",
    "»": "ằ", "¼": "ẳ", "½": "ẵ", "¾": "ắ", "Æ": "ặ",
    "Ç": "ầ", "È": "ẩ", "É": "ẫ", "Ê": "ấ", "Ë": "ậ",
    "Ì": "è", "Î": "ẻ", "Ï": "ẽ", "Ð": "é", "Ñ": "ẹ",
    "Ò": "ề", "Ó": "ể", "Ô": "ễ", "Õ": "ế", "Ö": "ệ",
    "×": "ì", "Ø": "ỉ", "Ü": "ĩ", "Ý": "í", "Þ": "ị",
    "ß": "ò", "á": "ỏ", "â": "õ", "ã": "ó", "ä": "ọ",
    "å": "ồ", "æ": "ổ", "ç": "ỗ", "è": "ố", "é": "ộ",
    "ê": "ờ", "ë": "ở", "ì": "ỡ", "í": "ớ", "î": "ợ",
    "ï": "ù", "ñ": "ủ", "ò": "ũ", "ó": "ú", "ô": "ụ",
    "õ": "ừ", "ö": "ử", "÷": "ữ", "ø": "ứ", "ù": "ự",
    "ú": "ỳ", "û": "ỷ", "ü": "ỹ", "ý": "ý", "þ": "ỵ",
}  # fmt: skip
_VNI_VOWELS = {
    "a": {"ø": "à", "ù": "á", "û": "ả", "õ": "ã", "ï": "ạ", "ê": "ă", "è": "ằ", "é": "ắ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ",
          "â": "â", "à": "ầ", "á": "ấ", "å": "ẩ", "ã": "ẫ", "ä": "ậ"},
    "e": {"ø": "è", "ù": "é", "û": "ẻ", "õ": "ẽ", "ï": "ẹ", "â": "ê", "à": "ề", "á": "ế", "å": "ể", "ã": "ễ", "ä": "ệ"},
    "o": {"ø": "ò", "ù": "ó", "û": "ỏ", "õ": "õ", "ï": "ọ", "â": "ô", "à": "ồ", "á": "ố", "å": "ổ", "ã": "ỗ", "ä": "ộ"},
    "ô": {"": "ơ", "ø": "ờ", "ù": "ớ", "û": "ở", "õ": "ỡ", "ï": "ợ"},
    "u": {"ø": "ù", "ù": "ú", "û": "ủ", "õ": "ũ", "ï": "ụ"},
    "ö": {"": "ư", "ø": "ừ", "ù": "ứ", "û": "ử", "õ": "ữ", "ï": "ự"},
    "y": {"ø": "ỳ", "ù": "ý", "û": "ỷ", "õ": "ỹ"},
    "í": {"": "í"}, "ì": {"": "ì"}, "æ": {"": "ỉ"}, "ó": {"": "ĩ"}, "ò": {"": "ị"}, "î": {"": "ỵ"}, "ñ": {"": "đ"},
}  # fmt: skip


def _vni() -> dict[str, str]:
    """Small letters, capitals, and capitals whose second sign was typed small: «Aùnh»."""
    small = {base + mark: letter for base, marks in _VNI_VOWELS.items() for mark, letter in marks.items()}
    capitals = {signs.upper(): letter.upper() for signs, letter in small.items()}
    mixed = {signs[0].upper() + signs[1]: letter.upper() for signs, letter in small.items() if len(signs) > 1}
    return small | mixed | capitals


class Encoding(StrEnum):
    """The encodings that are converted."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"


TABLES = {Encoding.TCVN3: _TCVN3, Encoding.VNI: _vni()}
"""Signs to letters."""
_PUNCTUATION = dict.fromkeys(map(ord, "\u00a0–—‘’“”…•"))
_FINDING = {
    encoding: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for encoding, table in TABLES.items()
}


def decoded(text: str, encoding: Encoding) -> str:
    """The text with the letters that the encoding means; signs that it does not know stay."""
    table = TABLES[encoding]
    return _FINDING[encoding].sub(lambda found: table[found[0]], text)


def is_wholly(text: str, encoding: Encoding) -> bool:
    """Whether every sign beyond ASCII in the text, but for dashes and quotation marks, belongs to the encoding."""
    return _FINDING[encoding].sub("", text).translate(_PUNCTUATION).isascii()
