"""Runs the checks over reports given together, so that years and bodies are compared."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.checks.base import Asked, Context, Rule, Together, is_earlier
from desktop.checks.registry import rules
from desktop.report import Finding, Report, fingerprint

logger = logging.getLogger(__name__)
FAULT = "check-fault"  # the id of the notice that one of our own checks failed on a report

_RANK = {"error": 0, "warning": 1, "notice": 2}


def check_reports(reports: Sequence[Report], stored: Sequence[Report] = (),
                  together: Together | None = None) -> list[tuple[Finding, ...]]:
    """The findings of each report, in the order of its text; ``stored`` are compared with but not checked.

    ``together`` holds both, for a caller who wants what the checks have worked out.

    Should a check fail on a report, that is our own fault and is logged: the others still speak, and a notice tells the
    reviewer what to look at by hand.
    """
    together = together or Together((*stored, *reports))
    out = []
    for report in reports:
        context = Context(together=together, own=report)
        out.append(_gathered(finding for rule in rules() for finding in _run(rule, report, context)))
    return out


@dataclass(frozen=True, slots=True)
class Said:
    """What one check said of a report by itself, and what it would have liked to know of other reports."""

    rule: str
    asked: frozenset[Asked]
    findings: tuple[Finding, ...]


def check_alone(report: Report) -> tuple[tuple[Finding, ...], tuple[Said, ...]]:
    """The findings of a report with nothing to compare it with, and what ``check_further`` needs to go on from there."""
    together = Together((report,))
    said = []
    for rule in rules():
        context = Context(together=together, own=report)
        findings = tuple(_run(rule, report, context))
        if findings or context.asked:
            said.append(Said(rule.id, frozenset(context.asked), findings))
    return _gathered(finding for one in said for finding in one.findings), tuple(said)


def check_further(report: Report, said: Sequence[Said], together: Together) -> tuple[Finding, ...]:
    """What ``check_reports`` would find in the report among others, when ``check_alone`` has said this of it.

    Only the checks whose answers the others can change are run again.
    """
    answerable: set[Asked] = {"others"}
    if any(is_earlier(other, report) for other in together.reports):
        answerable.add("earlier")
    known = {rule.id: rule for rule in rules()}
    context = Context(together=together, own=report)
    return _gathered(
        finding for one in said
        for finding in (_run(known[one.rule], report, context) if one.asked & answerable else one.findings))


def _gathered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In the order of the text, the same slip once."""
    found: dict[str, Finding] = {}
    for finding in findings:
        known = found.get(finding.fingerprint)
        found[finding.fingerprint] = _merged(known, finding) if known else finding
    return tuple(sorted(found.values(), key=_order))


def _run(rule: Rule, report: Report, context: Context) -> list[Finding]:
    try:
        return list(rule.run(report, context))
    except Exception:
        logger.exception("check %s failed on %s", rule.id, report.sha256)
        return [Finding(FAULT, "form", "notice", 1.0, f"“{rule.wording.title}”这项检查未能完成，请人工核对。", "程序提示",
                        "请人工核对这一项，并把这份文件提供给技术支持。", (), fingerprint=fingerprint(FAULT, (), rule.id))]


def _merged(known: Finding, again: Finding) -> Finding:
    """The same slip at two places of a report is one finding with both places as evidence."""
    new = tuple(e for e in again.evidence if e not in known.evidence)
    return replace(known, evidence=known.evidence + new)


def _order(finding: Finding) -> tuple[int, int, str]:
    own = [e.start for e in finding.evidence if e.file is None]
    return (min(own, default=-1), _RANK[finding.severity], finding.check)
