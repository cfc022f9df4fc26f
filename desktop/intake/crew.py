"""Worker processes for what comes after reading: understanding and checking, beside the window's own process."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

import msgspec

from desktop.archive import Examination, First, Outcome, Prepared, examine, examine_first, prepare
from desktop.checks import rules
from desktop.forms import understand
from desktop.reading import give_way
from desktop.report import Document

Given = TypeVar("Given")
Result = TypeVar("Result")
Values = ParamSpec("Values")
_DOCUMENT = msgspec.msgpack.Decoder(Document)


NOT_UNDERSTOOD = "文件已读出，但分析内容时出错，请把这份文件提供给技术支持。"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Understood:
    """A report made ready for the store, and what the checks say of it by itself (None when that was left for later)."""

    prepared: Prepared
    first: First | None


def understand_there(document: bytes, path: str, sha256: str, checked: bool) -> Understood | None:
    """A packed document understood, made ready and, if wished, ``checked`` by itself, while it is at hand; None when the
    program failed on it (see the log)."""
    try:
        report = understand(_DOCUMENT.decode(document), path, sha256)
        return Understood(prepare(report), examine_first(report) if checked else None)
    except Exception:
        logger.exception("could not understand %s", sha256)
        return None


def _begin_work(gives_way: bool) -> None:
    """In a new worker: everything loaded, and nothing that lasts looked through again and again for cycles."""
    if gives_way:
        give_way()
    rules()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()


def _end_with_parent() -> None:
    """A pool's workers wait for work for ever when their parent was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


class Crew:
    """A few spawned processes. One that is killed from outside is replaced and its work done once more; work that ends
    a process twice is given up: not understood, or left unchecked until the next start.

    With no workers the work is done here, when it is asked for: starting a process costs more than a few reports.
    """

    def __init__(self, workers: int, *, give_way: bool = False) -> None:
        self.workers = workers
        self._give_way = give_way
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def close(self) -> None:
        """Ends them; work not begun is dropped."""
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=True, cancel_futures=True)
                self._pool = None

    def start(self) -> None:
        """Starts the processes now, for one who knows that work will come; they take a moment to load everything."""
        for _ in range(self.workers):
            self._begin(os.getpid)

    def understand(self, document: bytes, path: str, sha256: str, checked: bool = True) -> Future[Understood | None]:
        """Begins to understand a packed document, and to check it by itself."""
        return self._begin(understand_there, document, path, sha256, checked)

    def understood(self, begun: Future[Understood | None], document: bytes, path: str, sha256: str) -> Understood | None:
        """The result of ``understand``. Should the process have ended, a check may be at fault: they come later then."""
        done = self._twice(begun, lambda: self.understand(document, path, sha256, checked=False))
        return done[0] if done else None

    def examine(self, works: Iterator[Examination]) -> Iterator[tuple[Examination, Outcome]]:
        """Checks reports, several at a time, and hands them back in their order."""
        return self._spread(examine, works)

    def _spread(self, do: Callable[[Given], Result], works: Iterator[Given]) -> Iterator[tuple[Given, Result]]:
        running: deque[tuple[Given, Future[Result]]] = deque()
        for work in works:
            running.append((work, self._begin(do, work)))
            if len(running) > 2 * self.workers:
                yield from self._finished(do, *running.popleft())
        while running:
            yield from self._finished(do, *running.popleft())

    def _finished(self, do: Callable[[Given], Result], work: Given, begun: Future[Result]) -> Iterator[tuple[Given, Result]]:
        done = self._twice(begun, lambda: self._begin(do, work))
        if done:
            yield work, done[0]

    def _twice(self, begun: Future[Result], again: Callable[[], Future[Result]]) -> tuple[Result] | None:
        """The result, after a second try if the process was ended; None for work that ended two of them."""
        for attempt in (1, 2):
            try:
                return ((begun if attempt == 1 else again()).result(),)
            except BrokenProcessPool:
                logger.warning("a worker process was ended")
        return None

    def _begin(self, do: Callable[Values, Result], *values: Values.args, **named: Values.kwargs) -> Future[Result]:
        if self.workers <= 0:
            done: Future[Result] = Future()
            done.set_result(do(*values, **named))
            return done
        try:
            return self._running().submit(do, *values, **named)
        except BrokenProcessPool:
            # Only a pool that is known to be broken is replaced, for a new one may already hold work of others.
            self._drop()
            return self._running().submit(do, *values, **named)

    def _running(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    self.workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin_work,
                    initargs=(self._give_way,))
            return self._pool

    def _drop(self) -> None:
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None
