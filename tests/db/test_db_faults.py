"""What the machine does to us is told in a word of Chinese and loses nothing: full disk, read-only, locks, network."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import (
    BugError,
    DamagedError,
    DiskFullError,
    KnownError,
    LockedError,
    NetworkPathError,
    Originals,
    ReadOnlyError,
    Store,
    errors,
    location,
)

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def put(store: Store, key: str, value: str = "x") -> None:
    with store.write() as connection:
        connection.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", [key, value])


def keys(store: Store) -> list[str]:
    with store.read() as connection:
        return [row[0] for row in connection.execute("SELECT key FROM settings ORDER BY key")]


def test_a_full_database_keeps_what_was_acknowledged(store: Store) -> None:
    """SQLite's own limit stands for the disk: the failed write is undone, earlier ones stay, later small ones work."""
    put(store, "first")
    with store.read() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(DiskFullError, match="磁盘空间不足"):
        put(store, "large", "汉" * 1_000_000)
    assert keys(store) == ["first"]
    with store.read() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    put(store, "second")
    assert keys(store) == ["first", "second"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes, where the machine lets us mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not ROOT or shutil.which("mount") is None:
        pytest.skip("mounting needs root")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True,
                      check=False).returncode:
        pytest.skip("no mounts in this container")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


def test_a_full_disk_loses_nothing(small_disk: Path) -> None:
    """A real full disk: originals leave no half files, the database stays whole, and work goes on when there is room."""
    store = Store.open(small_disk / "desk.db")
    kept = []
    with pytest.raises(DiskFullError):
        for index in range(100):
            kept.append(store.originals.put(os.urandom(60_000)))
            put(store, f"{index:03}", "汉" * 20_000)
    acknowledged = keys(store)
    assert acknowledged
    assert list(store.originals.folder.glob(".*.part")) == []
    for sha256 in kept:
        store.originals.get(sha256)
    store.close()
    shutil.rmtree(small_disk / "desk.db.files")
    again = Store.open(small_disk / "desk.db")
    assert keys(again) == acknowledged
    with again.read() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    put(again, "after")
    again.close()


@pytest.mark.skipif(ROOT, reason="root may write everywhere")
def test_a_read_only_file_is_refused_at_the_start(tmp_path: Path) -> None:
    Store.open(tmp_path / "desk.db").close()
    (tmp_path / "desk.db").chmod(0o444)
    with pytest.raises(ReadOnlyError, match="只能读取"):
        Store.open(tmp_path / "desk.db")


def test_a_read_only_file_system_is_refused_at_the_start(small_disk: Path) -> None:
    Store.open(small_disk / "desk.db").close()
    if subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], capture_output=True, check=False).returncode:
        pytest.skip("no remounts in this container")
    with pytest.raises(ReadOnlyError, match="只能读取"):
        Store.open(small_disk / "desk.db")


def test_a_lock_held_too_long_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with store.read() as connection:
        connection.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(LockedError, match="占用"):
        put(store, "a")
    other.execute("ROLLBACK")
    put(store, "a")
    other.close()
    assert keys(store) == ["a"]


def test_readers_do_not_wait_for_a_writer_of_another_process(store: Store) -> None:
    put(store, "a")
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO settings VALUES ('b', 'x')")
    assert keys(store) == ["a"]
    other.execute("COMMIT")
    other.close()
    assert keys(store) == ["a", "b"]


def test_many_threads_write_without_lock_errors(store: Store) -> None:
    def work(number: int) -> None:
        for index in range(20):
            put(store, f"{number}-{index}")

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys(store)) == 160


def test_inner_blocks_are_undone_alone(store: Store) -> None:
    with store.write():
        put(store, "outer")
        with pytest.raises(ZeroDivisionError), store.write():
            put(store, "inner")
            raise ZeroDivisionError
    assert keys(store) == ["outer"]


@pytest.mark.parametrize("kind, remote", [
    ("ext4", False), ("xfs", False), ("btrfs", False), ("tmpfs", False), ("overlay", False), ("fuseblk", False),
    ("nfs4", True), ("cifs", True), ("smb3", True), ("fuse.sshfs", True), ("9p", True), ("vboxsf", True),
])
def test_network_mounts_by_their_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, remote: bool,
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {str(tmp_path).replace(' ', chr(92) + '040')}/share {kind} rw 0 0\n")
    monkeypatch.setattr(location, "MOUNTS", mounts)
    assert location.is_network_path(tmp_path / "share" / "desk.db") is remote
    assert not location.is_network_path(tmp_path / "shared" / "desk.db"), "only names inside the mount"
    if remote:
        with pytest.raises(NetworkPathError, match="网络盘"):
            Store.open(tmp_path / "share" / "desk.db")
        assert not (tmp_path / "share").exists()


@pytest.mark.parametrize("problem, kind", [
    (OSError(errno.ENOSPC, "x"), DiskFullError), (OSError(errno.EROFS, "x"), ReadOnlyError),
    (OSError(errno.EACCES, "x"), ReadOnlyError), (OSError(errno.EIO, "x"), KnownError),
])
def test_errors_of_the_file_system(tmp_path: Path, problem: OSError, kind: type[Exception]) -> None:
    assert type(errors.translated(problem, tmp_path)) is kind


def test_our_own_faults_are_no_known_errors(store: Store) -> None:
    with pytest.raises(BugError) as caught, store.read() as connection:
        connection.execute("SELECT nothing FROM nowhere")
    assert not isinstance(caught.value, KnownError)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "desk.db")
    store.close()
    with pytest.raises(KnownError, match="已经关闭"):
        keys(store)


def test_originals_are_kept_once_and_proved(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "files")
    sha256 = originals.put(b"report")
    assert originals.put(b"report") == sha256
    assert list(originals.all()) == [sha256] and originals.get(sha256) == b"report"
    originals.path(sha256).write_bytes(b"REPORT")
    with pytest.raises(DamagedError, match="内容与收到时不同"):
        originals.get(sha256)
    originals.path(sha256).unlink()
    with pytest.raises(DamagedError, match="不在存放处"):
        originals.get(sha256)


def test_a_source_that_breaks_off_leaves_no_half_original(tmp_path: Path) -> None:
    class Torn:
        def read(self, size: int) -> bytes:
            raise OSError(errno.EIO, "share gone")

    originals = Originals(tmp_path / "files")
    with pytest.raises(OSError, match="share gone"):
        originals.put_stream(Torn())  # type: ignore[arg-type]
    assert list(originals.folder.iterdir()) == []
