"""What may be recorded as a result, and the refusals when it may not."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.classification.models import Status
from vungmanh.classification.populations import Counted
from vungmanh.foundation.reasons import checked_reason
from vungmanh.foundation.refusals import Refusal
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.errors import NoBookForYear, UnknownCategory
from vungmanh.rulebooks.rulebook import Rulebook, Subject


def check_year(year: int) -> Rulebook:
    """The rulebook of the rating year; refused for a year that has none."""
    try:
        return shelf.book_for(year)
    except NoBookForYear:
        raise Refusal(
            "classification.no_book_for_year",
            _("Không có bộ quy định xếp loại cho năm {year}.").format(year=year),
            remedy=_("Dùng năm từ {first} trở đi.").format(first=shelf.FIRST_YEAR),
        ) from None


def check_once(subject_ids: Iterable[int]) -> None:
    """Refuse two ratings of one subject in the same decision."""
    twice = [id_ for id_, times in Counter(subject_ids).items() if times > 1]
    if twice:
        raise Refusal(
            "classification.rated_twice",
            _("Có {count} trường hợp được ghi hai kết quả trong cùng một quyết định.").format(count=len(twice)),
            remedy=_("Giữ lại một kết quả cho mỗi tổ chức hoặc đảng viên."),
        )


def check_result(book: Rulebook, subject: Subject, status: str, category: str, *, exemplary: bool) -> None:
    """Refuse a category that the book does not have or without a rating, and «tiêu biểu» where no title is given."""
    if status not in Status.values:
        raise Refusal("classification.unknown_status", _("Không có tình trạng “{status}”.").format(status=status))
    if status != Status.RATED:
        if category or exemplary:
            raise Refusal(
                "classification.category_without_rating",
                _("Đã ghi mức xếp loại cho trường hợp không xếp loại."),
                remedy=_("Bỏ mức xếp loại, hoặc ghi tình trạng là được xếp loại."),
            )
        return
    try:
        found = book.category(subject, category)
    except UnknownCategory:
        language = get_language() or "vi"
        raise Refusal(
            "classification.unknown_category",
            _("“{category}” không phải là mức xếp loại của năm theo {book}.").format(
                category=category, book=book.title.say(language)
            ),
            remedy=_("Các mức: {names}.").format(
                names="; ".join(one.name.say(language) for one in book.categories(subject))
            ),
            because=book.citation,
        ) from None
    if exemplary and not found.titles:
        raise Refusal(
            "classification.no_such_title",
            _("Mức “{category}” không có danh hiệu tiêu biểu.").format(category=found.name.say(get_language() or "vi")),
            because=found.citation,
        )


def check_cap(book: Rulebook, counted: str, cap: str) -> None:
    """Refuse a cap that the book does not have for those counted."""
    known = book.caps(Counted(counted).subject) if counted in list(Counted) else ()
    if cap in [one.code for one in known]:
        return
    language = get_language() or "vi"
    raise Refusal(
        "classification.no_such_cap",
        _("{book} không có tỷ lệ tối đa “{cap}” cho nhóm này.").format(book=book.title.say(language), cap=cap),
        remedy=_("Các tỷ lệ tối đa: {names}.").format(names="; ".join(one.text.say(language) for one in known))
        if known
        else _("Không phải ghi lý do."),
        because=book.citation,
    )


def check_reason(reason: str) -> str:
    """The reason in one line; refused when nothing is said."""
    return checked_reason(reason, "classification.reason_missing", _("Chưa ghi lý do vượt tỷ lệ tối đa."))
