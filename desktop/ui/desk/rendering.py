"""A Document drawn into a QTextDocument, with the exact map between the two."""

from __future__ import annotations

from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from desktop.normal import simplify
from desktop.report import Block, Document, Table
from desktop.ui.desk.offsets import Piece, TextMap
from desktop.ui.theme import look

# Layout tables of web pages can have thousands of cells; Qt would take seconds to lay them out.
MOST_CELLS = 1200
# Qt marks the frames of tables with these noncharacters, and reads CR as the end of a block.
_SAFE = {0xFDD0: " ", 0xFDD1: " ", 0x0D: " ", 0x2029: " ", 0x00: "\ufffd"}


def shown(text: str, simplified: bool) -> str:
    """The text as displayed, of the same length: in simplified characters when asked."""
    return (simplify(text) if simplified else text).translate(_SAFE)


def render(document: Document, target: QTextDocument, *, simplified: bool = False, points: float = 12.0) -> TextMap:
    """Fills ``target`` with the document and gives the map. The text keeps its characters; tables are drawn small."""
    return _Renderer(document, target, simplified, points).run()


class _Renderer:
    def __init__(self, document: Document, target: QTextDocument, simplified: bool, points: float) -> None:
        self.document = document
        self.target = target
        self.text = shown(document.text, simplified)
        self.points = points
        self.pieces: list[Piece] = []
        self.cursor = QTextCursor(target)
        self.fresh = True

    def run(self) -> TextMap:
        self.target.setUndoRedoEnabled(False)
        self.target.clear()
        self.target.setDefaultFont(look().serif(self.points))
        self.cursor.beginEditBlock()
        for block in self._blocks():
            tables = self.document.tables
            table = tables[block.table] if block.table is not None and block.table < len(tables) else None
            if block.kind == "table" and table is not None and self._drawable(table):
                self._table(table)
            else:
                self._paragraph(block)
        self.cursor.endEditBlock()
        return TextMap(self.document.text, self.pieces)

    def _blocks(self) -> list[Block]:
        """The blocks, with whatever text lies between them made blocks too, so that nothing goes unseen."""
        out: list[Block] = []
        at = 0
        text = self.document.text
        for block in sorted(self.document.blocks, key=lambda b: b.start):
            if text[at:block.start].strip():
                out.append(_trimmed(text, at, block.start))
            out.append(block)
            at = max(at, block.end)
        if text[at:].strip():
            out.append(_trimmed(text, at, len(text)))
        return out

    def _drawable(self, table: Table) -> bool:
        return 0 < len(table.cells) and table.rows * table.cols <= MOST_CELLS

    def _paragraph(self, block: Block) -> None:
        form = QTextBlockFormat()
        chars = QTextCharFormat()
        heading = block.kind == "heading"
        form.setLineHeight(128 if block.kind != "table" else 110, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setBottomMargin(self.points * 0.4)
        if heading:
            form.setTopMargin(self.points * 0.9)
            chars.setFont(look().sans(self.points, bold=True))
        elif block.kind == "furniture" or block.kind == "table":
            chars.setFont(look().sans(10.5))
            chars.setForeground(look().colour("faint"))
        else:
            indented = self.text[block.start:block.start + 1].isspace()
            form.setTextIndent(0 if indented else self.points * 2 * 96 / 72 * look().scale)
            chars.setFont(look().serif(self.points))
        if block.kind != "furniture" and block.kind != "table":
            chars.setForeground(look().colour("text"))
        if self.fresh:
            self.cursor.setBlockFormat(form)
            self.cursor.setBlockCharFormat(chars)
        else:
            self.cursor.insertBlock(form, chars)
        self.fresh = False
        self.pieces.append(Piece(block.start, block.end, self.cursor.position()))
        self.cursor.insertText(self.text[block.start:block.end], chars)

    def _table(self, table: Table) -> None:
        form = QTextTableFormat()
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderBrush(look().colour("grid"))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setCellPadding(2)
        form.setTopMargin(8)
        form.setBottomMargin(8)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setColumnWidthConstraints(_widths(table))
        if self.fresh:
            self.fresh = False
        drawn = self.cursor.insertTable(table.rows, table.cols, form)
        chars = QTextCharFormat()
        chars.setFont(_small(look().sans(10.5)))
        chars.setForeground(look().colour("soft"))
        for cell in table.cells:
            if cell.rowspan > 1 or cell.colspan > 1:
                drawn.mergeCells(cell.row, cell.col, cell.rowspan, cell.colspan)
        for cell in table.cells:
            drawn.cellAt(cell.row, cell.col).firstCursorPosition().insertText(self.text[cell.start:cell.end], chars)
        self._keep_cells(table, drawn)
        self.cursor = QTextCursor(self.target)
        self.cursor.movePosition(QTextCursor.MoveOperation.End)
        tail = QTextBlockFormat()
        tail.setLineHeight(2, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self.cursor.setBlockFormat(tail)

    def _keep_cells(self, table: Table, drawn: QTextTable) -> None:
        for cell in table.cells:
            position = drawn.cellAt(cell.row, cell.col).firstCursorPosition().position()
            self.pieces.append(Piece(cell.start, cell.end, position))


def _trimmed(text: str, start: int, end: int) -> Block:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Block("paragraph", start, end)


def _small(font: QFont) -> QFont:
    font.setStretch(95)
    return font


def _widths(table: Table) -> list[QTextLength]:
    """Shares of the width by what the columns hold, so that labels are wide and figures narrow."""
    need = [2.0] * table.cols
    for cell in table.cells:
        if cell.colspan == 1:
            longest = max((len(line) for line in cell.text.split("\n")), default=0)
            need[cell.col] = max(need[cell.col], min(longest, 12) if not _figure(cell.text) else min(longest, 7) * 0.7)
    # A heading over one figure may wrap; the figures decide.
    for col in range(table.cols):
        body = [c for c in table.cells if c.colspan == 1 and c.col == col]
        figures = [c for c in body if _figure(c.text)]
        if figures and 2 * len(figures) >= len(body):
            need[col] = max(2.4, max(min(len(c.text.strip()), 9) for c in figures) * 0.75)
    total = sum(need)
    return [QTextLength(QTextLength.Type.PercentageLength, 100 * n / total) for n in need]


def _figure(text: str) -> bool:
    tidy = text.strip()
    return bool(tidy) and all(c.isdigit() or c in ".,-/％%" for c in tidy)
