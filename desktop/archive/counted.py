"""The part of the archive that counts: the roster of bodies, and the sums of the overview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from db import overview, roster
from db.overview import Picked, Scope
from db.roster import HandInRow, RosterRow
from desktop.archive.figures import PUBLISHED, figures_of
from desktop.archive.handed_in import HandedIn

_AT_ONCE = 50


class Counted(HandedIn):
    """Everything is counted by the store; no report is loaded, but those whose figures an earlier program left out."""

    # -- the roster

    def roster(self) -> list[RosterRow]:
        """The bodies that must hand in, in the order of their list."""
        with self._store.read() as connection:
            return roster.bodies(connection)

    def roster_size(self) -> int:
        """How many there are; 0 when no roster was imported."""
        with self._store.read() as connection:
            return roster.size(connection)

    def set_roster(self, bodies: Iterable[tuple[str, str | None, str, str, str]], author: str = "") -> None:
        """Replaces the roster by bodies given as (name, level, region, parent, remark); no name may come twice."""
        rows = list(bodies)
        with self._store.write() as connection:
            roster.replace(connection, rows)
            self.log(author, "roster imported", None, str(len(rows)))

    def hand_ins(self, year: int) -> list[HandInRow]:
        """The annual reports that came for a year, one row a body, in the order in which they first came."""
        with self._store.read() as connection:
            return roster.hand_ins(connection, year, PUBLISHED)

    # -- the overview

    def count_days(self, scope: Scope) -> list[tuple[str, int]]:
        """(ISO date, bodies whose report first came, or was published before, on it), earliest first."""
        with self._store.read() as connection:
            return overview.days(connection, scope)

    def count_states(self, scope: Scope) -> dict[str, int]:
        """Submissions by state."""
        with self._store.read() as connection:
            return overview.states(connection, scope)

    def count_checks(self, scope: Scope) -> list[tuple[str, int, int, int]]:
        """(check, errors, warnings, reports), most first; dismissed findings do not count."""
        with self._store.read() as connection:
            return overview.checks(connection, scope)

    def count_areas(self, scope: Scope) -> list[tuple[str | None, str | None, int, int, int]]:
        """(area, body, reports, errors, warnings); the area is a region's first four digits, None with a body instead."""
        with self._store.read() as connection:
            return overview.areas(connection, scope)

    def rank_bodies(self, scope: Scope, limit: int) -> list[tuple[str, int, int, int]]:
        """(body, errors, warnings, reports), most errors first."""
        with self._store.read() as connection:
            return overview.ranking(connection, scope, limit)

    def rank_copied(self, scope: Scope, limit: int) -> list[tuple[str, int | None, float]]:
        """(body, year, share of its own prose taken over from last year), most first."""
        with self._store.read() as connection:
            return overview.copied(connection, scope, limit)

    def sum_figures(self, scope: Scope) -> list[tuple[int, str, float, int]]:
        """(year, figure, sum, reports that state it), corrections applied."""
        with self._store.read() as connection:
            return overview.totals(connection, scope)

    def ids_of(self, scope: Scope, picked: Picked) -> list[int]:
        """The submissions behind one bar."""
        with self._store.read() as connection:
            return overview.ids(connection, scope, picked)

    def fill_figures(self, progress: Callable[[int], None] | None = None) -> int:
        """Takes the figures out of reports that an earlier program stored without them; returns how many reports.

        ``progress`` gets the number done after each batch and may raise to stop; what was done stays.
        """
        done = 0
        while True:
            with self._store.read() as connection:
                ids = overview.without_figures(connection, _AT_ONCE)
            if not ids:
                return done
            self._fill(ids)
            done += len(ids)
            if progress is not None:
                progress(done)

    def _fill(self, ids: Sequence[int]) -> None:
        found = [(report_id, self.as_read(report_id)) for report_id in ids]
        with self._store.write() as connection:
            for report_id, report in found:
                overview.put_figures(connection, report_id, figures_of(report) if report else ())
