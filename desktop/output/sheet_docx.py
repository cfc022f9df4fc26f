"""The comment sheet as a Word document."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from desktop.output.canvas import MM
from desktop.output.describe import SEVERITIES, Item, Quote
from desktop.output.excerpt import Excerpt
from desktop.output.excerpt_pdf import columns
from desktop.output.sheet import CONCLUSIONS, TITLE, Sheet
from desktop.output.word import border, field, new_document, run, set_columns, shade_cell, to_bytes

COLORS = {"error": "C62F2F", "warning": "B97A00", "notice": "5B6B7B"}
WIDTH_MM = 174.0


def sheet_docx(sheet: Sheet) -> bytes:
    """The whole sheet as the bytes of a .docx."""
    document = new_document("song", 10.5)
    document.core_properties.title = f"{sheet.org}{sheet.year or ''}{TITLE}"
    document.core_properties.author = sheet.office
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(19), Mm(20)
    section.left_margin = section.right_margin = Mm(18)
    _line(document, [(TITLE, "title", 20, None)], align=WD_ALIGN_PARAGRAPH.CENTER, after=8)
    _header(document, sheet)
    for text in sheet.summary:
        _line(document, [(text, "hei", 10.5, None)], after=2)
    for remark in sheet.remarks:
        _line(document, [("读取说明：", "hei", 10, "4A5560"), (remark, "song", 10.5, None)], after=2)
    for part in sheet.parts:
        _heading(document, part.heading)
        for item in part.items:
            _item(document, item)
        for note in part.notes:
            _line(document, [("审核人批注：", "hei", 10, "4A5560"), (note, "kai", 10.5, None)], after=3)
    _conclusion(document, sheet)
    _footer(section, sheet)
    return to_bytes(document)


def _line(document: Any, parts: list[tuple[str, str, float, str | None]], *, align: Any = None, after: float = 0.0,
          keep: bool = False, hang: bool = False) -> Any:
    paragraph = document.add_paragraph()
    if align is not None:
        paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.keep_with_next = keep
    if hang:
        paragraph.paragraph_format.left_indent = Pt(36)
        paragraph.paragraph_format.first_line_indent = Pt(-31)
    for text, role, size, color in parts:
        run(paragraph, text, role, size, color, bold=role == "hei-bold")
    return paragraph


def _header(document: Any, sheet: Sheet) -> None:
    table = document.add_table(rows=(len(sheet.header) + 1) // 2, cols=4)
    table.style = "Table Grid"
    set_columns(table, [width * MM for width in (21.0, (WIDTH_MM - 42) / 2) * 2])
    for index, (label, value) in enumerate(sheet.header):
        cells = table.rows[index // 2].cells[index % 2 * 2:index % 2 * 2 + 2]
        for cell in cells:
            cell.paragraphs[0].paragraph_format.space_before = cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        run(cells[0].paragraphs[0], label, "hei", 10, "4A5560")
        shade_cell(cells[0], "F1F2F4")
        run(cells[1].paragraphs[0], value, "song", 10.5)
    _line(document, [], after=2)


def _heading(document: Any, text: str) -> None:
    paragraph = _line(document, [(text, "hei-bold", 12.5, "1D3F72")], after=4, keep=True)
    paragraph.paragraph_format.space_before = Pt(10)
    border(paragraph, "bottom", "single", 6, 1, "1D3F72")
    paragraph.style = document.styles["Heading 1"]
    # The style is there for the navigation pane; its own look is not wanted.
    paragraph.paragraph_format.space_before = Pt(10)


def _item(document: Any, item: Item) -> None:
    state = "" if item.decided else "（待确认）"
    _line(document, [(f"{item.number}. {item.title}", "hei-bold", 10.5, None),
                     (f"　{SEVERITIES[item.severity]}{state}", "hei", 9.5, COLORS[item.severity]),
                     (f"　{item.place}", "hei", 9.5, "4A5560")], keep=True, after=2)
    for quote in item.quotes:
        _quote(document, quote)
    if item.excerpt is not None:
        _excerpt(document, item.excerpt)
    rows = [("问题", item.problem, "song"), ("演算", item.working, "song"), ("依据", item.basis, "song"),
            ("建议", item.suggestion, "song"), ("备注", item.remark, "kai")]
    filled = [(label, text, role) for label, text, role in rows if text]
    for number, (label, text, role) in enumerate(filled):
        last = number + 1 == len(filled)
        _line(document, [(label + "　", "hei", 10, "4A5560"), (" ".join(text.split()), role, 10.5, None)], hang=True,
              after=8 if last else 1, keep=not last)


def _quote(document: Any, quote: Quote) -> None:
    paragraph = _line(document, [("原文　" if quote.file is None else "另见　", "hei", 10, "4A5560")], hang=True, after=1,
                      keep=True)
    at = 0
    for start, end in quote.marked:
        if start < at:
            continue
        run(paragraph, quote.text[at:start], "song", 10.5)
        run(paragraph, quote.text[start:end], "song", 10.5, "9C1F1F", shade="FBE3DF")
        at = end
    run(paragraph, quote.text[at:] + (f"（{quote.file}）" if quote.file else ""), "song", 10.5)


def _excerpt(document: Any, excerpt: Excerpt) -> None:
    table = document.add_table(rows=excerpt.rows, cols=excerpt.cols)
    table.style = "Table Grid"
    set_columns(table, columns(excerpt, WIDTH_MM * MM))
    places = [row.cells for row in table.rows]  # taken once: python-docx walks the whole table for each single cell
    for cell in excerpt.cells:
        if cell.row >= excerpt.rows or cell.col >= excerpt.cols:
            continue
        target = places[cell.row][cell.col]
        last = (min(cell.row + cell.rowspan, excerpt.rows) - 1, min(cell.col + cell.colspan, excerpt.cols) - 1)
        if last != (cell.row, cell.col):
            target = target.merge(places[last[0]][last[1]])
        paragraph = target.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        # The excerpt is read as one: all its rows stay together, with the problem below it.
        paragraph.paragraph_format.keep_with_next = True
        run(paragraph, cell.text, "hei" if cell.marked else "song", 8.5, "9C1F1F" if cell.marked else None, bold=cell.marked)
        if cell.marked or cell.label:
            shade_cell(target, "FBDCD8" if cell.marked else "F4F5F7")
    _line(document, [], after=0, keep=True)


def _conclusion(document: Any, sheet: Sheet) -> None:
    _heading(document, "审核结论")
    boxes = "　　".join(("☑ " if name == sheet.conclusion else "☐ ") + name for name in CONCLUSIONS)
    _line(document, [(boxes, "song", 11, None), (f"　　整改期限：{sheet.deadline}" if sheet.deadline else "", "song", 11, None)],
          keep=True, after=6)
    if sheet.verdict:
        _line(document, [(sheet.verdict, "song", 11, None)], keep=True, after=6)
    paragraph = _line(document, [("审核人（签字）：＿＿＿＿＿＿　　负责人（签字）：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿", "song", 11, None)])
    paragraph.paragraph_format.space_before = Pt(20)


def _footer(section: Any, sheet: Sheet) -> None:
    paragraph = section.footer.paragraphs[0]
    properties = paragraph._p.get_or_add_pPr()
    style = properties.find(qn("w:pStyle"))
    if style is not None:
        properties.remove(style)
    run(paragraph, (sheet.office or sheet.org) + "　　第 ", "hei", 9)
    field(paragraph, "PAGE", "hei", 9)
    run(paragraph, " 页　共 ", "hei", 9)
    field(paragraph, "NUMPAGES", "hei", 9)
    run(paragraph, " 页", "hei", 9)
