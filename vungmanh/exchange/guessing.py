"""Guesses at what foreign words mean: sure ones say the same in other letters, the others are only near.

Nobody's guess is applied by itself. Figures must agree: «Làng Chẩu 1» is never near to «Làng Chẩu 2».
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from vungmanh.exchange.columns import Column, Layout, plain
from vungmanh.exchange.tree import Tree
from vungmanh.organizations.kinds import HOLDING_MEMBERS

_MOST, _NEAR = 4, 0.72
_ORGANIZATION_WORDS = {
    "cb": "chi bo", "db": "dang bo", "du": "dang uy", "hu": "huyen uy", "tt": "thi tran", "tx": "thi xa",
    "tp": "thanh pho", "tdp": "to dan pho", "th": "tieu hoc", "thcs": "trung hoc co so", "thpt": "trung hoc pho thong",
    "mn": "mam non",
    "ptdtbt": "pho thong dan toc ban tru", "ptdtnt": "pho thong dan toc noi tru", "tr": "truong", "tyt": "tram y te",
    "ttyt": "trung tam y te", "bv": "benh vien", "qs": "quan su", "ca": "cong an", "kbnn": "kho bac nha nuoc",
    "nhnn": "ngan hang nha nuoc", "vks": "vien kiem sat", "tand": "toa an nhan dan", "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc", "htx": "hop tac xa", "cty": "cong ty",
}  # fmt: skip
_MEMBER_WORDS = {
    "dv": "dang vien", "ct": "chinh thuc", "db": "du bi", "sh": "sinh hoat", "shd": "sinh hoat dang",
    "bt": "bi thu", "pbt": "pho bi thu", "tt": "thuong truc", "btv": "ban thuong vu", "uv": "uy vien",
    "uvbtv": "uy vien ban thuong vu", "uvbch": "uy vien ban chap hanh", "cuv": "chi uy vien", "duv": "dang uy vien",
    "bch": "ban chap hanh", "cb": "chi bo", "du": "dang uy",
    "htxsnv": "hoan thanh xuat sac nhiem vu", "htxs": "hoan thanh xuat sac nhiem vu",
    "httnv": "hoan thanh tot nhiem vu", "htt": "hoan thanh tot nhiem vu", "htnv": "hoan thanh nhiem vu",
    "khtnv": "khong hoan thanh nhiem vu", "kht": "khong hoan thanh nhiem vu",
}  # fmt: skip
_FILLING = frozenset(("chi", "dang", "bo", "xa", "thon", "xom", "ban", "huyen", "thuoc", "thi", "tran"))


@dataclass(frozen=True, slots=True)
class Guess:
    """What a word may mean; `is_sure` when it says the same."""

    ours: str
    label: str = ""
    is_sure: bool = False


class Places:
    """The organizations of a tree that take members, by what they may be called."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.by_name: dict[str, list[str]] = defaultdict(list)
        for code, place in tree.places.items():
            if place.placements[-1].kind in HOLDING_MEMBERS:
                key = _spelled(place.name, _ORGANIZATION_WORDS)
                self.by_name[key].append(code)
                self.by_name[_bare(key)].append(code)

    def guesses(self, text: str) -> list[Guess]:
        """The organizations that the text may mean, the likeliest first."""
        key = _spelled(text, _ORGANIZATION_WORDS)
        same = self._codes(key) or self._codes(_bare(key))
        if len(same) == 1:
            return [self._guess(same[0], is_sure=True)]
        figures = _figures(key)
        names = [name for name in self.by_name if _figures(name) == figures]
        near = get_close_matches(key, names, _MOST, _NEAR) + get_close_matches(_bare(key), names, _MOST, _NEAR)
        codes = dict.fromkeys([*same, *(code for name in near for code in self.by_name[name])])
        return [self._guess(code) for code in list(codes)[:_MOST]]

    def _codes(self, key: str) -> list[str]:
        """Those still at work go before others."""
        found = list(dict.fromkeys(self.by_name.get(key, ())))
        return [code for code in found if self.tree.places[code].standing(self.tree.on)] or found

    def _guess(self, code: str, *, is_sure: bool = False) -> Guess:
        return Guess(code, self.tree.address(self.tree.places[code]), is_sure)


def guess_word(text: str, words: Mapping[str, str]) -> list[Guess]:
    """What the text may mean among `words` (plain text → ours)."""
    key = _spelled(text, _MEMBER_WORDS)
    known = {_spelled(word, _MEMBER_WORDS): ours for word, ours in words.items()}
    if key in known:
        return [Guess(known[key], is_sure=True)]
    near = get_close_matches(key, known, _MOST, _NEAR)
    return [Guess(ours) for ours in dict.fromkeys(known[word] for word in near)]


def guess_column(layout: Layout, title: str) -> list[Column]:
    """The columns whose headers are spelled like a header that is not known, the likeliest first."""
    known = {words: column for column in layout.columns for words in (plain(column.header), *column.synonyms)}
    near = get_close_matches(plain(title), known, _MOST, _NEAR)
    return list(dict.fromkeys(known[words] for words in near))


def _spelled(text: str, abbreviations: Mapping[str, str]) -> str:
    """Plain, abbreviations written out, numbers without zeros in front."""
    return " ".join(abbreviations.get(word, _number(word)) for word in plain(text).split())


def _number(word: str) -> str:
    return str(int(word)) if word.isdigit() else word


def _bare(key: str) -> str:
    """Without the words that say what kind of place it is: «thang quan» for «dang bo xa thang quan»."""
    words = key.split()
    kept = [word for place, word in enumerate(words) if place > 3 or word not in _FILLING]
    return " ".join(kept) or key


def _figures(key: str) -> Iterable[str]:
    return sorted(re.findall(r"\d+", key))
