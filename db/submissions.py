"""Queries on files handed in: versions, what was read, where they were seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from db.rows import SightingRow, SubmissionRow, columns, fetch, insert
from db.search import phrase


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which submissions; None and "" mean any. ``text`` is looked for in names, titles and the reports' words.

    ``ids`` asks for some of certain ones only.
    """

    text: str = ""
    year: int | None = None
    state: str | None = None
    org: str | None = None
    latest_only: bool = True
    refused: bool | None = None
    least: str | None = None
    ids: tuple[int, ...] | None = None


def _conditions(wanted: Wanted) -> tuple[str, list[object]]:
    """What stands behind FROM, and its values."""
    said: list[str] = []
    values: list[object] = []
    if wanted.latest_only:
        said.append("latest = 1")
    for column, value in (("year", wanted.year), ("state", wanted.state), ("org", wanted.org)):
        if value is not None:
            said.append(f"{column} = ?")
            values.append(value)
    if wanted.refused is not None:
        said.append("error IS NOT NULL" if wanted.refused else "error IS NULL")
    if wanted.least in ("error", "warning", "notice"):
        names = {"error": "errors", "warning": "errors + warnings", "notice": "errors + warnings + notices"}
        said.append(f"({names[wanted.least]}) > 0")
    if wanted.ids is not None:
        said.append(f"submissions.id IN ({', '.join(map(str, map(int, wanted.ids)))})")
    match = phrase(wanted.text) if wanted.text.strip() else None
    if match is not None:
        said.append("words MATCH ?")
        values.append(match)
    elif wanted.text.strip():
        said.append("0")
    source = "words CROSS JOIN submissions ON submissions.id = words.rowid" if match else "submissions"
    return source + (f" WHERE {' AND '.join(said)}" if said else ""), values


def select(connection: sqlite3.Connection, wanted: Wanted, offset: int = 0,
           limit: int | None = None) -> list[SubmissionRow]:
    """Submissions, newest first."""
    source, values = _conditions(wanted)
    # The index hands its rows out by number, so that a page of a common word needs no look at the rest.
    order = "words.rowid" if source.startswith("words") else "id"
    return fetch(connection, SubmissionRow, f"{source} ORDER BY {order} DESC LIMIT ? OFFSET ?",
                 [*values, -1 if limit is None else limit, offset])


def count(connection: sqlite3.Connection, wanted: Wanted) -> int:
    """How many there are."""
    source, values = _conditions(wanted)
    return int(connection.execute(f"SELECT count(*) FROM {source}", values).fetchone()[0])


def years(connection: sqlite3.Connection) -> list[tuple[int | None, int]]:
    """(year, number of current submissions), latest year first, unknown year last."""
    return [(row[0], row[1]) for row in connection.execute(
        "SELECT year, count(*) FROM submissions WHERE latest = 1 GROUP BY year ORDER BY year IS NULL, year DESC")]


def states(connection: sqlite3.Connection, year: int | None) -> dict[str, int]:
    """Number of current submissions by state."""
    source, values = _conditions(Wanted(year=year))
    return dict(connection.execute(f"SELECT state, count(*) FROM {source} GROUP BY state", values).fetchall())


def beside(connection: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """The submissions with these ids and all whose place in the inbox they may have taken: other versions of theirs, and
    refused files of the same paths."""
    those = ", ".join(map(str, map(int, ids)))
    return [row[0] for row in connection.execute(
        f"SELECT id FROM submissions WHERE chain IN (SELECT chain FROM submissions WHERE id IN ({those})) UNION "
        f"SELECT id FROM submissions WHERE path IN (SELECT path FROM submissions WHERE id IN ({those})) "
        "AND error IS NOT NULL")]


def current_at(connection: sqlite3.Connection, said: str) -> list[int]:
    """The current read submissions of a path or with a hash."""
    return [row[0] for row in connection.execute(
        "SELECT id FROM submissions WHERE (path = ? OR sha256 = ?) AND latest = 1 AND error IS NULL", [said, said])]


def get(connection: sqlite3.Connection, submission_id: int) -> SubmissionRow | None:
    """One submission."""
    return next(iter(fetch(connection, SubmissionRow, "submissions WHERE id = ?", [submission_id])), None)


def by_hash(connection: sqlite3.Connection, sha256: str) -> SubmissionRow | None:
    """The submission of these bytes."""
    return next(iter(fetch(connection, SubmissionRow, "submissions WHERE sha256 = ?", [sha256])), None)


def named(connection: sqlite3.Connection, word: str) -> list[SubmissionRow]:
    """Those whose hash begins with ``word`` (eight hex digits or more), or whose path is or ends with it; latest first."""
    plain = word.lower()
    if len(plain) >= 8 and all(c in "0123456789abcdef" for c in plain):
        found = fetch(connection, SubmissionRow, "submissions WHERE sha256 >= ? AND sha256 < ? ORDER BY id DESC",
                      [plain, plain + "g"])
        if found:
            return found
    # The same bytes may have been seen under several paths.
    seen = fetch(connection, SubmissionRow,
                 "submissions WHERE id IN (SELECT submission_id FROM sightings WHERE path = ?) ORDER BY id DESC", [word])
    return seen or fetch(connection, SubmissionRow,
                         "submissions WHERE path = ? OR name = ? OR path LIKE '%/' || ? ESCAPE '\\' ORDER BY id DESC",
                         [word, word, _literal(word)])


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def inside(connection: sqlite3.Connection, under: str) -> list[SubmissionRow]:
    """Current submissions whose path begins with ``under`` (which ends with a separator), by id."""
    return fetch(connection, SubmissionRow, "submissions WHERE path >= ? AND path < ? AND latest = 1 ORDER BY id",
                 [under, _after(under)])


def chain(connection: sqlite3.Connection, name: str) -> list[SubmissionRow]:
    """All versions in one chain, first hand-in first."""
    return fetch(connection, SubmissionRow, "submissions WHERE chain = ? ORDER BY version", [name])


def of_org(connection: sqlite3.Connection, org: str) -> list[int]:
    """Ids of the current read submissions of a body, earliest year first."""
    return [row[0] for row in connection.execute(
        "SELECT id FROM submissions WHERE org = ? AND latest = 1 AND error IS NULL ORDER BY year, id", [org])]


def following(connection: sqlite3.Connection, submission_id: int) -> list[int]:
    """Ids of the same body's current submissions for the year after."""
    return [row[0] for row in connection.execute(
        "SELECT other.id FROM submissions one JOIN submissions other ON other.org = one.org "
        "AND other.year = one.year + 1 WHERE one.id = ? AND other.latest = 1 AND other.error IS NULL",
        [submission_id])]


def same_body(connection: sqlite3.Connection, submission_id: int) -> list[int]:
    """Ids of the same body's current read submissions, other hand-ins of the very same report left out."""
    return [row[0] for row in connection.execute(
        "SELECT other.id FROM submissions one JOIN submissions other ON other.org = one.org AND other.chain <> one.chain "
        "WHERE one.id = ? AND other.latest = 1 AND other.error IS NULL ORDER BY other.year, other.id", [submission_id])]


def unchecked(connection: sqlite3.Connection) -> list[int]:
    """Ids of read submissions that the checks have not seen (a crash came between)."""
    return [row[0] for row in connection.execute(
        "SELECT id FROM submissions WHERE error IS NULL AND inherited = 0 ORDER BY id")]


def keep_original(connection: sqlite3.Connection, sha256: str, size: int, at: str) -> None:
    """Notes that a file is kept; nothing when it was noted before."""
    connection.execute("INSERT OR IGNORE INTO originals (sha256, size, kept) VALUES (?, ?, ?)", [sha256, size, at])


def add(connection: sqlite3.Connection, **values: object) -> int:
    """Inserts a submission as the latest version of its chain; returns its id. ``version`` is worked out."""
    last = connection.execute("SELECT max(version) FROM submissions WHERE chain = ?", [values["chain"]]).fetchone()[0]
    connection.execute("UPDATE submissions SET latest = 0 WHERE chain = ? AND latest = 1", [values["chain"]])
    return insert(connection, "submissions", **values, version=(last or 0) + 1, latest=1)


def retire_refused(connection: sqlite3.Connection, path: str, but: int) -> None:
    """A readable or newer file at a path takes the place of the unreadable rows of that path."""
    connection.execute(
        "UPDATE submissions SET latest = 0 WHERE path = ? AND error IS NOT NULL AND latest = 1 AND id <> ?", [path, but])


def reinstate(connection: sqlite3.Connection, submission_id: int, chain_name: str) -> None:
    """Makes an earlier version the current one again (its bytes were handed in anew)."""
    connection.execute("UPDATE submissions SET latest = (id = ?) WHERE chain = ?", [submission_id, chain_name])


def change(connection: sqlite3.Connection, submission_id: int, **values: object) -> None:
    """Sets columns of a submission."""
    names = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE submissions SET {names} WHERE id = ?", [*values.values(), submission_id])


def last_version(connection: sqlite3.Connection, chain_name: str) -> int:
    """The highest version number of a chain, 0 when it is empty."""
    return int(connection.execute("SELECT coalesce(max(version), 0) FROM submissions WHERE chain = ?",
                                  [chain_name]).fetchone()[0])


def set_parsed(connection: sqlite3.Connection, submission_id: int, text: bytes, report: bytes) -> None:
    """Stores what was read; read once, never changed."""
    insert(connection, "parsed", submission_id=submission_id, text=text, report=report)


def drop_parsed(connection: sqlite3.Connection, submission_id: int) -> None:
    """Takes away what was read, where it turned out to be damaged."""
    connection.execute("DELETE FROM parsed WHERE submission_id = ?", [submission_id])


def parsed(connection: sqlite3.Connection, submission_id: int) -> tuple[bytes, bytes] | None:
    """(text, report) as stored, None for a file that was not read."""
    row = connection.execute("SELECT text, report FROM parsed WHERE submission_id = ?", [submission_id]).fetchone()
    return (row[0], row[1]) if row else None


def sighting(connection: sqlite3.Connection, path: str) -> SightingRow | None:
    """How a path was last seen."""
    return next(iter(fetch(connection, SightingRow, "sightings WHERE path = ?", [path])), None)


def _after(under: str) -> str:
    """The first text behind all that begin with ``under``."""
    return under[:-1] + chr(ord(under[-1]) + 1)


def sightings(connection: sqlite3.Connection, under: str) -> list[SightingRow]:
    """All paths seen below a folder (given with its closing separator)."""
    return fetch(connection, SightingRow, "sightings WHERE path >= ? AND path < ?", [under, _after(under)])


def see(connection: sqlite3.Connection, row: SightingRow) -> None:
    """Notes how a path is now."""
    marks = ", ".join("?" * 8)
    connection.execute(
        f"INSERT OR REPLACE INTO sightings ({columns(SightingRow)}) VALUES ({marks})",
        [row.path, row.size, row.mtime_ns, row.sha256, row.submission_id, row.seen, row.error, row.tries])


def paths_of(connection: sqlite3.Connection, submission_id: int) -> list[str]:
    """Every path under which these bytes were seen."""
    return [row[0] for row in connection.execute(
        "SELECT path FROM sightings WHERE submission_id = ? ORDER BY path", [submission_id])]


def refused_paths(connection: sqlite3.Connection, under: str) -> int:
    """How many current files below a folder could not be read."""
    return int(connection.execute(
        "SELECT count(*) FROM submissions WHERE error IS NOT NULL AND latest = 1 AND path >= ? AND path < ?",
        [under, _after(under)]).fetchone()[0])
