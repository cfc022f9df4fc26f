"""Official tables that lost their grid: one cell a line, cells parted by bars or blanks, digits run together.

Labels are found in order in the text, the figures between two labels are the row of the first, and where digits ran
together the ties of the form say how to cut them (design rule 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from desktop.forms.catalogue import Row, TableSpec, form
from desktop.forms.cutting import candidate, candidates, cut_groups, solve
from desktop.forms.found import Found, Slot
from desktop.forms.labels import bare, likeness, numbering
from desktop.forms.match import names
from desktop.forms.splits import Piece
from desktop.normal import Normal, clean
from desktop.report import Cell, Document

_GAP = r"[\s|，。、；：:;,.．（）()《》〈〉“”\"‘’·〔〕/／\-—]*"
_REACH = 9000  # characters from the head of a table to its end
_NUMBER = r"[+\-−－]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+\-−－]?\d+(?:\.\d+)?"
_TOKEN = re.compile(
    rf"(?P<w>[增减↑↓]\d+|\d*[/／]\d*|无(?![\u4e00-\u9fff])|[-—－]{{1,2}}(?!\d))|(?P<n>{_NUMBER})(?P<u>万元|元|件|条|项|次|人次|%)?"
)
_UNIT = re.compile(r"^[\s|]*(?:万元|元|条|件|次|篇|个|人次|人|项)(?=[\s|\d/])")
_PAGE_NUMBER = re.compile(r"^[ \t]*[-—－–][ \t]*\d{1,3}[ \t]*[-—－–][ \t]*$", re.MULTILINE)
_END = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    row: Row
    score: float


@lru_cache(maxsize=1024)
def _pattern(label: str) -> re.Pattern[str]:
    return re.compile(_GAP.join(map(re.escape, label)))


def find_in_text(document: Document, specs: Iterable[TableSpec], year: int | None) -> list[Found]:
    """The tables of these forms that can be put together from the text."""
    normal = _without_furniture(document)
    out = []
    for spec in specs:
        region = _region(normal.text, spec)
        if region is None:
            continue
        builder = _one_row if spec.layout == "one-row" else _rows
        found = builder(document, normal, spec, *region)
        if found:
            out.append(found)
    if not out:
        out = [f for f in (_blank(document, normal, s) for s in specs if year is None or form(s.form).valid(year)) if f]
    return out


def _without_furniture(document: Document) -> Normal:
    """Clean text with page numbers and running heads blanked out, so that they are no figures."""
    normal = clean(document.text)
    text = normal.text
    for block in document.blocks:
        if block.kind == "furniture":
            a, b = normal.find(block.start), normal.find(block.end)
            text = text[:a] + " " * (b - a) + text[b:]
    text = _PAGE_NUMBER.sub(lambda m: " " * len(m.group()), text)
    return replace(normal, text=text)


def _region(text: str, spec: TableSpec) -> tuple[int, int] | None:
    """From the head of a table to as far as it can reach; None when no words of its head stand together."""
    heads = [bare(mark) for mark in spec.marks]
    words = dict.fromkeys([*heads, *(bare(c.label) for c in spec.columns if len(c.label) > 2)])
    for at in sorted(m.start() for head in heads for m in _pattern(head).finditer(text)):
        near = [w for w in words if (m := _pattern(w).search(text, at, at + 500)) and m.start() - at < 400]
        if len(near) >= 2:
            return at, min(len(text), at + _REACH)
    first = names(spec.rows[0])[0]
    for match in _pattern(first).finditer(text) if len(first) > 6 else ():
        if _figures_follow(text, match.end()):
            return match.start(), min(len(text), match.start() + _REACH)
    return None


def _hits(text: str, spec: TableSpec, start: int, end: int) -> list[_Hit]:
    """The chain of row labels, in the form's order, with the most text in it."""
    every = [
        _Hit(m.start(), m.end(), row, float(len(name)))
        for row in spec.rows for name in names(row) for m in _pattern(name).finditer(text, start, end)
        if _labels_row(text, m.start(), m.end())
    ]
    every.sort(key=lambda h: (h.start, -h.end))
    index = {row.key: n for n, row in enumerate(spec.rows)}
    best: list[tuple[float, int]] = []
    for n, hit in enumerate(every):
        gain, back = hit.score + (6 if _figures_follow(text, hit.end) else 0), -1
        top = 0.0
        for m in range(n):
            if every[m].end <= hit.start and index[every[m].row.key] < index[hit.row.key] and best[m][0] > top:
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
    return not _END.match(after) or bool(_UNIT.match(text[end:end + 4])) or (not _END.match(before) and end - start > 6)


def _figures_follow(text: str, end: int) -> bool:
    rest = _UNIT.sub("", re.sub(r"^[（(][^）)]{0,40}[）)]", "", text[end:end + 60]))
    return bool(re.match(r"[\s|（(]*[\d/+\-—增减无]", rest))


def _rows(document: Document, normal: Normal, spec: TableSpec, start: int, end: int) -> Found | None:
    text = normal.text
    hits = _damaged(text, spec, _hits(text, spec, start, end))
    if len(hits) < max(2, len(spec.own_rows) // 3):
        return None
    stops = [_before(text, h) for h in hits[1:]] + [min(end, hits[-1].end + 160)]
    rows = [_tokens(text, h.end, stop) for h, stop in zip(hits, stops, strict=True)]
    if not any(rows):
        return None
    # The group title （六）其他处理 looks like the one row of the older form; without figures it is none.
    kept = [n for n, hit in enumerate(hits) if not hit.row.departs or rows[n]]
    hits, rows = [hits[n] for n in kept], [rows[n] for n in kept]
    # Where zeros are left out and blanks are lost too, digits run together cannot be cut: better no figure than a guess.
    hopeless = sum(not tokens for tokens in rows) >= 5
    options = [
        [candidate(text, (None,) * len(spec.columns_of(hit.row)))] if hopeless and _run_together(tokens, spec, hit.row)
        else candidates(text, tokens, spec, hit.row) for hit, tokens in zip(hits, rows, strict=True)
    ]
    chosen, readings = solve(options, [h.row for h in hits], spec, text)
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
    score = sum(min(h.score, 100) > 0 for h in hits) / len(spec.own_rows) + 0.3 * _headed(text, spec, start, hits[-1].end)
    first = normal.span(start, start)[0]
    return Found(spec, len(hits), width, tuple(cells), first, max(c.end for c in cells), slots, tuple(labels), score, True)


def _run_together(tokens: Sequence[Piece], spec: TableSpec, row: Row) -> bool:
    count = len(spec.columns_of(row))
    return 0 < len(tokens) < count and sum(b - a for a, b in tokens) > len(tokens)


def _before(text: str, hit: _Hit) -> int:
    """Where a label's own numbering begins: its digit must not be read as a figure of the row above."""
    own = re.sub(r"\D", "", numbering(hit.row.label))
    if own:
        match = re.search(rf"(?:{own}|[①-⑩])[\s|]*[.、．）)][\s|“\"]*$", text[max(0, hit.start - 12):hit.start])
        if match:
            return max(0, hit.start - 12) + match.start()
    return hit.start


def _headed(text: str, spec: TableSpec, start: int, end: int) -> float:
    """The share of the form's column headers that stand in the table's text."""
    heads = [any(_pattern(bare(name)).search(text, start, end) for name in (c.label, *c.variants)) for c in spec.columns]
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


def _tokens(text: str, start: int, end: int) -> list[Piece]:
    """The figures between a label and the next, up to the first word that is neither figure nor unit."""
    while start < end and text[start] in "”\"’'》）)":
        start += 1
    unit = _UNIT.match(text[start:end])
    at = start + (unit.end() if unit else 0)
    head = re.match(r"[\s|]*[（(](?![一二三四五六七八九十]{1,3}[）)])[^）)]{0,60}[）)]", text[at:end])
    if head and not re.search(r"^\W*\d+\W*$", head.group()):
        at += head.end()
    out: list[Piece] = []
    while at < end:
        if text[at].isspace() or text[at] in "|，,;；":
            at += 1
            continue
        token = _TOKEN.match(text, at, end)
        if not token or (len(token.group()) == 1 and re.match(r"[.、．][\u4e00-\u9fff]", text[token.end():token.end() + 2])):
            break  # a word, or the number of the next label
        out.append((token.start(), token.start() + len(token["n"]) if token["n"] and not token["u"] else token.end()))
        at = token.end()
    return out


def _one_row(document: Document, normal: Normal, spec: TableSpec, start: int, end: int) -> Found | None:
    """Table four: the figures behind the last of its headers."""
    text = normal.text
    last = spec.columns[-1]
    heads = [m for name in (last.label, *last.variants) for m in _pattern(bare(name)).finditer(text, start, end)]
    tokens: list[Piece] = []
    at = start
    for match in sorted(heads, key=lambda m: m.start()):
        tokens = _tokens(text, match.end(), min(end, match.end() + 200))
        if tokens:
            at = match.end()
            break
    if not tokens:
        return None
    width, groups = len(spec.columns), len(spec.rows)
    chosen, others = cut_groups(text, tokens, width, groups)
    if chosen is None:
        return None
    slots: dict[str, Slot] = {}
    cells: list[Cell] = []
    behind = normal.span(at, at)[0]
    for n, (key, piece) in enumerate(zip(spec.keys, chosen.cut, strict=True)):
        a, b = normal.span(*piece) if piece else (behind, behind)
        behind = b
        readings = tuple(dict.fromkeys(v for c in others if (v := c.numbers[n]) is not None and v != chosen.numbers[n]))
        slots[key] = Slot(document.text[a:b], a, b, 0, n, readings[:8])
        cells.append(Cell(0, n, 1, 1, document.text[a:b], a, b))
    first = normal.span(start, start)[0]
    return Found(spec, 1, len(cells), tuple(cells), first, behind, slots, (), 1.0, True)


def _blank(document: Document, normal: Normal, spec: TableSpec) -> Found | None:
    """A table of which only the head is left: labels and cells without a figure."""
    if spec.layout == "one-row" or not spec.marks:
        return None
    text = normal.text
    mark = _pattern(bare(spec.marks[0])).search(text)
    if not mark or spec.id != "applications":
        return None
    stop = re.compile(r"^[ \t|]*[四五六][、．.]", re.MULTILINE).search(text, mark.end())
    end = stop.start() if stop else min(len(text), mark.end() + 2000)
    if re.search(r"\d{1,3}[\s|]+\d|[\u4e00-\u9fff]\d{4,}", text[mark.end():end]) or text[mark.end():end].count("|") < 20:
        return None
    a, b = normal.span(mark.start(), mark.end())
    rest = normal.span(mark.start(), end)[1]
    return Found(spec, 1, 1, (Cell(0, 0, 1, 1, document.text[a:b], a, b),), a, rest, {}, (), 0.1, True)
