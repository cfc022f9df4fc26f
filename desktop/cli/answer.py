"""What ``check --json`` says of one file: plain values in the keys of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.report import Box, Cell, Claim, Evidence, Fact, Finding, FormTable, Report, number


@dataclass(frozen=True, slots=True)
class Answer:
    """One file given to ``check``: read and understood, or the reason in Chinese why not."""

    file: str
    sha256: str
    format: str
    error: str | None
    report: Report | None = None
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] | None = None


def as_json(answer: Answer) -> dict[str, Any]:
    """The object of the contract; every key is there for a file that could not be read too."""
    report = answer.report
    said: dict[str, Any] = {
        "file": answer.file,
        "sha256": answer.sha256,
        "format": answer.format,
        "error": answer.error,
        "text": report.document.text if report else "",
        "report": _report(report) if report else None,
        "tables": [_table(table) for table in report.tables] if report else [],
        "facts": {fact.key: _fact(fact) for fact in report.facts} if report else {},
        "findings": [_finding(finding) for finding in answer.findings],
    }
    if answer.claims is not None:
        said["claims"] = [_claim(claim) for claim in answer.claims]
    if report and report.document.notices:
        said["notices"] = list(report.document.notices)
    return said


def _report(report: Report) -> dict[str, Any]:
    return {
        "kind": report.kind, "org": report.org, "level": report.level, "region": report.region, "year": report.year,
        "form": report.form, "title": report.title, "published": report.published, "script": report.script,
        "sections": [
            {"number": s.number, "title": s.title, "start": s.start, "end": s.end} for s in report.sections
        ],
    }


def _table(table: FormTable) -> dict[str, Any]:
    return {"id": table.id, "rows": table.rows, "cols": table.cols, "cells": [_cell(cell) for cell in table.cells]}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "row": cell.row, "col": cell.col, "rowspan": cell.rowspan, "colspan": cell.colspan, "text": cell.text,
        "start": cell.start, "end": cell.end, "page": cell.box.page if cell.box else None, "bbox": _box(cell.box),
    }


def _box(box: Box | None) -> list[float] | None:
    return [box.x0, box.y0, box.x1, box.y1] if box else None


def _fact(fact: Fact) -> dict[str, Any]:
    said: dict[str, Any] = {"value": number(fact.value), "raw": fact.raw, "start": fact.start, "end": fact.end}
    return said | {"unit": fact.unit} if fact.unit else said


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check, "family": finding.family, "severity": finding.severity,
        "confidence": finding.confidence, "message": finding.message, "basis": finding.basis,
        "suggestion": finding.suggestion, "expected": finding.expected, "actual": finding.actual,
        "working": finding.working, "fingerprint": finding.fingerprint,
        "evidence": [_evidence(place) for place in finding.evidence],
    }


def _evidence(place: Evidence) -> dict[str, Any]:
    return {
        "start": place.start, "end": place.end, "quote": place.quote, "table": place.table, "row": place.row,
        "col": place.col, "file": place.file,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "start": claim.start, "end": claim.end, "value": number(claim.value), "unit": claim.unit,
        "exactness": claim.exactness, "state": claim.state, "relation": claim.relation,
    }


def print_table(answers: Sequence[Answer]) -> str:
    """The same for a person: a heading a file, a row a finding, and a sum at the end."""
    lines: list[str] = []
    for answer in answers:
        lines += _one(answer)
    read = [a for a in answers if a.error is None]
    found = [f for a in read for f in a.findings]
    by = {s: sum(f.severity == s for f in found) for s in ("error", "warning", "notice")}
    lines.append(f"共 {len(answers)} 份，读取 {len(read)} 份，未能读取 {len(answers) - len(read)} 份；"
                 f"错误 {by['error']} 处，疑似 {by['warning']} 处，提示 {by['notice']} 处。")
    return "\n".join(lines)


_WORD = {"error": "错误", "warning": "疑似", "notice": "提示"}


def _one(answer: Answer) -> list[str]:
    lines = [f"■ {answer.file}"]
    if answer.report is None:
        return [*lines, f"  未能读取：{answer.error}", ""]
    report = answer.report
    whose = report.org or "单位不详"
    year = f"{report.year} 年度" if report.year else "年度不详"
    lines.append(f"  {whose}　{year}　{_KIND[report.kind]}　格式 {report.form or '—'}")
    lines += [f"  注意：{notice}" for notice in report.document.notices]
    for index, finding in enumerate(answer.findings, 1):
        section = _section(report, finding)
        lines.append(f"  {index:>3} [{_WORD[finding.severity]}] {section}{finding.message}")
        if finding.working:
            lines.append(f"        算式：{finding.working}")
        quotes = [" ".join(e.quote.split())[:40] for e in finding.evidence if e.quote.strip()]
        if quotes:
            lines.append(f"        原文：{' ／ '.join(quotes[:3])}")
    if not answer.findings:
        lines.append("  未发现问题")
    return [*lines, ""]


_KIND = {"annual_report": "年度报告", "work_summary": "工作总结", "collection": "报告汇编", "other": "其他文件"}


def _section(report: Report, finding: Finding) -> str:
    own = [e for e in finding.evidence if e.file is None]
    section = report.section_at(own[0].start) if own else None
    return f"（{section.title.strip()[:14]}）" if section else ""
