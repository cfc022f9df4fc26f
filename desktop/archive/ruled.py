"""The part of the archive that keeps standing decisions on kinds of findings, and lays them over a report's verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from db import judgements, rulings
from db.rulings import RulingRow
from desktop.archive.base import now
from desktop.archive.handed_in import HandedIn
from desktop.archive.model import Ruling, Verdict
from desktop.report import Finding

FOR_BODY = "本单位此类问题一律不采纳"
FOR_ALL = "已停用这项规则"


class Ruled(HandedIn):
    """Rulings are never deleted: lifted ones keep who made and who lifted them, and the log has both."""

    def rulings(self) -> list[Ruling]:
        """Those in force, latest first."""
        with self._store.read() as connection:
            return [_ruling(row) for row in rulings.in_force(connection)]

    def rulings_on(self, org: str | None) -> dict[str, Ruling]:
        """Those in force that touch a body, by check."""
        with self._store.read() as connection:
            return {check: _ruling(row) for check, row in rulings.on_body(connection, org).items()}

    def ruling(self, check: str, org: str) -> Ruling | None:
        """The one in force on a check and a body ("" for all bodies)."""
        with self._store.read() as connection:
            row = rulings.find(connection, check, org)
        return _ruling(row) if row else None

    def set_ruling(self, check: str, org: str, reason: str | None, author: str) -> None:
        """Puts one in force; ``reason`` None lifts it. The counts of all reports that it touches follow."""
        with self._store.write() as connection:
            if reason is None:
                rulings.lift(connection, check, org, author, now())
            else:
                rulings.add(connection, check, org, reason, author, now())
            for report_id in rulings.touched(connection, check, org):
                judgements.recount(connection, report_id)
            self.log(author, "ruling lifted" if reason is None else "ruling made", None, check)


def with_rulings(
    findings: Iterable[Finding], verdicts: Mapping[str, Verdict], by_check: Mapping[str, Ruling]
) -> dict[str, Verdict]:
    """Verdicts by fingerprint, with a standing one on every finding that a ruling touches and nobody decided."""
    out = dict(verdicts)
    for finding in findings:
        ruling = by_check.get(finding.check)
        mark = finding.fingerprint
        given = out.get(mark) or Verdict(mark, None, None, None, None, "", "")
        if ruling is not None and given.decision is None:
            kind = FOR_BODY if ruling.org else FOR_ALL
            said = f"{kind}：{ruling.reason}" if ruling.reason else kind
            out[mark] = replace(given, decision="dismissed", reason=said, author=ruling.author, at=ruling.at, standing=True)
    return out


def _ruling(row: RulingRow) -> Ruling:
    return Ruling(row.check_id, row.org, row.reason, row.author, row.at)
