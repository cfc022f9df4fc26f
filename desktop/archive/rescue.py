"""Backups put back, and damaged stores saved as far as they can be read."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from db import KnownError, Store, likeness, submissions
from db import backup as copies
from db import search as words
from db.salvage import salvage as save_rows
from desktop.archive.archive import Archive
from desktop.archive.codec import unpack_report
from desktop.archive.handed_in import file_name
from desktop.archive.prepared import prepare
from desktop.archive.search import searchable

LOST = "资料库损坏时丢失了读取结果，请重新读取这份文件。"


@dataclass(frozen=True, slots=True)
class Rescue:
    """What was saved of a damaged store.

    ``damaged`` names the tables that lost something, ``unread`` the submissions whose reading was lost (their originals
    are there), ``unlisted`` the hashes of originals without a submission, ``old`` where the damaged file lies now.
    """

    submissions: int
    verdicts: int
    notes: int
    damaged: tuple[str, ...]
    orphans: int
    unread: tuple[int, ...]
    unlisted: tuple[str, ...]
    old: Path

    def text(self) -> str:
        """The account in Chinese."""
        lines = [f"救回报送记录 {self.submissions} 条、审读意见 {self.verdicts} 条、批注 {self.notes} 条。"]
        lines.append(f"受损的表：{'、'.join(self.damaged)}。" if self.damaged else "各表均完整读出。")
        if self.orphans:
            lines.append(f"有 {self.orphans} 条记录因所属报告丢失而未保留。")
        if self.unread:
            lines.append(f"{len(self.unread)} 份报告的读取结果丢失，将用保存的原件重新读取。")
        if self.unlisted:
            lines.append(f"{len(self.unlisted)} 份原件在库中已无记录，将重新导入。")
        lines.append(f"损坏的文件另存于：{self.old}")
        return "\n".join(lines)


def restore(path: Path, backup: Path) -> Path | None:
    """Puts a backup in the place of the store at ``path``; nobody may have it open.

    Returns where the store that was there went. KnownError when the backup is damaged or missing, or the store is open.
    """
    _refuse_open(path)
    return copies.restore(path, backup, _folder(path))


def list_backups(path: Path) -> list[copies.Backup]:
    """The backups of a store, newest first, without opening it."""
    return copies.backups(_folder(path))


def salvage(path: Path) -> Rescue:
    """Saves what can be read of a damaged store into a new one in its place. KnownError when there is none, or it is open.

    The damaged file is kept beside the backups. Search index and counts are made anew; submissions whose reading was
    lost are marked as refused, so that they can be read again from their originals.
    """
    if not path.exists():
        raise KnownError(f"找不到资料库：{path}")
    _refuse_open(path)
    folder = _folder(path)
    folder.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".salvaged")
    fresh.unlink(missing_ok=True)
    account = save_rows(path, fresh)
    old = copies.free_name(folder, "damaged")
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(old.with_name(old.name + ending))
    fresh.replace(path)
    with Archive.open(path) as archive:
        unread = _index_again(archive._store)
        kept = {row.sha256 for row in archive.submissions(latest_only=False)}
        unlisted = tuple(sha256 for sha256 in archive._store.originals.all() if sha256 not in kept)
    return Rescue(account.saved["submissions"], account.saved["verdicts"], account.saved["notes"],
                  tuple(account.damaged), account.orphans, unread, unlisted, old)


def _index_again(store: Store) -> tuple[int, ...]:
    """Search words and sentence hashes of every submission anew; ids whose reading is lost."""
    unread = []
    with store.write() as connection:
        for row in submissions.select(connection, submissions.Wanted(latest_only=False)):
            packed = submissions.parsed(connection, row.id)
            try:
                ready = prepare(unpack_report(*packed)) if packed else None
            except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError):
                ready = None
                submissions.drop_parsed(connection, row.id)
            if ready is None and row.error is None:
                submissions.change(connection, row.id, error=LOST)
                unread.append(row.id)
            names = file_name(row.path) if ready is None else f"{file_name(row.path)} {ready.names}"
            words.put(connection, row.id, words.split(searchable(names)), ready.words if ready else "")
            likeness.put(connection, row.id, ready.prints if ready else ())
    return tuple(unread)


def _folder(path: Path) -> Path:
    return path.with_name(path.name + ".backups")


def _refuse_open(path: Path) -> None:
    if copies.in_use(path):
        raise KnownError(f"资料库正在使用中，请先关闭审读台的窗口和守候程序：{path}")
