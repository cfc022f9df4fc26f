"""The comment sheet as PDF: A4, findings in frames by section, the failing cells of tables drawn and marked."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.output.canvas import HEIGHT, MM, Paper
from desktop.output.describe import SEVERITIES, Item, Quote
from desktop.output.excerpt_pdf import excerpt_row
from desktop.output.flow import Flow, baseline, one_line
from desktop.output.sheet import CONCLUSIONS, TITLE, Sheet, SheetPart
from desktop.output.typeset import Line, Span, Style, set_lines
from desktop.report import Severity

COLORS: dict[Severity, str] = {"error": "#c62f2f", "warning": "#b97a00", "notice": "#5b6b7b"}
TITLE_STYLE = Style("title", 20)
BODY = Style("song", 10.5)
LABEL = Style("hei", 10, color="#4a5560")
CELL = Style("song", 10.5)
HEAD = Style("hei-bold", 12.5, color="#1d3f72")
STRONG = Style("hei-bold", 10.5)
QUOTE = Style("song", 10.5, back="#f4f3ef")
MARK = Style("song", 10.5, color="#9c1f1f", back="#fbe3df")
KAI = Style("kai", 10.5)
SMALL = Style("hei", 9, color="#555555")
LEADING = 17.0
PAD = 10.0


def sheet_pdf(sheet: Sheet) -> bytes:
    """The whole sheet as the bytes of a PDF, with an outline entry for each section."""
    paper = Paper(f"{sheet.org}{sheet.year or ''}{TITLE}", sheet.office, TITLE)
    draw_sheet(paper, sheet)
    return paper.finish()


def draw_sheet(paper: Paper, sheet: Sheet, level: int = 0) -> None:
    """Draws the sheet from the paper's current page on; the page stays open. ``level`` is that of its outline entries."""
    flow = Flow(level=level)
    flow.text([Span(TITLE, TITLE_STYLE)], 30, align="center", keep=True)
    flow.space(8, keep=True)
    _header(flow, sheet.header)
    flow.space(8)
    for line in sheet.summary:
        flow.text([Span(line, Style("hei", 10.5))], LEADING)
    for remark in sheet.remarks:
        flow.text([Span("读取说明：", LABEL), Span(remark, BODY)], LEADING)
    for part in sheet.parts:
        _part(flow, part)
    _conclusion(flow, sheet)

    def furniture(target: Paper, number: int, count: int) -> None:
        y = HEIGHT - 17 * MM
        target.rule(flow.left, y, flow.right, y, color="#b5b5b5", thickness=0.5)
        one_line(target, sheet.office or sheet.org, SMALL, flow.left, y + 13)
        one_line(target, f"第 {number} 页　共 {count} 页", SMALL, flow.right, y + 13, "right")

    flow.draw(paper, furniture)


def _header(flow: Flow, pairs: Sequence[tuple[str, str]]) -> None:
    """The grid of label and value, two pairs a row; long values wrap."""
    label, value = 21 * MM, (flow.width - 42 * MM) / 2
    widths = (label, value, label, value)
    for first in range(0, len(pairs), 2):
        texts = [text for pair in pairs[first:first + 2] for text in pair]
        cells = [set_lines([Span(text or " ", LABEL if i % 2 == 0 else CELL)], widths[i] - 12, align="left")
                 for i, text in enumerate(texts)]
        height = max(len(lines) for lines in cells) * 15 + 8

        def draw(paper: Paper, top: float, cells: list[list[Line]] = cells, height: float = height) -> None:
            x = flow.left
            for index, lines in enumerate(cells):
                paper.rect(x, top, widths[index], height, stroke="#7d7d7d", fill="#f1f2f4" if index % 2 == 0 else "#ffffff")
                upper = top + (height - len(lines) * 15) / 2
                for number, line in enumerate(lines):
                    paper.line(line, x + 6, baseline(upper + number * 15, 15, line.size))
                x += widths[index]

        flow.add(height, draw, keep=first + 2 < len(pairs))


def _part(flow: Flow, part: SheetPart) -> None:
    _heading(flow, part.heading)
    for item in part.items:
        _item(flow, item)
        flow.space(7)
    for note in part.notes:
        flow.text([Span("审核人批注：", LABEL), Span(note, KAI)], LEADING)
    if part.notes:
        flow.space(4)


def _heading(flow: Flow, text: str, keep: bool = False) -> None:
    flow.space(10, keep=keep)
    flow.bookmark(text)
    flow.text([Span(text, HEAD)], 20, keep=True)

    def rule(paper: Paper, top: float) -> None:
        paper.rule(flow.left, top + 1, flow.right, top + 1, color="#1d3f72", thickness=0.7)

    flow.add(7, rule, keep=True)


def _item(flow: Flow, item: Item) -> None:
    left, width = flow.left + PAD + 3, flow.width - 2 * PAD - 3
    flow.open_frame(COLORS[item.severity], item.severity != "error")
    flow.space(5, keep=True)
    state = "" if item.decided else "（待确认）"
    flow.text([Span(f"{item.number}. {item.title}", STRONG),
               Span(f"　{SEVERITIES[item.severity]}{state}", Style("hei", 9.5, color=COLORS[item.severity])),
               Span(f"　{item.place}", Style("hei", 9.5, color="#4a5560"))], LEADING, left=left, width=width, keep=True)
    for quote in item.quotes:
        flow.text(_quoted(quote), LEADING, left=left, width=width, hang=31)
    if item.excerpt is not None:
        flow.space(3, keep=True)
        height, draw = excerpt_row(item.excerpt, left, width)
        flow.add(height, draw, keep=True)
        flow.space(5, keep=True)
    rows = [("问题", item.problem, BODY), ("演算", item.working, BODY), ("依据", item.basis, BODY),
            ("建议", item.suggestion, BODY), ("备注", item.remark, KAI)]
    for label, text, style in rows:
        if text:
            flow.text([Span(label, LABEL), Span("　", BODY), Span(" ".join(text.split()), style)], LEADING, left=left,
                      width=width, hang=31)
    flow.space(5)
    flow.close_frame()


def _quoted(quote: Quote) -> list[Span]:
    lead = "原文" if quote.file is None else "另见"
    spans = [Span(lead, LABEL), Span("　", BODY)]
    at = 0
    for start, end in quote.marked:
        if start < at:
            continue
        spans += [Span(quote.text[at:start], QUOTE), Span(quote.text[start:end], MARK)]
        at = end
    spans.append(Span(quote.text[at:], QUOTE))
    if quote.file:
        spans.append(Span(f"（{quote.file}）", SMALL))
    return [span for span in spans if span.text]


def _conclusion(flow: Flow, sheet: Sheet) -> None:
    """Boxes, the reviewer's words and the lines to sign, together on one page and not alone there."""
    flow.hold_back(70)
    _heading(flow, "审核结论", keep=True)
    text = Style("song", 11)

    def boxes(paper: Paper, top: float) -> None:
        x = flow.left
        for name in CONCLUSIONS:
            base = baseline(top, 22, 11)
            paper.rect(x, base - 8.6, 9, 9, stroke="#222222", thickness=0.8)
            if name == sheet.conclusion:
                paper.rule(x + 1.5, base - 4.2, x + 3.8, base - 1.6, color="#111111", thickness=1.4)
                paper.rule(x + 3.8, base - 1.6, x + 8.6, base - 8.2, color="#111111", thickness=1.4)
            one_line(paper, name, text, x + 13, base)
            x += 13 + 11 * len(name) + 26
        if sheet.deadline:
            one_line(paper, f"整改期限：{sheet.deadline}", text, flow.right, baseline(top, 22, 11), "right")

    flow.add(24, boxes, keep=True)
    if sheet.verdict:
        flow.text([Span(sheet.verdict, text)], 19, keep=True)
    flow.space(22, keep=True)

    def sign(paper: Paper, top: float) -> None:
        base = baseline(top, 22, 11)
        x = flow.left
        for label, share in (("审核人（签字）：", 0.37), ("负责人（签字）：", 0.37), ("日期：", 0.26)):
            one_line(paper, label, text, x, base)
            paper.rule(x + 11 * len(label) + 2, base + 2, x + share * flow.width - 14, base + 2, thickness=0.6)
            x += share * flow.width

    flow.add(24, sign)
