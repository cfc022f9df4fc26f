"""Counts for the overview: when reports came, what was found where, and the figures that they state."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.rulings import RULED

# Marks a submission whose figures are in the table, though it may state none.
_DONE = ""
_READ = "s.latest = 1 AND s.error IS NULL"
# A finding counts under the severity that a reviewer gave it, and not at all when dismissed.
_FOUND = ("findings f JOIN submissions s ON s.id = f.submission_id LEFT JOIN verdicts v "
          "ON v.submission_id = f.submission_id AND v.fingerprint = f.fingerprint")
# The day on which a body first handed in, or by its own statement had published before; a day before the year's end is
# a slip of reading. 1721424.5 turns a day number (1 is the first of January of the year 1) into SQLite's.
_CAME = ("(SELECT min(min(substr(o.received, 1, 10), coalesce(date(g.value + 1721424.5), '9999'))) FROM submissions o "
         "LEFT JOIN figures g ON g.submission_id = o.id AND g.key = 'published' "
         "AND g.value + 1721424.5 > julianday(o.year || '-12-31') WHERE o.chain = s.chain AND o.error IS NULL)")
_GRAVE = (f"coalesce(v.decision, iif({RULED}, 'dismissed', '')) <> 'dismissed' "
          "AND coalesce(v.severity, f.severity) IN ('error', 'warning')")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which current submissions are counted; None means any."""

    year: int | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """Which of them stand behind one bar: all conditions given hold. ``days`` are two ISO dates, both included;
    ``areas`` first four digits of regions' codes, ``orgs`` whole names: either will do."""

    days: tuple[str, str] | None = None
    checks: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    state: str | None = None
    key: str | None = None


def _where(scope: Scope) -> tuple[str, list[object]]:
    said, values = [_READ], list[object]()
    for column, value in (("year", scope.year), ("level", scope.level)):
        if value is not None:
            said.append(f"s.{column} = ?")
            values.append(value)
    return " AND ".join(said), values


def days(connection: sqlite3.Connection, scope: Scope) -> list[tuple[str, int]]:
    """(ISO date, bodies whose report first came, or was published before, on it), earliest first."""
    where, values = _where(scope)
    return [(row[0], row[1]) for row in connection.execute(
        f"SELECT first, count(*) FROM (SELECT {_CAME} AS first FROM submissions s WHERE {where}) "
        "GROUP BY first ORDER BY first", values)]


def states(connection: sqlite3.Connection, scope: Scope) -> dict[str, int]:
    """Submissions by state."""
    where, values = _where(scope)
    return dict(connection.execute(f"SELECT s.state, count(*) FROM submissions s WHERE {where} GROUP BY s.state",
                                   values).fetchall())


def checks(connection: sqlite3.Connection, scope: Scope) -> list[tuple[str, int, int, int]]:
    """(check, errors, warnings, reports), most findings first."""
    where, values = _where(scope)
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(
        "SELECT f.check_id, sum(coalesce(v.severity, f.severity) = 'error'), "
        "sum(coalesce(v.severity, f.severity) = 'warning'), count(DISTINCT f.submission_id) "
        f"FROM {_FOUND} WHERE {where} AND {_GRAVE} GROUP BY f.check_id ORDER BY count(*) DESC, f.check_id", values)]


def areas(connection: sqlite3.Connection, scope: Scope) -> list[tuple[str | None, str | None, int, int, int]]:
    """(area, body, reports, errors, warnings): by the first four digits of the region's code; where none is known the
    area is None and each body stands for itself."""
    where, values = _where(scope)
    return [(row[0], row[1], row[2], row[3], row[4]) for row in connection.execute(
        "SELECT substr(s.region, 1, 4) AS area, CASE WHEN s.region IS NULL THEN s.org END AS body, count(*), "
        f"sum(s.errors), sum(s.warnings) FROM submissions s WHERE {where} GROUP BY area, body", values)]


def ranking(connection: sqlite3.Connection, scope: Scope, limit: int) -> list[tuple[str, int, int, int]]:
    """(body, errors, warnings, reports), most errors first; bodies without either are left out."""
    where, values = _where(scope)
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(
        "SELECT s.org, sum(s.errors) AS e, sum(s.warnings) AS w, count(*) FROM submissions s "
        f"WHERE {where} AND s.org IS NOT NULL GROUP BY s.org HAVING e + w > 0 ORDER BY e DESC, w DESC, s.org LIMIT ?",
        [*values, limit])]


def copied(connection: sqlite3.Connection, scope: Scope, limit: int) -> list[tuple[str, int | None, float]]:
    """(body, year, share of its own prose taken over from last year), most first."""
    where, values = _where(scope)
    return [(row[0], row[1], row[2]) for row in connection.execute(
        f"SELECT s.org, s.year, s.copied FROM submissions s WHERE {where} AND s.org IS NOT NULL AND s.copied > 0 "
        "ORDER BY s.copied DESC, s.id LIMIT ?", [*values, limit])]


def totals(connection: sqlite3.Connection, scope: Scope) -> list[tuple[int, str, float, int]]:
    """(year, key, sum, reports that state it), by year. A reviewer's correction of a figure takes its place."""
    where, values = _where(scope)
    said = ("(SELECT CAST(nullif(trim(c.value), '') AS REAL) FROM corrections c WHERE c.submission_id = f.submission_id "
            "AND c.key = f.key AND c.withdrawn = 0 ORDER BY c.id DESC LIMIT 1)")
    corrected = "EXISTS (SELECT 1 FROM corrections c WHERE c.submission_id = f.submission_id AND c.key = f.key AND c.withdrawn = 0)"
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(
        f"SELECT year, key, sum(value), count(value) FROM (SELECT s.year AS year, f.key AS key, "
        f"CASE WHEN {corrected} THEN {said} ELSE f.value END AS value "
        f"FROM figures f JOIN submissions s ON s.id = f.submission_id "
        f"WHERE {where} AND s.year IS NOT NULL AND f.key <> ? AND (s.kind IS NULL OR s.kind = 'annual_report')) "
        "GROUP BY year, key HAVING count(value) > 0 ORDER BY year, key", [*values, _DONE])]


def ids(connection: sqlite3.Connection, scope: Scope, picked: Picked) -> list[int]:
    """Ids of the submissions behind a bar."""
    where, values = _where(scope)
    said = [where]
    if picked.days is not None:
        said.append(f"{_CAME} BETWEEN ? AND ?")
        values += picked.days
    if picked.checks:
        said.append(f"s.id IN (SELECT f.submission_id FROM {_FOUND} WHERE f.check_id IN ({_marks(picked.checks)}) AND {_GRAVE})")
        values += picked.checks
    if picked.areas or picked.orgs:
        said.append(f"(substr(s.region, 1, 4) IN ({_marks(picked.areas)}) OR s.org IN ({_marks(picked.orgs)}))")
        values += [*picked.areas, *picked.orgs]
    if picked.state is not None:
        said.append("s.state = ?")
        values.append(picked.state)
    if picked.key is not None:
        said.append("s.id IN (SELECT submission_id FROM figures WHERE key = ? AND value IS NOT NULL)")
        values.append(picked.key)
    return [row[0] for row in connection.execute(
        f"SELECT s.id FROM submissions s WHERE {' AND '.join(said)} ORDER BY s.id", values)]


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def put_figures(connection: sqlite3.Connection, submission_id: int, figures: Iterable[tuple[str, float | None]]) -> None:
    """Keeps the figures of a submission, as read."""
    connection.executemany("INSERT OR REPLACE INTO figures (submission_id, key, value) VALUES (?, ?, ?)",
                           [(submission_id, _DONE, None), *((submission_id, key, value) for key, value in figures)])


def without_figures(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Read submissions whose figures are not in the table yet (stored by an earlier program)."""
    return [row[0] for row in connection.execute(
        "SELECT p.submission_id FROM parsed p WHERE NOT EXISTS (SELECT 1 FROM figures f "
        "WHERE f.submission_id = p.submission_id AND f.key = ?) LIMIT ?", [_DONE, limit])]
