"""Where on its pages a passage stands: spans of the text to boxes, and back."""

from __future__ import annotations

from desktop.report import Block, Box, Document


def boxes_of(document: Document, start: int, end: int) -> list[Box]:
    """The boxes of ``text[start:end]``: of the cells that it touches, else a share of its lines' boxes."""
    out: list[Box] = []
    for block in document.blocks:
        if block.end < start or block.start > end or (block.end == start and start != end):
            continue
        cells = _cells(document, block, start, end)
        out += cells or _lines(document, block, max(start, block.start), min(end, block.end))
    return out


def _cells(document: Document, block: Block, start: int, end: int) -> list[Box]:
    if block.table is None or block.table >= len(document.tables):
        return []
    return [
        cell.box for cell in document.tables[block.table].cells
        if cell.box is not None and ((cell.start < end and start < cell.end) or cell.start == start == end)
    ]


def _lines(document: Document, block: Block, start: int, end: int) -> list[Box]:
    """A share of the lines: Chinese type is of even width, so a passage is found by counting characters."""
    if not block.boxes or start > end:
        return []
    text = document.text
    whole = _length(text[block.start:block.end]) or 1.0
    low = _length(text[block.start:start]) / whole
    high = _length(text[block.start:end]) / whole
    wide = sum(b.x1 - b.x0 for b in block.boxes) or 1.0
    out = []
    at = 0.0
    for box in block.boxes:
        share = (box.x1 - box.x0) / wide
        first, last = max(low, at), min(high, at + share)
        if last > first and share > 0:
            left = box.x0 + (box.x1 - box.x0) * (first - at) / share
            right = box.x0 + (box.x1 - box.x0) * (last - at) / share
            # A sliver left by rounding at a line's end says nothing.
            if right - left > 5 or high - low < 0.02:
                out.append(Box(box.page, left, box.y0, right, box.y1))
        at += share
    return out


def _length(text: str) -> float:
    """Width of a text in full-width characters."""
    return sum(0.0 if c == "\n" else 0.52 if c < "\u2000" else 1.0 for c in text)


def offset_at(document: Document, page: int, x: float, y: float) -> int | None:
    """The offset of the cell or passage at a point of a page, in points from its top left."""
    for table in document.tables:
        for cell in table.cells:
            if cell.box is not None and _inside(cell.box, page, x, y):
                return cell.start
    for block in document.blocks:
        lines = [b for b in block.boxes if _inside(b, page, x, y)]
        if lines:
            text = document.text[block.start:block.end]
            before = sum(b.x1 - b.x0 for b in block.boxes[: block.boxes.index(lines[0])])
            share = (before + x - lines[0].x0) / (sum(b.x1 - b.x0 for b in block.boxes) or 1.0)
            want, at = share * _length(text), 0.0
            for i, char in enumerate(text):
                at += _length(char)
                if at >= want:
                    return block.start + i
            return block.end
    return None


def _inside(box: Box, page: int, x: float, y: float) -> bool:
    return box.page == page and box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1
