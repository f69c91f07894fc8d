"""A disk that is full or may not be written to, told in one sentence whoever noticed it first."""

import errno

from django.utils.translation import gettext as _

_FULL = ("disk is full", "no space left", "could not extend file", "file too large")
_READ_ONLY = ("readonly database", "read-only")


def disk_trouble(problem: BaseException | None) -> str:
    """What is wrong with the disk and what to do, if this is what the problem comes from; else an empty text."""
    seen: set[int] = set()
    while problem is not None and id(problem) not in seen:
        seen.add(id(problem))
        number, said = getattr(problem, "errno", None), str(problem).lower()
        if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or any(word in said for word in _FULL):
            return _(
                "Ổ đĩa đã đầy nên không ghi được gì; dữ liệu đã ghi trước đó vẫn nguyên vẹn. Giải phóng chỗ trống rồi "
                "làm lại."
            )
        if number == errno.EROFS or any(word in said for word in _READ_ONLY):
            return _(
                "Ổ đĩa hoặc tệp dữ liệu chỉ đọc được nên không ghi được gì. Kiểm tra quyền ghi vào VUNGMANH_HOME và ổ "
                "đĩa rồi làm lại."
            )
        problem = problem.__cause__ or problem.__context__
    return ""
