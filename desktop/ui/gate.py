"""The one gate for background work: results, errors and progress always come back on the GUI thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.ui.collector import Collector

log = logging.getLogger(__name__)

# What a person did is written even when the window closes at once; the rest may be dropped.
KEPT = "desk"


class CancelledError(Exception):
    """Raised inside a task by ``Task.check`` after a person cancelled it."""


@dataclass(eq=False)
class Task:
    """One piece of background work, handed to the work itself so that it can report and be cancelled."""

    gate: Gate
    on_progress: Callable[[int, int, str], None] | None = None
    owner: QObject | None = None
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def cancelled(self) -> bool:
        """Whether a person asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Asks the work to stop; what it brings after that is thrown away."""
        self._stop.set()

    def check(self) -> None:
        """Ends the work with ``CancelledError`` when it was cancelled."""
        if self.cancelled:
            raise CancelledError

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Reports from the working thread: ``done`` of ``total`` steps (0: unknown), and what is being done."""
        if self.on_progress is not None:
            self.gate.post(self.on_progress, self.owner, done, total, text)


class _Job:
    """A task's work with all that it holds on to, and what it brought.

    Work and callbacks hold widgets, and a widget whose last reference ends on a working thread dies there and takes the
    program with it. So the gate keeps the job, and empties it on the GUI thread when it has been delivered: whatever the
    thread lets go of later is an empty shell.
    """

    __slots__ = ("error", "func", "on_done", "on_error", "result", "task")

    def __init__(self, task: Task, func: Any, on_done: Any, on_error: Any) -> None:
        self.task: Any = task
        self.func = func
        self.on_done = on_done
        self.on_error = on_error
        self.result: Any = None
        self.error: BaseException | None = None

    def work(self) -> None:
        """On the working thread: does it and keeps what came of it."""
        try:
            self.result = self.func(self.task)
        except Exception as error:  # noqa: BLE001 - brought to the GUI thread, where it is told or logged
            self.error = error
        self.task.gate.post(self.task.gate._finish, None, self)

    def empty(self) -> None:
        """On the GUI thread: lets go of everything."""
        self.task = self.func = self.on_done = self.on_error = self.result = self.error = None


class Gate(QObject):
    """Runs functions on worker threads. Lives on the GUI thread and delivers there.

    ``lane`` names a queue of its own with one thread, for libraries that must not be entered twice at once.
    """

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None, workers: int = 2) -> None:
        super().__init__(parent)
        self._pools = {"": ThreadPoolExecutor(workers, thread_name_prefix="gate")}
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._running: dict[Task, _Job] = {}
        self._closed = False
        # Is told of every error before the one who waits for the result is.
        self.on_trouble: Callable[[Exception], None] | None = None
        self._collector = Collector(self)

    def run(
        self,
        func: Callable[[Task], Any],
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        *,
        progress: Callable[[int, int, str], None] | None = None,
        owner: QObject | None = None,
        lane: str = "",
    ) -> Task:
        """Calls ``func(task)`` in the background, then ``on_done(result)`` or ``on_error(error)`` on the GUI thread.

        Nothing is delivered to an ``owner`` that Qt has deleted meanwhile, nor after ``Task.cancel``.
        """
        task = Task(self, progress, owner)
        if self._closed:
            task.cancel()
            return task
        job = self._running[task] = _Job(task, func, on_done, on_error)
        if lane not in self._pools:
            self._pools[lane] = ThreadPoolExecutor(1, thread_name_prefix=f"gate-{lane}")
        self._pools[lane].submit(job.work)
        return task

    def post(self, call: Callable[..., None], owner: QObject | None, *args: Any) -> None:
        """Has ``call(*args)`` done on the GUI thread, from any thread; dropped when ``owner`` is gone."""
        if not self._closed and shiboken6.isValid(self):
            self._arrived.emit((call, owner, args))

    def busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._running)

    def close(self) -> None:
        """Cancels what runs and waits for it, so that no thread outlives the window."""
        self._closed = True
        for task in self._running:
            task.cancel()
        for lane, pool in self._pools.items():
            pool.shutdown(wait=True, cancel_futures=lane != KEPT)
        for job in self._running.values():
            job.empty()
        self._running.clear()
        self._collector.stop()

    @Slot(object)
    def _deliver(self, parcel: tuple[Callable[..., None], QObject | None, tuple[Any, ...]]) -> None:
        call, owner, args = parcel
        if owner is None or shiboken6.isValid(owner):
            call(*args)

    def _finish(self, job: _Job) -> None:
        if job.task is None:
            return
        task, result, error, on_done, on_error = job.task, job.result, job.error, job.on_done, job.on_error
        self._running.pop(task, None)
        job.empty()
        if task.cancelled or (task.owner is not None and not shiboken6.isValid(task.owner)):
            return
        if error is None:
            if on_done is not None:
                on_done(result)
            return
        if isinstance(error, CancelledError):
            return
        if self.on_trouble is not None and isinstance(error, Exception):
            self.on_trouble(error)
        if on_error is not None and isinstance(error, Exception):
            on_error(error)
        else:
            log.error("background work failed", exc_info=error)
