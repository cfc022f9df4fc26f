"""Which row of a form each label of a table is: the best match in order, damaged labels included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from desktop.forms.catalogue import Row, TableSpec
from desktop.forms.labels import _NUMBERING, bare, likeness
from desktop.forms.lines import flat

LOWEST = 62.0  # below this likeness two labels are different ones
STRONG = 80.0  # from this likeness on a label is sure to be meant
_KEPT = 2000  # characters of labels of which the alignment is kept


@dataclass(frozen=True, slots=True)
class Match:
    """``item`` (index of the label) is the row ``row``; ``score`` 0 to 100, 0 when the place alone says so."""

    item: int
    row: Row
    score: float


@lru_cache(maxsize=4096)
def stripped(label: str, groups: tuple[str, ...]) -> tuple[str, ...]:
    """The bare label, and what remains when group titles before it are taken off (（三）不予公开 1.属于国家秘密)."""
    out = [bare(label)]
    text = flat(label).text
    heads = sorted({bare(g) for g in groups} - {""}, key=len, reverse=True)
    changed = True
    while changed:
        changed = False
        text = _NUMBERING.sub("", text, count=1)
        for head in heads:
            if text.startswith(head) and len(text) > len(head):
                text = text[len(head):].lstrip("：:，、")
                out.append(bare(text))
                changed = True
                break
    return tuple(dict.fromkeys(o for o in out if o))


@lru_cache(maxsize=512)
def names(row: Row) -> tuple[str, ...]:
    """The bare labels that a row may bear; explanations in brackets may be left out."""
    out = [bare(text) for text in (row.label, *row.variants)]
    out += [bare(text.split("（", 2)[1 if text.startswith("（") else 0].split("）")[-1]) for text in (row.label,) if "（" in text[1:]]
    return tuple(dict.fromkeys(o for o in out if len(o) > 1))


@lru_cache(maxsize=16384)
def row_score(label: str, row: Row, groups: tuple[str, ...]) -> float:
    """How well a label names a row, 0 to 100."""
    return max((likeness(a, b) for a in stripped(label, groups) for b in names(row)), default=0.0)


@lru_cache(maxsize=2048)
def row_scores(label: str, spec: TableSpec) -> tuple[float, ...]:
    """How well a label names each row of a table, in their order; an empty label names none."""
    return tuple(row_score(label, row, spec.row_groups) if label else 0.0 for row in spec.rows)


def align(labels: Sequence[str], spec: TableSpec) -> tuple[Match, ...]:
    """Rows matched to labels, both in order, with the greatest sum of likeness."""
    labels = tuple(labels)
    # Most reports print the labels of the form itself; unusually long ones are not kept.
    return _aligned(labels, spec) if sum(map(len, labels)) < _KEPT else _aligned.__wrapped__(labels, spec)


@lru_cache(maxsize=64)
def _aligned(labels: tuple[str, ...], spec: TableSpec) -> tuple[Match, ...]:
    rows = spec.rows
    count, width = len(labels), len(rows)
    scores = [row_scores(label, spec) for label in labels]
    # best[i][j] is what labels from i and rows from j can reach; it never grows with i or j.
    best = [[0.0] * (width + 1)] * (count + 1)
    for i in range(count - 1, -1, -1):
        below, liked = best[i + 1], scores[i]
        alike = [j for j, score in enumerate(liked) if score >= LOWEST]
        if not alike:  # a label that is no row's: as though it were not there
            best[i] = below
            continue
        line = best[i] = below.copy()  # behind the last row that is alike nothing is to be gained
        after = line[alike[-1] + 1]
        for j in range(alike[-1], -1, -1):
            if below[j] > after:
                after = below[j]
            score = liked[j]
            if score >= LOWEST:
                after = max(after, _gain(score) + below[j + 1])
            line[j] = after
    out: list[Match] = []
    i = j = 0
    while i < count and j < width:
        score = scores[i][j]
        if score >= LOWEST and abs(best[i][j] - _gain(score) - best[i + 1][j + 1]) < 1e-9:
            out.append(Match(i, rows[j], score))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return tuple(out)


def _gain(score: float) -> float:
    return score - LOWEST + 1 + (8 if score == 100 else 0)


def fill(matches: Sequence[Match], spec: TableSpec, spare: Sequence[int]) -> list[Match]:
    """Labels that match nothing (``spare``, items with figures) put in the rows missing between their neighbours."""
    out = list(matches)
    order = [r.key for r in spec.own_rows]
    bounds = [(-1, -1), *((m.item, order.index(m.row.key)) for m in matches if m.row.key in order), (10 ** 9, len(order))]
    for (item_a, row_a), (item_b, row_b) in pairwise(bounds):
        between = [s for s in spare if item_a < s < item_b]
        missing = order[row_a + 1:row_b]
        if between and len(between) == len(missing):
            out += [Match(s, spec.row(k), 0.0) for s, k in zip(between, missing, strict=True)]
    return sorted(out, key=lambda m: m.item)
