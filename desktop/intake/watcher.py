"""The shared folder watched for a whole season: scans as the truth, notices as hints, and a pulse to show."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from desktop.archive import Archive, Health, KnownError, now
from desktop.intake.importer import Importer, Summary
from desktop.intake.names import shown
from desktop.intake.notices import Notices
from desktop.intake.scanner import Scanner
from desktop.intake.settle import Settling

POLL_SECONDS = 5.0
_FOLDER_AWAY = "共享文件夹无法访问，请检查网络或文件夹是否被移走；恢复后会自动继续。"
_FAILED = "导入时程序出错，稍后会自动重试；如反复出现，请联系技术支持。"
_RETRY_STORE = 15.0

logger = logging.getLogger(__name__)
OnChange = Callable[[Summary], None]


class Watcher:
    """Imports what is handed in, in a thread of its own with an archive of its own, until stopped.

    ``on_change`` is called from that thread after each batch, with what was imported, and with an empty summary when
    only the folder's health changed. ``polling`` None finds out by itself whether the folder is on a network mount;
    then it is scanned every few seconds, otherwise on notices and every ``rescan_seconds``. Nothing is ever written to
    the folder. ``behind`` a window its workers give way to it.
    """

    def __init__(self, folder: Path, store_path: Path, on_change: OnChange, polling: bool | None = None,
                 rescan_seconds: float = 180, *, workers: int | None = None, settling: Settling | None = None,
                 behind: bool = False) -> None:
        self.folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would hang on a share that went away
        self._store_path = store_path
        self._on_change = on_change
        self._workers = workers
        self._behind = behind
        self._settling = settling or Settling()
        self._notices = Notices(self.folder, polling)
        self._rescan = min(rescan_seconds, POLL_SECONDS) if self._notices.polling else rescan_seconds
        self._stop = threading.Event()
        self._rescan_now = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._health = Health(str(self.folder), None, 0, 0, None)

    @property
    def polling(self) -> bool:
        """Whether the folder is scanned every few seconds because no notices can be trusted."""
        return self._notices.polling

    def start(self) -> None:
        """Begins with a full scan."""
        if self._thread is None:
            self._stop.clear()
            self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Ends after the batch under way; the rest is imported at the next start."""
        self._stop.set()
        self._notices.wake()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def rescan(self) -> None:
        """Scans the whole folder now, and tries anew what could not be opened."""
        self._rescan_now.set()
        self._notices.wake()

    def health(self) -> Health:
        """How the folder is. May be called from any thread."""
        with self._lock:
            return self._health

    # -- the thread

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                with Archive.open(self._store_path) as archive, Importer(archive, self._workers, behind=self._behind) as importer:
                    self._report(Summary(checked=importer.finish_earlier()))
                    self._watch(archive, importer)
            except KnownError as problem:
                # A full disk or a locked store: said aloud, and tried again; nothing of the folder is lost by waiting.
                logger.warning("watcher: %s", problem)
                self._say(problem=str(problem))
                self._stop.wait(_RETRY_STORE)
            except Exception:
                # The thread must outlive our own faults: a watcher that dies in silence is worse than one that complains.
                logger.exception("watcher failed")
                self._say(problem=_FAILED)
                self._stop.wait(_RETRY_STORE)
        self._notices.stop()

    def _watch(self, archive: Archive, importer: Importer) -> None:
        scanner = Scanner(archive, self.folder, self._settling)
        next_scan = time.monotonic()
        while not self._stop.is_set():
            if self._rescan_now.is_set() or time.monotonic() >= next_scan:
                self._rescan_now.clear()
                good = self._scan(scanner)
                archive.back_up_daily()
                next_scan = time.monotonic() + (self._rescan if good else min(self._rescan, POLL_SECONDS))
            self._import(archive, importer)
            due = self._settling.next_due()
            pause = next_scan - time.monotonic()
            hints = self._notices.wait(pause if due is None else min(pause, due))
            scanner.hint(path for path in hints if path)
            self._count(archive)

    def _scan(self, scanner: Scanner) -> bool:
        try:
            self._notices.ensure()
            scanner.scan()
        except OSError as problem:
            self._say(problem=f"{_FOLDER_AWAY}（{problem.strerror or problem}）")
            return False
        self._say(problem=None, last_scan=now())
        return True

    def _import(self, archive: Archive, importer: Importer) -> None:
        ready = self._settling.ready()
        if not ready:
            return

        def stored(ids: list[int]) -> None:
            self._count(archive)
            self._report(Summary(imported=ids))

        summary = importer.run(ready, cancel=self._stop, on_batch=stored, total=len(ready))
        for path in ready:
            if shown(path) in summary.unopened:
                self._settling.failed(path, summary.unopened[shown(path)])
            elif not summary.cancelled:
                self._settling.forget(path)
        self._count(archive)
        if summary.known:
            self._report(Summary(known=summary.known))

    def _count(self, archive: Archive) -> None:
        self._say(waiting=len(self._settling), refused=archive.refused_under(shown(self.folder)))

    def _say(self, **changed: object) -> None:
        with self._lock:
            before = self._health
            self._health = Health(**{name: changed.get(name, getattr(before, name)) for name in (
                "folder", "last_scan", "waiting", "refused", "problem")})  # type: ignore[arg-type]
            told = (before.waiting, before.refused, before.problem) != (
                self._health.waiting, self._health.refused, self._health.problem)
        if told:
            self._report(Summary())

    def _report(self, summary: Summary) -> None:
        self._on_change(summary)
