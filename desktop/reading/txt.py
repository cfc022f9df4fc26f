"""Plain text: a paragraph a line; runs of lines whose cells are parted by bars or tabs are tables.

The text stays as it is in the file, bars included, since that is what the reviewer sees; cells are spans of it. Text
with one cell a line (a table that lost its rows) stays paragraphs: only the forms know how to put it together.
"""

from __future__ import annotations

import re

from desktop.reading.builder import BLANKS, shown
from desktop.reading.charset import decode
from desktop.reading.errors import ReadError
from desktop.report import Block, Cell, Document, Table

_RULE = re.compile(r"[\s|+:\-=─━┄│┼┌┐└┘├┤┬┴]*")


def read_txt(data: bytes) -> Document:
    """A text file in UTF-8, UTF-16, GB18030 or Big5.

    Raises ReadError when nothing readable stands in it.
    """
    text, codec = decode(data)
    bad = text.count("\ufffd")
    if bad > 20 and bad > len(text) // 10:
        raise ReadError("文件不是可读的文字（编码无法识别），请另存为 UTF-8 文本或 Word 文件后重新报送。")
    notices = (f"文件中有 {bad} 处字节无法识别，已显示为“\ufffd”。",) if bad else ()
    return _document(text, notices, (("encoding", codec),))


def read_text(text: str) -> Document:
    """A text submission given as a string; lines with cells parted by ``|`` or tabs in a run are a table."""
    return _document(text, (), ())


def _document(source: str, notices: tuple[str, ...], meta: tuple[tuple[str, str], ...]) -> Document:
    text = shown(source)
    if not text.strip(BLANKS):
        raise ReadError("文件里没有文字，请向报送单位索要完整文件后重新放入。")
    blocks: list[Block] = []
    tables: list[Table] = []
    lines = _lines(text)
    at = 0
    while at < len(lines):
        stop, is_table = _run(text, lines, at)
        if is_table:
            table = _table(text, lines[at:stop])
            blocks.append(Block("table", table.start, table.end, len(tables)))
            tables.append(table)
        else:
            for line in lines[at:stop]:
                start, end = _trim(text, *line)
                if start < end:
                    blocks.append(Block("paragraph", start, end))
        at = stop
    return Document(text, "txt", tuple(blocks), tuple(tables), notices, meta=meta)


def _lines(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for line in text.split("\n"):
        out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in BLANKS:
        start += 1
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return start, end


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a line; a bar at either end of the line is its frame, not an empty cell."""
    mark = "|" if "|" in text[start:end] else "\t"
    if mark == "|":
        start, end = _trim(text, start, end)
        start += start < end and text[start] == "|"
        end -= end > start and text[end - 1] == "|"
    out, at = [], start
    for piece in text[start:end].split(mark):
        out.append(_trim(text, at, at + len(piece)))
        at += len(piece) + 1
    return out


def _mark(text: str, start: int, end: int) -> str | None:
    """What parts the cells of a line: a bar, a tab, or None when it is an ordinary line."""
    line = text[start:end]
    return "|" if "|" in line else "\t" if "\t" in line.strip(BLANKS) else None


def _run(text: str, lines: list[tuple[int, int]], at: int) -> tuple[int, bool]:
    """The index behind the run of lines with the same mark that begins here, and whether they are a table."""
    mark = _mark(text, *lines[at])
    stop = at + 1
    if mark is None:
        return stop, False
    while stop < len(lines) and _mark(text, *lines[stop]) == mark:
        stop += 1
    full = sum(sum(a < b for a, b in _cells(text, *line)) >= 2 for line in lines[at:stop])
    # Text with one cell a line has bars too; a table has rows with several filled cells, and mostly such rows.
    return stop, full >= 2 and full * 2 >= stop - at


def _table(text: str, lines: list[tuple[int, int]]) -> Table:
    cells: list[Cell] = []
    row = width = 0
    for start, end in lines:
        if _RULE.fullmatch(text[start:end]) and "-" in text[start:end]:
            continue  # the ruled line of a Markdown table
        found = _cells(text, start, end)
        for col, (a, b) in enumerate(found):
            cells.append(Cell(row, col, 1, 1, text[a:b], a, b))
        width = max(width, len(found))
        row += 1
    return Table(row, width, tuple(cells), *_trim(text, lines[0][0], lines[-1][1]))
