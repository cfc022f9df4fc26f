"""A paper as it will be printed, drawn again while its fields change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal

from desktop.archive import StoreError
from desktop.output import OutputError
from desktop.reading.pages import page_sizes
from desktop.report import Document
from desktop.ui.desk.pages import PageView
from desktop.ui.gate import Gate, Task

WAIT_MS = 250
LANE = "pdf"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper ready to be shown: the PDF, its pages' sizes, and what the person should know of it."""

    data: bytes
    sizes: tuple[tuple[float, float], ...]
    note: str = ""


class PaperView(PageView):
    """Pages of a PDF made by this program. ``shown`` fires when a new one is there, ``failed`` with a reason."""

    shown = Signal(object)
    failed = Signal(str)

    def __init__(self, gate: Gate) -> None:
        super().__init__(gate)
        self.drawn: Drawn | None = None
        self._make: Callable[[], Callable[[], tuple[bytes, str]] | None] | None = None
        self._task: Task | None = None
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._ask_paper)

    def follow(self, make: Callable[[], Callable[[], tuple[bytes, str]] | None]) -> None:
        """``make`` reads the fields on the GUI thread and gives the work that brings (PDF, note) in the background, or
        None when there is nothing to show yet."""
        self._make = make
        self.renew()

    def renew(self) -> None:
        """The fields changed; drawn again after a short pause."""
        self._timer.start()

    def stop(self) -> None:
        """Its dialog was closed: nothing is drawn any more."""
        self._timer.stop()
        self._make = None
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def pending(self) -> bool:
        """Whether a newer picture is on its way."""
        return self._timer.isActive() or self._task is not None

    def _ask_paper(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        work = self._make() if self._make is not None else None
        if work is None:
            return

        def run(task: Task) -> Drawn:
            task.check()
            data, note = work()
            return Drawn(data, page_sizes(data), note)

        self._task = self.gate.run(run, self._came, self._broke, owner=self, lane=LANE)

    def _came(self, drawn: Drawn) -> None:
        self._task = None
        self.drawn = drawn
        before, at = self._images, self.verticalScrollBar().value()
        self.set_document(Document("", "pdf", page_sizes=drawn.sizes), drawn.data)
        # The pages before stay in view until the new ones are drawn, so that typing does not flicker.
        self._images = {(page, -1): image for (page, _), image in before.items() if page <= len(drawn.sizes)}
        self.verticalScrollBar().setValue(at)
        self.shown.emit(drawn)

    def _broke(self, error: Exception) -> None:
        self._task = None
        if not isinstance(error, (OutputError, StoreError)):
            raise error
        self.failed.emit(str(error))
