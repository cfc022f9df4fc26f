"""Web pages: what the reader of the page sees, with its tables; scripts and styles dropped, page furniture marked.

selectolax (lexbor) builds the tree as browsers do, also from pages that close ``</html>`` too early.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from desktop.reading.builder import Flow, Grid, GridCell, TextBuilder, flatten
from desktop.reading.charset import declared_in, decode
from desktop.reading.docx_numbering import numeral
from desktop.reading.docx_xml import TRACKED
from desktop.reading.errors import ReadError
from desktop.reading.html_furniture import Line, is_furniture_element, main_part, mark_lines, posted_on
from desktop.report import Document

_DROPPED = frozenset((
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "base", "iframe", "object", "embed",
    "svg", "canvas", "audio", "video", "select", "option", "textarea", "map", "xml", "-comment", "datalist", "rp", "rt",
))
_BLOCK = frozenset((
    "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "ul", "ol", "li", "dl", "dt", "dd",
    "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "form", "fieldset", "figure", "figcaption", "address",
    "center", "hr", "caption", "body", "html", "details", "summary", "legend", "dir", "menu", "tr", "tbody", "option",
))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
# Running heads and remarks of reviewers in pages saved by Word and WPS.
_OFFICE_FURNITURE = re.compile(r"mso-element\s*:\s*(?:header|footer|comment)", re.I)
_NO_LIST_MARK = re.compile(r"list-style(?:-type)?\s*:\s*none", re.I)
_WHITE = re.compile("[ \t\r\n\f]+")
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BR = "\x0b"
_MAX_COLUMNS = 1000
_SPAN = re.compile(r"\s*(\d{1,5})")


def read_html(data: bytes) -> Document:
    """A web page in any encoding that Chinese sites use.

    Raises ReadError when the page has no text.
    """
    text, codec = decode(data, declared_in(data))
    return document_of(text, "html", (("encoding", codec),))


def document_of(markup: str, format: str, meta: tuple[tuple[str, str], ...] = ()) -> Document:
    """The document that markup shows (also used for the page inside an mht or a mail).

    Raises ReadError when it shows no text.
    """
    tree = LexborHTMLParser(markup.replace("\x00", ""))
    named = _named(tree)
    body = tree.body or tree.root
    builder = TextBuilder()
    flow: Flow = []
    if body is not None:
        walker = _Walker(main_part(body), len(body.text(deep=True)))
        flow = mark_lines(list(flatten(walker.flow(body))), walker.main is not None)
        builder.pour(flow)
        if walker.tracked:
            builder.notice(TRACKED)
    found = tree.css_first("title")
    title = _WHITE.sub(" ", found.text(deep=True)).strip() if found is not None else ""
    document = builder.build(
        format, posted=posted_on(named, flow), title=named.get("articletitle") or title or None,
        meta=(*meta, *((k, v) for k, v in named.items() if k in ("sitename", "contentsource", "columnname"))),
    )
    if not any(block.kind != "furniture" for block in document.blocks):
        raise ReadError("网页里没有正文文字（可能由脚本载入），请在浏览器中打开后另存为完整网页或 Word 文件重新报送。")
    return document


def _named(tree: LexborHTMLParser) -> dict[str, str]:
    """What the page's meta tags say, by lower-case name."""
    out: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
        value = (attributes.get("content") or "").strip()
        if name and value:
            out.setdefault(name, value)
    return out


def _is_wide(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef" or char in "“”‘’…—"


def collapse(raw: str) -> str:
    """White space as browsers show it: runs become one blank, a line end between two Chinese characters nothing."""
    if raw.isalnum():  # most cells of a table
        return raw

    def one(match: re.Match[str]) -> str:
        start, end = match.span()
        if start == 0 or end == len(raw) or _BR in (raw[start - 1], raw[end]):
            return ""
        if "\n" in match.group() and _is_wide(raw[start - 1]) and _is_wide(raw[end]):
            return ""
        return " "

    return _WHITE.sub(one, raw).replace(_BR, "\n")


@dataclass(slots=True)
class _Walker:
    """Turns elements into paragraphs and grids; it keeps no recursion but for nested tables."""

    main: Any | None
    total: int
    tracked: bool = False  # whether deleted text was left out
    _pieces: list[str] = field(default_factory=list)
    _links: int = 0
    _in_link: int = 0
    _in_furniture: int = 0
    _in_main: int = 0
    _heading: int = 0
    _pre: int = 0
    _super: int = 0
    _lists: list[list[Any]] = field(default_factory=list)

    def flow(self, top: Any) -> Flow:
        """The paragraphs and grids below an element."""
        out: Flow = []
        held, self._pieces = self._pieces, []
        held_links, self._links = self._links, 0
        stack: list[tuple[Any, str | None]] = []
        self._begin(top, stack)
        while stack:
            node, leaving = stack.pop()
            if leaving is not None:
                self._leave(leaving, out)
                continue
            tag = node.tag
            if tag == "-text":
                self._text(node.text_content or "")
                continue
            if tag in _DROPPED:
                continue
            if not self._enter(node, tag, stack, out):
                self._begin(node, stack)
        self._flush(out)
        self._pieces, self._links = held, held_links
        return out

    def _begin(self, node: Any, stack: list[tuple[Any, str | None]]) -> None:
        """Take the text that an element begins with (most often nothing else is in it) and lay up what comes behind."""
        below = list(node.iter(include_text=True))
        first = 0
        while first < len(below) and below[first].tag == "-text":
            self._text(below[first].text_content or "")
            first += 1
        stack += [(child, None) for child in reversed(below[first:])]

    def _text(self, text: str) -> None:
        if self._pre:
            text = text.replace("\r\n", "\n").replace("\n", _BR)
        if self._super and text.strip().isdigit():
            text = text.translate(_SUPER)
        self._pieces.append(text)
        if self._in_link:
            self._links += len(text.strip())

    def _flush(self, out: Flow) -> None:
        if not self._pieces:
            return
        text = collapse("".join(self._pieces))
        links, self._links = self._links, 0
        self._pieces = []
        if not text.strip():
            return
        kind = "furniture" if self._in_furniture else "heading" if self._heading and len(text) < 120 else "paragraph"
        out.append(Line(text, kind, links=links, main=self._in_main > 0))  # type: ignore[arg-type]

    def _enter(self, node: Any, tag: str, stack: list[tuple[Any, str | None]], out: Flow) -> bool:
        """Begin an element; True when it has been dealt with and its children must not be walked."""
        if tag == "br":
            self._pieces.append(_BR)
            return True
        attributes = node.attributes
        style = attributes.get("style") or ""
        if (style and _HIDDEN.search(style)) or "hidden" in attributes:
            return True
        if tag == "table":
            self._flush(out)
            out.extend(self._table(node))
            return True
        if tag == "del" and "datetime" in attributes:  # a change that Word has tracked
            self.tracked = True
            return True
        leaving = []
        if tag in _BLOCK:
            self._flush(out)
            leaving.append("block")
            if tag in ("ol", "ul", "dir", "menu"):
                self._lists.append(_list(tag, attributes, style))
                leaving.append("list")
            elif tag == "li":
                self._item(attributes, style)
            elif tag in _HEADINGS:
                self._heading += 1
                leaving.append("heading")
            elif tag == "pre":
                self._pre += 1
                leaving.append("pre")
        if tag == "a":
            self._in_link += 1
            leaving.append("link")
        elif tag == "sup":
            self._super += 1
            leaving.append("super")
        elif tag == "button":
            self._flush(out)
            self._in_furniture += 1
            leaving.append("furniture")
        if self.main is not None and node.mem_id == self.main.mem_id:
            self._in_main += 1
            leaving.append("main")
        elif tag in _BLOCK and ((style and _OFFICE_FURNITURE.search(style)) or is_furniture_element(node, tag, attributes, self.total)):
            self._in_furniture += 1
            leaving.append("furniture")
        stack.extend((None, name) for name in leaving)
        return False

    def _leave(self, what: str, out: Flow) -> None:
        # The pushed marks come back in reverse order, so that "block" closes the paragraph last of all: it must be
        # closed before anything that says what kind of paragraph it is.
        if what in ("block", "furniture", "heading", "main", "list", "pre"):
            self._flush(out)
        if what == "furniture":
            self._in_furniture -= 1
        elif what == "main":
            self._in_main -= 1
        elif what == "heading":
            self._heading -= 1
        elif what == "pre":
            self._pre -= 1
        elif what == "link":
            self._in_link -= 1
        elif what == "super":
            self._super -= 1
        elif what == "list":
            self._lists.pop()

    def _item(self, attributes: Any, style: str) -> None:
        if not self._lists or self._lists[-1][0] is None or _NO_LIST_MARK.search(style):
            return
        own = self._lists[-1]
        value = attributes.get("value") or ""
        own[1] = int(value) if value.isdigit() and len(value) < 6 else own[1] + 1
        self._pieces.append(f"{numeral(own[1], own[0])}. ")

    def _table(self, table: Any) -> Flow:
        """A table, its caption before it as a paragraph."""
        out: Flow = []
        rows: list[list[Any]] = []
        groups: list[int] = []  # for each row the number of its row group: a rowspan ends with its group
        feet: list[list[Any]] = []
        for group, part in enumerate(_parts(table)):
            if part.tag == "caption":
                out.extend(self.flow(part))
                continue
            found = [[c for c in tr.iter() if c.tag in ("td", "th")] for tr in _trs(part) if not _is_ruler(tr)]
            if part.tag == "tfoot":
                feet.extend(found)
                continue
            rows.extend(found)
            groups.extend([group] * len(found))
        rows.extend(feet)
        groups.extend([-1] * len(feet))
        held = self._lists, self._heading, self._pre
        self._lists, self._heading, self._pre = [], 0, 0
        grid = Grid(self._grid(rows, groups))
        self._lists, self._heading, self._pre = held
        if grid.cells:
            out.append(grid)
        return out

    def _grid(self, rows: list[list[Any]], groups: list[int]) -> list[GridCell]:
        cells: list[GridCell] = []
        busy: dict[int, int] = {}  # column -> first row at which it is free again
        last_of = {group: row for row, group in enumerate(groups)}
        for row, tds in enumerate(rows):
            col = 0
            for td in tds:
                while busy.get(col, 0) > row:
                    col += 1
                attributes = td.attributes
                wide = max(min(_span(attributes.get("colspan"), 1), max(_MAX_COLUMNS - col, 1)), 1)
                high = _span(attributes.get("rowspan"), 1)
                end = last_of[groups[row]] + 1
                high = end - row if high == 0 else min(high, end - row)
                cells.append(GridCell(row, col, high, wide, self.flow(td)))
                for at in range(col, col + wide):
                    if busy.get(at, 0) < row + high:
                        busy[at] = row + high
                col += wide
        return cells


def _list(tag: str, attributes: Any, style: str) -> list[Any]:
    """The number style of a list (None: no numbers) and the number before its first item."""
    if tag != "ol" or _NO_LIST_MARK.search(style):
        return [None, 0]
    start = attributes.get("start") or ""
    return [_LIST_STYLES.get(attributes.get("type") or "", "decimal"), int(start) - 1 if start.isdigit() else 0]


def _parts(table: Any) -> list[Any]:
    return [n for n in table.iter() if n.tag in ("caption", "thead", "tbody", "tfoot", "tr")]


def _is_ruler(tr: Any) -> bool:
    """A row of no height that Word adds only to hold the widths of the columns."""
    return tr.attributes.get("height") == "0" and not tr.text(deep=True).strip()


def _trs(part: Any) -> list[Any]:
    if part.tag == "tr":
        return [part]
    return [n for n in part.iter() if n.tag == "tr" and not _HIDDEN.search(n.attributes.get("style") or "")]


def _span(value: str | None, default: int) -> int:
    match = _SPAN.match(value) if value else None
    return min(int(match.group(1)), 1000) if match else default
