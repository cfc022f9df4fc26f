"""Worker processes that read files which are not trusted; one that dies takes nothing with it."""

from __future__ import annotations

import atexit
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import msgspec

from desktop.reading.errors import ReadError
from desktop.reading.limits import CPU_SECONDS, WALL_SECONDS, put_in_job
from desktop.reading.worker import FLAG, GIVE_WAY, receive, send
from desktop.report import Document

Result = TypeVar("Result")
FILES_A_WORKER = 1000  # a worker is replaced after so many files, should a library lose memory
_CPU_SIGNAL = 24  # SIGXCPU, which Windows does not name

TOO_LONG = "读取该文件用时过长，已中止，文件可能异常，请另存为较小的文件后重新报送。"
DIED = "读取该文件时读取进程意外中止，文件可能已损坏或异常，请用 Word 或 WPS 另存后重新报送。"
NO_START = "无法启动读取进程，请重新启动程序；仍不行时请联系技术支持。"


def _command() -> list[str]:
    """How to start a worker: the frozen program starts itself, otherwise Python runs the module."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    root = str(Path(__file__).resolve().parents[2])
    code = "import sys; sys.path.insert(0, sys.argv[1]); from desktop.reading.worker import main; sys.exit(main())"
    return [sys.executable, "-X", "utf8", "-c", code, root]


def _unpacked(packed: bytes) -> Document:
    return msgspec.msgpack.decode(packed, type=Document)


class _Worker:
    """One process and the means to talk to it. Used by one thread only."""

    def __init__(self, wall_seconds: float, give_way: bool = False) -> None:
        self.wall_seconds = wall_seconds
        self.served = 0
        no_window = 0x08000000 if sys.platform == "win32" else 0
        self.process = subprocess.Popen(
            [*_command(), *([GIVE_WAY] if give_way else [])], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"},
            creationflags=no_window,
        )
        self._job: Any = None
        if sys.platform == "win32":
            self._job = put_in_job(int(self.process._handle))  # type: ignore[attr-defined]

    def ask(self, path: Path) -> bytes:
        """Have a file read; returns the packed document.

        Raises ReadError when it cannot be read, took too long, or ended the process.
        """
        stdin, stdout = cast(BinaryIO, self.process.stdin), cast(BinaryIO, self.process.stdout)
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(self.wall_seconds, stop)
        timer.daemon = True
        timer.start()
        self.served += 1
        try:
            send(stdin, os.fsencode(path.absolute()))
            message = receive(stdout)
        except OSError:
            message = None
        finally:
            timer.cancel()
        if message is None:
            self.close()
            timed_out = late.is_set() or self.process.returncode == -_CPU_SIGNAL
            raise ReadError(TOO_LONG if timed_out else DIED)
        if message[:1] == b"D":
            return message[1:]
        raise ReadError(message[1:].decode("utf-8", "replace"))

    @property
    def alive(self) -> bool:
        return self.process.poll() is None and self.served < FILES_A_WORKER

    def close(self) -> None:
        """End the process."""
        if self.process.poll() is None:
            self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:  # what was left unsent has no reader any more
                    continue
        self.process.wait()


class ReaderPool:
    """Reads files in ``workers`` processes under limits (``limits.py``).

    ``submit`` may be called from any thread; results come as futures that hold a Document or a ReadError. Processes
    start with the first file and are replaced when they die; they ``give_way`` to other programs if told so. Close the pool, or use it in a ``with`` statement.
    """

    def __init__(self, workers: int = 1, wall_seconds: float = WALL_SECONDS, *, give_way: bool = False) -> None:
        self._jobs: queue.SimpleQueue[tuple[Path, Callable[[bytes], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._wall_seconds = wall_seconds
        self._give_way = give_way
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._live: set[_Worker] = set()
        self._threads = [
            threading.Thread(target=self._serve, name=f"reader-{n}", daemon=True) for n in range(max(workers, 1))
        ]
        self._started = False
        self._at_once = False

    def start(self) -> None:
        """Starts the processes now, for one who knows that files will come; without it they start with the files."""
        with self._lock:
            self._begin(at_once=True)

    def submit(self, path: Path) -> Future[Document]:
        """Have a file read; cancelling the future is possible until its turn comes."""
        return self._submit(path, _unpacked)

    def submit_packed(self, path: Path) -> Future[bytes]:
        """The same for a document that goes on to another process: as MessagePack, just as the worker sent it."""
        return self._submit(path, bytes)

    def _submit(self, path: Path, made: Callable[[bytes], Result]) -> Future[Result]:
        future: Future[Result] = Future()
        with self._lock:
            self._begin()
            self._jobs.put((path, made, future))
        return future

    def _begin(self, at_once: bool = False) -> None:
        if self._closed.is_set():
            raise RuntimeError("the pool is closed")
        if not self._started:
            self._started, self._at_once = True, at_once
            for thread in self._threads:
                thread.start()

    def read(self, path: Path) -> Document:
        """Read a file and wait for it.

        Raises ReadError when it cannot be read.
        """
        return self.submit(path).result()

    def close(self) -> None:
        """End all processes; files still being read end with a ReadError."""
        with self._lock:
            if self._closed.is_set():
                return
            self._closed.set()
            for _ in self._threads:
                self._jobs.put(None)
            for worker in self._live:
                worker.process.kill()
        if self._started:
            for thread in self._threads:
                thread.join(timeout=5)

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _serve(self) -> None:
        worker = self._started_early() if self._at_once else None
        while (job := self._jobs.get()) is not None:
            path, made, future = job
            if self._closed.is_set():
                future.cancel()
                continue
            if not future.set_running_or_notify_cancel():
                continue
            try:
                if worker is None or not worker.alive:
                    self._end(worker)
                    worker = None
                    worker = self._start()
                packed = worker.ask(path)
                try:
                    future.set_result(made(packed))
                except msgspec.MsgspecError as error:
                    worker.close()
                    raise ReadError(DIED) from error
            except ReadError as error:
                future.set_exception(error)
            except OSError as error:
                future.set_exception(ReadError(f"{NO_START}（{error.strerror or error}）"))
        self._end(worker)

    def _started_early(self) -> _Worker | None:
        try:
            return self._start()
        except OSError:
            return None  # the first file tries again, and tells

    def _start(self) -> _Worker:
        worker = _Worker(self._wall_seconds, self._give_way)
        with self._lock:
            self._live.add(worker)
        return worker

    def _end(self, worker: _Worker | None) -> None:
        if worker is not None:
            worker.close()
            with self._lock:
                self._live.discard(worker)


_shared: ReaderPool | None = None
_shared_lock = threading.Lock()


def shared_pool() -> ReaderPool:
    """The program's own pool, as many workers as it has processors but four at most; closed when the program ends."""
    global _shared
    with _shared_lock:
        if _shared is None or _shared._closed.is_set():
            _shared = ReaderPool(min(os.cpu_count() or 1, 4))
            atexit.register(_shared.close)
        return _shared


def read_safely(path: Path) -> Document:
    """Read a file that is not trusted, in a worker process with limits on memory, time and file size.

    Raises ReadError with one Chinese sentence when it cannot be read.
    """
    return shared_pool().read(path)


__all__ = ["CPU_SECONDS", "ReaderPool", "read_safely", "shared_pool"]
