"""What the checks on structure share."""

from __future__ import annotations

from desktop.checks.passages import prose_blocks
from desktop.report import Block, Evidence, Report, Section

ROLES = {
    "overview": "总体情况", "disclosure": "主动公开政府信息情况", "applications": "收到和处理政府信息公开申请情况",
    "review": "政府信息公开行政复议、行政诉讼情况", "problems": "存在的主要问题及改进情况", "other": "其他需要报告的事项",
}
MODERN = ("2019", "2021")


def is_whole(report: Report) -> bool:
    """Whether this is a whole annual report of the six-part form, and no excerpt: at least three of its six parts."""
    roles = {s.role for s in report.sections if s.role}
    return report.kind == "annual_report" and report.due_form in MODERN and len(roles) >= 3


def section(report: Report, role: str) -> Section | None:
    """The section that stands for an official part."""
    return next((s for s in report.sections if s.role == role), None)


def heading(report: Report, part: Section) -> Evidence:
    """Evidence at a section's heading line."""
    text = report.document.text
    start = part.start
    line_end = text.find("\n", start, part.end)
    end = line_end if line_end > start else min(part.end, start + len(part.title))
    at = text.find(part.title, start, part.end) if part.title else -1
    if at >= 0:
        start, end = at, at + len(part.title)
    return Evidence(start, end, text[start:end])


def paragraphs(report: Report, start: int, end: int) -> list[Block]:
    """The prose blocks inside a span: no tables (rebuilt ones included), no page furniture, no signature."""
    blocks = list(prose_blocks(report))
    if report.signed_span:
        dated = next((n for n, b in enumerate(blocks) if b.start <= report.signed_span[0] < b.end <= b.start + 40), None)
        if dated is not None:
            name = report.document.text[blocks[dated - 1].start:blocks[dated - 1].end] if dated else ""
            signs = 0 < len(name.strip()) < 30 and not any(mark in name for mark in "。；：，、")
            del blocks[dated - signs:dated + 1]
    return [b for b in blocks if b.start >= start and b.end <= end]


def prose_of(report: Report, part: Section) -> str:
    """A section's prose without its heading, a line a paragraph."""
    text = report.document.text
    lines = [text[b.start:b.end] for b in paragraphs(report, part.start, part.end)]
    return "\n".join(line for line in lines if line.strip() != part.title.strip())
