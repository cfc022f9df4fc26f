"""Errors of the store: what the machine does to us (KnownError, told to the user) apart from our own bugs (BugError)."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StoreError(Exception):
    """Any error of the store; the text is one Chinese sentence that a person can act on."""


class KnownError(StoreError):
    """The machine or the file is at fault, not the program."""


class DiskFullError(KnownError):
    """No room left on the disk of the store."""


class ReadOnlyError(KnownError):
    """The store or its folder may not be written to."""


class LockedError(KnownError):
    """Another program held the store for longer than we wait."""


class NetworkPathError(KnownError):
    """The store would lie on a network drive, where SQLite cannot keep it whole."""


class NewerStoreError(KnownError):
    """The store was made by a later version of the program."""


class DamagedError(KnownError):
    """The file is no store, or part of it can no longer be read."""


class BugError(StoreError):
    """A fault of the program itself; the cause is the error of SQLite."""


_FULL = "磁盘空间不足，资料未能保存。请清理磁盘后再试：{path}"
_READ_ONLY = "资料库只能读取，不能写入。请检查文件和文件夹的权限：{path}"
_LOCKED = "资料库正被另一个程序占用，请稍候再试：{path}"
_DAMAGED = "资料库文件已损坏，或不是审读台的资料库：{path}。可从备份恢复（restore），或用 salvage 命令抢救。"
_CANNOT_OPEN = "资料库打不开，请确认文件夹存在并且有权写入：{path}"
_DISK = "读写磁盘时出错，请检查磁盘：{path}"
_MEMORY = "内存不足，请关闭其他程序后再试。"

_BY_CODE: dict[int, tuple[type[KnownError], str]] = {
    sqlite3.SQLITE_FULL: (DiskFullError, _FULL),
    sqlite3.SQLITE_READONLY: (ReadOnlyError, _READ_ONLY),
    sqlite3.SQLITE_PERM: (ReadOnlyError, _READ_ONLY),
    sqlite3.SQLITE_BUSY: (LockedError, _LOCKED),
    sqlite3.SQLITE_LOCKED: (LockedError, _LOCKED),
    sqlite3.SQLITE_CORRUPT: (DamagedError, _DAMAGED),
    sqlite3.SQLITE_NOTADB: (DamagedError, _DAMAGED),
    sqlite3.SQLITE_CANTOPEN: (KnownError, _CANNOT_OPEN),
    sqlite3.SQLITE_IOERR: (KnownError, _DISK),
    sqlite3.SQLITE_NOMEM: (KnownError, _MEMORY),
}
_BY_ERRNO: dict[int, tuple[type[KnownError], str]] = {
    errno.ENOSPC: (DiskFullError, _FULL),
    errno.EDQUOT: (DiskFullError, _FULL),
    errno.EFBIG: (DiskFullError, _FULL),
    errno.EROFS: (ReadOnlyError, _READ_ONLY),
    errno.EACCES: (ReadOnlyError, _READ_ONLY),
    errno.EPERM: (ReadOnlyError, _READ_ONLY),
}


def translated(problem: sqlite3.Error | OSError, path: Path) -> StoreError:
    """The error of ours that an error of SQLite or of the file system means."""
    if isinstance(problem, OSError):
        kind, text = _BY_ERRNO.get(problem.errno or 0, (KnownError, _DISK))
        return kind(text.format(path=path))
    code = getattr(problem, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in _BY_CODE:
        kind, text = _BY_CODE[code & 0xFF]
        return kind(text.format(path=path))
    if isinstance(problem, sqlite3.DatabaseError) and "malformed" in str(problem):
        return DamagedError(_DAMAGED.format(path=path))
    return BugError(f"资料库内部错误：{problem}")


@contextmanager
def translating(path: Path) -> Iterator[None]:
    """Errors of SQLite and of the file system leave this block as ours."""
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        raise translated(problem, path) from problem
