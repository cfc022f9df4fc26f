"""Cuts a report's prose into paragraphs and sentences of tight text; tables and page furniture are left out."""

from __future__ import annotations

import re

from desktop.checks.claims.model import Paragraph, Sentence
from desktop.checks.passages import Spans
from desktop.normal import tight
from desktop.report import Report

# A Western full stop ends a sentence too when an office typed it by mistake, but not in 1.5, www.x.cn or "1.标题".
# (Written to begin with a mark in any case, for a quick search.)
_END = re.compile(r"[。！？\n.](?:(?<!\.)[。！？\n]*[”’）]*|(?<=[\u4e00-\u9fff）%]\.)(?=[\u4e00-\u9fff（“0-9]|$))")


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a tight text, each with its closing mark."""
    ends = [match.end() for match in _END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return tuple(map(Sentence, (0, *ends), ends)) if text else ()


def paragraphs(report: Report) -> list[Paragraph]:
    """The paragraphs and headings of a report in the order of its text."""
    document = report.document
    normal = tight(document.text)
    tables = Spans([(t.start, t.end) for t in report.tables] + [(t.start, t.end) for t in document.tables])
    out: list[Paragraph] = []
    for block in document.blocks:
        if block.kind not in ("paragraph", "heading") or tables.touch(block.start, block.end):
            continue
        first, last = normal.find(block.start), normal.find(block.end)
        text = normal.text[first:last]
        if text and not text.isspace():
            out.append(Paragraph(len(out), text, first, normal, sentences(text), block.kind == "heading"))
    return out
