"""Keys of backups, in the files of the age format: one to encrypt, which may lie on the server, one to decrypt."""

import os
from pathlib import Path

import pyrage
from django.utils.translation import gettext as _

from vungmanh.foundation.refusals import Refusal

_IDENTITY = "AGE-SECRET-KEY-"
_RECIPIENT = "age1"


def make_key(file: Path) -> Path:
    """Write a new secret key and its public half beside it (`.pub`), overwriting nothing; returns the public file."""
    identity = pyrage.x25519.Identity.generate()
    public = file.with_name(file.name + ".pub")
    for path, line in ((file, str(identity)), (public, str(identity.to_public()))):
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise Refusal(
                "safekeeping.key_exists",
                _("Đã có tệp “{file}”, không ghi đè khóa.").format(file=path),
                remedy=_("Chọn tên tệp khác; mất khóa cũ là không mở được các bản sao lưu cũ."),
            ) from None
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(line + "\n")
    return public


def encrypting_key(file: Path) -> pyrage.x25519.Recipient:
    """The public half from a file that holds it or the secret key."""
    key = _key_in(file)
    return key.to_public() if isinstance(key, pyrage.x25519.Identity) else key


def decrypting_key(file: Path) -> pyrage.x25519.Identity:
    """The secret key; refused where the file holds only the public half."""
    key = _key_in(file)
    if not isinstance(key, pyrage.x25519.Identity):
        raise Refusal(
            "safekeeping.public_key",
            _("“{file}” chỉ là nửa công khai của khóa: mã hóa được nhưng không mở được bản sao lưu.").format(file=file),
            remedy=_("Dùng tệp khóa bí mật, bắt đầu bằng {start}.").format(start=_IDENTITY),
        )
    return key


def _key_in(file: Path) -> "pyrage.x25519.Identity | pyrage.x25519.Recipient":
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        for line in lines:
            if line.startswith(_IDENTITY):
                return pyrage.x25519.Identity.from_str(line)
            if line.startswith(_RECIPIENT):
                return pyrage.x25519.Recipient.from_str(line)
    except (pyrage.IdentityError, pyrage.RecipientError, UnicodeDecodeError):
        pass
    except FileNotFoundError:
        raise Refusal(
            "safekeeping.no_key_file",
            _("Không có tệp khóa “{file}”.").format(file=file),
            remedy=_("Kiểm tra lại đường dẫn; tạo khóa mới bằng “vungmanh backup --make-key TỆP”."),
        ) from None
    raise Refusal(
        "safekeeping.not_a_key",
        _("“{file}” không phải tệp khóa.").format(file=file),
        remedy=_("Tệp khóa có một dòng bắt đầu bằng {secret} hoặc {public}.").format(
            secret=_IDENTITY, public=_RECIPIENT
        ),
    )
