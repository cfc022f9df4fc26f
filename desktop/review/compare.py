"""Two reports side by side: what changed in text, cells and findings, between hand-ins or between years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rapidfuzz.distance import Indel

from desktop.report import Document, Finding, Report


@dataclass(frozen=True, slots=True)
class TextChange:
    """A stretch that differs: its span in the old text and in the new one; one of them is empty for pure additions or
    deletions. ``kind`` is seen from the new text."""

    kind: Literal["added", "removed", "changed"]
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class FactChange:
    """A cell whose value differs; None where the cell is blank or not there."""

    key: str
    old: Decimal | None
    new: Decimal | None


@dataclass(frozen=True, slots=True)
class FindingChange:
    """The findings that a new hand-in settled, kept and brought."""

    gone: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    new: tuple[Finding, ...]


def compare_findings(old: Sequence[Finding], new: Sequence[Finding]) -> FindingChange:
    """Findings matched by fingerprint, and where the evidence moved on, by check and values."""
    before = {f.fingerprint for f in old}
    after = {f.fingerprint for f in new}
    same_value = {(f.check, f.expected, f.actual, f.message) for f in old}
    value_after = {(f.check, f.expected, f.actual, f.message) for f in new}
    kept = [f for f in new if f.fingerprint in before or (f.check, f.expected, f.actual, f.message) in same_value]
    gone = [f for f in old if f.fingerprint not in after and (f.check, f.expected, f.actual, f.message) not in value_after]
    return FindingChange(tuple(gone), tuple(kept), tuple(f for f in new if f not in kept))


def version_line(change: FindingChange, version: int, before: int) -> str:
    """What a new hand-in settled, in one Chinese line: 第2稿较第1稿：3个问题已改正，2个仍在，新增1个."""
    return (f"第{version}稿较第{before}稿：{len(change.gone)}个问题已改正，{len(change.remaining)}个仍在，"
            f"新增{len(change.new)}个")


def difference_line(texts: int, facts: int) -> str:
    """How much of text and tables differs, in Chinese; both zero is said too."""
    if not texts and not facts:
        return "文字和数据都没有改动"
    return "，".join(part for part in (f"文字{texts}处不同" if texts else "", f"表中{facts}个数据不同" if facts else "") if part)


def compare_facts(old: Report, new: Report) -> list[FactChange]:
    """The cells that differ, in the new report's order, then those that only the old one has."""
    before = {f.key: f.value for f in old.facts}
    after = {f.key: f.value for f in new.facts}
    keys = [*after, *(key for key in before if key not in after)]
    return [FactChange(k, before.get(k), after.get(k)) for k in keys if before.get(k) != after.get(k)]


def compare_text(old: Document, new: Document) -> list[TextChange]:
    """The stretches that differ: lines are matched first, then the characters inside lines that changed.

    White space at line ends does not count. The changes stand in the order of the texts and do not overlap.
    """
    old_lines, new_lines = _lines(old.text), _lines(new.text)
    codes = Indel.opcodes([line for line, _, _ in old_lines], [line for line, _, _ in new_lines])
    out: list[TextChange] = []
    for tag, a, b, c, d in _merged([(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in codes]):
        if tag == "equal":
            continue
        span = (*_span(old_lines, a, b, old.text), *_span(new_lines, c, d, new.text))
        if a == b or c == d:
            out.append(TextChange("added" if a == b else "removed", *span))
        else:
            out += _inside(old.text, new.text, *span)
    return out


def _lines(text: str) -> list[tuple[str, int, int]]:
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append((line.strip(), at, at + len(line)))
        at += len(line) + 1
    return out


def _span(lines: list[tuple[str, int, int]], start: int, end: int, text: str) -> tuple[int, int]:
    if start == end:
        at = lines[start][1] if start < len(lines) else len(text)
        return at, at
    return lines[start][1], lines[end - 1][2]


def _merged(codes: list[tuple[str, int, int, int, int]]) -> list[tuple[str, int, int, int, int]]:
    """Deletions and insertions next to each other are one change."""
    out: list[tuple[str, int, int, int, int]] = []
    for code in codes:
        if out and out[-1][0] != "equal" and code[0] != "equal":
            last = out.pop()
            out.append(("replace", last[1], code[2], last[3], code[4]))
        else:
            out.append(code)
    return out


def _inside(old: str, new: str, a: int, b: int, c: int, d: int) -> list[TextChange]:
    """The characters that differ inside lines that changed; lines that share little are one change."""
    codes = [(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in Indel.opcodes(old[a:b], new[c:d])]
    same = sum(code[2] - code[1] for code in codes if code[0] == "equal")
    if same * 2 < max(b - a, d - c):
        return [TextChange("changed", a, b, c, d)]
    out = []
    for tag, e, f, g, h in _merged(codes):
        if tag != "equal":
            kind: Literal["added", "removed", "changed"] = "added" if e == f else "removed" if g == h else "changed"
            out.append(TextChange(kind, a + e, a + f, c + g, c + h))
    return out
