"""Runs the checks over reports given together, so that years and bodies are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.checks.base import Context, Together
from desktop.checks.registry import rules
from desktop.report import Finding, Report

_RANK = {"error": 0, "warning": 1, "notice": 2}


def check_reports(reports: Sequence[Report], stored: Sequence[Report] = ()) -> list[tuple[Finding, ...]]:
    """The findings of each report, in the order of its text; ``stored`` are compared with but not checked."""
    together = Together((*stored, *reports))
    out = []
    for report in reports:
        context = Context(together=together, own=report)
        found: dict[str, Finding] = {}
        for rule in rules():
            for finding in rule.run(report, context):
                known = found.get(finding.fingerprint)
                found[finding.fingerprint] = _merged(known, finding) if known else finding
        out.append(tuple(sorted(found.values(), key=_order)))
    return out


def _merged(known: Finding, again: Finding) -> Finding:
    """The same slip at two places of a report is one finding with both places as evidence."""
    new = tuple(e for e in again.evidence if e not in known.evidence)
    return replace(known, evidence=known.evidence + new)


def _order(finding: Finding) -> tuple[int, int, str]:
    own = [e.start for e in finding.evidence if e.file is None]
    return (min(own, default=-1), _RANK[finding.severity], finding.check)
