"""A letter as a Word document, for offices that finish it in WPS: the same measures as the PDF."""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from desktop.output.canvas import MM
from desktop.output.letter import Attachment, Letter
from desktop.output.letter_layout import AREA_WIDTH, BODY, CHARACTER, LINE, RED, TITLE_LINE
from desktop.output.title import title_lines
from desktop.output.typeset import Span, measure
from desktop.output.word import (
    border,
    field,
    fonts_of,
    line_height,
    new_document,
    repeat_row,
    run,
    set_columns,
    to_bytes,
    whole_row,
)

# 22 lines of exactly this fill the type area without rounding over it.
PITCH = 28.95
# 28 characters of 16 points must go into 156 mm (442.2 points): the nearest whole twip below.
SPACING = -0.25
KINDS = {"heading1": "hei", "heading2": "kai", "text": "fangsong"}


def letter_docx(letter: Letter) -> bytes:
    """The whole letter with its attachment as the bytes of a .docx."""
    document = new_document("fangsong", 16)
    document.core_properties.title = letter.title
    document.core_properties.author = letter.office
    document.core_properties.comments = "草稿：所列问题尚未经审核人逐项确认" if letter.draft else ""
    _page(document, letter)
    if letter.number:
        _paragraph(document, letter.number, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _title(document, letter.title, before=2 * LINE if letter.number else LINE)
    _blank(document)
    _paragraph(document, letter.addressee + "：")
    for line in letter.body:
        made = _paragraph(document, line.text, KINDS[line.kind], first=2 * CHARACTER)
        made.paragraph_format.keep_with_next = line.kind != "text" or line is letter.body[-1]
    _tail(document, letter)
    if letter.attachment is not None:
        _attachment(document, letter.attachment)
    if letter.copies:
        _blank(document)
        made = document.add_paragraph()
        made.paragraph_format.left_indent = made.paragraph_format.right_indent = Pt(14)
        run(made, f"抄送：{letter.copies.rstrip('。')}。", "fangsong", 14)
    return to_bytes(document)


def _page(document: Any, letter: Letter) -> None:
    """Margins, grid, the first page's name and red lines, the page numbers of the others."""
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(30), Mm(20)
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    # No character grid: word processors disagree on characters wider than its cells. Exact lines and closer characters
    # (SPACING) give the same 22 lines of 28 in all of them.
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    head = section.first_page_header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    count = max(len(letter.office), 1)
    spread = 0.22 if count <= 10 else 0.1 if count <= 14 else 0.03
    size = min(42.0, AREA_WIDTH / (count + spread * (count - 1)))
    line_height(head, size * 1.05)
    run(head, letter.office, "title", size, RED, spacing=size * spread)
    _wide(head)
    border(head, "bottom", "thickThinSmallGap", 24, 4 * MM, RED)
    foot = section.first_page_footer.paragraphs[0]
    line_height(foot, 6)
    _wide(foot)
    border(foot, "top", "thinThickSmallGap", 24, 1, RED)
    if letter.draft:
        note = section.first_page_footer.add_paragraph()
        note.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run(note, "草稿：所列问题尚未经审核人逐项确认", "hei", 9, "#7A7A7A")
    for footer, align in ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        number = footer.paragraphs[0]
        number.alignment = align
        number.paragraph_format.left_indent = number.paragraph_format.right_indent = Pt(14)
        # From the footer's 20 mm up to 7 mm below the type area.
        number.paragraph_format.space_after = Pt(5.5 * MM)
        run(number, "— ", "song", 14)
        field(number, "PAGE", "song", 14)
        run(number, " —", "song", 14)


def _wide(paragraph: Any) -> None:
    """170 mm centred on the page, 8 mm beyond the type area at the left and 6 at the right."""
    paragraph.paragraph_format.left_indent = Mm(-8)
    paragraph.paragraph_format.right_indent = Mm(-6)


def _paragraph(document: Any, text: str, role: str = "fangsong", *, first: float = 0.0, left: float = 0.0,
               align: Any = None) -> Any:
    made = document.add_paragraph()
    made.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if align is None else align
    line_height(made, PITCH)
    if first:
        made.paragraph_format.first_line_indent = Pt(first)
    if left:
        made.paragraph_format.left_indent = Pt(left)
    run(made, text, role, 16, spacing=SPACING)
    return made


def _blank(document: Any) -> Any:
    return _paragraph(document, "")


def _title(document: Any, title: str, before: float = 0.0) -> None:
    made = document.add_paragraph()
    made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line_height(made, TITLE_LINE)
    made.paragraph_format.space_before = Pt(before)
    made.paragraph_format.keep_with_next = True
    for number, text in enumerate(title_lines(title, AREA_WIDTH / 22 - 0.6)):
        if number:
            made.add_run().add_break()
        run(made, text, "title", 22)


def _tail(document: Any, letter: Letter) -> None:
    """Attachment note, signature, date and contact, tied together and to the last paragraph."""
    made = []
    if letter.attachment is not None:
        made.append(_blank(document))
        note = _paragraph(document, f"附件：{letter.attachment.name}", left=5 * CHARACTER)
        note.paragraph_format.first_line_indent = Pt(-3 * CHARACTER)
        made.append(note)
    signed, dated = measure([Span(letter.signer, BODY)]), measure([Span(letter.date, BODY)])
    if letter.sealed:
        date_x = AREA_WIDTH - 4 * CHARACTER - dated
        sign_x = min(date_x + (dated - signed) / 2, AREA_WIDTH - signed)
        made.append(_blank(document))
    elif dated > signed:
        date_x = AREA_WIDTH - 2 * CHARACTER - dated
        sign_x = date_x - 2 * CHARACTER
    else:
        sign_x = AREA_WIDTH - 2 * CHARACTER - signed
        date_x = min(sign_x + 2 * CHARACTER, AREA_WIDTH - dated)
    made.append(_blank(document))
    left = WD_ALIGN_PARAGRAPH.LEFT
    made.append(_paragraph(document, letter.signer, left=max(sign_x, 0.0), align=left))
    made.append(_paragraph(document, letter.date, left=date_x, align=left))
    for part in made[:-1]:
        part.paragraph_format.keep_with_next = True
    if letter.contact:
        made[-1].paragraph_format.keep_with_next = True
        _paragraph(document, letter.contact, first=2 * CHARACTER, align=left)


def _attachment(document: Any, attachment: Attachment) -> None:
    word = _paragraph(document, "附件", "hei")
    word.paragraph_format.page_break_before = True
    _blank(document)
    _title(document, attachment.title)
    line_height(document.add_paragraph(), 12)
    table = document.add_table(rows=1, cols=len(attachment.columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_columns(table, [share * AREA_WIDTH for share in attachment.shares])
    _row(table.rows[0], attachment.columns, attachment, head=True)
    repeat_row(table.rows[0])
    for texts in attachment.rows:
        added = table.add_row()
        whole_row(added)
        _row(added, texts, attachment)


def _row(table_row: Any, texts: tuple[str, ...], attachment: Attachment, head: bool = False) -> None:
    for cell, text, share in zip(table_row.cells, texts, attachment.shares, strict=True):
        cell.width = Pt(share * AREA_WIDTH)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER if head or len(text) <= 3 else None
        for number, line in enumerate(text.split("\n")):
            made = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            line_height(made, 15)
            made.alignment = WD_ALIGN_PARAGRAPH.CENTER if head or len(text) <= 3 else WD_ALIGN_PARAGRAPH.LEFT
            run(made, line, "hei" if head else "fangsong", 10.5)
            fonts_of(made.runs[0]._r.get_or_add_rPr(), "hei" if head else "fangsong")
