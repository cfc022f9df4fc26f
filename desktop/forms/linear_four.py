"""Table four in running text: fifteen figures in a line, a line for each group, or each kind with its figure behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

from desktop.forms.catalogue import TableSpec
from desktop.forms.cutting import candidate, cut_groups
from desktop.forms.flowing import Flowing
from desktop.forms.found import Found, Slot
from desktop.forms.labels import bare
from desktop.forms.linear_rows import find_rows
from desktop.forms.splits import Candidate, Piece
from desktop.forms.tokens import figures_between, pieces_of
from desktop.report import Cell

_NEAR = 200  # characters from the last header to the figures


def find_four(flowing: Flowing, spec: TableSpec, start: int, end: int) -> Found | None:
    """The table that begins in ``text[start:end]``, or None."""
    last = spec.columns[-1]
    heads = [place for name in (last.label, *last.variants) for place in flowing.find(bare(name), start, end)]
    for _, behind in sorted(heads):
        line = _line(flowing.text, behind, end, spec)
        if line:
            return _found(flowing, spec, start, behind, line, [])
        tokens = figures_between(flowing.text, behind, min(end, behind + _NEAR))
        chosen, others = cut_groups(flowing.text, tokens, len(spec.columns), len(spec.rows)) if tokens else (None, [])
        if chosen:
            return _found(flowing, spec, start, behind, chosen, others)
    rows = find_rows(flowing, spec, start, end)
    if rows and len(rows.slots) == len(spec.keys):
        return rows
    pairs = _pairs(flowing, spec, max(0, start - 80), end)
    return _found(flowing, spec, start, pairs.cut[0][0] if pairs.cut[0] else start, pairs, []) if pairs else None


def _line(text: str, head: int, end: int, spec: TableSpec) -> Candidate | None:
    """The line below the headers when its cells are parted, so that blank ones keep their places."""
    first = text.find("\n", head, end)
    if first < 0 or text[head:first].strip(" |\t"):
        return None
    last = text.find("\n", first + 1, end)
    line = (first + 1, end if last < 0 else last)
    mark = "|" if "|" in text[slice(*line)] else "\t"
    cells = pieces_of(text, *line, mark)
    count = len(spec.keys)
    if cells is None or len(cells) < count or None not in cells:
        return None
    best: tuple[int, Candidate] | None = None
    for at in range(len(cells) - count + 1):
        if any(cells[:at]) or any(cells[at + count:]):
            continue
        one = candidate(text, tuple(cells[at:at + count]))
        right = _right(one, len(spec.columns))
        if best is None or right > best[0]:
            best = (right, one)
    return best[1] if best else None


def _right(reading: Candidate, width: int) -> int:
    """How many groups have a total that is the sum of the rest."""
    zero = Decimal(0)
    groups = [reading.numbers[n:n + width] for n in range(0, len(reading.numbers), width)]
    return sum(g[-1] is not None and g[-1] == sum((v or zero for v in g[:-1]), zero) for g in groups)


def _pairs(flowing: Flowing, spec: TableSpec, start: int, end: int) -> Candidate | None:
    """Each kind of result with its figure behind it, group by group (结果维持 1 结果纠正 0 …)."""
    text = flowing.text
    hits = sorted({
        (a, b, n) for n, column in enumerate(spec.columns) for name in (column.label, *column.variants)
        for a, b in flowing.find(bare(name), start, end)
    }, key=lambda h: (h[0], -h[1]))
    hits = [h for n, h in enumerate(hits) if n == 0 or h[0] >= hits[n - 1][1]]  # 维持 inside of 结果维持
    run: list[Piece] = []
    for at, (_, behind, column) in enumerate(hits):
        stop = hits[at + 1][0] if at + 1 < len(hits) else min(end, behind + 20)
        figures = figures_between(text, behind, stop)
        one = len(figures) == 1 and text[slice(*figures[0])].isdigit()
        if not one or column != len(run) % len(spec.columns):
            run = []
        if one and column == len(run) % len(spec.columns):
            run.append(figures[0])
        if len(run) == len(spec.keys):
            return candidate(text, tuple(run))
    return None


def _head(flowing: Flowing, spec: TableSpec, start: int, behind: int) -> int:
    """Where the head of the table begins: words of it may stand in the prose long before its figures."""
    if behind - start > 350:
        near = (*spec.marks, spec.columns[0].label)
        start = min((a for word in near for a, _ in flowing.find(bare(word), behind - 300, behind)), default=behind)
    labels = {bare(w) for c in spec.columns for w in (c.label, *c.variants)}
    words = sorted(labels | {bare(w) for r in spec.rows for w in (r.label, r.group) if w}, key=lambda w: (-len(w), w))
    at = bisect_left(flowing.back, start)
    while word := next((w for w in words if flowing.compact.startswith(w, max(0, at - len(w))) and at >= len(w)), ""):
        at -= len(word)
    return flowing.back[at] if at < len(flowing.back) else start


def _found(flowing: Flowing, spec: TableSpec, start: int, behind: int, chosen: Candidate, others: Sequence[Candidate]) -> Found:
    document, normal = flowing.document, flowing.normal
    slots: dict[str, Slot] = {}
    cells: list[Cell] = []
    at = normal.span(behind, behind)[0]
    for n, (key, piece) in enumerate(zip(spec.keys, chosen.cut, strict=True)):
        a, b = normal.span(*piece) if piece else (at, at)
        at = b
        readings = tuple(dict.fromkeys(v for c in others if (v := c.numbers[n]) is not None and v != chosen.numbers[n]))
        slots[key] = Slot(document.text[a:b], a, b, 0, n, readings[:8])
        cells.append(Cell(0, n, 1, 1, document.text[a:b], a, b))
    head = _head(flowing, spec, start, behind)
    first = normal.span(head, head)[0]
    return Found(spec, 1, len(cells), tuple(cells), first, at, slots, (), 1.0, True)
