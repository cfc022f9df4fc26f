"""Word documents (.docx): the text as the reader of Word sees it, tables with merged cells, numbers that Word adds.

Own reader on zip and lxml: python-docx repeats the text of merged cells and is five times slower. The parts are lightened
before they are parsed (``docx_light``), walked (``docx_flow``), and written by the builder.
"""

from __future__ import annotations

import re
from typing import Any

from desktop.reading.builder import Flow, TextBuilder, flow_of
from desktop.reading.docx_flow import Walker
from desktop.reading.docx_light import plain_names, without_looks
from desktop.reading.docx_numbering import W, numbering_from
from desktop.reading.docx_styles import needed_styles, styles_from
from desktop.reading.docx_xml import HIDDEN, TRACKED, VAL
from desktop.reading.errors import ReadError
from desktop.reading.package import Package, parse_xml, relations
from desktop.report import Document

__all__ = ["HIDDEN", "TRACKED", "document_of", "read_docx"]

UNREAD_PART = "文件中嵌入的其他文件或表格未能读出，请对照原件核对。"
_EMBEDDED = frozenset(("docx", "html", "mht", "rtf", "txt", "xlsx", "xls", "doc", "odt"))
_MAX_EMBEDDED = 20
_USUAL_MAIN = re.compile(
    rb'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"\s+Target="/?word/document.xml"\s*/>'
)
_CORE = "docProps/core.xml"
_PLAIN_TITLE = re.compile(rb"<dc:title>([^<>&]*)</dc:title>")
_IN_LIST = W + "numId"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_docx(data: bytes) -> Document:
    """A Word document.

    Raises ReadError when it is broken, a bomb, or has no text.
    """
    return document_of(data, "docx")


def document_of(data: bytes, format: str, notices: tuple[str, ...] = ()) -> Document:
    """``read_docx`` for a package that was made from another format, with remarks on the making of it.

    Raises ReadError when it is broken, a bomb, or has no text.
    """
    return read_package(Package(data), format, notices)


def read_package(package: Package, format: str, notices: tuple[str, ...] = (), *, embedded: bool = False) -> Document:
    """A Word document by its parts; ``embedded``: it stands inside another one, and nothing inside it is opened.

    Raises ReadError when it is broken or has no text.
    """
    main = _main_part(package)
    targets = relations(package, main)
    builder = TextBuilder()
    files = _Files(package, {} if embedded else {ident: target for ident, (_, target) in targets.items()})
    root = package.xml(main, without_looks)
    body = root.find(W + "body")
    body = root if body is None else body
    by_kind = dict(targets.values())
    folder = main.rsplit("/", 1)[0] + "/" if "/" in main else ""
    notes = {
        kind: part for kind in ("footnotes", "endnotes")
        if (part := package.xml_or_none(by_kind.get(kind, f"{folder}{kind}.xml"), without_looks)) is not None
    }
    running = _running(package, targets)
    parts = (body, *notes.values(), *running)
    asked = [node for part in parts for node in part.iter(W + "pStyle", W + "rStyle", _IN_LIST)]
    used = {node.get(VAL) or "" for node in asked if node.tag != _IN_LIST}
    styles = package.xml_or_none(
        by_kind.get("styles", f"{folder}styles.xml"), lambda data: needed_styles(plain_names(data), used)
    )
    looks = styles_from(styles)
    numbering = None
    if looks.numbered or any(node.tag == _IN_LIST for node in asked):  # lists that no paragraph is in are not read
        numbering = package.xml_or_none(by_kind.get("numbering", f"{folder}numbering.xml"), plain_names)
    walker = Walker(looks, numbering_from(numbering), files.flow)
    for part in parts:
        walker.prepare(part)
    walker.runs.notes_of.update({kind: {n.get(W + "id") or "": n for n in part} for kind, part in notes.items()})
    builder.pour(walker.flow(body))
    for text in walker.runs.notes:
        builder.paragraph(text)
    for line in dict.fromkeys(line for part in running for line in walker.lines(part)):
        builder.furniture(line)
    for notice in (*notices, *walker.runs.notices, *files.notices):
        builder.notice(notice)
    document = builder.build(format, title=_title(package))
    if not any(b.kind != "furniture" for b in document.blocks):
        pictures = any(n.startswith("word/media/") for n in package.names())
        raise ReadError(
            "文件中只有图片、没有文字，暂不能读取图中的文字，请报送带文字的 Word 或 PDF 文件。" if pictures
            else "文件里没有文字，请向报送单位索要完整文件后重新放入。"
        )
    return document


def _running(package: Package, targets: dict[str, tuple[str, str]]) -> list[Any]:
    """The headers and footers, each part once."""
    names = dict.fromkeys(target for kind, target in targets.values() if kind in ("header", "footer"))
    return [part for name in names if (part := package.xml_or_none(name, without_looks)) is not None]


def _main_part(package: Package) -> str:
    """The part with the text; nearly always the same, which need not be parsed for."""
    if package.has("_rels/.rels") and _USUAL_MAIN.search(package.read("_rels/.rels")):
        return "word/document.xml"
    return next((t for kind, t in relations(package, "").values() if kind == "officeDocument"), "word/document.xml")


def _title(package: Package) -> str | None:
    if not package.has(_CORE):
        return None
    try:
        data = package.read(_CORE)
        plain = _PLAIN_TITLE.search(data)
        if plain:
            return plain[1].decode("utf-8").strip() or None
        found: Any = parse_xml(data).find(_TITLE) if b"title" in data else None
    except (ReadError, UnicodeDecodeError):  # the text is read without
        return None
    return (found.text or "").strip() or None if found is not None else None


class _Files:
    """Files inside a document: pages and documents that Word shows in place (``w:altChunk``), workbooks laid in."""

    def __init__(self, package: Package, targets: dict[str, str]) -> None:
        self.package = package
        self.targets = targets
        self.notices: list[str] = []
        self.opened = 0

    def flow(self, ident: str | None) -> Flow:
        """What the file behind a relation shows; nothing, with a remark, when it cannot be read."""
        target = self.targets.get(ident or "")
        self.opened += 1
        if target and self.opened <= _MAX_EMBEDDED:
            try:
                return flow_of(self._read(target))
            except ReadError:
                pass
        if UNREAD_PART not in self.notices:
            self.notices.append(UNREAD_PART)
        return []

    def _read(self, target: str) -> Document:
        from desktop.reading.registry import reader_of
        from desktop.reading.sniff import sniff

        data = self.package.read(target)
        kind = sniff(data, target)
        if kind == "docx":
            return read_package(Package(data), kind, embedded=True)
        if kind not in _EMBEDDED:
            raise ReadError(UNREAD_PART)
        return reader_of(kind)(data)
