"""What a paragraph of a Word document shows: its runs, fields, notes, text boxes, with changes accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from desktop.reading.builder import Flow, Para
from desktop.reading.docx_numbering import W
from desktop.reading.docx_styles import Styles, switched_on
from desktop.reading.docx_xml import (
    ADDED,
    GONE,
    HIDDEN,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    THROUGH,
    TRACKED,
    VAL,
    M,
    O,
    R,
    T,
    V,
    children,
    symbol,
    unsymbol,
)

_SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MATH = (M + "oMath", M + "oMathPara")
_BOX, _WORD_ART, _EMBEDDED = W + "txbxContent", V + "textpath", O + "OLEObject"


@dataclass(slots=True)
class Runs:
    """Reads what stands inside paragraphs; keeps what lasts beyond one: open fields, notes, remarks.

    ``flow`` reads the paragraphs and tables below an element, ``embedded`` a file inside the document by its relation.
    """

    styles: Styles
    flow: Callable[[Any], Flow]
    embedded: Callable[[str | None], Flow]
    notes_of: dict[str, dict[str, Any]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: Flow = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)  # for each open field: whether its result has begun
    broken_fields: bool = False  # fields without an end: nothing is taken for a field's code then
    joined: str = ""  # text of paragraphs whose mark was deleted: the next paragraph goes on with it

    def notice(self, text: str) -> None:
        """Note a remark for the reviewer, once."""
        if text not in self.notices:
            self.notices.append(text)

    def inline(self, parent: Any, out: list[str], hidden: bool) -> None:
        """Add the text of everything in a paragraph."""
        for node in children(parent):
            tag = node.tag
            if tag == RUN:
                self._run(node, out, hidden)
            elif tag in GONE:
                self.notice(TRACKED)
            elif tag in ADDED:
                self.notice(TRACKED)
                self.inline(node, out, hidden)
            elif tag in THROUGH:
                self.inline(node, out, hidden)
            elif tag == SDT:
                content = node.find(SDT_CONTENT)
                if content is not None:
                    self.inline(content, out, hidden)
            elif tag in _MATH:
                out.extend(t.text or "" for t in node.iter(M + "t"))

    def _run(self, run: Any, out: list[str], hidden: bool) -> None:
        rpr = run.find(RPR)
        if rpr is not None:
            own = rpr.find(W + "vanish")
            if own is not None:
                hidden = switched_on(own)
            else:
                style = rpr.find(W + "rStyle")
                hidden = hidden or (style is not None and self.styles.of(style.get(VAL)).vanish)
        pieces: list[str] = []
        for node in children(run):
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
        if self.fields and not all(self.fields) and not self.broken_fields:
            return  # the code of a field, not what it shows
        if tag == T:
            out.append(unsymbol(node.text or ""))
        elif tag in (W + "tab", W + "ptab"):
            out.append("\t")
        elif tag in (W + "br", W + "cr"):
            out.append("\n")
        elif tag == W + "noBreakHyphen":
            out.append("-")
        elif tag == W + "sym":
            code = node.get(W + "char") or ""
            if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
                out.append(symbol(int(code, 16)))
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            out.append(self._note(tag == W + "footnoteReference", node.get(W + "id")))
        elif tag == W + "ruby":
            base = node.find(W + "rubyBase")
            if base is not None:
                self.inline(base, out, False)
        elif tag in (W + "drawing", W + "pict", W + "object"):
            self._drawing(node)

    def _drawing(self, node: Any) -> None:
        """Put what a drawing shows behind the paragraph: text boxes, letters drawn as art, embedded workbooks."""
        for part in _parts(node):
            if part.tag == _BOX:
                self._text_box(part)
            elif part.tag == _WORD_ART:
                self.boxes.append(Para(part.get("string") or ""))
            else:
                self.boxes.extend(self.embedded(part.get(R + "id")))

    def _text_box(self, box: Any) -> None:
        kept, fields = self.joined, self.fields
        self.joined, self.fields = "", []
        outer, self.boxes = self.boxes, []
        flow = self.flow(box)
        self.boxes = outer + flow
        self.joined, self.fields = kept, fields

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _note(self, foot: bool, ident: str | None) -> str:
        node = self.notes_of.get("footnotes" if foot else "endnotes", {}).get(ident or "")
        if node is None:
            return ""
        mark = str(len(self.notes) + 1).translate(_SUPER)
        self.notes.append("")
        at = len(self.notes) - 1
        joined, self.joined = self.joined, ""
        flow = self.flow(node)
        self.joined = joined
        text = "\n".join(p.text if isinstance(p, Para) else p.text() for p in flow)
        self.notes[at] = f"{mark} {text.strip()}"
        return mark


def _parts(node: Any) -> Iterator[Any]:
    """The outermost parts of a drawing that show text."""
    for child in children(node):
        if child.tag in (_BOX, _WORD_ART, _EMBEDDED):
            yield child
        else:
            yield from _parts(child)
