"""Paragraphs and tables of RTF: what the control words say so far, and where the next text goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from desktop.reading.builder import Flow, Para
from desktop.reading.rtf_table import Row, RowDef, grid_of


@dataclass(slots=True)
class State:
    """What a group inherits and restores at its end."""

    skip: bool = False
    codec: str = ""
    uc: int = 1
    hidden: bool = False
    deleted: bool = False
    table: str = ""  # "fonttbl" or "stylesheet" or "title": the text goes there
    sink: int = 0  # index of the flow that paragraphs go to
    heading: bool = False
    in_table: bool = False
    level: int = 0


@dataclass(slots=True)
class TableSoFar:
    """A table being read at one nesting level."""

    rows: list[Row] = field(default_factory=list)
    cells: list[Flow] = field(default_factory=list)
    flow: Flow = field(default_factory=list)


class Paragraphs:
    """Gathers text into paragraphs, cells, rows and tables; running heads, notes and boxes have flows of their own."""

    def __init__(self) -> None:
        self.state = State()
        self.flows: list[Flow] = [[]]  # the body, then running heads and notes
        self.kinds = ["body"]
        self.tables: list[dict[int, TableSoFar]] = [{}]
        self.pieces: list[list[str]] = [[]]
        self.rows: dict[int, RowDef] = {}
        self.boxes: dict[int, Flow] = {}  # text boxes met in a paragraph that is still open, by the flow it stands in

    def open_sink(self, kind: str) -> None:
        self.flows.append([])
        self.kinds.append(kind)
        self.tables.append({})
        self.pieces.append([])
        self.state.sink = len(self.flows) - 1
        self.state.in_table, self.state.level = False, 0

    def target(self) -> Flow:
        """Where the next paragraph goes: the open cell of the innermost table, or the flow itself."""
        state = self.state
        if state.in_table:
            return self.tables[state.sink].setdefault(max(state.level, 1), TableSoFar()).flow
        self.end_tables(state.sink)
        return self.flows[state.sink]

    def paragraph(self) -> None:
        sink = self.state.sink
        text = "".join(self.pieces[sink])
        self.pieces[sink] = []
        if text.strip():
            self.target().append(Para(text, "heading" if self.state.heading and len(text) < 120 else "paragraph"))
        elif not self.state.in_table and sink not in self.boxes:
            self.end_tables(sink)
        if sink in self.boxes:
            self.target().extend(self.boxes.pop(sink))

    def cell(self, level: int) -> None:
        sink = self.state.sink
        self.close_deeper(sink, level)
        table = self.tables[sink].setdefault(level, TableSoFar())
        text = "".join(self.pieces[sink])
        self.pieces[sink] = []
        if text.strip():
            table.flow.append(Para(text))
        table.flow.extend(self.boxes.pop(sink, ()))
        table.cells.append(table.flow)
        table.flow = []

    def row(self, level: int) -> None:
        table = self.tables[self.state.sink].setdefault(level, TableSoFar())
        definition = self.rows.get(level) or RowDef()
        if table.cells:
            table.rows.append(Row(definition, table.cells))
        table.cells = []
        self.rows[level] = replace(definition, cells=list(definition.cells))

    def close_deeper(self, sink: int, level: int) -> None:
        """Put nested tables that have ended into the cell around them."""
        tables = self.tables[sink]
        for deeper in sorted((n for n in tables if n > level), reverse=True):
            grid = grid_of(tables.pop(deeper).rows)
            if grid is not None:
                tables.setdefault(deeper - 1, TableSoFar()).flow.append(grid)

    def end_tables(self, sink: int) -> None:
        """A paragraph outside of tables ends them."""
        if not self.tables[sink]:
            return
        self.close_deeper(sink, 1)
        table = self.tables[sink].pop(1, None)
        if table is None:
            return
        if table.cells or table.flow:  # cut off in the middle of a row
            table.rows.append(Row(self.rows.get(1) or RowDef(), [*table.cells, table.flow]))
        grid = grid_of(table.rows)
        if grid is not None:
            self.flows[sink].append(grid)

    def result(self) -> Iterator[tuple[str, Flow]]:
        """The flows with their kinds: body first, then notes, then running heads."""
        for sink in range(len(self.flows)):
            self.end_tables(sink)
            self.flows[sink].extend(self.boxes.pop(sink, ()))
        order = {"body": 0, "box": 1, "note": 2, "running": 3}
        yield from sorted(zip(self.kinds, self.flows, strict=True), key=lambda pair: order[pair[0]])
