"""Rich text (.rtf): Chinese text in GBK escapes or Unicode, tables with merged cells, automatic numbers as printed."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.reading.builder import Para, TextBuilder
from desktop.reading.docx_xml import HIDDEN, TRACKED
from desktop.reading.errors import ReadError
from desktop.reading.rtf_flow import Paragraphs, State
from desktop.reading.rtf_table import CellDef, RowDef
from desktop.reading.rtf_words import (
    CHARS,
    CODEPAGES,
    ENDS,
    MULTIBYTE,
    RUNNING,
    SHOWN,
    SKIPPED,
    TOKEN,
    TOKEN_WIDE,
    WIDE,
)
from desktop.report import Document

_SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MAX_DEPTH = 2000


class _Reader(Paragraphs):
    """Reads one document."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[State] = []
        self.default = "gb18030"
        self.fonts: dict[int, str] = {}
        self.headings: set[int] = set()
        self.title = ""
        self.notices: list[str] = []
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
        wide = not data.isascii() and re.search(rb"\\ansicpg(?:936|54936|950)(?!\d)", data[:4096])
        for match in (TOKEN_WIDE if wide else TOKEN).finditer(data):
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
                self.flush(word in ENDS)
                self.word(word, int(number) if number else None)
            elif brace == b"{":
                self.flush()
                self.pending = 0
                if len(self.stack) >= _MAX_DEPTH:
                    raise ReadError("文件内部结构异常（嵌套过深），已拒绝读取，请用 Word 或 WPS 另存后重新报送。")
                self.stack.append(self.state)
                self.state = replace(self.state)
                self.star = False
            elif brace == b"}":
                self.flush()
                self.pending = 0
                self.close_group()
            elif symbol is not None:
                self.symbol(symbol)
        self.flush(True)
        self.paragraph()

    def symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.star = True
            return
        self.flush(True)
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

    def flush(self, final: bool = False) -> None:
        """Decode the bytes gathered so far in the encoding of their font. Unless it is ``final``, the first byte of a
        hanzi at their end waits for the second one, which may stand in the next group."""
        if not self.raw:
            return
        raw, self.raw = bytes(self.raw), bytearray()
        codec = self.state.codec
        if not final and (codec or self.default) in MULTIBYTE and _is_cut(raw, codec or self.default):
            raw, self.raw = raw[:-1], bytearray(raw[-1:])
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
                self.boxes.setdefault(self.state.sink, []).extend(self.flows[ended.sink])
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
        if word in SKIPPED or (star and word not in SHOWN):
            state.skip = True
            return
        if word in CHARS:
            self.put(CHARS[word])
        elif word in (b"par", b"sect"):
            self.paragraph()
        elif word in (b"cell", b"nestcell"):
            self.cell(1 if word == b"cell" else max(state.level, 2))
        elif word in (b"row", b"nestrow"):
            self.row(1 if word == b"row" else max(state.level, 2))
        elif word in RUNNING:
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
        if 0 < code < 0x110000:
            self.put(chr(code))

    def character(self, word: bytes, number: int | None) -> bool:
        state = self.state
        if word == b"f":
            self.font = number or 0
            state.codec = self.fonts.get(self.font, "")
        elif word == b"fcharset":
            if state.table == "fonttbl":
                self.fonts[self.font] = CODEPAGES.get(number or 0, "")
        elif word == b"cpg":
            if state.table == "fonttbl":
                self.fonts[self.font] = WIDE.get(number or 0, "")
        elif word == b"ansicpg":
            self.default = WIDE.get(number or 0, f"cp{number}" if number in range(1250, 1259) else "gb18030")
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


def _is_cut(raw: bytes, codec: str) -> bool:
    """Whether the bytes end in the middle of a character."""
    try:
        raw.decode(codec)
    except UnicodeDecodeError as error:
        return error.start == len(raw) - 1
    return False


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
