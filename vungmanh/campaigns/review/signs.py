"""The 27 signs of NQ 04-NQ/TW (30/10/2016): what a member states on a whole group, or on one sign by its number."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

GROUPS = {
    "A": gettext_lazy("Suy thoái về tư tưởng chính trị"),
    "B": gettext_lazy("Suy thoái về đạo đức, lối sống"),
    "C": gettext_lazy("“Tự diễn biến”, “tự chuyển hóa”"),
}
"""The three groups; the wording of the single signs was not seen and is not kept here."""
SIGNS_OF = {group: tuple(f"{group}{number}" for number in range(1, 10)) for group in GROUPS}
"""The nine signs of each group by their numbers."""
STATED_ON = tuple(code for group, signs in SIGNS_OF.items() for code in (group, *signs))
"""What a statement may be on, in order: each group as a whole, then its signs."""


def sign_in_words(code: str) -> str:
    """What a statement is on."""
    if code in GROUPS:
        return _("Nhóm {group} – {name}").format(group=code, name=GROUPS[code])
    return _("Biểu hiện {sign}").format(sign=code)
