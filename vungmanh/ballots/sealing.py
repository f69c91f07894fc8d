"""Keys of ballots: a file each, never in the database; what is sealed under one is lost when it is destroyed.

AES-256-GCM of the package cryptography. What a sealed text is about (which ballot, at which count) is bound into it,
so that it opens in its own place only.
"""

import os
import secrets
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12
_KEY = 32


class KeyMissing(Exception):
    """The key of this ballot is not on this machine."""


class CannotOpen(Exception):
    """Sealed under another key, put into another place, or changed."""


def make_key(ballot: UUID) -> None:
    """Make the key of a ballot; readable by its owner only, on the disk before anything is sealed under it."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(_file(ballot), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(AESGCM.generate_key(8 * _KEY))
        file.flush()
        os.fsync(file.fileno())
    _settle(folder)


def destroy_key(ballot: UUID) -> None:
    """Overwrite and remove the key; nothing happens where there is none.

    A solid-state disk or a copying file system may keep the old bytes somewhere: docs/ballots.md tells what helps.
    """
    path = _file(ballot)
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(_KEY))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
    _settle(path.parent)


def keys_held() -> list[UUID]:
    """The ballots whose keys are on this machine."""
    folder = _folder()
    return [UUID(path.stem) for path in folder.glob("*.key")] if folder.is_dir() else []


def seal(ballot: UUID, content: bytes, *, about: bytes) -> bytes:
    """`content` sealed under the ballot's key; raises KeyMissing."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(ballot).encrypt(nonce, content, _bound(ballot, about))


def opened(ballot: UUID, sealed: bytes, *, about: bytes) -> bytes:
    """What was sealed; raises KeyMissing or CannotOpen."""
    try:
        return _cipher(ballot).decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(ballot, about))
    except (InvalidTag, ValueError) as wrong:
        raise CannotOpen from wrong


def _cipher(ballot: UUID) -> AESGCM:
    try:
        key = _file(ballot).read_bytes()
    except FileNotFoundError as missing:
        raise KeyMissing from missing
    if len(key) != _KEY:
        raise CannotOpen
    return AESGCM(key)


def _bound(ballot: UUID, about: bytes) -> bytes:
    return b"vungmanh ballot " + ballot.bytes + about


def _folder() -> Path:
    folder: Path = settings.BALLOT_KEYS
    return folder


def _file(ballot: UUID) -> Path:
    return _folder() / f"{ballot}.key"


def _settle(folder: Path) -> None:
    """Let the folder's change reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
