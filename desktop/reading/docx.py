"""Word documents (.docx): the text as the reader of Word sees it, tables with merged cells, numbers that Word adds.

Own reader on zip and lxml: python-docx repeats the text of merged cells and is five times slower.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from desktop.reading.builder import Flow, Grid, GridCell, Para, TextBuilder
from desktop.reading.docx_numbering import Numbering, W, numbering_from
from desktop.reading.docx_styles import Styles, styles_from, switched_on, without_table_styles
from desktop.reading.errors import ReadError
from desktop.reading.package import Package, relations
from desktop.report import Document

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATE, _CHOICE = _MC + "AlternateContent", _MC + "Choice"
_SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_P, _TBL, _TR, _TC, _R, _T = W + "p", W + "tbl", W + "tr", W + "tc", W + "r", W + "t"
_PPR, _RPR, _SDT, _SDT_CONTENT = W + "pPr", W + "rPr", W + "sdt", W + "sdtContent"
_GONE = frozenset((W + "del", W + "moveFrom"))
_ADDED = frozenset((W + "ins", W + "moveTo"))
_THROUGH = frozenset(
    W + t
    for t in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent", "rubyBase", "txbxContent")
)
# What makes a paragraph more than the plain text of its runs.
_SPECIAL = (
    *_GONE, *_ADDED, _ALTERNATE, _M + "oMath", _M + "oMathPara",
    *(W + t for t in ("br", "cr", "tab", "ptab", "noBreakHyphen", "sym", "footnoteReference", "endnoteReference", "fldChar",
                      "ruby", "drawing", "pict", "object", "vanish", "numPr", "outlineLvl")),
)
_MERGES = (W + "gridSpan", W + "vMerge", W + "hMerge")
_TCPR = W + "tcPr"
_VAL = W + "val"
_PRIVATE = re.compile("[\uf000-\uf0ff]")
# Check marks and bullets that stand in symbol fonts only.
_SYMBOLS = {
    0x52: "☑", 0x54: "☒", 0xA3: "□", 0xA8: "□", 0x6F: "□", 0xFC: "✓", 0xFE: "☑", 0xFD: "☒", 0xFB: "×", 0x6C: "●", 0x6E: "■",
    0x75: "◆", 0xD8: "➢", 0xB7: "•", 0x50: "✓",
}

TRACKED = "文件含有未接受的修订，已按修订后的样子显示（删除的文字未显示），请核对是否为定稿。"
HIDDEN = "文件含有隐藏文字，未显示也未审读。"


def read_docx(data: bytes) -> Document:
    """A Word document.

    Raises ReadError when it is broken, a bomb, or has no text.
    """
    return document_of(data, "docx")


def document_of(data: bytes, format: str, notices: tuple[str, ...] = ()) -> Document:
    """``read_docx`` for a package that was made from another format, with remarks on the making of it.

    Raises ReadError when it is broken, a bomb, or has no text.
    """
    package = Package(data)
    main = next((t for kind, t in relations(package, "").values() if kind == "officeDocument"), "word/document.xml")
    root = package.xml(main)
    reader = _Reader.of(package, main)
    builder = TextBuilder()
    body = root.find(W + "body")
    if body is None:
        body = root
    reader.prepare(body)
    builder.pour(reader.flow(body))
    for text in reader.footnotes():
        builder.paragraph(text)
    for text in reader.running():
        builder.furniture(text)
    for notice in (*notices, *reader.notices):
        builder.notice(notice)
    document = builder.build(format, title=_title(package))
    if not any(b.kind != "furniture" for b in document.blocks):
        pictures = any(n.startswith("word/media/") for n in package.names())
        raise ReadError(
            "文件中只有图片、没有文字，暂不能读取图中的文字，请报送带文字的 Word 或 PDF 文件。" if pictures
            else "文件里没有文字，请向报送单位索要完整文件后重新放入。"
        )
    return document


def _title(package: Package) -> str | None:
    root = package.xml_or_none("docProps/core.xml")
    found = root.find("{http://purl.org/dc/elements/1.1/}title") if root is not None else None
    return (found.text or "").strip() or None if found is not None else None


def _symbol(code: int) -> str:
    """A character of a symbol font as an ordinary one."""
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
        return _SYMBOLS.get(code, "•" if code > 0x7E else chr(code) if code in range(0x30, 0x3A) else "•")
    return _SYMBOLS.get(code, chr(code)) if code < 0x100 else chr(code)


@dataclass(slots=True)
class _Reader:
    """Walks the parts of one document."""

    styles: Styles
    numbering: Numbering
    parts: dict[str, Any] = field(default_factory=dict)
    running_parts: list[Any] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _boxes: Flow = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)  # for each open field: whether its result has begun
    _joined: str = ""
    _special: set[Any] = field(default_factory=set)  # paragraphs that must be walked; the others are read at once
    _all_special: bool = False
    _plain: dict[Any, list[str]] = field(default_factory=dict)  # the texts of each paragraph's runs
    _merges: dict[Any, list[Any]] = field(default_factory=dict)  # the merge properties of each cell that has some

    @classmethod
    def of(cls, package: Package, main: str) -> _Reader:
        """A reader with the document's styles, lists, notes and running heads loaded."""
        targets = relations(package, main)
        by_kind = dict(targets.values())
        folder = main.rsplit("/", 1)[0] + "/" if "/" in main else ""

        def part(kind: str) -> Any | None:
            return package.xml_or_none(by_kind.get(kind, f"{folder}{kind}.xml"))

        styles = package.xml_or_none(by_kind.get("styles", f"{folder}styles.xml"), without_table_styles)
        reader = cls(styles_from(styles), numbering_from(part("numbering")))
        for kind in ("footnotes", "endnotes"):
            root = part(kind)
            if root is not None:
                reader.prepare(root)
                reader.parts[kind] = {n.get(W + "id"): n for n in root}
        seen = set()
        for kind, target in targets.values():
            if kind in ("header", "footer") and target not in seen:
                seen.add(target)
                root = package.xml_or_none(target)
                if root is not None:
                    reader.prepare(root)
                    reader.running_parts.append(root)
        return reader

    def notice(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)

    def prepare(self, root: Any) -> None:
        """Sort out a part in a few sweeps of the parser's own, which are far quicker than walking it: paragraphs that
        hold more than plain runs, the texts of the others, cells with spans."""
        for node in root.iter(*_SPECIAL):
            self._special.update(node.iterancestors(_P))
        for node in root.iter(W + "pStyle"):
            if node.get(_VAL) in self.styles.speaking:
                self._special.update(node.iterancestors(_P))
        self._all_special = self.styles.hides_runs or self.styles.default in self.styles.speaking
        plain, special = self._plain, self._special
        for node in root.iter(_T):
            holder = node.getparent().getparent()
            if holder is None or holder.tag != _P:
                holder = next(node.iterancestors(_P), None)
            if holder is not None and holder not in special:
                plain.setdefault(holder, []).append(node.text or "")
        for node in root.iter(*_MERGES):
            self._merges.setdefault(node.getparent().getparent(), []).append(node)

    def footnotes(self) -> list[str]:
        """The texts of the notes met so far, in order, each with its number."""
        return list(self._notes)

    def running(self) -> Iterator[str]:
        """Lines of headers and footers, each once."""
        seen = set()
        for root in self.running_parts:
            for part in self.flow(root):
                for line in (part.text if isinstance(part, Para) else part.text()).split("\n"):
                    if line.strip() and line not in seen:
                        seen.add(line)
                        yield line

    def flow(self, parent: Any) -> Flow:
        """The paragraphs and tables below a body, cell, text box or note."""
        out: Flow = []
        for node in _children(parent):
            tag = node.tag
            if tag == _P:
                self._paragraph(node, out)
            elif tag == _TBL:
                grid = self._table(node)
                if grid is not None:
                    out.append(grid)
            elif tag == _SDT:
                content = node.find(_SDT_CONTENT)
                if content is not None:
                    out.extend(self.flow(content))
            elif tag in _ADDED or tag in _THROUGH:
                if tag in _ADDED:
                    self.notice(TRACKED)
                out.extend(self.flow(node))
            elif tag in _GONE:
                self.notice(TRACKED)
        return out

    def _paragraph(self, node: Any, out: Flow) -> None:
        if node in self._special or self._joined or self._fields or self._all_special:
            self._walk(node, out)
            return
        pieces = self._plain.get(node)
        if pieces:
            text = "".join(pieces)
            if not text.isspace():
                out.append(Para(_unsymbol(text)))

    def _walk(self, node: Any, out: Flow) -> None:
        ppr = node.find(_PPR)
        style_id = None
        mark_hidden = mark_deleted = False
        if ppr is not None:
            found = ppr.find(W + "pStyle")
            style_id = found.get(W + "val") if found is not None else None
            rpr = ppr.find(_RPR)
            if rpr is not None:
                mark_hidden = switched_on(rpr.find(W + "vanish"))
                mark_deleted = rpr.find(W + "del") is not None or rpr.find(W + "moveFrom") is not None
                if mark_deleted or rpr.find(W + "ins") is not None:
                    self.notice(TRACKED)
        style = self.styles.of(style_id)
        boxes, self._boxes = self._boxes, []
        pieces: list[str] = []
        self._inline(node, pieces, style.vanish)
        text = "".join(pieces)
        if mark_deleted:  # the paragraph runs on into the next one
            self._joined += text
            out.extend(self._boxes)
            self._boxes = boxes
            return
        text, self._joined = self._joined + text, ""
        if not (mark_hidden and not text.strip()):
            text = self._label(ppr, style.number, style.level, text) + text
        heading = style.heading
        if ppr is not None:
            outline = ppr.find(W + "outlineLvl")
            if outline is not None:
                heading = outline.get(W + "val") in tuple("012345678")
        if text.strip():
            out.append(Para(text, "heading" if heading and len(text) < 120 else "paragraph"))
        out.extend(self._boxes)
        self._boxes = boxes

    def _label(self, ppr: Any | None, number: str | None, level: int, text: str) -> str:
        own = ppr.find(W + "numPr") if ppr is not None else None
        if own is not None:
            ident, at = own.find(W + "numId"), own.find(W + "ilvl")
            if ident is not None:
                number = ident.get(W + "val")
            if at is not None and (at.get(W + "val") or "").isdigit():
                level = int(at.get(W + "val"))
        if not number or number == "0":
            return ""
        return self.numbering.label(number, level)

    def _inline(self, parent: Any, out: list[str], hidden: bool) -> None:
        for node in _children(parent):
            tag = node.tag
            if tag == _R:
                self._run(node, out, hidden)
            elif tag in _GONE:
                self.notice(TRACKED)
            elif tag in _ADDED:
                self.notice(TRACKED)
                self._inline(node, out, hidden)
            elif tag in _THROUGH:
                self._inline(node, out, hidden)
            elif tag == _SDT:
                content = node.find(_SDT_CONTENT)
                if content is not None:
                    self._inline(content, out, hidden)
            elif tag == _M + "oMath" or tag == _M + "oMathPara":
                out.extend(t.text or "" for t in node.iter(_M + "t"))

    def _run(self, run: Any, out: list[str], hidden: bool) -> None:
        rpr = run.find(_RPR)
        if rpr is not None:
            own = rpr.find(W + "vanish")
            if own is not None:
                hidden = switched_on(own)
            else:
                style = rpr.find(W + "rStyle")
                hidden = hidden or (style is not None and self.styles.of(style.get(W + "val")).vanish)
        pieces: list[str] = []
        for node in _children(run):
            self._piece(node, pieces)
        if not pieces:
            return
        if hidden:
            if "".join(pieces).strip():
                self.notice(HIDDEN)
            return
        out.extend(pieces)

    def _piece(self, node: Any, out: list[str]) -> None:
        tag = node.tag
        if tag == W + "fldChar":
            self._field(node.get(W + "fldCharType"))
            return
        if self._fields and not all(self._fields):
            return  # the code of a field, not what it shows
        if tag == _T:
            text = node.text or ""
            out.append(_unsymbol(text))
        elif tag in (W + "tab", W + "ptab"):
            out.append("\t")
        elif tag in (W + "br", W + "cr"):
            out.append("\n")
        elif tag == W + "noBreakHyphen":
            out.append("-")
        elif tag == W + "sym":
            code = node.get(W + "char") or ""
            if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
                out.append(_symbol(int(code, 16)))
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            out.append(self._note(tag == W + "footnoteReference", node.get(W + "id")))
        elif tag == W + "ruby":
            base = node.find(W + "rubyBase")
            if base is not None:
                self._inline(base, out, False)
        elif tag in (W + "drawing", W + "pict", W + "object"):
            for box in _text_boxes(node):
                self._text_box(box)

    def _text_box(self, box: Any) -> None:
        kept, fields = self._joined, self._fields
        self._joined, self._fields = "", []
        outer, self._boxes = self._boxes, []
        flow = self.flow(box)
        self._boxes = outer + flow
        self._joined, self._fields = kept, fields

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, foot: bool, ident: str | None) -> str:
        node = self.parts.get("footnotes" if foot else "endnotes", {}).get(ident)
        if node is None:
            return ""
        mark = str(len(self._notes) + 1).translate(_SUPER)
        self._notes.append("")
        at = len(self._notes) - 1
        joined, self._joined = self._joined, ""
        flow = self.flow(node)
        self._joined = joined
        text = "\n".join(p.text if isinstance(p, Para) else p.text() for p in flow)
        self._notes[at] = f"{mark} {text.strip()}"
        return mark

    def _table(self, table: Any) -> Grid | None:
        cells: list[GridCell] = []
        open_cells: dict[int, GridCell] = {}  # merged downwards, by their first grid column
        for row, tr in enumerate(self._rows(table)):
            col = _before(tr)
            below: dict[int, GridCell] = {}
            last: GridCell | None = None
            for tc in self._cells(tr):
                span, down, across = _spans(self._merges.get(tc))
                if across == "continue" and last is not None:
                    last.colspan += span
                elif down == "continue" and col in open_cells:
                    last = open_cells[col]
                    last.rowspan = row - last.row + 1
                    below[col] = last
                else:
                    last = GridCell(row, col, 1, span, self._content(tc))
                    cells.append(last)
                    if down is not None:
                        below[col] = last
                col += span
            open_cells = below
        return Grid(cells) if cells else None

    def _content(self, tc: Any) -> Flow:
        """What stands in a cell; nearly always its properties and paragraphs."""
        nodes = list(tc)
        if not all(node.tag in (_P, _TCPR) for node in nodes):
            return self.flow(tc)
        out: Flow = []
        for node in nodes:
            if node.tag == _P:
                self._paragraph(node, out)
        return out

    def _rows(self, parent: Any) -> Iterator[Any]:
        for node in _children(parent):
            if node.tag == _TR:
                trpr = next(node.iterchildren(W + "trPr"), None)
                if trpr is not None and len(trpr):
                    if trpr.find(W + "del") is not None:
                        self.notice(TRACKED)
                        continue
                    if trpr.find(W + "ins") is not None:
                        self.notice(TRACKED)
                    if switched_on(trpr.find(W + "hidden")):
                        self.notice(HIDDEN)
                        continue
                yield node
            elif node.tag == _SDT:
                content = node.find(_SDT_CONTENT)
                if content is not None:
                    yield from self._rows(content)
            elif node.tag in _ADDED or node.tag in _THROUGH:
                yield from self._rows(node)

    def _cells(self, parent: Any) -> Iterator[Any]:
        for node in _children(parent):
            if node.tag == _TC:
                yield node
            elif node.tag == _SDT:
                content = node.find(_SDT_CONTENT)
                if content is not None:
                    yield from self._cells(content)
            elif node.tag in _ADDED or node.tag in _THROUGH:
                yield from self._cells(node)


def _children(parent: Any) -> Iterator[Any]:
    """Child elements, with alternatives for older programs resolved to the first."""
    for node in parent:
        if node.tag == _ALTERNATE:
            chosen = node.find(_CHOICE)
            if chosen is None and len(node):
                chosen = node[0]
            if chosen is not None:
                yield from _children(chosen)
        else:
            yield node


def _text_boxes(node: Any) -> Iterator[Any]:
    """The outermost text boxes of a drawing."""
    for child in _children(node):
        if child.tag == W + "txbxContent":
            yield child
        else:
            yield from _text_boxes(child)


def _unsymbol(text: str) -> str:
    """The text with characters of symbol fonts as ordinary ones."""
    return _PRIVATE.sub(lambda match: _symbol(ord(match.group())), text)


def _before(tr: Any) -> int:
    trpr = next(tr.iterchildren(W + "trPr"), None)
    return _count(next(trpr.iterchildren(W + "gridBefore"), None)) if trpr is not None else 0


def _count(node: Any | None, default: int = 0) -> int:
    value = node.get(W + "val") if node is not None else None
    return min(int(value), 1000) if value and value.isdigit() else default


def _spans(merges: list[Any] | None) -> tuple[int, str | None, str | None]:
    """Columns covered, and whether the cell begins or continues a merge downwards and across."""
    span, down, across = 1, None, None
    for node in merges or ():
        if node.tag == _MERGES[0]:
            span = max(_count(node, 1), 1)
        elif node.tag == _MERGES[1]:
            down = node.get(_VAL) or "continue"
        else:
            across = node.get(_VAL) or "continue"
    return span, down, across
