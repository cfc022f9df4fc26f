"""OpenDocument text (.odt): paragraphs, lists with their numbers, tables with spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from desktop.reading.builder import Flow, Grid, GridCell, Para, TextBuilder
from desktop.reading.docx_numbering import numeral
from desktop.reading.docx_xml import HIDDEN, TRACKED
from desktop.reading.errors import ReadError
from desktop.reading.package import Package
from desktop.report import Document

_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_B = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_D = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_S = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STYLES = {
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "①": "decimalEnclosedCircle", "１": "decimalFullWidth",
    "甲": "ideographTraditional", "子": "ideographZodiac", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
    "I": "upperRoman", "1": "decimal", "〇": "ideographDigital",
}
_SILENT = frozenset((
    _O + "annotation", _O + "annotation-end", _T + "tracked-changes", _T + "note-citation", _T + "ruby-text", _O + "forms",
    _T + "sequence-decls", _T + "variable-decls", _T + "user-field-decls", _D + "image", _D + "object",
))
_INDEXES = frozenset(_T + name for name in ("table-of-content", "alphabetical-index", "table-index", "illustration-index"))
_WHITE = re.compile("[ \t\r\n]+")
_MAX_REPEAT = 200


@dataclass(slots=True)
class _Level:
    style: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    bullet: str = ""


@dataclass(slots=True)
class _Reader:
    """Walks one document."""

    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    outline: dict[int, _Level] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _open: list[tuple[str, list[int]]] = field(default_factory=list)  # of each open list: its style and its counters
    _ended: dict[str, list[int]] = field(default_factory=dict)
    _heads: list[int] = field(default_factory=lambda: [0] * 11)
    _boxes: Flow = field(default_factory=list)

    def learn(self, root: Any | None) -> None:
        """Take list levels and hidden styles from a part."""
        if root is None:
            return
        for node in root.iter(_T + "list-style", _T + "outline-style"):
            levels = {}
            for level in node:
                at = _int(level.get(_T + "level"), 1)
                levels[at] = _Level(
                    level.get(_S + "num-format") or "", level.get(_S + "num-prefix") or "",
                    level.get(_S + "num-suffix") or "", _int(level.get(_T + "start-value"), 1),
                    _int(level.get(_T + "display-levels"), 1), level.get(_T + "bullet-char") or "",
                )
            if node.tag == _T + "outline-style":
                self.outline.update(levels)
            else:
                self.lists[node.get(_S + "name") or ""] = levels
        for node in root.iter(_S + "style"):
            properties = node.find(_S + "text-properties")
            if properties is not None and properties.get(_T + "display") == "none":
                self.hidden.add(node.get(_S + "name") or "")

    def notice(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)

    def flow(self, parent: Any) -> Flow:
        """The paragraphs and tables below an element."""
        out: Flow = []
        for node in parent:
            tag = node.tag
            if tag in (_T + "p", _T + "h"):
                self.paragraph(node, out)
            elif tag == _B + "table":
                cells = self.table(node)
                if cells:
                    out.append(Grid(cells))
            elif tag == _T + "list":
                self.items(node, out)
            elif tag == _T + "tracked-changes":
                if len(node):
                    self.notice(TRACKED)
            elif tag == _T + "section" and node.get(_T + "display") == "none":
                self.notice(HIDDEN)
            elif tag in _INDEXES:  # it repeats the headings and belongs to the page
                out.extend(Para(part.text, "furniture") for part in self.flow(node) if isinstance(part, Para))
            elif tag in _SILENT:
                continue
            elif tag in (_D + "frame", _D + "text-box", _D + "custom-shape", _D + "g") or (isinstance(tag, str) and len(node)):
                out.extend(self.flow(node))
        return out

    def paragraph(self, node: Any, out: Flow, label: str = "") -> None:
        boxes, self._boxes = self._boxes, []
        pieces: list[str] = []
        if node.get(_T + "style-name") in self.hidden:
            if "".join(node.itertext()).strip():
                self.notice(HIDDEN)
        else:
            self.inline(node, pieces)
        text = "".join(pieces)
        heading = node.tag == _T + "h"
        if heading and not label and text.strip():
            label = self.head_number(_int(node.get(_T + "outline-level"), 1))
        if text.strip() or label.strip():
            out.append(Para(label + text, "heading" if heading and len(text) < 120 else "paragraph"))
        out.extend(self._boxes)
        self._boxes = boxes

    def inline(self, node: Any, out: list[str]) -> None:
        if node.text:
            out.append(_plain(node.text))
        for child in node:
            tag = child.tag
            if tag == _T + "s":
                out.append(" " * min(_int(child.get(_T + "c"), 1), 500))
            elif tag == _T + "tab":
                out.append("\t")
            elif tag == _T + "line-break":
                out.append("\n")
            elif tag == _T + "note":
                out.append(self.note(child))
            elif tag in (_D + "frame", _D + "text-box", _D + "custom-shape", _D + "g"):
                self._boxes.extend(self.flow(child))
            elif (tag == _T + "span" and child.get(_T + "style-name") in self.hidden) or tag in (_T + "hidden-text", _T + "hidden-paragraph"):
                self.notice(HIDDEN)
            elif tag not in _SILENT and isinstance(tag, str):
                self.inline(child, out)
            if child.tail:
                out.append(_plain(child.tail))

    def note(self, node: Any) -> str:
        body = node.find(_T + "note-body")
        if body is None:
            return ""
        mark = str(len(self.notes) + 1).translate(_SUPER)
        self.notes.append("")
        at = len(self.notes) - 1
        flow = self.flow(body)
        self.notes[at] = f"{mark} " + "\n".join(p.text if isinstance(p, Para) else p.text() for p in flow).strip()
        return mark

    def head_number(self, level: int) -> str:
        level = max(min(level, 10), 1)
        self._heads[level] += 1
        self._heads[level + 1:] = [0] * (10 - level)
        return _label(self.outline, level, self._heads)

    def items(self, node: Any, out: Flow) -> None:
        style = node.get(_T + "style-name")
        inner = bool(self._open) and node.getparent().tag == _T + "list-item"
        if inner:
            self._open.append((style or self._open[-1][0], self._open[-1][1]))
        else:
            go_on = node.get(_T + "continue-numbering") == "true" or node.get(_T + "continue-list")
            counts = self._ended.get(style or "") if go_on else None
            self._open.append((style or "", counts if counts is not None else [0] * 12))
        depth = len(self._open)
        name, counts = self._open[-1]
        levels = self.lists.get(name, {})
        if inner:
            counts[depth:] = [0] * (12 - depth)
        for item in node:
            if item.tag not in (_T + "list-item", _T + "list-header"):
                continue
            label = ""
            if item.tag == _T + "list-item" and depth < 12:
                start = item.get(_T + "start-value")
                first = levels.get(depth, _Level()).start
                counts[depth] = _int(start, 1) if start else (counts[depth] + 1 if counts[depth] else first)
                label = _label(levels, depth, counts)
            for child in item:
                if child.tag in (_T + "p", _T + "h"):
                    self.paragraph(child, out, label)
                    label = ""
                elif child.tag == _T + "list":
                    self.items(child, out)
                elif child.tag == _B + "table":
                    cells = self.table(child)
                    if cells:
                        out.append(Grid(cells))
        self._open.pop()
        if not inner:
            self._ended[name] = counts

    def table(self, table: Any) -> list[GridCell]:
        cells: list[GridCell] = []
        held, self._open = self._open, []
        row = 0
        for node in table.iter(_B + "table-row"):
            if _table_of(node) is not table:
                continue
            repeat = min(_int(node.get(_B + "number-rows-repeated"), 1), _MAX_REPEAT)
            if node.get(_B + "visibility") in ("collapse", "filter"):
                continue
            for _ in range(repeat):
                self.row(node, row, cells)
                row += 1
        self._open = held
        return cells

    def row(self, node: Any, row: int, cells: list[GridCell]) -> None:
        col = 0
        for cell in node:
            repeat = min(_int(cell.get(_B + "number-columns-repeated"), 1), _MAX_REPEAT)
            if cell.tag == _B + "covered-table-cell":
                col += repeat
            elif cell.tag == _B + "table-cell":
                wide = min(_int(cell.get(_B + "number-columns-spanned"), 1), _MAX_REPEAT)
                high = _int(cell.get(_B + "number-rows-spanned"), 1)
                for _ in range(repeat):
                    cells.append(GridCell(row, col, max(high, 1), max(wide, 1), self.flow(cell)))
                    col += 1  # the columns that it covers follow as covered cells


def _table_of(node: Any) -> Any:
    parent = node.getparent()
    while parent is not None and parent.tag != _B + "table":
        parent = parent.getparent()
    return parent


def _label(levels: dict[int, _Level], depth: int, counts: list[int]) -> str:
    own = levels.get(depth)
    if own is None:
        return ""
    if own.bullet:
        return "• " if "\ue000" <= own.bullet <= "\uf8ff" else f"{own.bullet} "
    if not own.style:
        return ""
    first = max(depth - own.shown + 1, 1)
    parts = []
    for at in range(first, depth + 1):
        style = levels.get(at, own).style or own.style
        parts.append(numeral(max(counts[at], 1), _STYLES.get(style[:1], "decimal")))
    text = own.prefix + ".".join(parts) + own.suffix
    return text + " " if text and text[-1].isascii() else text


def _plain(text: str) -> str:
    """White space as OpenDocument means it: a run of blanks, tabs and line ends in the markup is one blank."""
    return _WHITE.sub(" ", text)


def _int(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() and len(text) < 8 else default


def read_odt(data: bytes) -> Document:
    """An OpenDocument text.

    Raises ReadError when it is broken, encrypted, a bomb, or has no text.
    """
    package = Package(data)
    manifest = package.xml_or_none("META-INF/manifest.xml")
    if manifest is not None and any("encryption-data" in str(node.tag) for node in manifest.iter()):
        raise ReadError("文件设有打开密码，无法读取，请报送单位去掉密码后重新报送。")
    content = package.xml("content.xml")
    styles = package.xml_or_none("styles.xml")
    reader = _Reader()
    reader.learn(styles)
    reader.learn(content)
    builder = TextBuilder()
    body = content.find(f"{_O}body/{_O}text")
    if body is None:
        raise ReadError("文件内容已损坏（缺少正文），请用 Word 或 WPS 打开另存后重新报送。")
    builder.pour(reader.flow(body))
    for text in reader.notes:
        builder.paragraph(text)
    seen: set[str] = set()
    for tag in ("header", "footer", "header-left", "footer-left", "header-first", "footer-first"):
        for node in styles.iter(_S + tag) if styles is not None else ():
            for part in reader.flow(node):
                line = part.text if isinstance(part, Para) else part.text()
                if line not in seen:
                    seen.add(line)
                    builder.furniture(line)
    for notice in reader.notices:
        builder.notice(notice)
    meta = package.xml_or_none("meta.xml")
    found = next(meta.iter(_DC + "title"), None) if meta is not None else None
    document = builder.build("odt", title=(found.text or "").strip() or None if found is not None else None)
    if not any(block.kind != "furniture" for block in document.blocks):
        raise ReadError("文件里没有文字，请向报送单位索要完整文件后重新放入。")
    return document
