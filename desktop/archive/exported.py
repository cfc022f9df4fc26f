"""The papers that left the desk: what was written, when, by whom, with which hash and document number."""

from __future__ import annotations

from collections.abc import Mapping

from db import exports
from db.rows import ExportRow
from desktop.archive.base import Base, now


class Exported(Base):
    """The part of the archive that remembers papers."""

    def record_export(
        self, author: str, kind: str, name: str, path: str, sha256: str, size: int, *, reports: Mapping[int, str],
        number: str = "",
    ) -> int:
        """Records a paper and logs it for every report it is on; returns its id.

        ``reports`` maps report ids to the document number of each one's letter (empty for none); ``number`` is the whole
        paper's.
        """
        with self._store.write() as connection:
            made = exports.add(connection, now(), author, kind, name, path, sha256, size, number, reports)
            self._log_each(author, f"{kind} exported", list(reports), sha256[:16])
        return made

    def withdraw_export(self, export_id: int, author: str) -> None:
        """Forgets a paper that could not be put in its place after all; the log keeps both lines."""
        with self._store.write() as connection:
            self._log_each(author, "export withdrawn", exports.reports_of(connection, export_id))
            exports.remove(connection, export_id)

    def exports_of(self, report_id: int) -> list[ExportRow]:
        """The papers on a report, latest first; ``number`` is that of this report's letter."""
        with self._store.read() as connection:
            return exports.of_report(connection, report_id)

    def latest_exports(self, limit: int = 200) -> list[ExportRow]:
        """The last papers of all reports, latest first."""
        with self._store.read() as connection:
            return exports.latest(connection, limit)

    def holders_of_number(self, number: str) -> list[tuple[str, frozenset[int]]]:
        """For every letter that bears a document number, its name and the ids of the reports it is on."""
        with self._store.read() as connection:
            return exports.with_number(connection, number)

    def _log_each(self, author: str, action: str, reports: list[int], subject: str = "") -> None:
        for report_id in reports:
            self.log(author, action, report_id, subject)
        if not reports:
            self.log(author, action, None, subject)
