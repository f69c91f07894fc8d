"""Taking a backup while others go on working."""

import errno
import fcntl
import hashlib
import io
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import pyrage
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from vungmanh import __version__
from vungmanh.foundation.moments import one_moment
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal import chain
from vungmanh.reports.verification import state_of_record
from vungmanh.safekeeping.contents import kept_fields, kept_models
from vungmanh.safekeeping.lines import BATCH, FORMAT, Manifest, line_of


def take_backup(
    file: Path, *, at: datetime, key: pyrage.x25519.Recipient | None = None, force: bool = False
) -> Manifest:
    """Write everything as of one moment into a file, encrypted if a key is given; the file is whole or not there.

    Raises Refusal where the file exists and `force` is not given, or where another backup is writing it.
    """
    if file.exists() and not force:
        raise Refusal(
            "safekeeping.file_exists",
            _("Đã có tệp “{file}”, không ghi đè.").format(file=file),
            remedy=_("Chọn tên tệp khác, hoặc thêm --force để thay tệp đó."),
        )
    with _replacing(file) as out, one_moment():
        stream = _Stream(at)
        if key is None:
            while block := stream.read(1 << 16):
                out.write(block)
        else:
            _encrypt(stream, out, key)
    return stream.manifest


def _encrypt(stream: "_Stream", out: "_Target", key: pyrage.x25519.Recipient) -> None:
    try:
        pyrage.encrypt_io(stream, out, [key])
    except pyrage.EncryptError as failed:
        raise stream.failed or out.failed or OSError(str(failed)) from None
    if out.failed is not None:
        raise out.failed


@contextmanager
def _replacing(file: Path) -> "Iterator[_Target]":
    """A new file under another name, put in the place of `file` only when all of it is on the disk.

    What a killed process left under the other name is overwritten by the next.
    """
    partial = file.with_name(f".{file.name}.partial")
    handle = os.open(partial, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as out:
        try:
            fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(
                "safekeeping.running",
                _("Một lần sao lưu khác đang ghi vào “{file}”.").format(file=file),
                remedy=_("Chờ lần đó xong, hoặc chọn tên tệp khác."),
            ) from None
        try:
            os.fchmod(out.fileno(), 0o600)
            out.truncate(0)
            target = _Target(out)
            yield target
            target.finish()
            partial.replace(file)
        except BaseException:
            with suppress(OSError):
                partial.unlink()
            raise
    _sync_folder(file.parent)


class _Target(io.RawIOBase):
    """The file that is being written: it counts what it is given and keeps what goes wrong.

    The encryption may lose an error of its target, and even end well on a full disk with half of a file.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._given = out, 0
        self.failed: OSError | None = None

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Take all of it or raise OSError."""
        try:
            self._out.write(data)
        except OSError as failure:
            self.failed = failure
            raise
        self._given += len(data)
        return len(data)

    def finish(self) -> None:
        """Bring everything onto the disk; OSError when less stands there than was given."""
        self._out.flush()
        os.fsync(self._out.fileno())
        if os.fstat(self._out.fileno()).st_size != self._given:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Stream(io.RawIOBase):
    """The compressed backup, made while it is read; `manifest` stands once all was read."""

    manifest: Manifest

    def __init__(self, at: datetime) -> None:
        self._chunks = self._compressed(at)
        self._ready = b""
        self.failed: BaseException | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, none at the end; what goes wrong is kept, because the encryption loses it."""
        try:
            while not self._ready and (chunk := next(self._chunks, None)) is not None:
                self._ready = chunk
        except BaseException as failure:
            self.failed = failure
            raise
        size = len(self._ready) if size < 0 else size
        given, self._ready = self._ready[:size], self._ready[size:]
        return given

    def _compressed(self, at: datetime) -> Iterator[bytes]:
        packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        for line in self._lines(at):
            if packed := packer.compress(line):
                yield packed
        yield packer.flush()

    def _lines(self, at: datetime) -> Iterator[bytes]:
        migrations: dict[str, list[str]] = {}
        for app, name in sorted(MigrationLoader(connection).applied_migrations):
            migrations.setdefault(app, []).append(name)
        begun = {"vungmanh": "backup", "format": FORMAT, "version": __version__, "taken_at": at.isoformat()}
        yield line_of({**begun, "migrations": migrations})
        tables: dict[str, tuple[int, str]] = {}
        for model in kept_models():
            yield from self._table(model, tables)
        self.manifest = Manifest(
            __version__, at.isoformat(), migrations, tables, str(chain.head()), state_of_record()[1]
        )
        yield line_of({"end": True, "tables": tables, "head": self.manifest.head, "state": self.manifest.state})

    def _table(self, model: type[models.Model], tables: dict[str, tuple[int, str]]) -> Iterator[bytes]:
        fields = kept_fields(model)
        head = line_of({"table": model._meta.label_lower, "columns": [field.attname for field in fields]})
        digest, count = hashlib.sha256(head), 0
        yield head
        rows: models.QuerySet[models.Model] = models.QuerySet(model).order_by("pk")
        for row in rows.values_list(*(field.attname for field in fields)).iterator(BATCH):
            line = line_of(row)
            digest.update(line)
            count += 1
            yield line
        tables[model._meta.label_lower] = (count, digest.hexdigest())
