"""Files that leave the desk: written whole or not at all, and recorded."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path


class OutputError(Exception):
    """Paper that cannot be made or written; the message is one Chinese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file written: ``kind`` is sheet, letter, problems, overview or batch; ``format`` the ending without its dot."""

    path: Path
    sha256: str
    kind: str
    format: str
    size: int


@dataclass(frozen=True, slots=True)
class Staged:
    """A file written whole beside its place under a temporary name; ``put`` moves it there, ``drop`` throws it away."""

    temporary: Path
    export: Export

    def put(self) -> Export:
        """Raises OutputError when the place is taken by a file that cannot be replaced; nothing is left behind then."""
        path = self.export.path
        try:
            self.temporary.replace(path)
        except OSError as error:
            self.drop()
            raise OutputError(f"无法写入“{path}”：文件可能正被其他程序打开，请关闭后重试。") from error
        return self.export

    def drop(self) -> None:
        """Leaves nothing behind."""
        self.temporary.unlink(missing_ok=True)


def stage(data: bytes, path: Path, kind: str) -> Staged:
    """Writes bytes under a temporary name beside the target. Raises OutputError when the place cannot be written to."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".shendu-", suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise OutputError(f"无法写入“{path.parent}”：请检查文件夹是否存在、是否有写入权限。") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files for their owner alone; what an office shares must be readable like any other document.
        Path(temporary).chmod(0o644)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise OutputError(f"无法写入“{path}”：磁盘可能已满，请清理后重试。") from error
    export = Export(path, hashlib.sha256(data).hexdigest(), kind, path.suffix.lstrip(".").lower(), len(data))
    return Staged(Path(temporary), export)


def save(data: bytes, path: Path, kind: str) -> Export:
    """Writes bytes under a temporary name beside the target and renames, so that no reader ever sees half a file.

    Raises OutputError when the place cannot be written to; an old file of that name then stays as it was.
    """
    return stage(data, path, kind).put()


def file_name(*parts: str | int | None) -> str:
    """A file name from what names the paper (unit, year, kind), without signs that Windows or Linux forbid."""
    text = "_".join(str(part) for part in parts if part not in (None, ""))
    text = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "", text).strip(" .")
    return text[:80] or "未命名"


def free_path(path: Path, taken: frozenset[Path] | set[Path] = frozenset()) -> Path:
    """The path itself, or with （2）, （3） … when such a file is there or ``taken`` already."""
    free, number = path, 1
    while free in taken or free.exists():
        number += 1
        free = path.with_name(f"{path.stem}（{number}）{path.suffix}")
    return free


def target(out: Path, name: str, suffix: str) -> Path:
    """Where to write: ``out`` itself when it names a file, else a free name inside that folder."""
    if out.suffix.lower() == suffix and not out.is_dir():
        return out
    return out / f"{name}{suffix}"
