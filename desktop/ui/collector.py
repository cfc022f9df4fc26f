"""Python's cyclic garbage is collected on the GUI thread only.

Qt objects caught in a cycle of Python references die when the collector runs, in whatever thread that happens; a widget
that dies on a working thread takes the program with it. So the automatic collector, which runs wherever memory is asked
for, is off while there are working threads, and a timer does its work here.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 400
# The whole heap is gone through at most this often: with many reports in memory that takes tens of milliseconds.
WHOLE_SECONDS = 60.0


class Collector(QObject):
    """Collects while it lives; ``stop`` hands the work back to Python."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._whole = time.monotonic()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """What Python would have collected by itself since the last time."""
        young, middle, _ = gc.get_count()
        least, often, _ = gc.get_threshold()
        if young <= least:
            return
        if time.monotonic() - self._whole > WHOLE_SECONDS:
            self._whole = time.monotonic()
            gc.collect(2)
        else:
            gc.collect(1 if middle > often else 0)

    def stop(self) -> None:
        """There are no working threads any more."""
        self._timer.stop()
        gc.enable()
