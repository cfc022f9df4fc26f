"""Small submissions of an invented body, made in every format that can be written without an office program."""

from __future__ import annotations

import base64
import io
import quopri
import zipfile
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

import openpyxl
import xlwt

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TITLE = "云台县2023年政府信息公开工作年度报告"
BEFORE = (
    "一、总体情况",
    "2023年，云台县认真落实《中华人民共和国政府信息公开条例》，推进各项公开工作，共受理申请12件，其中自然人10件、法人2件，"
    "全部在法定期限内答复，没有因此引起的行政复议和行政诉讼。",
    "二、收到和处理申请情况",
)
AFTER = ("三、其他需要报告的事项", "无。")
# row, column, rows, columns, text: merged cells of every kind, an empty one, and one with two lines
TABLE = (
    (0, 0, 2, 2, "办理情况"), (0, 2, 1, 2, "申请人情况"), (0, 4, 2, 1, "总计"),
    (1, 2, 1, 1, "自然人"), (1, 3, 1, 1, "法人"),
    (2, 0, 2, 1, "办理\n结果"), (2, 1, 1, 1, "予以公开"), (2, 2, 1, 1, "10"), (2, 3, 1, 1, "2"), (2, 4, 1, 1, "12"),
    (3, 1, 1, 1, "不予公开"), (3, 2, 1, 1, "0"), (3, 3, 1, 1, ""), (3, 4, 1, 1, "0"),
)
ROWS, COLS = 4, 5
Cells = Sequence[tuple[int, int, int, int, str]]
Parts = Sequence[str | Cells]  # a report: paragraphs and tables
REPORT: Parts = (TITLE, *BEFORE, TABLE, *AFTER)


def zipped(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of named parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word document with this body; further parts by name (``styles``, ``numbering``, ``footnotes`` …)."""
    kinds = "".join(
        f'<Relationship Id="r{n}" Type="http://x/relationships/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(parts)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'{head}{relations}<Relationship Id="a" Type="http://x/relationships/officeDocument" '
                       'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f"{head}{relations}{kinds}</Relationships>",
        "word/document.xml": f'{head}<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/'
                             'markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
                             f'xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>',
    }
    for kind, inner in parts.items():
        files[f"word/{kind}.xml"] = f'{head}<w:{kind} xmlns:w="{W}">{inner}</w:{kind}>'
    return zipped(files)


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A Word paragraph; line feeds become breaks."""
    pieces = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(t)}</w:t>' for t in text.split("\n"))
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>{pieces}</w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    """A Word table cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tbl(rows: Iterable[str]) -> str:
    """A Word table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def _rows_with_continuations(table: Cells) -> list[list[tuple[int, int, int, int, str, bool]]]:
    """A table's rows, vertically merged cells repeated as continuations (last field)."""
    out = []
    for at in range(max(row + high for row, _, high, _, _ in table)):
        row = [(*cell, cell[0] != at) for cell in table if cell[0] <= at < cell[0] + cell[2]]
        out.append(sorted(row, key=lambda c: c[1]))
    return out


def _docx_table(table: Cells) -> str:
    rows = []
    for row in _rows_with_continuations(table):
        cells = ""
        for _, _, high, wide, text, goes_on in row:
            merge = "" if high == 1 else "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>'
            cells += tc(p("" if goes_on else text), f'<w:gridSpan w:val="{wide}"/>{merge}')
        rows.append(cells)
    return tbl(rows)


def report_docx(parts: Parts = REPORT) -> bytes:
    """The report as a Word document."""
    return docx("".join(p(part) if isinstance(part, str) else _docx_table(part) for part in parts))


def html_table(table: Cells) -> str:
    """The table as HTML."""
    rows = []
    for at in range(max(row + high for row, _, high, _, _ in table)):
        rows.append("".join(
            f'<td rowspan="{high}" colspan="{wide}"><p>{escape(text).replace(chr(10), "<br>")}</p></td>'
            for row, _, high, wide, text in table if row == at
        ))
    return "<table border=1>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def html_markup(charset: str = "utf-8", parts: Parts = REPORT) -> str:
    """The report as a web page."""
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>{TITLE}</title></head><body>'
        + "".join(f"<p>{escape(part)}</p>" if isinstance(part, str) else html_table(part) for part in parts) + "</body></html>"
    )


def report_html(parts: Parts = REPORT, charset: str = "utf-8") -> bytes:
    """The report as a web page in an encoding."""
    return html_markup(charset, parts).encode(charset)


def report_mht(parts: Parts = REPORT) -> bytes:
    """The report as a web archive, in GBK and quoted-printable as Word writes it."""
    page = quopri.encodestring(report_html(parts, "gb18030"))
    return (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="xx"\r\n\r\n--xx\r\nContent-Location: file:///a.htm\r\n'
        b'Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset="gb2312"\r\n\r\n' + page
        + b"\r\n--xx\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--xx--\r\n"
    )


def eml(attachment: tuple[str, bytes] | None = None, text: str = "附件为我县年度报告，请查收。") -> bytes:
    """A mail, with an attachment if given."""
    body = base64.encodebytes(text.encode())
    out = (
        b"From: a@example.invalid\r\nSubject: =?utf-8?b?" + base64.b64encode("年报".encode()) + b"?=\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="yy"\r\n\r\n--yy\r\nContent-Type: text/plain; charset=utf-8\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n" + body
    )
    if attachment:
        name, data = attachment
        coded = base64.b64encode(name.encode())
        out += (
            b'\r\n--yy\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="=?utf-8?b?'
            + coded + b'?="\r\nContent-Transfer-Encoding: base64\r\n\r\n' + base64.encodebytes(data)
        )
    return out + b"\r\n--yy--\r\n"


def _rtf(text: str) -> str:
    return "".join(
        c if c.isascii() else "".join(f"\\'{b:02x}" for b in c.encode("gb18030")) for c in text
    ).replace("\n", "\\line ")


def report_rtf(parts: Parts = REPORT) -> bytes:
    """The report as rich text: prose in Unicode escapes, tables in GBK escapes, cell borders a few twips off."""
    out = [r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}{\*\generator x;}"]
    for part in parts:
        if isinstance(part, str):
            plain = part.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
            coded = "".join(f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" if ord(c) > 127 else c for c in plain)
            out.append(r"\pard\plain\f0 " + coded + r"\par")
            continue
        for at, row in enumerate(_rows_with_continuations(part)):
            left = at % 5 * 3
            out.append(rf"\trowd\trleft{left}")
            for _, col, high, wide, _, goes_on in row:
                merge = "" if high == 1 else r"\clvmrg" if goes_on else r"\clvmgf"
                out.append(rf"{merge}\cellx{1000 * (col + wide) + left}")
            for *_, text, goes_on in row:
                out.append(r"\pard\plain\intbl\f0 " + ("" if goes_on else _rtf(text)) + r"\cell")
            out.append(r"\row")
    return ("\n".join(out) + "}").encode("ascii")


def _odt_table(table: Cells) -> str:
    rows = []
    places = {(row, col): (high, wide, text) for row, col, high, wide, text in table}
    columns = max(col + wide for _, col, _, wide, _ in table)
    for at in range(max(row + high for row, _, high, _, _ in table)):
        cells = ""
        for col in range(columns):
            if (at, col) not in places:
                cells += "<table:covered-table-cell/>"
                continue
            high, wide, text = places[at, col]
            cells += (f'<table:table-cell table:number-rows-spanned="{high}" table:number-columns-spanned="{wide}">'
                      f"<text:p>{escape(text).replace(chr(10), '<text:line-break/>')}</text:p></table:table-cell>")
        rows.append(f"<table:table-row>{cells}</table:table-row>")
    return "<table:table>" + "".join(rows) + "</table:table>"


def report_odt(parts: Parts = REPORT) -> bytes:
    """The report as an OpenDocument text."""
    return odt("".join(f"<text:p>{escape(x)}</text:p>" if isinstance(x, str) else _odt_table(x) for x in parts))


def odt(inner: str, styles: str = "") -> bytes:
    """An OpenDocument text with this body and these automatic styles."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"))
    )
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
                       f"<office:body><office:text>{inner}</office:text></office:body></office:document-content>",
        "META-INF/manifest.xml": "<manifest/>",
    })


def report_xlsx() -> bytes:
    """The table as a workbook, under its title."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([TITLE])
    sheet.merge_cells("A1:E1")
    for row, col, high, wide, text in TABLE:
        sheet.cell(row + 3, col + 1, int(text) if text.isdigit() else text)
        if high * wide > 1:
            sheet.merge_cells(start_row=row + 3, start_column=col + 1, end_row=row + 2 + high, end_column=col + wide)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def report_xls() -> bytes:
    """The table as an old workbook, under its title."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    sheet.write_merge(0, 0, 0, 4, TITLE)
    for row, col, high, wide, text in TABLE:
        value = int(text) if text.isdigit() else text
        sheet.write_merge(row + 2, row + 1 + high, col, col + wide - 1, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def report_ofd() -> bytes:
    """The report as an OFD page with ruled table."""
    objects = []

    def text(x: float, y: float, line: str, size: float = 4) -> None:
        steps = f'DeltaX="g {len(line) - 1} {size}"' if len(line) > 1 else ""
        objects.append(
            f'<ofd:TextObject Boundary="{x} {y} 180 {size}" Font="1" Size="{size}">'
            f'<ofd:TextCode X="0" Y="{size * 0.86}" {steps}>{escape(line)}</ofd:TextCode></ofd:TextObject>'
        )

    def prose(paragraphs: tuple[str, ...], y: float) -> float:
        for line in paragraphs:
            text(33, y, line[:38])
            for at in range(38, len(line), 40):
                y += 8
                text(25, y, line[at:at + 40])
            y += 8
        return y

    def rule(x0: float, y0: float, x1: float, y1: float) -> None:
        objects.append(
            f'<ofd:PathObject Boundary="{x0} {y0} {x1 - x0} {y1 - y0}" LineWidth="0.2">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    text(40, 25, TITLE, 6)
    y = prose(BEFORE, 45.0)
    for row, col, high, wide, content in TABLE:
        x0, y0, x1, y1 = 25 + col * 30, y + row * 14, 25 + (col + wide) * 30, y + (row + high) * 14
        for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            rule(*ends)
        for n, line in enumerate(filter(None, content.split("\n"))):
            text(x0 + 3, y0 + 2 + 6 * n, line)
    y += ROWS * 14 + 10
    prose(AFTER, y)
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return zipped({
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocInfo><ofd:Title>{TITLE}</ofd:Title></ofd:DocInfo>"
                   "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
                              '</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" '
                              'BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer>{''.join(objects)}"
                                          "</ofd:Layer></ofd:Content></ofd:Page>",
    })


REPORTS: dict[str, Callable[..., bytes]] = {
    "docx": report_docx, "html": report_html, "mht": report_mht, "rtf": report_rtf, "odt": report_odt, "ofd": report_ofd,
}
