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
    QTextTableCellFormat,
    QTextTableFormat,
)

from desktop.normal import simplify
from desktop.report import Block, Document, Table
from desktop.ui.desk.offsets import Piece, TextMap
from desktop.ui.language import zh
from desktop.ui.theme import look

# Layout tables of web pages can have thousands of cells; Qt would take seconds to lay them out.
MOST_CELLS = 1200
# Full-width characters that fit beside one another in a pane of usual width.
_EMS = 27.0
# Qt marks the frames of tables with these noncharacters, and reads CR as the end of a block.
_SAFE = {0xFDD0: " ", 0xFDD1: " ", 0x0D: " ", 0x2029: " ", 0x00: "\ufffd"}


def shown(text: str, simplified: bool) -> str:
    """The text as displayed, of the same length: in simplified characters when asked."""
    return (simplify(text) if simplified else text).translate(_SAFE)


def render(
    document: Document, target: QTextDocument, *, simplified: bool = False, points: float = 12.0,
    headings: frozenset[int] = frozenset(),
) -> TextMap:
    """Fills ``target`` with the document and gives the map. The text keeps its characters; tables are drawn small.

    ``headings`` are starts of paragraphs that are headings by what they say, whatever the file called them.
    """
    return _Renderer(document, target, simplified, points, headings).run()


class _Renderer:
    def __init__(
        self, document: Document, target: QTextDocument, simplified: bool, points: float, headings: frozenset[int]
    ) -> None:
        self.headings = headings
        self.document = document
        self.target = target
        self.text = shown(document.text, simplified)
        self.points = points
        self.pieces: list[Piece] = []
        self.cursor = QTextCursor(target)
        self.fresh = True
        self.made: dict[tuple[str, bool], tuple[QTextBlockFormat, QTextCharFormat]] = {}

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
        return len(table.cells) > 0 and table.rows * table.cols <= MOST_CELLS

    def _paragraph(self, block: Block) -> None:
        kind = "small" if block.kind in ("furniture", "table") else block.kind
        if kind == "paragraph" and block.start in self.headings and block.end - block.start < 60:
            kind = "heading"
        indented = kind == "paragraph" and not self.text[block.start:block.start + 1].isspace()
        form, chars = self._formats(kind, indented)
        if self.fresh:
            self.cursor.setBlockFormat(form)
            self.cursor.setBlockCharFormat(chars)
        else:
            self.cursor.insertBlock(form, chars)
        self.fresh = False
        self.pieces.append(Piece(block.start, block.end, self.cursor.position()))
        self.cursor.insertText(self.text[block.start:block.end], chars)

    def _formats(self, kind: str, indented: bool) -> tuple[QTextBlockFormat, QTextCharFormat]:
        """How a paragraph, a heading or small print is set; made once for each."""
        if (kind, indented) in self.made:
            return self.made[kind, indented]
        form = QTextBlockFormat()
        chars = QTextCharFormat()
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        form.setLineHeight(110 if kind == "small" else 128, proportional)
        form.setBottomMargin(self.points * 0.4)
        chars.setForeground(look().colour("faint" if kind == "small" else "text"))
        if kind == "heading":
            form.setTopMargin(self.points * 0.9)
            chars.setFont(look().sans(self.points, bold=True))
        elif kind == "small":
            chars.setFont(look().sans(10.5))
        else:
            if indented:
                form.setTextIndent(self.points * 2 * 96 / 72 * look().scale)
            chars.setFont(look().serif(self.points))
        self.made[kind, indented] = (form, chars)
        return form, chars

    def _table(self, table: Table) -> None:
        form = QTextTableFormat()
        form.setBorder(1)
        form.setBorderCollapse(True)
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
        # Qt draws collapsed borders only where the cells ask for them.
        line = QTextTableCellFormat()
        line.setBorder(1)
        line.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        line.setBorderBrush(look().colour("line_strong"))
        for cell in table.cells:
            place = drawn.cellAt(cell.row, cell.col)
            place.setFormat(line)
            place.firstCursorPosition().insertText(self.text[cell.start:cell.end], chars)
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
    """Shares of the width by what the columns hold: figures get what they need unbroken, labels share the rest."""
    figures: dict[int, float] = {}
    labels: dict[int, float] = {}
    for col in range(table.cols):
        said = [c.text.strip() for c in table.cells if c.col == col and c.colspan == 1 and c.text.strip()]
        numbers = [text for text in said if _figure(text)]
        if numbers and 2 * len(numbers) >= len(said):
            figures[col] = 1.3 + 0.62 * min(max(map(len, numbers)), 12)
        else:
            labels[col] = max((min(len(text), 14) for text in said), default=3) ** 0.5
    left = max(_EMS - sum(figures.values()), 3.5 * len(labels))
    whole = sum(labels.values()) or 1.0
    need = [figures.get(col) or left * labels[col] / whole for col in range(table.cols)]
    total = sum(need)
    return [QTextLength(QTextLength.Type.PercentageLength, 100 * n / total) for n in need]


def _figure(text: str) -> bool:
    tidy = text.strip()
    return bool(tidy) and all(c.isdigit() or c in zh(".,-/％%") for c in tidy)
