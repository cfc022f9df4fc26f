"""Cuts a report's prose into paragraphs and sentences of tight text; tables and page furniture are left out."""

from __future__ import annotations

import re

from desktop.checks.claims.model import Paragraph, Sentence
from desktop.normal import tight
from desktop.report import Report

# A Western full stop ends a sentence too when an office typed it by mistake, but not in 1.5, www.x.cn or "1.标题".
_END = re.compile(r"[。！？\n]+[”’）]*|(?<=[\u4e00-\u9fff）%])\.(?=[\u4e00-\u9fff（“0-9]|$)")


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a tight text, each with its closing mark."""
    out: list[Sentence] = []
    at = 0
    for match in _END.finditer(text):
        if match.end() > at:
            out.append(Sentence(at, match.end()))
            at = match.end()
    if at < len(text):
        out.append(Sentence(at, len(text)))
    return tuple(out)


def paragraphs(report: Report) -> list[Paragraph]:
    """The paragraphs and headings of a report in the order of its text."""
    document = report.document
    normal = tight(document.text)
    tables = [(t.start, t.end) for t in report.tables] + [(t.start, t.end) for t in document.tables]
    out: list[Paragraph] = []
    spans = [(b.start, b.end, b.kind) for b in document.blocks if b.kind in ("paragraph", "heading")]
    for start, end, kind in spans:
        if any(s < end and start < e for s, e in tables):
            continue
        first, last = normal.find(start), normal.find(end)
        text = normal.text[first:last]
        if text.strip():
            out.append(Paragraph(len(out), text, first, normal, sentences(text), kind == "heading"))
    return out
