"""The figures that stand behind a label in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from desktop.forms.catalogue import Row, TableSpec
from desktop.forms.cutting import candidate
from desktop.forms.splits import Candidate, Cut, Piece

_NUMBER = r"[+\-−－]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+\-−－]?\d+(?:\.\d+)?"
TOKEN = re.compile(
    rf"(?P<w>[增减↑↓]\d+|\d*[/／]\d*|无(?![\u4e00-\u9fff])|[-—－]{{1,2}}(?!\d))|(?P<n>{_NUMBER})(?P<u>万元|元|件|条|项|次|人次|%)?"
)
UNIT = re.compile(r"^[\s|]*(?:万元|元|条|件|次|篇|个|人次|人|项)(?=[\s|\d/])")
_EXPLAINED = re.compile(r"[\s|]*[（(](?![一二三四五六七八九十]{1,3}[）)])[^）)]{0,60}[）)]")


def behind(text: str, start: int, end: int) -> int:
    """Where the cells of a row begin: behind the label's closing marks, its unit and its explanation in brackets."""
    while start < end and text[start] in "”\"’'》）)*":
        start += 1
    unit = UNIT.match(text[start:end])
    at = start + (unit.end() if unit else 0)
    head = _EXPLAINED.match(text, at, end)
    if head and not re.search(r"^\W*\d+\W*$", head.group()):
        at = head.end()
    return at


def figures_between(text: str, start: int, end: int) -> list[Piece]:
    """The figures between a label and the next, up to the first word that is neither figure nor unit."""
    at = behind(text, start, end)
    out: list[Piece] = []
    while at < end:
        if text[at].isspace() or text[at] in "|，,;；*\"":
            at += 1
            continue
        token = TOKEN.match(text, at, end)
        if not token or (len(token.group()) == 1 and re.match(r"[.、．][\u4e00-\u9fff]", text[token.end():token.end() + 2])):
            break  # a word, or the number of the next label
        out.append(_piece(token))
        at = token.end()
    return out


def _piece(token: re.Match[str]) -> Piece:
    """The figure of a token; a unit belongs to it only in so far as the cell is written so."""
    return token.start(), token.start() + len(token["n"]) if token["n"] and not token["u"] else token.end()


def placed(text: str, start: int, end: int, spec: TableSpec, row: Row) -> list[Candidate]:
    """The readings of a row whose cells are parted by bars, tabs or line feeds, so that blank ones keep their places.

    Empty when the places cannot be told: then the figures are read in order.
    """
    count = len(spec.columns_of(row))
    at = behind(text, start, end)
    stop = text.find("\n", at, end)
    stop = end if stop < 0 else stop
    line = text[at:stop]
    mark = "|" if "|" in line else "\t" if "\t" in line else ""
    if not mark and line.count(",") >= count > 2:  # 12,300 may be two cells: where the row's sum says so
        parted = pieces_of(text, at, stop, ",") or []
        return [c for c in _windows(text, parted[1:], spec, row) if parted[0] is None and sums(spec, row, c)]
    if not mark:
        return _on_lines(text, at, end, spec, row)
    cells = pieces_of(text, at, stop, mark)
    if cells is None or (cells and cells[0] is not None):
        return []
    cells = cells[1:]
    if mark == "\t" and 2 <= len(cells) < count:
        cells += [None] * (count - len(cells))  # blanks at the end of a line are lost easily
    return _windows(text, cells, spec, row)


def pieces_of(text: str, start: int, end: int, mark: str) -> list[Piece | None] | None:
    """The cells of a line as figures or blanks; None when words stand between them. Words behind them end the line."""
    out: list[Piece | None] = []
    at = start
    for part in text[start:end].split(mark):
        plain = part.strip(" \t\u3000\u00a0*\"")
        if plain:
            a = text.index(plain, at)
            token = TOKEN.fullmatch(text, a, a + len(plain))
            if not token:
                if sum(p is not None for p in out) == 0 and len(out) < 2:
                    return None
                break
            out.append(_piece(token))
        else:
            out.append(None)
        at += len(part) + 1
    return out


def _windows(text: str, cells: list[Piece | None], spec: TableSpec, row: Row) -> list[Candidate]:
    """The row's columns among more cells than it has: those outside must be blank; where its sum tells, it decides."""
    count = len(spec.columns_of(row))
    found = [
        candidate(text, tuple(cells[at:at + count])) for at in range(len(cells) - count + 1)
        if not any(cells[:at]) and not any(cells[at + count:])
    ]
    good = [c for c in found if sums(spec, row, c)]
    return good[:1] if good else found[:1]


def _on_lines(text: str, start: int, end: int, spec: TableSpec, row: Row) -> list[Candidate]:
    """One cell a line with empty lines for blank cells: believed only where the row's sum comes out right so."""
    count = len(spec.columns_of(row))
    lines = text[start:end].split("\n")
    if count < 3 or len(lines) <= count or lines[0].strip():
        return []
    cells: list[Piece | None] = []
    at = start + len(lines[0]) + 1
    for line in lines[1:]:
        one = pieces_of(text, at, at + len(line), "\n")
        if one is None:
            break
        cells += one
        at += len(line) + 1
    kept: Cut = tuple(cells[:count])
    if len(kept) < count or any(cells[count:]) or None not in kept or not any(kept):
        return []
    one_reading = candidate(text, kept)
    return [one_reading] if sums(spec, row, one_reading) else []


def sums(spec: TableSpec, row: Row, reading: Candidate) -> bool:
    """Whether the row has a sum of its own, filled in, and it comes out right; blanks count as nothing."""
    keys = [c.key for c in spec.columns_of(row)]
    ties = [t for t in spec.ties if t.over == "rows" and t.exhaustive and {*t.total, *t.parts} <= set(keys)]
    value = dict(zip(keys, reading.numbers, strict=True))
    return bool(ties) and all(
        value[t.total[0]] is not None and _sum(value[k] for k in t.total) == _sum(value[k] for k in t.parts) for t in ties
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((v for v in values if v is not None), Decimal(0))
