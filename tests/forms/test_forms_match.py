"""Labels and rows brought together give what the plain table of all pairs gives."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.forms.catalogue import TableSpec, table_specs
from desktop.forms.grid import stack, words_of
from desktop.forms.match import LOWEST, Match, align, row_score
from desktop.report import Cell, Table


def plainly(labels: Sequence[str], spec: TableSpec) -> list[Match]:
    """The whole table of best sums, cell by cell."""
    rows, count, width = spec.rows, len(labels), len(spec.rows)
    groups = (*spec.groups, *dict.fromkeys(r.group for r in rows if r.group))
    scores = [[row_score(label, row, groups) if label else 0.0 for row in rows] for label in labels]
    best = [[0.0] * (width + 1) for _ in range(count + 1)]
    for i in range(count - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            gain = scores[i][j] - LOWEST + 1 + (8 if scores[i][j] == 100 else 0)
            take = gain + best[i + 1][j + 1] if scores[i][j] >= LOWEST else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], take)
    out: list[Match] = []
    i = j = 0
    while i < count and j < width:
        score = scores[i][j]
        gain = score - LOWEST + 1 + (8 if score == 100 else 0)
        if score >= LOWEST and abs(best[i][j] - gain - best[i + 1][j + 1]) < 1e-9:
            out.append(Match(i, rows[j], score))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return out


SPECS = [spec for spec in table_specs() if spec.layout == "rows"]


@st.composite
def labelled(draw: st.DrawFn) -> tuple[TableSpec, list[str]]:
    """A form's labels, some left out, repeated, moved or damaged, others between them."""
    spec = draw(st.sampled_from(SPECS))
    known = st.sampled_from([row.label for row in spec.rows])
    damaged = st.tuples(known, st.integers(0, 12), st.integers(0, 3)).map(lambda d: d[0][:d[1]] + d[0][d[1] + d[2]:])
    own = [row.label for row in spec.rows if draw(st.booleans())]
    for other in draw(st.lists(st.one_of(known, damaged, st.sampled_from(["", "信息内容", "单位", "说明"])), max_size=8)):
        own.insert(draw(st.integers(0, len(own))), other)
    return spec, own


@given(labelled())
def test_rows_are_matched_as_the_whole_table_says(one: tuple[TableSpec, list[str]]) -> None:
    spec, labels = one
    assert align(labels, spec) == tuple(plainly(labels, spec))


def grid(*texts: str) -> Table:
    return Table(len(texts), 1, tuple(Cell(n, 0, 1, 1, text, 0, 0) for n, text in enumerate(texts)), 0, 0)


@pytest.mark.parametrize("spec", SPECS, ids=lambda s: f"{s.form}-{s.id}-{s.variant}")
def test_words_of_several_tables_are_those_of_the_tables_stacked(spec: TableSpec) -> None:
    labels = [row.label for row in spec.rows]
    first, second = grid(*labels[:4], *labels[:2]), grid("说明", *labels[2:6])
    together = words_of(stack([first, second]).named, spec)
    assert words_of(stack([first]).named | stack([second]).named, spec) == together > 3
