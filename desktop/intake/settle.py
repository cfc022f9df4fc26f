"""When is a file finished? Size and time of two looks agree, and its container has its end (design rule 7)."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BETWEEN_LOOKS = 1.0
# A file that has rested so long although its container has no end is broken: reading will say so in its row.
PATIENCE = 60.0
RETRIES = (2.0, 5.0, 15.0, 60.0, 300.0)
_TAIL = 65_600  # a zip's end record with the longest comment
_WHOLE_BEFORE = {b"PK\x03\x04": b"PK\x05\x06", b"%PDF": b"%%EOF"}


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it was at one look."""

    size: int
    mtime_ns: int


@dataclass(slots=True)
class _Waiting:
    look: Look
    since: float
    due: float
    tries: int = 0
    reason: str = ""


class Settling:
    """The files that wait until they are finished, each with the time of its next look.

    Times are of a clock that only goes forward, so that a wall clock set back or a share with another time do no harm.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, patience: float = PATIENCE) -> None:
        self._clock = clock
        self._patience = patience
        self._files: dict[Path, _Waiting] = {}

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, path: Path) -> bool:
        return path in self._files

    def look(self, path: Path, seen: Look) -> None:
        """Notes a look at a file; one that changed begins its rest anew."""
        now = self._clock()
        waiting = self._files.get(path)
        if waiting is None or waiting.look != seen:
            self._files[path] = _Waiting(seen, now, now + BETWEEN_LOOKS)

    def forget(self, path: Path) -> None:
        """The file is imported, or gone."""
        self._files.pop(path, None)

    def failed(self, path: Path, reason: str) -> int:
        """The file could not be opened: tried again later, each time after a longer pause. Returns the number of tries."""
        waiting = self._files.get(path)
        if waiting is None:
            return 0
        waiting.due = self._clock() + RETRIES[min(waiting.tries, len(RETRIES) - 1)]
        waiting.tries += 1
        waiting.reason = reason
        return waiting.tries

    def next_due(self) -> float | None:
        """Seconds until the next look is due, None when nothing waits."""
        if not self._files:
            return None
        return max(0.0, min(w.due for w in self._files.values()) - self._clock())

    def ready(self) -> list[Path]:
        """Files that are finished now: unchanged since the last look, openable, and whole or at rest for long.

        Files that are gone are forgotten; the others stay until ``forget``.
        """
        now = self._clock()
        out = []
        for path, waiting in list(self._files.items()):
            if waiting.due > now:
                continue
            try:
                found = path.stat()
                seen = Look(found.st_size, found.st_mtime_ns)
                if seen != waiting.look:
                    self.look(path, seen)
                    continue
                finished = is_whole(path) or now - waiting.since >= self._patience
            except FileNotFoundError:
                self.forget(path)
                continue
            except OSError as problem:
                self.failed(path, problem.strerror or str(problem))
                continue
            if finished:
                out.append(path)
            else:
                waiting.due = now + BETWEEN_LOOKS
        return out


def is_whole(path: Path) -> bool:
    """Whether a container has its end: a zip its end record, a PDF its ``%%EOF``. Other files are whole unless empty.

    OSError when the file cannot be opened, which also means that it is not finished.
    """
    with path.open("rb") as file:
        head = file.read(1024)
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        tail = file.read(_TAIL)
    if size == 0:
        return False
    for magic, end in _WHOLE_BEFORE.items():
        if head.lstrip().startswith(magic):
            return end in tail
    return True
