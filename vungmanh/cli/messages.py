"""What the command line says when something goes wrong outside the rules."""

from django.utils.translation import gettext as _


def database_message(problem: Exception) -> str:
    """A sentence for a database or file that cannot be used."""
    return _("Không dùng được cơ sở dữ liệu hoặc tệp: {problem}. Kiểm tra DATABASE_URL, VUNGMANH_HOME và quyền ghi.").format(
        problem=" ".join(str(problem).split())
    )  # fmt: skip


def unexpected_message(problem: Exception) -> str:
    """A sentence for a fault of the program itself."""
    return _("Lỗi không lường trước ({kind}: {problem}). Chạy lại với VUNGMANH_TRACEBACK=1 và gửi cho người phát triển.").format(
        kind=type(problem).__name__, problem=problem
    )  # fmt: skip
