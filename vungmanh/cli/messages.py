"""What the command line says when a command could not be done."""

from django.apps import apps
from django.db import DatabaseError
from django.utils.translation import gettext

from vungmanh.foundation.disks import disk_trouble
from vungmanh.foundation.refusals import Refusal
from vungmanh.rulebooks.errors import BookError


def message(problem: Exception) -> str:
    """The sentence for a refusal, for settings, a database or a file that cannot be used, or for a fault of our own."""
    if isinstance(problem, Refusal):
        return str(problem)
    said = " ".join(str(problem).split())
    if isinstance(problem, BookError):
        return _(
            "Không dùng được khung quy định của địa phương: {problem} "
            "Sửa tệp đó trong thư mục frames, hoặc bỏ ra ngoài."
        ).format(problem=said)
    if isinstance(problem, DatabaseError | OSError) and apps.ready and (trouble := disk_trouble(problem)):
        return f"{trouble} ({said})"
    if isinstance(problem, DatabaseError | OSError):
        return _(
            "Không dùng được cơ sở dữ liệu hoặc tệp: {problem}. Kiểm tra DATABASE_URL, VUNGMANH_HOME và quyền ghi."
        ).format(problem=said)
    if not apps.ready:
        return _(
            "Không đọc được cấu hình: {problem}. Kiểm tra settings.toml trong VUNGMANH_HOME và các biến môi trường "
            "DATABASE_URL, VUNGMANH_TODAY."
        ).format(problem=said)
    return _(
        "Lỗi không lường trước ({kind}: {problem}). Chạy lại với VUNGMANH_TRACEBACK=1 và gửi cho người phát triển."
    ).format(kind=type(problem).__name__, problem=said)


def _(text: str) -> str:
    """The translation; before the settings are read there is none, and the Vietnamese has to do."""
    return gettext(text) if apps.ready else text
