"""The part of the archive that keeps what was handed in: files, versions, what was read, and the search."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from db import Store, likeness, overview, submissions
from db import search as words
from db.rows import SightingRow, SubmissionRow
from db.search import split
from db.submissions import Wanted
from desktop.archive import codec
from desktop.archive.base import Base, now
from desktop.archive.model import State, Submission
from desktop.archive.prepared import Prepared, prepare
from desktop.archive.search import Hit, hit, searchable, sentence_prints
from desktop.report import Document, Report

_KEPT_READY = 128


def file_name(path: str) -> str:
    """The last part of a path in either notation."""
    return PurePath(path.replace("\\", "/")).name


class HandedIn(Base):
    """Submissions by what they are."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._ready: OrderedDict[int, Report] = OrderedDict()
        self._ready_lock = threading.Lock()

    # -- in

    def add(self, path: str, data: bytes, document: Document | None, report: Report | None, error: str | None,
            received: str) -> int:
        """Keeps a file and what was read of it (report) or why nothing was (error); returns its id.

        Bytes already known are not kept twice: their id is returned, and a row that could not be read before is filled
        when it can be now. A report of a body and year already handed in becomes its next version. ``document`` is the
        report's own (or None with an error); it is stored as part of the report.
        """
        sha256 = self._store.originals.put(data)
        return self.add_kept(path, sha256, len(data), prepare(report) if report else None, error, received)

    def keep(self, source: BinaryIO) -> tuple[str, int]:
        """Keeps the bytes of an open file before anything is made of them; returns (hash, size).

        KnownError when the store cannot, OSError when the file cannot be read to its end.
        """
        return self._store.originals.put_stream(source)

    def keep_bytes(self, data: bytes) -> str:
        """The same for bytes at hand; returns the hash."""
        return self._store.originals.put(data)

    def kept_file(self, sha256: str) -> Path:
        """Where kept bytes lie, for reading only."""
        return self._store.originals.path(sha256)

    def add_kept(self, path: str, sha256: str, size: int, prepared: Prepared | None, error: str | None,
                 received: str) -> int:
        """``add`` for bytes that ``keep`` has kept, and a report made ready elsewhere."""
        with self._store.write() as connection:
            submissions.keep_original(connection, sha256, size, received)
            known = submissions.by_hash(connection, sha256)
            if known is not None:
                if known.error is not None:
                    self._try_again(known, prepared, error)
                return known.id
            report_id = submissions.add(
                connection, path=path, name=file_name(path), sha256=sha256, size=size,
                format=prepared.kind if prepared else PurePath(file_name(path)).suffix.lstrip(".").lower(),
                received=received, error=None if prepared else error or "未能读取。", chain=_chain(path, prepared),
                **(prepared.described if prepared else {}))
            submissions.retire_refused(connection, path, report_id)
            self._put_parsed(report_id, path, prepared)
            self.log("", "received" if prepared else "refused", report_id)
        return report_id

    def _try_again(self, known: SubmissionRow, prepared: Prepared | None, error: str | None) -> None:
        with self._store.write() as connection:
            if prepared is None:
                submissions.change(connection, known.id, error=error or known.error)
                return
            chain, version = _chain(known.path, prepared), known.version
            if chain != known.chain:
                version = submissions.last_version(connection, chain) + 1
                submissions.reinstate(connection, known.id, chain)
            submissions.change(connection, known.id, error=None, chain=chain, version=version, latest=1,
                               format=prepared.kind, **prepared.described)
            words.take_out(connection, known.id, split(searchable(known.name)), "")
            self._put_parsed(known.id, known.path, prepared)
            self.log("", "read at last", known.id)

    def _put_parsed(self, report_id: int, path: str, prepared: Prepared | None) -> None:
        names = file_name(path) if prepared is None else f"{file_name(path)} {prepared.names}"
        with self._store.write() as connection:
            if prepared is not None:
                submissions.set_parsed(connection, report_id, prepared.text, prepared.report)
                likeness.put(connection, report_id, prepared.prints)
                overview.put_figures(connection, report_id, prepared.figures)
            words.put(connection, report_id, split(searchable(names)), prepared.words if prepared else "")

    def has(self, sha256: str) -> int | None:
        """The id of the submission with these bytes, None when they never came."""
        with self._store.read() as connection:
            row = submissions.by_hash(connection, sha256)
        return row.id if row else None

    # -- out

    def submissions(self, *, text: str = "", year: int | None = None, state: State | None = None,
                    org: str | None = None, refused: bool | None = None, least: str | None = None,
                    latest_only: bool = True, ids: Iterable[int] | None = None, offset: int = 0,
                    limit: int | None = None) -> list[Submission]:
        """Rows of the inbox, newest first; with ``ids`` such of these as are rows of it.

        ``text`` is looked for in file names, bodies, titles and the reports' text; ``least`` asks for findings of that
        severity or worse; ``refused`` for files that could (False) or could not (True) be read.
        """
        wanted = Wanted(searchable(text), year, state, org, latest_only, refused, least, None if ids is None else tuple(ids))
        with self._store.read() as connection:
            return [_submission(row) for row in submissions.select(connection, wanted, offset, limit)]

    def count(self, *, text: str = "", year: int | None = None, state: State | None = None, org: str | None = None,
              refused: bool | None = None, least: str | None = None, latest_only: bool = True) -> int:
        """How many rows ``submissions`` would give."""
        with self._store.read() as connection:
            return submissions.count(
                connection, Wanted(searchable(text), year, state, org, latest_only, refused, least))

    def beside(self, ids: Iterable[int]) -> set[int]:
        """The ids and those of all submissions whose rows in the inbox a change of them may concern."""
        with self._store.read() as connection:
            return set(submissions.beside(connection, tuple(ids)))

    def years(self) -> list[tuple[int | None, int]]:
        """(year, current submissions), latest year first, unknown year (None) last."""
        with self._store.read() as connection:
            return submissions.years(connection)

    def states(self, year: int | None = None) -> dict[State, int]:
        """Current submissions by state, of one year or of all."""
        with self._store.read() as connection:
            return {cast(State, state): n for state, n in submissions.states(connection, year).items()}

    def submission(self, report_id: int) -> Submission:
        """One row. KnownError when there is none with this id."""
        return _submission(self._row(report_id))

    def find_submissions(self, word: str) -> list[Submission]:
        """Those named by an id, a beginning of a hash, or a path (whole or its end); latest first."""
        with self._store.read() as connection:
            rows = submissions.named(connection, word)
            if not rows and word.isdecimal() and len(word) < 10:
                row = submissions.get(connection, int(word))
                rows = [row] if row else []
        return [_submission(row) for row in rows]

    def inside(self, container: str) -> list[Submission]:
        """The current submissions that came in one container (a zip, a mail)."""
        with self._store.read() as connection:
            return [_submission(row) for row in submissions.inside(connection, container + "/")]

    def versions(self, report_id: int) -> list[Submission]:
        """All hand-ins of the same body and year, first to last."""
        row = self._row(report_id)
        with self._store.read() as connection:
            return [_submission(other) for other in submissions.chain(connection, row.chain)]

    def original(self, report_id: int) -> bytes:
        """The file as handed in. KnownError when it is gone or damaged."""
        return self._store.originals.get(self._row(report_id).sha256)

    def as_read(self, report_id: int) -> Report | None:
        """The report as it was read, without corrections; None when it could not be read."""
        with self._ready_lock:
            if report_id in self._ready:
                self._ready.move_to_end(report_id)
                return self._ready[report_id]
        with self._store.read() as connection:
            packed = submissions.parsed(connection, report_id)
        if packed is None:
            return None
        report = codec.unpack_report(*packed)
        with self._ready_lock:
            self._ready[report_id] = report
            while len(self._ready) > _KEPT_READY:
                self._ready.popitem(last=False)
        return report

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Current reports that hold the words, newest first, with the first place in each. Two characters are enough;
        either script finds both."""
        with self._store.read() as connection:
            ids = words.find(connection, searchable(query), limit)
            found = [(report_id, submissions.parsed(connection, report_id)) for report_id in ids]
        return [hit(report_id, codec.unpack_text(packed[0]) if packed else "", query) for report_id, packed in found]

    def following(self, report_id: int) -> list[int]:
        """Ids of the same body's current reports for the year after."""
        with self._store.read() as connection:
            return submissions.following(connection, report_id)

    def comparable_ids(self, report_id: int, alike: int = 5) -> list[int]:
        """Ids of the reports to compare one with: the body's other years, and other bodies' reports that share uncommon
        sentences (the ``alike`` likest)."""
        org = self._row(report_id).org
        with self._store.read() as connection:
            own = submissions.same_body(connection, report_id)
            prints = likeness.prints_of(connection, report_id)
            return list(dict.fromkeys([*own, *likeness.alike(connection, prints, org, alike)]))

    def comparable_to(self, report: Report, alike: int = 5) -> list[int]:
        """The same for a report that need not be stored."""
        prints = list(sentence_prints(searchable(report.document.text)))
        with self._store.read() as connection:
            own = submissions.of_org(connection, report.org) if report.org else []
            return list(dict.fromkeys([*own, *likeness.alike(connection, prints, report.org, alike)]))

    def unchecked(self) -> list[int]:
        """Ids of reports that the checks have not seen, because a crash came between."""
        with self._store.read() as connection:
            return submissions.unchecked(connection)

    def packed(self, report_id: int) -> tuple[bytes, bytes] | None:
        """(text, report) as stored; None for a file that could not be read."""
        with self._store.read() as connection:
            return submissions.parsed(connection, report_id)

    # -- the shared folder's memory

    def sighting(self, path: str) -> SightingRow | None:
        """How a path of the folder was last seen."""
        with self._store.read() as connection:
            return submissions.sighting(connection, path)

    def sightings(self, under: str) -> dict[str, SightingRow]:
        """Every path seen below a folder."""
        with self._store.read() as connection:
            return {row.path: row for row in submissions.sightings(connection, under.rstrip("/\\") + os.sep)}

    def see(self, path: str, size: int, mtime_ns: int, data_hash: str | None, report_id: int | None,
            error: str | None = None, tries: int = 0) -> None:
        """Notes how a path is now. When a path goes back to bytes handed in before, that version is current again."""
        with self._store.write() as connection:
            before = submissions.sighting(connection, path)
            submissions.see(connection, SightingRow(path, size, mtime_ns, data_hash, report_id, now(), error, tries))
            if before is None or report_id is None or before.submission_id in (None, report_id):
                return
            row = submissions.get(connection, report_id)
            old = submissions.get(connection, before.submission_id or 0)
            if row and old and row.chain == old.chain and old.latest and not row.latest and row.error is None:
                submissions.reinstate(connection, report_id, row.chain)
                self.log("", "handed in again", report_id)

    def paths_of(self, report_id: int) -> list[str]:
        """Every path under which these bytes were seen."""
        with self._store.read() as connection:
            return submissions.paths_of(connection, report_id)

    def refused_under(self, folder: str) -> int:
        """How many current files below a folder could not be read."""
        with self._store.read() as connection:
            return submissions.refused_paths(connection, folder.rstrip("/\\") + os.sep)


def _chain(path: str, prepared: Prepared | None) -> str:
    """What a hand-in is a version of: the body's report for the year, or the file's path when these are not known."""
    return prepared.chain if prepared and prepared.chain else f"path:{path}"


def _submission(row: SubmissionRow) -> Submission:
    return Submission(
        row.id, row.path, row.name, row.sha256, row.size, row.format, row.received, row.error, row.version,
        bool(row.latest), row.org, row.level, row.region, row.year, row.form, row.due_form, row.kind, row.title,
        cast(State, row.state), row.errors, row.warnings, row.notices, row.undecided, row.copied)
