"""The files as handed in, kept by their SHA-256 in a folder beside the store.

A folder and not blobs: originals survive damage to the database file, daily backups of the database stay small, and a
file is written once, never changed and never deleted by the program. Each is written to a temporary name, flushed to
the disk and renamed, so that a crash leaves either the whole file or none.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from db.errors import DamagedError, translating

_PIECE = 1 << 20


class Originals:
    """``folder/ab/abcdef…`` for each file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the file with this hash lies, whether it is there or not."""
        return self.folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Whether the file is kept."""
        return self.path(sha256).is_file()

    def put(self, data: bytes) -> str:
        """Keeps the bytes; returns their hash. Bytes already kept are left alone. KnownError when it cannot be."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path(sha256)
        with translating(self.folder):
            if not (target.is_file() and target.stat().st_size == len(data)):
                self._keep(io.BytesIO(data))
        return sha256

    def put_stream(self, source: BinaryIO) -> tuple[str, int]:
        """Keeps what an open file holds, piece by piece; returns (hash, size).

        KnownError when it cannot be kept; an OSError of the source itself is left as it is.
        """
        return self._keep(source)

    def _keep(self, source: BinaryIO) -> tuple[str, int]:
        with translating(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = self.folder / f".{secrets.token_hex(8)}.part"
        try:
            with translating(self.folder):
                target_file = draft.open("xb")
            digest, size = hashlib.sha256(), 0
            with target_file:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    size += len(piece)
                    with translating(self.folder):
                        target_file.write(piece)
                with translating(self.folder):
                    target_file.flush()
                    os.fsync(target_file.fileno())
            target = self.path(digest.hexdigest())
            with translating(self.folder):
                target.parent.mkdir(exist_ok=True)
                if not (target.is_file() and target.stat().st_size == size):
                    draft.replace(target)
                    _flush_folder(target.parent)
        finally:
            draft.unlink(missing_ok=True)
        return digest.hexdigest(), size

    def sweep(self) -> int:
        """Removes drafts that a crash left; returns how many. Only for a program that has the store to itself."""
        drafts = list(self.folder.glob(".*.part"))
        for draft in drafts:
            draft.unlink(missing_ok=True)
        return len(drafts)

    def get(self, sha256: str) -> bytes:
        """The bytes as handed in. DamagedError when they are gone or no longer what they were."""
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError as problem:
            raise DamagedError(f"原始文件不在存放处，可能被移动或删除，请从备份中取回：{self.path(sha256)}") from problem
        except OSError as problem:
            raise DamagedError(f"原始文件读不出来，请检查磁盘：{self.path(sha256)}") from problem
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DamagedError(f"原始文件的内容与收到时不同，可能已损坏，请从备份中取回：{self.path(sha256)}")
        return data

    def all(self) -> Iterator[str]:
        """The hash of every file kept; drafts of a crashed write are passed over."""
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(file.name for file in folder.iterdir() if len(file.name) == 64)


def _flush_folder(folder: Path) -> None:
    """Makes the rename itself survive a power cut, where the system allows it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
