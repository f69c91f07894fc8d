"""What is typed into a self-review: read from the form, kept in the draft, put back into the form."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from vungmanh.campaigns.levels import Asked, asked, scale
from vungmanh.campaigns.models import Treatment
from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.campaigns.review.reviewing import LONGEST, PARTS, Written
from vungmanh.campaigns.review.signs import GROUPS, SIGNS_OF, STATED_ON, sign_in_words
from vungmanh.foundation.citations import Citation

LONGEST_CHOICE = 40
"""Letters of a level, of points, of a category: longer ones are nobody's."""
HEADINGS = {
    "results": gettext_lazy("Ưu điểm, kết quả đạt được"),
    "limits": gettext_lazy("Hạn chế, khuyết điểm"),
    "causes": gettext_lazy("Nguyên nhân"),
    "remedies": gettext_lazy("Biện pháp và thời hạn khắc phục"),
    "commitments": gettext_lazy("Cam kết cho năm tới"),
}
_HELP = {
    "results": gettext_lazy("Tư tưởng, đạo đức, lối sống; tác phong, lề lối làm việc; nhiệm vụ được giao."),
    "limits": gettext_lazy("Kể cả hạn chế đã được chỉ ra mà chưa khắc phục."),
    "remedies": gettext_lazy("Việc cụ thể, đến khi nào xong."),
    "commitments": gettext_lazy("Năm sau, phần này hiện bên cạnh bản tự kiểm điểm mới."),
}
_HELP_OF_BODIES = _HELP | {
    "results": gettext_lazy("Công tác xây dựng Đảng; lãnh đạo thực hiện nhiệm vụ trong năm; công tác đoàn thể."),
    "commitments": gettext_lazy("Năm sau, phần này hiện bên cạnh báo cáo kiểm điểm mới."),
}


@dataclass(frozen=True)
class Content:
    """The whole content, as texts."""

    parts: dict[str, str] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    claimed: str = ""
    signs: dict[str, str] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """How a draft keeps it."""
        return asdict(self)

    def as_written(self) -> Written:
        """How it is handed in."""
        return Written(self.parts, self.levels, self.claimed, self.signs)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two versions differ."""

    name: str
    there: str
    here: str


def typed(post: QueryDict, dossier: Dossier) -> Content:
    """What the form sent, of the fields that the year and the subject have."""

    def text(name: str, longest: int) -> str:
        return post.get(name, "").replace("\r\n", "\n")[:longest]

    codes = [each.code for each in asked(dossier.book, dossier.kind)]
    signs = {code: text(f"sign_{code}", LONGEST) for code in STATED_ON} if dossier.is_member else {}
    return Content(
        parts={code: text(f"part_{code}", LONGEST) for code in PARTS},
        levels={code: text(f"level_{code}", LONGEST_CHOICE) for code in codes},
        claimed=text("claimed", LONGEST_CHOICE),
        signs={code: words for code, words in signs.items() if words.strip()},
    )


def kept(dossier: Dossier) -> Content:
    """What the writer goes on with: the draft, else what was handed in, else nothing."""
    return drafted(dossier) if dossier.draft else handed_in(dossier)


def handed_in(dossier: Dossier) -> Content:
    """What was handed in."""
    review = dossier.review
    signs = dossier.signs.statements if dossier.signs else {}
    if review is None:
        return Content()
    levels = {code: str(level) for code, level in review.levels.items()}
    return Content(dict(review.parts), levels, review.claimed, dict(signs))


def drafted(dossier: Dossier) -> Content:
    """What is being written."""
    return _of_draft(dossier.draft.content) if dossier.draft else Content()


def _of_draft(data: Mapping[str, Any]) -> Content:
    return Content(**{name: data[name] for name in ("parts", "levels", "claimed", "signs") if name in data})


def differences(dossier: Dossier, there: Content, here: Content) -> list[Difference]:
    """The fields in which a version stored from elsewhere differs from the one on this page."""
    names = named(dossier)
    found = []
    for name, says in names.items():
        one, other = says(there), says(here)
        if one.strip() != other.strip():
            found.append(Difference(name, one, other))
    return found


def named(dossier: Dossier) -> dict[str, Callable[[Content], str]]:
    """Every field of the form by its name, with how to read it from a content."""
    names: dict[str, Callable[[Content], str]] = {
        str(HEADINGS[code]): lambda c, code=code: c.parts.get(code, "") for code in PARTS
    }
    said = scale()
    for each in asked(dossier.book, dossier.kind):
        name = _worded(each)
        names[name] = lambda c, code=each.code: _level(said, c.levels.get(code, ""))
    categories = {one.code: one.name for one in dossier.book.categories(dossier.kind)}
    names[_("Tự nhận mức xếp loại")] = lambda c: _level(categories, c.claimed)
    for code in STATED_ON:
        names[sign_in_words(code)] = lambda c, code=code: c.signs.get(code, "")
    return names


def left_open(dossier: Dossier, content: Content) -> list[tuple[str, str]]:
    """What is still empty, each with its place in the form; who is not rated needs neither levels nor a category."""
    found = [(f"part_{code}", str(HEADINGS[code])) for code in PARTS if not content.parts.get(code, "").strip()]
    if dossier.terms.treatment != Treatment.RATED:
        return found
    open_levels = sum(not content.levels.get(each.code, "").strip() for each in asked(dossier.book, dossier.kind))
    if open_levels:
        words = ngettext("{n} tiêu chí chưa tự đánh giá", "{n} tiêu chí chưa tự đánh giá", open_levels)
        found.append(("criteria", words.format(n=open_levels)))
    if not content.claimed:
        found.append(("claimed", _("Tự nhận mức xếp loại")))
    return found


def _level(said: Mapping[str, Any], code: str) -> str:
    return said[code].say(_language()) if code in said else code


def _language() -> str:
    return get_language() or "vi"


def _worded(each: Asked) -> str:
    return each.text.say(_language())


def fields(dossier: Dossier, content: Content) -> dict[str, Any]:
    """The sections of the form with what stands in them."""
    said = _HELP if dossier.is_member else _HELP_OF_BODIES
    return {
        "parts": [(code, HEADINGS[code], said.get(code, ""), content.parts.get(code, "")) for code in PARTS],
        "level_groups": list(_level_groups(dossier, content)),
        "categories": [(one, one.code == content.claimed) for one in dossier.book.categories(dossier.kind)],
        "sign_groups": [_sign_group(group, content) for group in GROUPS] if dossier.is_member else [],
        "longest": LONGEST,
    }


def _sign_group(group: str, content: Content) -> dict[str, Any]:
    """One box for the group, and those of its signs, open where something stands in one of them."""
    signs = [(sign, content.signs.get(sign, "")) for sign in SIGNS_OF[group]]
    return {
        "code": group,
        "name": GROUPS[group],
        "words": content.signs.get(group, ""),
        "signs": signs,
        "is_open": any(words for _sign, words in signs),
    }


def _level_groups(dossier: Dossier, content: Content) -> Iterable[tuple[Any, Citation, list[Any]]]:
    wanted = asked(dossier.book, dossier.kind)
    for heading, together in groupby(wanted, key=lambda each: each.heading):
        group = list(together)
        lines = [(each, content.levels.get(each.code, ""), _choices(content, each)) for each in group]
        yield heading, group[0].citation, lines


def _choices(content: Content, each: Asked) -> list[tuple[str, Any, bool]]:
    """The levels, the best first, as forms on paper have them; none where points are given."""
    if each.most is not None:
        return []
    chosen = content.levels.get(each.code, "")
    return [(code, text, code == chosen) for code, text in reversed(scale().items())]
