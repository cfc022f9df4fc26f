"""Rich text (.rtf): Chinese text in GBK escapes or Unicode, tables with merged cells, automatic numbers as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from desktop.reading.builder import Flow, Para, TextBuilder
from desktop.reading.docx import HIDDEN, TRACKED
from desktop.reading.errors import ReadError
from desktop.reading.rtf_table import CellDef, Row, RowDef, grid_of
from desktop.report import Document

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.S
)
_CODEPAGES = {
    0: "", 1: "", 2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253",
    162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}
_WIDE = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8"}
_CHARS = {
    b"tab": "\t", b"line": "\n", b"lbr": "\n", b"page": "\n", b"softline": "\n", b"emdash": "—", b"endash": "–",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": "\u2003",
    b"enspace": "\u2002", b"qmspace": "\u2005",
}
_SKIPPED = frozenset((
    b"colortbl", b"pict", b"filetbl", b"listtable", b"listoverridetable", b"revtbl", b"rsidtbl", b"fldinst", b"objdata",
    b"objclass", b"objname", b"shprslt", b"nonshppict", b"nonesttables", b"themedata", b"colorschememapping", b"datastore", b"latentstyles",
    b"xmlnstbl", b"annotation", b"atnid", b"atnauthor", b"atrfstart", b"atrfend", b"datafield", b"generator", b"template",
    b"footnotesep", b"ftnsepc", b"ftncn", b"aftnsep", b"aftnsepc", b"aftncn", b"private", b"comment", b"author", b"operator",
    b"company", b"keywords", b"subject", b"category", b"manager", b"doccomm", b"hlinkbase", b"creatim", b"revtim", b"printim",
    b"buptim", b"bkmkstart", b"bkmkend", b"sn", b"sv", b"xe", b"tc", b"falt", b"panose", b"fname", b"mmathPr", b"wgrffmtfilter",
))
# Destinations marked as optional (\*) that nevertheless hold text which Word shows.
_SHOWN = frozenset((b"shpinst", b"shptxt", b"ud", b"nesttableprops", b"footnote", b"pntext", b"listtext", b"fldrslt"))
_RUNNING = frozenset((b"header", b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf"))
_SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MAX_DEPTH = 2000


@dataclass(slots=True)
class _State:
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
class _Table:
    """A table being read at one nesting level."""

    rows: list[Row] = field(default_factory=list)
    cells: list[Flow] = field(default_factory=list)
    flow: Flow = field(default_factory=list)


class _Reader:
    """Reads one document."""

    def __init__(self) -> None:
        self.state = _State()
        self.stack: list[_State] = []
        self.default = "gb18030"
        self.fonts: dict[int, str] = {}
        self.headings: set[int] = set()
        self.title = ""
        self.notices: list[str] = []
        self.flows: list[Flow] = [[]]  # the body, then running heads and notes
        self.kinds = ["body"]
        self.tables: list[dict[int, _Table]] = [{}]
        self.pieces: list[list[str]] = [[]]
        self.rows: dict[int, RowDef] = {}
        self.raw = bytearray()
        self.pending = 0  # characters still to be skipped after \u
        self.star = False
        self.font = 0
        self.style_no = 0
        self.style_name = ""
        self.notes = 0

    # -- tokens -------------------------------------------------------------------------------------------------
    def run(self, data: bytes) -> None:
        """Read all tokens."""
        position = 0
        skip_bytes = 0
        for match in _TOKEN.finditer(data):
            if match.start() < skip_bytes:
                continue
            position = match.end()
            word, number, escaped, symbol, brace, text = match.groups()
            if escaped is not None:
                self.byte(int(escaped, 16))
            elif text is not None:
                self.text(text)
            elif word is not None:
                if word == b"bin" and number:
                    skip_bytes = position + max(int(number), 0)
                    continue
                self.flush()
                self.word(word, int(number) if number else None)
            elif brace == b"{":
                self.flush()
                if len(self.stack) >= _MAX_DEPTH:
                    raise ReadError("文件内部结构异常（嵌套过深），已拒绝读取，请用 Word 或 WPS 另存后重新报送。")
                self.stack.append(self.state)
                self.state = replace(self.state)
                self.star = False
            elif brace == b"}":
                self.flush()
                self.close_group()
            elif symbol is not None:
                self.symbol(symbol)
        self.flush()
        self.paragraph()

    def symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.star = True
            return
        self.flush()
        shown = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}.get(symbol)
        if shown:
            self.put(shown)
        elif symbol in (b"\n", b"\r"):
            self.paragraph()

    def byte(self, value: int) -> None:
        if self.pending:
            self.pending -= 1
        elif not self.state.skip:
            self.raw.append(value)

    def text(self, text: bytes) -> None:
        if self.pending:
            cut = min(self.pending, len(text))
            self.pending -= cut
            text = text[cut:]
        if text and not self.state.skip:
            self.raw += text

    def flush(self) -> None:
        """Decode the bytes gathered so far in the encoding of their font."""
        if not self.raw:
            return
        raw, self.raw = bytes(self.raw), bytearray()
        codec = self.state.codec
        if codec == "symbol":
            self.put(raw.decode("latin-1") if raw.isascii() else "•" * len(raw))
            return
        if raw.isascii():
            self.put(raw.decode("ascii"))
            return
        # Word marks Latin fonts around Chinese text too; the document's own code page is the better guess there.
        self.put(raw.decode(codec or self.default, "replace"))

    def put(self, text: str) -> None:
        state = self.state
        if state.skip:
            return
        if state.table:
            if state.table == "title":
                self.title += text
            elif state.table == "stylesheet":
                self.style(text)
            return
        if state.hidden or state.deleted:
            if text.strip():
                self.notice(TRACKED if state.deleted else HIDDEN)
            return
        self.pieces[state.sink].append(text)

    def notice(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)

    def style(self, text: str) -> None:
        self.style_name += text
        name, semicolon, _ = self.style_name.partition(";")
        if semicolon:
            if re.fullmatch(r"(?:heading|标题)\s*\d|title|标题", name.strip(), re.I):
                self.headings.add(self.style_no)
            self.style_name = ""

    def close_group(self) -> None:
        if not self.stack:
            return
        ended = self.state
        self.state = self.stack.pop()
        if ended.sink != self.state.sink:
            held, self.state = self.state, ended
            self.paragraph()
            self.end_tables(ended.sink)
            self.state = held
            if self.kinds[ended.sink] == "note":
                self.notes += 1
                mark = str(self.notes).translate(_SUPER)
                self.pieces[self.state.sink].append(mark)
                flow = self.flows[ended.sink]
                text = "\n".join(part.text if isinstance(part, Para) else part.text() for part in flow)
                self.flows[ended.sink] = [Para(f"{mark} {text.strip()}")]
            elif self.kinds[ended.sink] == "box":
                self.target().extend(self.flows[ended.sink])
                self.flows[ended.sink] = []

    # -- control words ------------------------------------------------------------------------------------------
    def word(self, word: bytes, number: int | None) -> None:
        star, self.star = self.star, False
        state = self.state
        if word == b"u" and number is not None:
            self.unicode(number)
            return
        if word == b"ud" and star:  # the Unicode form of what the group around it says in old letters
            state.skip = False
            return
        if state.skip:
            return
        if word in _SKIPPED or (star and word not in _SHOWN):
            state.skip = True
            return
        if word in _CHARS:
            self.put(_CHARS[word])
        elif word in (b"par", b"sect"):
            self.paragraph()
        elif word in (b"cell", b"nestcell"):
            self.cell(1 if word == b"cell" else max(state.level, 2))
        elif word in (b"row", b"nestrow"):
            self.row(1 if word == b"row" else max(state.level, 2))
        elif word in _RUNNING:
            self.open_sink("running")
        elif word == b"footnote":
            self.open_sink("note")
        elif word == b"shptxt":
            self.open_sink("box")
        elif word in (b"fonttbl", b"stylesheet", b"title"):
            state.table = word.decode()
        elif word == b"info":
            state.table = "info"
        elif word == b"upr":
            state.skip = True
        elif not self.character(word, number) and not self.paragraph_property(word, number):
            self.row_property(word, number)

    def unicode(self, number: int) -> None:
        self.pending = self.state.uc
        if self.state.skip:
            return
        code = number + 0x10000 if number < 0 else number
        if 0xF000 <= code <= 0xF0FF:
            self.put("•")
            return
        if code < 0x110000:
            self.put(chr(code))

    def character(self, word: bytes, number: int | None) -> bool:
        state = self.state
        if word == b"f":
            self.font = number or 0
            state.codec = self.fonts.get(self.font, "")
        elif word == b"fcharset":
            if state.table == "fonttbl":
                self.fonts[self.font] = _CODEPAGES.get(number or 0, "")
        elif word == b"cpg":
            if state.table == "fonttbl":
                self.fonts[self.font] = _WIDE.get(number or 0, "")
        elif word == b"ansicpg":
            self.default = _WIDE.get(number or 0, f"cp{number}" if number in range(1250, 1259) else "gb18030")
        elif word == b"uc":
            state.uc = max(min(number or 0, 16), 0)
        elif word == b"v":
            state.hidden = number != 0
        elif word == b"deleted":
            state.deleted = number != 0
        elif word == b"revised":
            self.notice(TRACKED)
        elif word == b"plain":
            state.hidden = state.deleted = False
            state.codec = ""
        else:
            return False
        return True

    def paragraph_property(self, word: bytes, number: int | None) -> bool:
        state = self.state
        if word == b"pard":
            state.in_table, state.level, state.heading = False, 0, False
        elif word == b"intbl":
            state.in_table, state.level = True, max(state.level, 1)
        elif word == b"itap":
            state.level = max(min(number or 0, 20), 0)
            state.in_table = state.level > 0
        elif word == b"outlinelevel":
            state.heading = (number or 0) < 9
        elif word == b"s":
            self.style_no = number or 0
            if not state.table:
                state.heading = state.heading or self.style_no in self.headings
        else:
            return False
        return True

    def row_property(self, word: bytes, number: int | None) -> None:
        level = max(self.state.level, 1)
        if word == b"trowd":
            self.rows[level] = RowDef()
            return
        row = self.rows.setdefault(level, RowDef())
        if word == b"trleft":
            row.left = number or 0
        elif word == b"clmgf":
            row.pending.across = "first"
        elif word == b"clmrg":
            row.pending.across = "next"
        elif word == b"clvmgf":
            row.pending.down = "first"
        elif word == b"clvmrg":
            row.pending.down = "next"
        elif word == b"cellx":
            row.pending.right = number or 0
            if len(row.cells) < 1000:
                row.cells.append(row.pending)
            row.pending = CellDef()

    # -- paragraphs and tables ----------------------------------------------------------------------------------
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
            return self.tables[state.sink].setdefault(max(state.level, 1), _Table()).flow
        self.end_tables(state.sink)
        return self.flows[state.sink]

    def paragraph(self) -> None:
        sink = self.state.sink
        text = "".join(self.pieces[sink])
        self.pieces[sink] = []
        if text.strip():
            self.target().append(Para(text, "heading" if self.state.heading and len(text) < 120 else "paragraph"))
        elif not self.state.in_table:
            self.end_tables(sink)

    def cell(self, level: int) -> None:
        sink = self.state.sink
        self.close_deeper(sink, level)
        table = self.tables[sink].setdefault(level, _Table())
        text = "".join(self.pieces[sink])
        self.pieces[sink] = []
        if text.strip():
            table.flow.append(Para(text))
        table.cells.append(table.flow)
        table.flow = []

    def row(self, level: int) -> None:
        table = self.tables[self.state.sink].setdefault(level, _Table())
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
                tables.setdefault(deeper - 1, _Table()).flow.append(grid)

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
        order = {"body": 0, "box": 1, "note": 2, "running": 3}
        yield from sorted(zip(self.kinds, self.flows, strict=True), key=lambda pair: order[pair[0]])


def read_rtf(data: bytes) -> Document:
    """A rich text document.

    Raises ReadError when it is nested beyond reason or has no text.
    """
    reader = _Reader()
    reader.run(data[max(data.find(b"{\\rtf"), 0):])
    builder = TextBuilder()
    seen: set[str] = set()
    for kind, flow in reader.result():
        if kind != "running":
            builder.pour(flow)
            continue
        for part in flow:
            line = part.text if isinstance(part, Para) else part.text()
            if line not in seen:
                seen.add(line)
                builder.furniture(line)
    for notice in reader.notices:
        builder.notice(notice)
    document = builder.build("rtf", title=reader.title.strip() or None)
    if not any(block.kind != "furniture" for block in document.blocks):
        raise ReadError("文件里没有文字，请向报送单位索要完整文件后重新放入。")
    return document
