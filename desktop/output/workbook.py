"""Problem list and overview as Excel workbooks: heads frozen, filters on, everything that is text kept as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from desktop.archive.model import StoredReport, Submission
from desktop.intake.roster import LEVEL_NAMES
from desktop.output.describe import FORMS, GROUPS, SEVERITIES, items, org_of, year_of
from desktop.review import STATES

PROBLEMS = (
    ("单位", 24), ("年度", 7), ("稿次", 6), ("序号", 6), ("程度", 7), ("类别", 11), ("问题", 18), ("位置", 26), ("原文", 34),
    ("说明", 44), ("演算", 26), ("依据", 30), ("修改建议", 30), ("确认", 9), ("备注", 20), ("整改情况", 18),
)
OVERVIEW = (
    ("单位", 28), ("级别", 8), ("年度", 7), ("格式", 13), ("稿次", 6), ("状态", 9), ("错误", 7), ("疑似", 7), ("提示", 7),
    ("待确认", 8), ("与上年雷同", 11), ("收到时间", 18), ("文件", 34), ("不能读取的原因", 44),
)
_FILLS = {"错误": "FBDCD8", "疑似": "FFF1D0"}
# A cell that begins so would be run as a formula by Excel, or by the next program that gets a copy.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def problems_xlsx(reports: Iterable[StoredReport], *, notices: bool = True, accepted_only: bool = False) -> bytes:
    """The problems of reports, a row a finding, dismissed ones left out, as the bytes of an .xlsx."""
    rows: list[Sequence[str | int | float | None]] = []
    for stored in reports:
        for item in items(stored, notices=notices, accepted_only=accepted_only):
            rows.append((
                org_of(stored), year_of(stored), stored.submission.version, item.number, SEVERITIES[item.severity],
                GROUPS[item.group], item.title, item.place, "\n".join(quote.text for quote in item.quotes), item.problem,
                item.working, item.basis, item.suggestion, "已确认" if item.decided else "待确认", item.remark, None,
            ))
    return _book("问题清单", PROBLEMS, rows)


def overview_xlsx(submissions: Iterable[Submission]) -> bytes:
    """All submissions, a row each, as the bytes of an .xlsx."""
    rows: list[Sequence[str | int | float | None]] = [
        (
            s.org, LEVEL_NAMES.get(s.level or ""), s.year, FORMS.get(s.form or ""), s.version, STATES[s.state], s.errors, s.warnings,
            s.notices, s.open, s.copied, s.received.replace("T", " "), s.name, s.error,
        )
        for s in submissions
    ]
    return _book("年度报告总览", OVERVIEW, rows)


def _book(
    title: str, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str | int | float | None]],
) -> bytes:
    book: Any = Workbook()
    sheet = book.active
    sheet.title = title
    thin = Side(style="thin", color="C9C9C9")
    edges = Border(left=thin, right=thin, top=thin, bottom=thin)
    for number, (name, width) in enumerate(columns, 1):
        cell = sheet.cell(1, number, name)
        cell.font = Font(name="黑体", size=11, bold=True)
        cell.fill = PatternFill("solid", fgColor="E8ECF1")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = edges
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line, values in enumerate(rows, 2):
        for number, value in enumerate(values, 1):
            cell = sheet.cell(line, number)
            put_value(cell, value)
            cell.font = Font(name="宋体", size=10.5)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.border = edges
            if isinstance(value, str) and value in _FILLS:
                cell.fill = PatternFill("solid", fgColor=_FILLS[value])
            if isinstance(value, float):
                cell.number_format = "0%"
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(len(rows) + 1, 1)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def put_value(cell: Any, value: str | int | float | None) -> None:
    """Writes a value; text stays text whatever it begins with."""
    if not isinstance(value, str):
        cell.value = value
        return
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:32000]
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_FORMULA):
        cell.quotePrefix = True
