"""Tables with a label for each row, put together from running text: labels in order, the figures behind each its row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from desktop.forms.catalogue import Row, TableSpec
from desktop.forms.cutting import candidate, candidates, solve
from desktop.forms.flowing import Flowing
from desktop.forms.found import Found, Slot
from desktop.forms.labels import bare, likeness, numbering
from desktop.forms.match import names
from desktop.forms.splits import Candidate, Piece
from desktop.forms.tokens import UNIT, figures_between, placed
from desktop.report import Cell

_WORD = re.compile(r"[\u4e00-\u9fff]")
_EXPLAINED = re.compile(r"^[（(][^）)]{0,40}[）)]")
_FIGURE = re.compile(r"[\s|（(*]*[\d/+\-—增减无]")


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    row: Row
    score: float


def find_rows(flowing: Flowing, spec: TableSpec, start: int, end: int) -> Found | None:
    """The table whose row labels stand in ``text[start:end]``; None when too few of them do."""
    text = flowing.text
    hits = _damaged(text, spec, _hits(flowing, spec, start, end))
    if len(hits) < max(2, len(spec.own_rows) // 3):
        return None
    stops = [_before(text, h) for h in hits[1:]] + [min(end, hits[-1].end + 160)]
    rows = [figures_between(text, h.end, stop) for h, stop in zip(hits, stops, strict=True)]
    fixed = [
        [c for c in placed(text, h.end, stop, spec, h.row) if sum(map(bool, c.cut)) >= min(len(tokens), len(c.cut))]
        for h, stop, tokens in zip(hits, stops, rows, strict=True)
    ]
    if not any(rows) and sum(map(bool, fixed)) * 2 < len(hits):
        return None
    # The group title （六）其他处理 looks like the one row of the older form; without figures it is none.
    kept = [n for n, hit in enumerate(hits) if not hit.row.departs or rows[n] or (fixed[n] and not _has_own(hits, hit))]
    hits, rows, fixed = [hits[n] for n in kept], [rows[n] for n in kept], [fixed[n] for n in kept]
    # Where zeros are left out and blanks are lost too, digits run together cannot be cut: better no figure than a guess.
    hopeless = sum(not tokens and not cells for tokens, cells in zip(rows, fixed, strict=True)) >= 5
    options = [
        cells or ([candidate(text, (None,) * len(spec.columns_of(hit.row)))] if hopeless and _run_together(tokens, spec, hit.row)
                  else candidates(text, tokens, spec, hit.row)) for hit, tokens, cells in zip(hits, rows, fixed, strict=True)
    ]
    chosen, readings = solve(options, [h.row for h in hits], spec, text)
    return _found(flowing, spec, (start, end), hits, chosen, readings)


def _has_own(hits: Sequence[_Hit], old: _Hit) -> bool:
    """Whether rows that a departed row stood for are there themselves."""
    return any(h.row.key in old.row.replaces for h in hits)


def _found(flowing: Flowing, spec: TableSpec, region: tuple[int, int], hits: Sequence[_Hit], chosen: Sequence[Candidate],
           readings: dict[str, tuple[Decimal, ...]]) -> Found:
    document, normal = flowing.document, flowing.normal
    slots: dict[str, Slot] = {}
    cells: list[Cell] = []
    labels: list[tuple[int, int, str]] = []
    for n, (hit, option) in enumerate(zip(hits, chosen, strict=True)):
        a, b = normal.span(hit.start, hit.end)
        cells.append(Cell(n, 0, 1, 1, document.text[a:b], a, b))
        labels.append((n, 0, hit.row.key))
        at = b
        for col, (column, piece) in enumerate(zip(spec.columns_of(hit.row), option.cut, strict=False), 1):
            x, y = normal.span(*piece) if piece else (at, at)
            at = y
            cells.append(Cell(n, col, 1, 1, document.text[x:y], x, y))
            key = spec.key(hit.row.key, column.key)
            slots[key] = Slot(document.text[x:y], x, y, n, col, readings.get(key, ()))
    width = 1 + max(len(spec.columns_of(h.row)) for h in hits)
    head = _head_of(flowing, spec, region[0], hits[0].start)
    score = sum(min(h.score, 100) > 0 for h in hits) / len(spec.own_rows) + 0.3 * _headed(flowing, spec, head, hits[-1].end)
    first = normal.span(head, head)[0]
    return Found(spec, len(hits), width, tuple(cells), first, max(c.end for c in cells), slots, tuple(labels), score, True)


def _head_of(flowing: Flowing, spec: TableSpec, start: int, row: int) -> int:
    """Where the head of the table begins: words of it may stand in the prose long before its first row."""
    if row - start <= 600:
        return start
    places = [a for mark in spec.marks for a, _ in flowing.find(bare(mark), row - 600, row)]
    return min(places, default=row)


def _hits(flowing: Flowing, spec: TableSpec, start: int, end: int) -> list[_Hit]:
    """The chain of row labels, in the form's order, with the most text in it."""
    text = flowing.text
    every = [
        _Hit(a, b, row, float(len(name)))
        for row in spec.rows for name in names(row) for a, b in flowing.find(name, start, end) if _labels_row(text, a, b)
    ]
    every.sort(key=lambda h: (h.start, -h.end))
    index = {row.key: n for n, row in enumerate(spec.rows)}
    ranks = [index[h.row.key] for h in every]
    best: list[tuple[float, int]] = []
    for n, hit in enumerate(every):
        gain, back = hit.score + (6 if _figures_follow(text, hit.end) else 0), -1
        top = 0.0
        for m in range(n):
            if best[m][0] > top and every[m].end <= hit.start and ranks[m] < ranks[n]:
                top, back = best[m][0], m
        best.append((gain + top, back))
    if not best:
        return []
    at = max(range(len(best)), key=lambda n: best[n][0])
    chain = []
    while at >= 0:
        chain.append(every[at])
        at = best[at][1]
    return chain[::-1]


def _labels_row(text: str, start: int, end: int) -> bool:
    """Not part of a longer word: 规章 in 规章制度, 总计 in 总计划."""
    after = text[end:end + 1]
    before = text[start - 1:start]
    return not _WORD.match(after) or bool(UNIT.match(text[end:end + 4])) or (not _WORD.match(before) and end - start > 6)


def _figures_follow(text: str, end: int) -> bool:
    return bool(_FIGURE.match(UNIT.sub("", _EXPLAINED.sub("", text[end:end + 60]))))


def _run_together(tokens: Sequence[Piece], spec: TableSpec, row: Row) -> bool:
    count = len(spec.columns_of(row))
    return 0 < len(tokens) < count and sum(b - a for a, b in tokens) > len(tokens)


@lru_cache(maxsize=512)
def _own_number(label: str) -> str:
    return re.sub(r"\D", "", numbering(label))


def _before(text: str, hit: _Hit) -> int:
    """Where a label's own numbering begins: its digit must not be read as a figure of the row above."""
    own = _own_number(hit.row.label)
    if own:
        match = re.search(rf"(?:{own}|[①-⑩])[\s|]*[.、．）)][\s|“\"]*$", text[max(0, hit.start - 12):hit.start])
        if match:
            return max(0, hit.start - 12) + match.start()
    return hit.start


def _headed(flowing: Flowing, spec: TableSpec, start: int, end: int) -> float:
    """The share of the form's column headers that stand in the table's text."""
    heads = [any(flowing.find(bare(name), start, end) for name in (c.label, *c.variants)) for c in spec.columns]
    return sum(heads) / len(heads)


def _damaged(text: str, spec: TableSpec, hits: list[_Hit]) -> list[_Hit]:
    """Rows missing between two found ones, looked for among the words there (a letter lost, a word doubled)."""
    order = [r.key for r in spec.own_rows]
    out = list(hits)
    for before, after in pairwise(hits):
        if before.row.key not in order or after.row.key not in order:
            continue
        missing = order[order.index(before.row.key) + 1:order.index(after.row.key)]
        if not missing:
            continue
        words = list(re.finditer(r"[\u4e00-\u9fff][^\d|\n]{2,60}", text[before.end:after.start]))
        for key in missing:
            row = spec.row(key)
            graded = [(max(likeness(bare(m.group()), n) for n in names(row)), m) for m in words] if names(row) else []
            graded = [g for g in graded if g[0] >= 70]
            if graded:
                score, match = max(graded, key=lambda g: g[0])
                words.remove(match)
                at = before.end + match.start()
                out.append(_Hit(at, at + len(match.group().rstrip()), row, score))
    return sorted(out, key=lambda h: h.start)
