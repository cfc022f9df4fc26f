"""Walks a part of a Word document: paragraphs with their numbers, tables, content controls, files laid into it.

Most paragraphs are nothing but runs of text: they are sorted out in a few sweeps of the parser's own and read at once;
only the others are walked node by node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from desktop.reading.builder import Flow, Para
from desktop.reading.docx_numbering import Numbering, W
from desktop.reading.docx_runs import Runs
from desktop.reading.docx_styles import Styles, switched_on
from desktop.reading.docx_table import Merges, grid_of, merges_of
from desktop.reading.docx_xml import (
    ADDED,
    ALT_CHUNK,
    ALTERNATE,
    GONE,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    TBL,
    TCPR,
    THROUGH,
    TRACKED,
    VAL,
    M,
    P,
    R,
    T,
    children,
    unsymbol,
)

# What makes a paragraph more than the plain text of its runs.
_SPECIAL = (
    *GONE, *ADDED, ALTERNATE, M + "oMath", M + "oMathPara",
    *(W + t for t in ("br", "cr", "tab", "ptab", "noBreakHyphen", "sym", "footnoteReference", "endnoteReference", "fldChar",
                      "ruby", "drawing", "pict", "object", "vanish", "numPr", "outlineLvl")),
)
_PSTYLE, _OUTLINE, _FIELD = W + "pStyle", W + "outlineLvl", W + "fldChar"
_TOC = "Table of Contents"


class Walker:
    """Reads the parts of one document. ``embedded`` reads a file inside it by its relation."""

    def __init__(self, styles: Styles, numbering: Numbering, embedded: Callable[[str | None], Flow]) -> None:
        self.styles = styles
        self.numbering = numbering
        self.runs = Runs(styles, self.flow, embedded)
        self._embedded = embedded
        self._special: set[Any] = set()  # paragraphs that must be walked; the others are read at once
        self._all_special = styles.hides_runs or styles.default in styles.speaking
        self._plain: dict[Any, str] = {}  # the texts of the others
        self._merges: Merges = {}

    def prepare(self, root: Any) -> None:
        """Sort out a part before it is read: paragraphs that hold more than plain runs, the texts of the others, cells
        with spans."""
        special = self._special
        begun = ended = 0
        for node in root.iter(*_SPECIAL):
            special.update(node.iterancestors(P))
            if node.tag == _FIELD:
                kind = node.get(W + "fldCharType")
                begun += kind == "begin"
                ended += kind == "end"
        self.runs.broken_fields |= begun != ended
        speaking = self.styles.speaking
        for node in root.iter(_PSTYLE) if speaking else ():
            if node.get(VAL) in speaking:
                special.update(node.iterancestors(P))
        plain = self._plain
        for node in root.iter(T):
            holder = node.getparent().getparent()
            if holder is None or holder.tag != P:
                holder = next(node.iterancestors(P), None)
            if holder is not None and holder not in special:
                text = node.text
                if text:
                    plain[holder] = plain[holder] + text if holder in plain else text
        self._merges.update(merges_of(root))

    def lines(self, root: Any) -> Iterator[str]:
        """The lines of a running head or foot."""
        for part in self.flow(root):
            yield from (part.text if isinstance(part, Para) else part.text()).split("\n")

    def flow(self, parent: Any) -> Flow:
        """The paragraphs and tables below a body, cell, text box or note."""
        out: Flow = []
        for node in children(parent):
            tag = node.tag
            if tag == P:
                self._paragraph(node, out)
            elif tag == TBL:
                grid = grid_of(node, self._merges, self._content, self.runs.notice)
                if grid is not None:
                    out.append(grid)
            elif tag == SDT:
                self._control(node, out)
            elif tag in ADDED or tag in THROUGH:
                if tag in ADDED:
                    self.runs.notice(TRACKED)
                out.extend(self.flow(node))
            elif tag in GONE:
                self.runs.notice(TRACKED)
            elif tag == ALT_CHUNK:
                out.extend(self._embedded(node.get(R + "id")))
        return out

    def _control(self, node: Any, out: Flow) -> None:
        """A content control; a table of contents repeats the headings and belongs to the page."""
        content = node.find(SDT_CONTENT)
        if content is None:
            return
        flow = self.flow(content)
        if any(g.get(VAL) == _TOC for g in node.iterfind(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")):
            for part in flow:
                if isinstance(part, Para):
                    part.kind = "furniture"
        out.extend(flow)

    def _content(self, tc: Any) -> str | Flow:
        """What stands in a cell; nearly always its properties and plain paragraphs."""
        out: Flow = []
        single: str | None = None
        runs = self.runs
        quick = not (runs.joined or runs.fields or self._all_special)
        for node in tc:
            if node.tag == TCPR:
                continue
            if node.tag != P or not quick or node in self._special:
                return self.flow(tc)
            text = self._plain.get(node)
            if text and not text.isspace():
                if single is not None:
                    out.append(Para(single))
                single = unsymbol(text)
        if not out:
            return single or ""
        out.append(Para(single or ""))
        return out

    def _paragraph(self, node: Any, out: Flow) -> None:
        if self._all_special or node in self._special or self.runs.joined or self.runs.fields:
            self._walk(node, out)
            return
        text = self._plain.get(node)
        if text and not text.isspace():
            out.append(Para(unsymbol(text)))

    def _walk(self, node: Any, out: Flow) -> None:
        runs = self.runs
        ppr = node.find(PPR)
        style_id = None
        mark_hidden = mark_deleted = False
        if ppr is not None:
            found = ppr.find(_PSTYLE)
            style_id = found.get(VAL) if found is not None else None
            rpr = ppr.find(RPR)
            if rpr is not None:
                mark_hidden = switched_on(rpr.find(W + "vanish"))
                mark_deleted = rpr.find(W + "del") is not None or rpr.find(W + "moveFrom") is not None
                if mark_deleted or rpr.find(W + "ins") is not None:
                    runs.notice(TRACKED)
        style = self.styles.of(style_id)
        boxes, runs.boxes = runs.boxes, []
        pieces: list[str] = []
        runs.inline(node, pieces, style.vanish)
        text = "".join(pieces)
        own, runs.boxes = runs.boxes, boxes
        if mark_deleted:  # the paragraph runs on into the next one
            runs.joined += text
            out.extend(own)
            return
        text, runs.joined = runs.joined + text, ""
        if not (mark_hidden and not text.strip()):
            text = self._label(ppr, style.number, style.level) + text
        heading = style.heading
        outline = ppr.find(_OUTLINE) if ppr is not None else None
        if outline is not None:
            heading = outline.get(VAL) in tuple("012345678")
        if text.strip():
            out.append(Para(text, "heading" if heading and len(text) < 120 else "paragraph"))
        out.extend(own)

    def _label(self, ppr: Any | None, number: str | None, level: int) -> str:
        own = ppr.find(W + "numPr") if ppr is not None else None
        if own is not None:
            ident, at = own.find(W + "numId"), own.find(W + "ilvl")
            if ident is not None:
                number = ident.get(VAL)
            if at is not None and (at.get(VAL) or "").isdecimal():
                level = int(at.get(VAL))
        if not number or number == "0":
            return ""
        return self.numbering.label(number, level)
