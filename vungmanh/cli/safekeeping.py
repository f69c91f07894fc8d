"""The commands that keep the record safe: backup, restore."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vungmanh.cli import installation
from vungmanh.cli.output import show

if TYPE_CHECKING:
    from vungmanh.reports.verification import Verification
    from vungmanh.safekeeping.lines import Manifest


def backup(called: Namespace) -> int:
    """`vungmanh backup`: a backup, or with --make-key only a new key."""
    from vungmanh.safekeeping.keys import encrypting_key
    from vungmanh.safekeeping.taking import take_backup

    if called.make_key:
        return _make_key(called)
    file = _named(called)
    key = encrypting_key(Path(called.key)) if called.key else None
    installation.prepare(create=False)
    manifest = take_backup(file, at=datetime.now(UTC), key=key, force=called.force)
    _note(file, manifest)
    show(called, _data(file, manifest) | {"encrypted": key is not None}, _lines(file, manifest))
    if key is None:
        _warn_unencrypted(file)
    return 0


def restore(called: Namespace) -> int:
    """`vungmanh restore`: exit status 1 when what was backed up does not verify."""
    from vungmanh.foundation.actors import Actor
    from vungmanh.safekeeping.keys import decrypting_key
    from vungmanh.safekeeping.reading import check_backup
    from vungmanh.safekeeping.restoring import restore_backup

    file = Path(called.file)
    key = decrypting_key(Path(called.key)) if called.key else None
    if called.check:
        manifest = check_backup(file, key)
        show(called, _data(file, manifest), _lines(file, manifest))
        return 0
    by = Actor.operator("vungmanh restore")
    manifest, found = restore_backup(file, by=by, today=installation.today(), key=key)
    data = _data(file, manifest) | {"ok": found.ok, "hash": found.state, "problems": list(found.problems)}
    show(called, data, _restored(file, manifest, found))
    return 0 if found.ok else 1


def _named(called: Namespace) -> Path:
    from django.utils.translation import gettext as _

    from vungmanh.foundation.refusals import Refusal

    if called.file is None:
        raise Refusal(
            "cli.no_file",
            _("Chưa nêu tệp sao lưu."),
            remedy=_("Ví dụ: vungmanh backup /media/usb/vungmanh-2026-11-22.backup --key khoa.pub"),
        )
    return Path(called.file)


def _make_key(called: Namespace) -> int:
    from django.utils.translation import gettext as _

    from vungmanh.safekeeping.keys import make_key

    secret = Path(called.make_key)
    public = make_key(secret)
    lines = [
        _("Khóa bí mật: {file}. Cất ở nơi khác với bản sao lưu; mất khóa là không mở được bản sao lưu nào.").format(
            file=secret
        ),
        _("Khóa công khai: {file}. Để trên máy chủ, dùng với --key khi sao lưu.").format(file=public),
    ]
    show(called, {"secret": str(secret), "public": str(public)}, lines)
    return 0


def _note(file: Path, manifest: "Manifest") -> None:
    """Tell the journal; a database that can no longer be written must not cost the backup."""
    from django.db import DatabaseError
    from django.utils.translation import gettext as _

    from vungmanh.foundation.actors import Actor
    from vungmanh.journal.writing import note
    from vungmanh.safekeeping.events import BACKED_UP

    try:
        note(BACKED_UP, by=Actor.operator("vungmanh backup"), file_name=file.name, rows=manifest.rows)
    except DatabaseError as problem:
        print(_("Đã sao lưu nhưng chưa ghi được vào nhật ký: {problem}.").format(problem=problem), file=sys.stderr)


def _warn_unencrypted(file: Path) -> None:
    from django.utils.translation import gettext as _

    text = _(
        "CHÚ Ý: bản sao lưu {file} KHÔNG ĐƯỢC MÃ HÓA; ai có tệp này đều đọc được mọi thông tin đảng viên. "
        "Dùng --key để mã hóa."
    )
    print(text.format(file=file), file=sys.stderr)


def _data(file: Path, manifest: "Manifest") -> dict[str, Any]:
    return {
        "file": str(file),
        "version": manifest.version,
        "taken_at": manifest.taken_at,
        "rows": manifest.rows,
        "tables": {name: count for name, (count, _digest) in manifest.tables.items()},
        "head": manifest.head,
        "hash": manifest.state,
    }


def _lines(file: Path, manifest: "Manifest") -> Iterator[str]:
    from django.utils.translation import gettext as _

    yield _("{file}: {rows} dòng của {tables} bảng, sao lưu lúc {at}").format(
        file=file, rows=manifest.rows, tables=len(manifest.tables), at=manifest.taken_at
    )
    yield f"hash: {manifest.state}"
    yield f"head: {manifest.head}"


def _restored(file: Path, manifest: "Manifest", found: "Verification") -> Iterator[str]:
    from django.utils.translation import gettext as _

    yield _("Đã khôi phục {rows} dòng từ {file}, sao lưu lúc {at}.").format(
        rows=manifest.rows, file=file, at=manifest.taken_at
    )
    yield "ok" if found.ok else "not ok"
    yield f"hash: {found.state}"
    yield from found.problems
