"""Official tables that lost their grid: one cell a line, cells parted by bars or blanks, digits run together.

Labels are found in order in the text, the figures between two labels are the row of the first, and where digits ran
together the ties of the form say how to cut them (design rule 3).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from desktop.forms.catalogue import Row, TableSpec, form
from desktop.forms.found import Found, Slot
from desktop.forms.labels import bare, likeness, numbering
from desktop.forms.match import names
from desktop.forms.splits import MOST, Candidate, Piece, Search, cuts, grouped, number, row_holds
from desktop.normal import Normal, clean
from desktop.report import Cell, Document

_GAP = r"[\s|，。、；：:;,.．（）()《》〈〉“”\"‘’·〔〕/／\-—]*"
_REACH = 9000  # characters from the head of a table to its end
_NUMBER = r"[+\-−－]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+\-−－]?\d+(?:\.\d+)?"
_TOKEN = re.compile(
    rf"(?P<w>[增减↑↓]\d+|\d*[/／]\d*|无|[-—－]{{1,2}}(?!\d))|(?P<n>{_NUMBER})(?P<u>万元|元|件|条|项|次|人次|%)?"
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
        [_candidate(text, (None,) * len(spec.columns_of(hit.row)))] if hopeless and _run_together(tokens, spec, hit.row)
        else _candidates(text, tokens, spec, hit.row) for hit, tokens in zip(hits, rows, strict=True)
    ]
    chosen, readings = _solve(options, hits, spec, text)
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
    head = re.match(r"[\s|]*[（(][^）)]{0,60}[）)]", text[at:end])
    if head and not re.search(r"^\W*\d+\W*$", head.group()):
        at += head.end()
    out: list[Piece] = []
    while at < end:
        if text[at].isspace() or text[at] in "|，,;；":
            at += 1
            continue
        token = _TOKEN.match(text, at, end)
        if not token:
            break
        out.append((token.start(), token.start() + len(token["n"]) if token["n"] and not token["u"] else token.end()))
        at = token.end()
    return out


def _candidates(text: str, tokens: list[Piece], spec: TableSpec, row: Row) -> list[Candidate]:
    """The readings of a row; those that keep its own sum, where there are any."""
    columns = spec.columns_of(row)
    count = len(columns)
    pieces = [t for t in tokens if re.search(r"\d", text[t[0]:t[1]])]
    plain = all(re.fullmatch(r"\d+", text[a:b]) for a, b in tokens)
    if len(tokens) >= count and (not plain or len(tokens) == count):
        return [_candidate(text, tuple(tokens[:count]))]
    if not plain or not pieces:
        cut: tuple[Piece | None, ...] = (*tokens[:count], *[None] * (count - len(tokens)))
        if len(tokens) >= count or not pieces or not _amount_row(text, pieces, count):
            return [_candidate(text, cut)]
    found: list[Candidate] = []
    ties = [t for t in spec.ties if t.over == "rows" and t.exhaustive]
    keys = [c.key for c in columns]
    for n, option in enumerate(cuts(text, pieces, count)):
        if n >= MOST:
            break
        found.append(_candidate(text, option))
    good = [
        c for c in found
        if all(row_holds(c, keys.index(t.total[0]), [keys.index(p) for p in t.parts]) for t in ties)
    ] if ties else found
    limited = [c for c in good or found if _within(spec, row, keys, c)]
    chosen = sorted(limited or good or found, key=_plausible)[:400]
    return chosen or [_candidate(text, (None,) * count)]


def _amount_row(text: str, pieces: Sequence[Piece], count: int) -> bool:
    """A count and an amount run together (1357|5394432.52元)."""
    return len(pieces) == 1 and count == 2 and bool(re.fullmatch(r"\d+\.\d+\D*", text[pieces[0][0]:pieces[0][1]]))


def _candidate(text: str, cut: tuple[Piece | None, ...]) -> Candidate:
    values = []
    for piece in cut:
        said = text[piece[0]:piece[1]] if piece else ""
        values.append(number(text, piece) if re.fullmatch(r"[\d,]+(?:\.\d+)?", said) else None)
    return Candidate(cut, tuple(values))


def _within(spec: TableSpec, row: Row, keys: Sequence[str], candidate: Candidate) -> bool:
    """Whether the bounds of the form hold inside the row."""
    for _, small, large in spec.limits():
        a, b = spec.place(small), spec.place(large)
        if a and b and a[0].key == b[0].key == row.key:
            x, y = candidate.numbers[keys.index(a[1].key)], candidate.numbers[keys.index(b[1].key)]
            if x is not None and y is not None and x > y:
                return False
    return True


def _plausible(candidate: Candidate) -> tuple[int, int]:
    """Figures of one row are mostly small or alike: zeros of their own first, then even lengths."""
    sizes = [b - a for piece in candidate.cut if piece for a, b in [piece]]
    zeros = sum(v == 0 for v in candidate.numbers)
    return (-zeros, max(sizes, default=0) - min(sizes, default=0))


def _solve(options: Sequence[Sequence[Candidate]], hits: Sequence[_Hit], spec: TableSpec,
           text: str) -> tuple[list[Candidate], dict[str, tuple[Decimal, ...]]]:
    """The reading of every row that keeps all ties, and the other figures that would keep them too."""
    keys = [[spec.key(h.row.key, c.key) for c in spec.columns_of(h.row)] for h in hits]
    columns = [e for e in spec.equations() if e.tie.over == "columns"]
    if all(len(o) == 1 for o in options):
        return [o[0] for o in options], {}
    solutions = Search(options, keys, columns).run()
    for left_out in columns if not solutions else ():
        solutions = Search(options, keys, [e for e in columns if e.line != left_out.line]).run()
        if solutions:
            break
    prose = Counter(re.findall(r"\d+", text))
    if not solutions:
        solutions = [tuple(_liked(o, prose) for o in options)]
        spread = {k: [c.numbers[n] for c in o] for o, row in zip(options, keys, strict=True) for n, k in enumerate(row)}
    else:
        solutions.sort(key=lambda s: -_weight([o[n] for o, n in zip(options, s, strict=True)], prose))
        spread = {
            k: [o[s[i]].numbers[n] for s in solutions]
            for i, (o, row) in enumerate(zip(options, keys, strict=True)) for n, k in enumerate(row)
        }
    chosen = [o[n] for o, n in zip(options, solutions[0], strict=True)]
    taken = {k: c.numbers[n] for c, row in zip(chosen, keys, strict=True) for n, k in enumerate(row)}
    readings = {
        k: tuple(dict.fromkeys(v for v in values if v is not None and v != taken[k]))[:8] for k, values in spread.items()
    }
    return chosen, {k: v for k, v in readings.items() if v}


def _weight(rows: Sequence[Candidate], prose: Counter[str]) -> float:
    """How likely a reading is: most requests come from natural persons, and the prose repeats the main figures."""
    score = 0.0
    for row in rows:
        first, second = row.numbers[0], row.numbers[1] if len(row.numbers) > 1 else None
        if len(row.numbers) == 7 and first:
            score += min(float(first), 1e6) / 1e6 + len(str(first))
        if first and first > 9 and prose[str(first)]:
            score += 5
        if second and second > 9 and prose[str(second)]:
            score += 2
        score -= 0.1 * _plausible(row)[1]
    return score


def _liked(options: Sequence[Candidate], prose: Counter[str]) -> int:
    """The option whose figures the prose repeats; the first one otherwise."""
    def said(candidate: Candidate) -> int:
        return sum(2 for v in candidate.numbers if v is not None and v > 9 and prose[str(v)])

    return max(range(len(options)), key=lambda n: (said(options[n]), -n))


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
    chosen, others = _three(text, tokens, width, groups)
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


def _three(text: str, tokens: list[Piece], width: int, groups: int) -> tuple[Candidate | None, list[Candidate]]:
    """The reading of all groups in which most totals are right, and the others that do as well."""
    count = width * groups
    plain = [t for t in tokens if text[t[0]:t[1]].isdigit()]
    if len(tokens) == count:
        return _candidate(text, tuple(tokens)), []
    if len(tokens) > count or len(plain) != len(tokens) or sum(b - a for a, b in plain) < count:
        return None, []
    found = grouped(text, plain, width, groups)
    said = Counter(re.findall(r"\d+", text))

    def liked(option: Candidate) -> tuple[int, tuple[Decimal, ...]]:
        """Figures that the prose repeats; then more upheld than overturned, as is usual."""
        values = [v or Decimal(0) for v in option.numbers]
        return sum(1 for v in values if v > 9 and said[str(v)]), tuple(values)

    found.sort(key=liked, reverse=True)
    return (found[0], found[1:]) if found else (None, [])


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
