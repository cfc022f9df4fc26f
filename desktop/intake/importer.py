"""Finished files into the archive: kept, read in worker processes, understood, stored in batches, checked."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import TracebackType

from desktop.archive import Archive, First, now, recheck
from desktop.intake.crew import NOT_UNDERSTOOD, Crew, Understood
from desktop.intake.names import is_submission, shown
from desktop.reading import ReaderPool, ReadError, explode
from desktop.reading.pool import DIED

BATCH = 24
HANDFUL = 3  # files
_AHEAD = 10  # files a worker may be ahead of the store, so that it never waits while a batch is written
_WAITING = 64_000_000  # bytes of documents that may wait to be understood; read on only below that
_REMEMBERED = 512  # reports whose own findings are at hand when they are looked at again beside later ones


@dataclass(slots=True)
class Summary:
    """What an import did: ids of new rows read and refused, how many files were known already, how many wait (still
    being written) and how many could not be opened (path -> reason in Chinese)."""

    imported: list[int] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    known: int = 0
    waiting: int = 0
    unopened: dict[str, str] = field(default_factory=dict)
    checked: list[int] = field(default_factory=list)
    cancelled: bool = False

    def text(self) -> str:
        """One Chinese sentence for the end of an import."""
        parts = [f"新导入 {len(self.imported)} 份"]
        if self.refused:
            parts.append(f"不能读取 {len(self.refused)} 份")
        if self.known:
            parts.append(f"已有 {self.known} 份")
        if self.waiting:
            parts.append(f"尚未写完 {self.waiting} 份")
        if self.unopened:
            parts.append(f"打不开 {len(self.unopened)} 份")
        return "，".join(parts) + ("（已取消）。" if self.cancelled else "。")


@dataclass(slots=True)
class _Job:
    """A file on its way: ``path`` as it is named in the archive, ``seen`` the file of the folder that it came from."""

    path: str
    seen: Path | None
    size: int
    mtime_ns: int
    sha256: str
    length: int
    reading: Future[bytes] | None = None
    copy: Path | None = None
    again: bool = True

    def finished(self) -> bool:
        """Whether its reading has ended, well or not."""
        return self.reading is not None and self.reading.done()


@dataclass(slots=True)
class _Read:
    """A file that was read and is being understood, or the reason why it was not read."""

    job: _Job
    document: bytes | None
    begun: Future[Understood | None] | None
    error: str | None


Progress = Callable[[int, int, str], None]


def few(count: int, workers: int | None = None) -> int | None:
    """The workers asked for; none for a handful of files when nothing is asked: starting them would take longer."""
    return 0 if workers is None and count <= HANDFUL else workers


class Importer:
    """One writer with its worker processes. Not for several threads at once; close it, or use it in a ``with``.

    ``workers`` None means one a processor, four at most. With 0 there is one for reading, which always has its own
    limits, and the rest is done in this process: for a handful of files. ``behind`` a window the workers give way to it.
    """

    def __init__(self, archive: Archive, workers: int | None = None, *, behind: bool = False) -> None:
        self.archive = archive
        count = min(os.cpu_count() or 1, 4) if workers is None else workers
        self._workers = max(count, 1)
        self._pool = ReaderPool(self._workers, give_way=behind)
        self._crew = Crew(count, give_way=behind)
        # Workers read our own copy, under a name with the right suffix, never the share.
        self._private = tempfile.TemporaryDirectory(prefix="shendu-")
        self._number = 0
        self._first: OrderedDict[int, First] = OrderedDict()

    def __enter__(self) -> Importer:
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None,
                 where: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Starts the workers now, for one who knows that files will come."""
        self._pool.start()
        self._crew.start()

    def close(self) -> None:
        """Ends the workers and removes their copies."""
        self._pool.close()
        self._crew.close()
        self._private.cleanup()

    def run(self, paths: Iterable[Path], progress: Progress | None = None, cancel: Event | None = None,
            on_batch: Callable[[list[int]], None] | None = None, total: int = 0) -> Summary:
        """Imports files in the order given. Raises KnownError when the store itself fails; what was stored stays.

        ``on_batch`` is told the ids of each batch as soon as it is stored and checked.
        """
        summary = Summary()
        self._run(self._jobs(paths, summary, cancel), summary, progress, on_batch, total)
        return summary

    def again(self, files: Iterable[tuple[str, str]], progress: Progress | None = None) -> Summary:
        """Reads originals that the archive keeps, given as (path, hash): refused ones, or such as a damaged store lost."""
        summary = Summary()
        jobs = [_Job(path, None, 0, 0, sha256, self.archive.kept_file(sha256).stat().st_size) for path, sha256 in files]
        self._run(iter(jobs), summary, progress, None, len(jobs))
        return summary

    def _run(self, jobs: Iterator[_Job], summary: Summary, progress: Progress | None,
             on_batch: Callable[[list[int]], None] | None, total: int) -> None:
        """Reading, understanding and storing side by side, in the order of the jobs."""
        reading: deque[_Job] = deque()
        reads: deque[_Read] = deque()
        done: list[tuple[_Job, Understood | None, str | None]] = []
        count = 0
        exhausted = False
        while not exhausted or reading or reads:
            while not exhausted and self._may_read_on(reading, reads):
                job = next(jobs, None)
                if job is None:
                    exhausted = True
                else:
                    self._start(job)
                    reading.append(job)
            while reading and (not reads or reading[0].finished()):
                reads.append(self._read(reading.popleft()))
            if reads:
                done.append(self._understood(reads.popleft()))
                count += 1
                if progress:
                    progress(count + summary.known, total, done[-1][0].path)
            if done and (len(done) >= BATCH or not (reading or reads)):
                ids = self._store(done, summary)
                done = []
                if on_batch and ids:
                    on_batch(ids)

    def _may_read_on(self, reading: Sequence[_Job], reads: Iterable[_Read]) -> bool:
        waiting = [len(read.document or b"") for read in reads]
        return len(reading) + len(waiting) < self._workers * _AHEAD and (not waiting or sum(waiting) < _WAITING)

    # -- from the folder

    def _jobs(self, paths: Iterable[Path], summary: Summary, cancel: Event | None) -> Iterator[_Job]:
        """Each new file, kept; a container of several becomes several."""
        underway: set[str] = set()
        for path in paths:
            if cancel is not None and cancel.is_set():
                summary.cancelled = True
                return
            try:
                with path.open("rb") as source:
                    stat = os.fstat(source.fileno())
                    sha256, size = self.archive.keep(source)
            except OSError as problem:
                summary.unopened[shown(path)] = problem.strerror or str(problem)
                continue
            known = self.archive.has(sha256)
            if known is not None or sha256 in underway:
                summary.known += 1
                self.archive.see(shown(path), stat.st_size, stat.st_mtime_ns, sha256, known)
                continue
            job = _Job(shown(path), path, stat.st_size, stat.st_mtime_ns, sha256, size)
            parts = [part for part in self._parts(job) if part.sha256 not in underway]
            underway.update(part.sha256 for part in parts)
            underway.add(sha256)
            yield from parts

    def _parts(self, job: _Job) -> list[_Job]:
        """The submissions inside a zip or a mail, or the file itself."""
        if Path(job.path).suffix.lower() not in (".zip", ".eml"):
            return [job]
        try:
            inside = explode(self._copy(job))
        except ReadError:
            return [job]  # reading will give the reason for its row
        finally:
            self._drop(job)
        parts = []
        for name, data in inside:
            if is_submission(name.rsplit("/", 1)[-1]):
                sha256 = self.archive.keep_bytes(data)
                parts.append(_Job(f"{job.path}/{name}", job.seen, job.size, job.mtime_ns, sha256, len(data)))
        return parts or [job]

    # -- reading

    def _copy(self, job: _Job) -> Path:
        self._number += 1
        suffix = Path(job.path).suffix
        job.copy = Path(self._private.name) / f"{self._number}{suffix if len(suffix) < 10 else ''}"
        shutil.copyfile(self.archive.kept_file(job.sha256), job.copy)
        return job.copy

    def _drop(self, job: _Job) -> None:
        if job.copy is not None:
            job.copy.unlink(missing_ok=True)
            job.copy = None

    def _start(self, job: _Job) -> None:
        job.reading = self._pool.submit_packed(self._copy(job))

    def _read(self, job: _Job) -> _Read:
        """Waits for the reading and begins to understand what was read."""
        assert job.reading is not None
        try:
            document = job.reading.result()
        except ReadError as problem:
            if str(problem) == DIED and job.again:
                # The worker may have been ended from outside; only a file that ends a second one is at fault.
                job.again = False
                self._drop(job)
                self._start(job)
                return self._read(job)
            return _Read(job, None, None, str(problem))
        except CancelledError:
            return _Read(job, None, None, DIED)
        finally:
            self._drop(job)
        return _Read(job, document, self._crew.understand(document, job.path, job.sha256), None)

    def _understood(self, read: _Read) -> tuple[_Job, Understood | None, str | None]:
        job = read.job
        if read.begun is None or read.document is None:
            return job, None, read.error
        understood = self._crew.understood(read.begun, read.document, job.path, job.sha256)
        return job, understood, None if understood else NOT_UNDERSTOOD

    # -- into the archive

    def _store(self, done: list[tuple[_Job, Understood | None, str | None]], summary: Summary) -> list[int]:
        """One transaction for the files, then what the checks say of them among others."""
        read: list[int] = []
        refused: list[int] = []
        with self.archive.batch():
            for job, understood, error in done:
                report_id = self.archive.add_kept(
                    job.path, job.sha256, job.length, understood.prepared if understood else None, error, now())
                if job.seen is not None:
                    self.archive.see(shown(job.seen), job.size, job.mtime_ns, job.sha256, report_id, error)
                (read if understood else refused).append(report_id)
                if understood and understood.first:
                    self._first[report_id] = understood.first
                    self._first.move_to_end(report_id)
        summary.imported += read
        summary.refused += refused
        checked = recheck(self.archive, read, self._crew.examine, self._first)
        while len(self._first) > _REMEMBERED:
            self._first.popitem(last=False)
        summary.checked += checked
        return list(dict.fromkeys([*read, *refused, *checked]))

    def finish_earlier(self) -> list[int]:
        """Checks what a crash left stored but unchecked; returns the ids."""
        return recheck(self.archive, self.archive.unchecked(), self._crew.examine)
