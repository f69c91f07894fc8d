"""Reading a backup from beginning to end; whatever is wrong with it is said in a sentence."""

import hashlib
import io
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from vungmanh import __version__
from vungmanh.foundation.refusals import Refusal
from vungmanh.safekeeping.lines import FORMAT, Manifest

_AGE = b"age-encryption.org/"
_GZIP = b"\x1f\x8b"
_BLOCK = 1 << 20
_LONGEST = 1 << 28
"""Bytes of one line, more than any row can have."""

Begin = Callable[[str, list[str]], None]
Row = Callable[[list[Any]], None]


class Reader:
    """Takes the lines one after the other, hands them on and sums them up."""

    def __init__(self, begin: Begin | None = None, row: Row | None = None) -> None:
        self._begin, self._row = begin, row
        self.header: dict[str, Any] = {}
        self._tables: dict[str, tuple[int, Any]] = {}
        self._now = ""
        self._end: dict[str, Any] | None = None

    def take(self, line: bytes) -> None:
        """The next line."""
        told = json.loads(line)
        if not self.header:
            self.header = _checked_header(told)
        elif self._end is not None:
            raise ValueError("something after the end")
        elif isinstance(told, list):
            count, digest = self._tables[self._now]
            digest.update(line)
            self._tables[self._now] = (count + 1, digest)
            if self._row:
                self._row(told)
        elif "table" in told:
            self._now = told["table"]
            self._tables[self._now] = (0, hashlib.sha256(line))
            if self._begin:
                self._begin(self._now, told["columns"])
        else:
            self._end = told

    def manifest(self) -> Manifest:
        """What the backup says of itself; ValueError when it does not end, or says other than what was read."""
        if self._end is None:
            raise ValueError("no end")
        tables = {name: (count, digest.hexdigest()) for name, (count, digest) in self._tables.items()}
        if {name: (count, digest) for name, (count, digest) in self._end["tables"].items()} != tables:
            raise ValueError("other rows than said")
        told = self.header
        return Manifest(
            told["version"], told["taken_at"], told["migrations"], tables, self._end["head"], self._end["state"]
        )


def _checked_header(told: object) -> dict[str, Any]:
    if not isinstance(told, dict) or told.get("vungmanh") != "backup":
        raise not_a_backup()
    known = MigrationLoader(None).disk_migrations
    newer = [(app, name) for app, names in told["migrations"].items() for name in names if (app, name) not in known]
    if told["format"] > FORMAT or newer:
        raise Refusal(
            "safekeeping.newer",
            _("Bản sao lưu do phiên bản {theirs} tạo ra, mới hơn phiên bản {ours} đang dùng.").format(
                theirs=told["version"], ours=__version__
            ),
            remedy=_("Cài phiên bản mới của chương trình rồi khôi phục."),
        )
    return told


def check_backup(file: Path, key: pyrage.x25519.Identity | None) -> Manifest:
    """Read all of a backup and write nothing; raises Refusal for whatever is wrong with it."""
    return read_backup(file, key, Reader())


def read_backup(file: Path, key: pyrage.x25519.Identity | None, reader: Reader) -> Manifest:
    """Hand every line of a backup to the reader; memory does not grow with the file."""
    unpacking = _Unpacking(reader)
    try:
        with file.open("rb") as source:
            begin = source.read(len(_AGE))
            source.seek(0)
            if begin == _AGE:
                _decrypt(source, unpacking, key)
            elif begin.startswith(_GZIP):
                while block := source.read(_BLOCK):
                    unpacking.write(block)
            else:
                raise not_a_backup()
        unpacking.finish()
        return reader.manifest()
    except FileNotFoundError:
        raise Refusal(
            "safekeeping.no_such_file",
            _("Không có tệp “{file}”.").format(file=file),
            remedy=_("Kiểm tra lại đường dẫn."),
        ) from None
    except zlib.error as damage:
        raise _damaged() from damage
    except (ValueError, KeyError, TypeError) as damage:
        raise (_damaged() if reader.header else not_a_backup()) from damage


def _decrypt(source: io.BufferedReader, unpacking: "_Unpacking", key: pyrage.x25519.Identity | None) -> None:
    if key is None:
        raise Refusal(
            "safekeeping.needs_key",
            _("Bản sao lưu này đã được mã hóa."),
            remedy=_("Thêm --key TỆP với khóa bí mật của nó."),
        )
    try:
        pyrage.decrypt_io(source, unpacking, [key])
    except pyrage.DecryptError as failed:
        if "No matching keys" not in str(failed):
            raise _damaged() from None
        raise Refusal(
            "safekeeping.wrong_key",
            _("Khóa này không mở được bản sao lưu."),
            remedy=_("Dùng khóa bí mật của cặp khóa đã dùng khi sao lưu."),
        ) from None
    except OSError as failed:
        if failed.errno is not None:
            raise
        raise _damaged() from None


class _Unpacking(io.RawIOBase):
    """Takes compressed bytes and gives the reader whole lines."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._packed = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._begun = b""
        self._started = False

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Take the next bytes; no more than some of what they unpack to is held at once."""
        rest = bytes(data)
        if not self._started and not rest.startswith(_GZIP):
            raise not_a_backup()  # what another program has encrypted
        self._started = True
        while rest:
            self._take(self._packed.decompress(rest, _BLOCK))
            rest = self._packed.unconsumed_tail
        if self._packed.unused_data:
            raise ValueError("something after the end")
        return len(data)

    def _take(self, text: bytes) -> None:
        *whole, self._begun = (self._begun + text).split(b"\n")
        for line in whole:
            self._reader.take(line + b"\n")
        if len(self._begun) > _LONGEST:
            raise ValueError("a line without end")

    def finish(self) -> None:
        """ValueError when the end is missing."""
        self._take(self._packed.flush())
        if not self._packed.eof or self._begun:
            raise ValueError("cut off")


def not_a_backup() -> Refusal:
    """The file is something else."""
    return Refusal(
        "safekeeping.not_a_backup",
        _("Tệp này không phải bản sao lưu của Vững Mạnh."),
        remedy=_("Chọn tệp do “vungmanh backup” tạo ra."),
    )


def _damaged() -> Refusal:
    return Refusal(
        "safekeeping.damaged",
        _("Bản sao lưu bị hỏng hoặc bị cắt cụt nên không khôi phục gì."),
        remedy=_("Dùng bản khác; kiểm tra ổ đĩa hoặc chép lại tệp từ nơi lưu."),
    )
