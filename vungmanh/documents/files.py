"""Writing files so that a name never stands for half of one."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from vungmanh.foundation.refusals import Refusal

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write beside `path`, and give the file that name once everything is on the disk; readable by its owner only.

    Raises Refusal where the disk is full or may not be written to; then nothing is left behind.
    """
    part = path.with_name(f"{path.name}.part")
    with _told(path):
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system says about the disk into words."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise Refusal(
                "documents.no_room",
                _("Ổ đĩa chứa “{folder}” đã đầy nên không ghi được tệp.").format(folder=path.parent),
                remedy=_("Xóa bớt tệp trên ổ đĩa đó hoặc báo người quản trị, rồi làm lại. Chưa có tệp dở dang nào."),
            ) from error
        if error.errno in _NOT_ALLOWED:
            raise Refusal(
                "documents.not_writable",
                _("Không được phép ghi vào thư mục “{folder}”.").format(folder=path.parent),
                remedy=_("Chọn thư mục khác, hoặc báo người quản trị cấp quyền ghi cho thư mục đó."),
            ) from error
        raise
