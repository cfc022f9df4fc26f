"""Change notices of the system as hints: one queue, and an observer that is started anew when it dies."""

from __future__ import annotations

import queue
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from desktop.archive import is_network_path

_TELLING = frozenset(("created", "modified", "moved", "closed"))


class _Queueing(FileSystemEventHandler):
    """Nothing but a ``put``: the system's own queue is short and must be drained at once."""

    def __init__(self, hints: queue.SimpleQueue[str]) -> None:
        self._hints = hints

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _TELLING:
            self._hints.put(str(event.dest_path or event.src_path))


class Notices:
    """Hints on a folder, or none where the system gives none (network mounts, ``polling``)."""

    def __init__(self, folder: Path, polling: bool | None) -> None:
        self.folder = folder
        self.polling = is_network_path(folder) if polling is None else polling
        self.hints: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._observer: BaseObserver | None = None

    def ensure(self) -> None:
        """Starts the observer, and again when it died (a share that went away ends it without a word)."""
        if self.polling or (self._observer is not None and self._healthy(self._observer)):
            return
        self.stop()
        observer = Observer()
        try:
            observer.schedule(_Queueing(self.hints), str(self.folder), recursive=True)
            observer.start()
        except (OSError, RuntimeError):
            # No watches left, or the folder is away: the regular scans do without.
            return
        self._observer = observer

    @staticmethod
    def _healthy(observer: BaseObserver) -> bool:
        return observer.is_alive() and bool(observer.emitters) and all(e.is_alive() for e in observer.emitters)

    def stop(self) -> None:
        """Ends the observer."""
        if self._observer is not None:
            self._observer.stop()
            if self._observer.is_alive():
                self._observer.join(timeout=5)
            self._observer = None

    def wait(self, seconds: float) -> list[str]:
        """The hints that come within some seconds: returns as soon as there is one, with all that are there by then."""
        found: list[str] = []
        try:
            found.append(self.hints.get(timeout=max(seconds, 0.01)))
            while True:
                found.append(self.hints.get_nowait())
        except queue.Empty:
            return list(dict.fromkeys(found))

    def wake(self) -> None:
        """Ends a ``wait`` of another thread."""
        self.hints.put("")
