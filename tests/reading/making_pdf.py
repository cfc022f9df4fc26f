"""PDF files made for the tests: reports of invented bodies, set by reportlab as word processors set them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
LEFT, RIGHT, TOP, BOTTOM = 72.0, 523.0, 770.0, 72.0
SIZE, PITCH = 16.0, 28.0

Grid = list[tuple[int, int, int, int, str]]  # row, col, rowspan, colspan, text

ROWS = [
    "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益", "5.属于三类内部事务信息",
    "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项", "1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确", "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他",
]


def font() -> str:
    """The text face, registered once."""
    if "ShenduSong" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("ShenduSong", str(FONTS / "ShenduSong-Regular.ttf")))
    return "ShenduSong"


def pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    """The bytes of a PDF that ``draw`` draws on A4 pages."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, **options)
    canvas.setFont(font(), SIZE)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def prose(canvas: Canvas, text: str, y: float, *, indent: bool = True, size: float = SIZE, gap: float = 0.25) -> float:
    """Set a paragraph as a word processor does: first line indented, a little blank between hanzi and digits.

    Returns the y below it. ``gap`` is that blank in parts of the size.
    """
    canvas.setFont(font(), size)
    x = LEFT + (2 * size if indent else 0)
    last = ""
    for char in text:
        wide = pdfmetrics.stringWidth(char, font(), size)
        space = gap * size if last and last.isascii() != char.isascii() and (last + char).strip().isalnum() else 0
        if x + space + wide > RIGHT + 0.01:
            x, y, space = LEFT, y - PITCH * size / SIZE, 0
        canvas.drawString(x + space, y, char)
        x, last = x + space + wide, char
    return y - PITCH * size / SIZE


def table(
    canvas: Canvas, cells: Grid, xs: Sequence[float], ys: Sequence[float], *, size: float = 9, style: str = "strokes",
    skip: Sequence[tuple[float, float, float, float]] = (),
) -> None:
    """Draw cells on column edges ``xs`` and row edges ``ys`` (downwards, PDF coordinates).

    ``style``: ``strokes`` (a line an edge), ``bars`` (thin filled rectangles, as Word does), ``boxes`` (a rectangle a
    cell). ``skip`` leaves out edges. Text is centred and broken to the cell's width.
    """
    for row, col, high, wide, text in cells:
        x0, x1, top, low = xs[col], xs[col + wide], ys[row], ys[row + high]
        edges = [(x0, top, x1, top), (x0, low, x1, low), (x0, top, x0, low), (x1, top, x1, low)]
        canvas.setLineWidth(0.5)
        if style == "boxes":
            canvas.rect(x0, low, x1 - x0, top - low, stroke=1, fill=0)
        for ax, ay, bx, by in edges if style != "boxes" else ():
            if (ax, ay, bx, by) in skip:
                continue
            if style == "bars":
                canvas.rect(ax - 0.24, by - 0.24, bx - ax + 0.48, ay - by + 0.48, stroke=0, fill=1)
            else:
                canvas.line(ax, ay, bx, by)
        write(canvas, text, x0, x1, top, low, size)


def write(canvas: Canvas, text: str, x0: float, x1: float, top: float, low: float, size: float) -> None:
    """Write a text in the middle of a cell, broken to its width."""
    canvas.setFont(font(), size)
    lines, line = [], ""
    for char in text:
        if pdfmetrics.stringWidth(line + char, font(), size) > x1 - x0 - 4:
            lines.append(line)
            line = ""
        line += char
    lines.append(line)
    y = (top + low) / 2 + len(lines) * size * 0.6 - size
    for line in lines:
        canvas.drawString((x0 + x1) / 2 - pdfmetrics.stringWidth(line, font(), size) / 2, y, line)
        y -= 1.2 * size


def applications(figures: Sequence[Sequence[int]]) -> Grid:
    """Table three of the 2021 form as cells: 28 rows, 10 columns; ``figures`` has 25 rows of 7."""
    head: Grid = [
        (0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"), (0, 3, 1, 7, "申请人情况"),
        (1, 3, 2, 1, "自然人"), (1, 4, 1, 5, "法人或其他组织"), (1, 9, 2, 1, "总计"),
        (2, 4, 1, 1, "商业企业"), (2, 5, 1, 1, "科研机构"), (2, 6, 1, 1, "社会公益组织"), (2, 7, 1, 1, "法律服务机构"),
        (2, 8, 1, 1, "其他"),
        (3, 0, 1, 3, "一、本年新收政府信息公开申请数量"), (4, 0, 1, 3, "二、上年结转政府信息公开申请数量"),
        (5, 0, 22, 1, "三、本年度办理结果"), (5, 1, 1, 2, "（一）予以公开"),
        (6, 1, 1, 2, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
        (7, 1, 8, 1, "（三）不予公开"), (15, 1, 3, 1, "（四）无法提供"), (18, 1, 5, 1, "（五）不予处理"),
        (23, 1, 3, 1, "（六）其他处理"), (26, 1, 1, 2, "（七）总计"), (27, 0, 1, 3, "四、结转下年度继续办理"),
    ]
    head += [(7 + n, 2, 1, 1, label) for n, label in enumerate(ROWS)]
    return head + [(3 + r, 3 + k, 1, 1, str(v)) for r, line in enumerate(figures) for k, v in enumerate(line)]


def cut(cells: Grid, row: int) -> tuple[Grid, Grid]:
    """A table over a page break between two rows; merged cells are cut, their text stays on the first page."""
    upper = [(r, c, min(h, row - r), w, t) for r, c, h, w, t in cells if r < row]
    lower = [(max(r - row, 0), c, r + h - max(r, row), w, t if r >= row else "") for r, c, h, w, t in cells if r + h > row]
    return upper, lower
