"""Rows of figures cut into columns: every reading that a row allows, and the joint reading that keeps the ties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice

from desktop.forms.catalogue import Equation, Row, TableSpec
from desktop.forms.splits import MOST, Candidate, Piece, Search, cuts, grouped, number, row_holds

MOST_OF_A_ROW = 200  # readings of one row that are weighed against the other rows
MOST_READINGS = 24  # other readings kept of one figure


def candidates(text: str, tokens: list[Piece], spec: TableSpec, row: Row) -> list[Candidate]:
    """The readings of a row; those that keep its own sum, where there are any."""
    columns = spec.columns_of(row)
    count = len(columns)
    pieces = [t for t in tokens if re.search(r"\d", text[t[0]:t[1]])]
    plain = all(re.fullmatch(r"\d+", text[a:b]) for a, b in tokens)
    if len(tokens) >= count and (not plain or len(tokens) == count):
        return [candidate(text, tuple(tokens[:count]))]
    if not plain or not pieces:
        cut: tuple[Piece | None, ...] = (*tokens[:count], *[None] * (count - len(tokens)))
        if len(tokens) >= count or not pieces or not _amount_row(text, pieces, count):
            return [candidate(text, cut)]
        a, b = pieces[0]
        point = text.index(".", a, b)
        return [
            candidate(text, ((a, n), (n, b))) for n in sorted(range(a + 1, point), key=lambda n: abs(2 * n - a - point))
            if (text[a] != "0" or n == a + 1) and (text[n] != "0" or n == point - 1)
        ] or [candidate(text, (None,) * count)]
    ties = [t for t in spec.ties if t.over == "rows" and t.exhaustive]
    keys = [c.key for c in columns]
    if ties and plain and sum(b - a for a, b in pieces) >= count:
        found = grouped(text, pieces, count, 1, MOST_OF_A_ROW)  # the total is the last column: no need to try all cuts
    else:
        found = [candidate(text, option) for option in islice(cuts(text, pieces, count), MOST)]
    good = [
        c for c in found
        if all(row_holds(c, keys.index(t.total[0]), [keys.index(p) for p in t.parts]) for t in ties)
    ] if ties else found
    limited = [c for c in good or found if _within(spec, row, keys, c)]
    chosen = sorted(limited or good or found, key=_plausible)[:MOST_OF_A_ROW]
    return chosen or [candidate(text, (None,) * count)]


def _amount_row(text: str, pieces: Sequence[Piece], count: int) -> bool:
    """A count and an amount run together (1357|5394432.52元)."""
    return len(pieces) == 1 and count == 2 and bool(re.fullmatch(r"\d+\.\d+\D*", text[pieces[0][0]:pieces[0][1]]))


def candidate(text: str, cut: tuple[Piece | None, ...]) -> Candidate:
    """A cut of a row with the number of each piece; None for a piece that is none, or that is left out."""
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


def solve(options: Sequence[Sequence[Candidate]], rows: Sequence[Row], spec: TableSpec,
           text: str) -> tuple[list[Candidate], dict[str, tuple[Decimal, ...]]]:
    """The reading of every row that keeps all ties, and the other figures that would keep them too."""
    keys = [[spec.key(r.key, c.key) for c in spec.columns_of(r)] for r in rows]
    prose = Counter(re.findall(r"\d+", text)) if any(len(o) > 1 for o in options) else Counter()
    chosen: list[Candidate] = [o[0] for o in options]
    spread: dict[str, list[Decimal | None]] = {}
    sums = [e for e in spec.equations() if e.tie.over == "columns" and e.tie.exhaustive]
    tied = [n for n, row in enumerate(keys) if any(set(row) & {*e.total, *e.parts} for e in sums)]
    for n in (n for n in range(len(options)) if n not in tied and len(options[n]) > 1):
        # No other row says anything of this one: all its readings stand, the likeliest first.
        ranked = sorted(options[n], key=lambda c: -_weight([c], prose))
        chosen[n] = ranked[0]
        spread |= {k: [c.numbers[i] for c in ranked] for i, k in enumerate(keys[n])}
    if any(len(options[n]) > 1 for n in tied):
        joint, more = _together([options[n] for n in tied], [keys[n] for n in tied], spec, prose)
        for n, one in zip(tied, joint, strict=True):
            chosen[n] = one
        spread |= more
    taken = {k: c.numbers[n] for c, row in zip(chosen, keys, strict=True) for n, k in enumerate(row)}
    readings = {
        k: tuple(dict.fromkeys(v for v in values if v is not None and v != taken[k]))[:MOST_READINGS]
        for k, values in spread.items()
    }
    return chosen, {k: v for k, v in readings.items() if v}


def _together(options: Sequence[Sequence[Candidate]], keys: Sequence[Sequence[str]], spec: TableSpec,
              prose: Counter[str]) -> tuple[list[Candidate], dict[str, list[Decimal | None]]]:
    """The joint reading of rows that ties bind together, and for each figure what it is in all such readings."""
    columns = [e for e in spec.equations() if e.tie.over == "columns"]
    solutions = Search(options, keys, columns).run()
    lost = any(len(o) > 1 and None in o[0].cut for o in options)  # a cell is missing: no tie is to blame for it
    for left_out in columns if not solutions and not lost else ():
        solutions = Search(options, keys, [e for e in columns if e.line != left_out.line]).run()
        if solutions:
            break
    if not solutions:
        solutions = [_least_wrong(options, keys, list(spec.equations()), [_liked(o, prose) for o in options])]
        spread = {k: [c.numbers[n] for c in o] for o, row in zip(options, keys, strict=True) for n, k in enumerate(row)}
    else:
        solutions.sort(key=lambda s: -_weight([o[n] for o, n in zip(options, s, strict=True)], prose))
        spread = {
            k: [o[s[i]].numbers[n] for s in solutions]
            for i, (o, row) in enumerate(zip(options, keys, strict=True)) for n, k in enumerate(row)
        }
    return [o[n] for o, n in zip(options, solutions[0], strict=True)], spread


def _least_wrong(options: Sequence[Sequence[Candidate]], keys: Sequence[Sequence[str]], ties: Sequence[Equation],
                 chosen: list[int]) -> tuple[int, ...]:
    """Where nothing keeps all ties (a cell was lost): row by row the reading that leaves fewest of them unexplained."""
    figures = {k: v for o, n, row in zip(options, chosen, keys, strict=True)
               for k, v in zip(row, o[n].numbers, strict=True)}
    for i, (option, row) in enumerate(zip(options, keys, strict=True)):
        if len(option) < 2:
            continue
        near = [e for e in ties if set(row) & {*e.total, *e.parts}]
        costs = []
        for n, one in enumerate(option[:60]):
            trial = {**figures, **dict(zip(row, one.numbers, strict=True))}
            costs.append((sum(not _explained(e, trial) for e in near), n != chosen[i], n))
        chosen[i] = min(costs)[2]
        figures.update(zip(row, option[chosen[i]].numbers, strict=True))
    return tuple(chosen)


def _explained(tie: Equation, figures: dict[str, Decimal | None]) -> bool:
    """Whether a tie holds, or a lost cell among its parts could hold what is missing."""
    zero = Decimal(0)
    if any(k not in figures for k in tie.total):
        return True
    total = sum((figures[k] or zero for k in tie.total), zero)
    parts = sum((figures.get(k) or zero for k in tie.parts), zero)
    return total == parts or (total > parts and any(k in figures and figures[k] is None for k in tie.parts))


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


def cut_groups(text: str, tokens: list[Piece], width: int, groups: int) -> tuple[Candidate | None, list[Candidate]]:
    """The reading of all groups in which most totals are right, and the others that do as well."""
    count = width * groups
    plain = [t for t in tokens if text[t[0]:t[1]].isdigit()]
    if len(tokens) == count:
        return candidate(text, tuple(tokens)), []
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
