"""The comment sheet tells every finding with its evidence, and what the reviewer did with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import output_fakes as fakes
from pdf_probe import open_pdf, page_text, text_of

from desktop.archive.model import Correction
from desktop.output import SheetOptions, export_sheet, make_sheet, write_sheet
from desktop.output.describe import items
from desktop.output.sheet_pdf import sheet_pdf

OPTIONS = SheetOptions("2025-03-12", "张审", "示例省人民政府办公厅")


def test_sheet_holds_everything() -> None:
    stored = fakes.stored()
    back = text_of(sheet_pdf(make_sheet(stored, OPTIONS)))
    for wanted in ("政府信息公开工作年度报告审核意见表", "示例市人民政府", "2024年（2021年版格式）", "第2稿，2025年3月9日收到", "张审",
                   "2025年3月12日", "错误3项，疑似1项，提示1项", "一、总体情况", "三、收到和处理政府信息公开申请情况", "审核结论", "修改后通过",
                   "审核人（签字）：", "第1页共2页", "表述宜具体。", "已电话沟通，承办人确认系笔误。", "问题部分内容偏少"):
        assert "".join(wanted.split()) in back, wanted
    for finding in stored.findings:
        assert finding.message in back
        assert "".join((finding.working or "").split()) in back
        assert finding.suggestion in back


def test_table_findings_have_a_marked_excerpt() -> None:
    found = {item.title: item for item in items(fakes.stored())}
    balance = next(item for item in items(fakes.stored()) if item.finding.check == "fake-balance")
    assert balance.excerpt is not None
    assert [(c.text, c.row) for c in balance.excerpt.cells if c.marked] == [("391", 3), ("315", 4), ("4", 5)]
    assert balance.excerpt.gaps == (3,)
    shown = {c.text for c in balance.excerpt.cells}
    assert {"总计", "自然人", "（七）总计", "三、本年度办理结果"} <= shown
    assert "（一）予以公开" not in shown
    assert balance.place == "第三部分申请情况表“一、本年新收政府信息公开申请数量”行“总计”列"
    assert found


def test_prose_is_quoted_with_its_sentence_and_marked() -> None:
    item = next(item for item in items(fakes.stored()) if item.finding.check == "fake-parts")
    (quote,) = item.quotes
    assert [quote.text[a:b] for a, b in quote.marked] == ["105条", "权责清单50条"]
    assert quote.text.endswith("行政裁决1条。")
    assert item.place == "第一部分第2段"


def test_without_notices_and_accepted_only() -> None:
    stored = fakes.stored(accept=False)
    sheet = make_sheet(stored, replace(OPTIONS, notices=False))
    assert sum(len(part.items) for part in sheet.parts) == 4
    assert any("另有提示1项" in "".join(line.split()) for line in sheet.summary)
    assert sum(len(part.items) for part in make_sheet(stored, replace(OPTIONS, accepted_only=True)).parts) == 0


def test_dismissed_findings_are_left_out_and_counted() -> None:
    stored = fakes.stored()
    first = stored.findings[0].fingerprint
    verdicts = stored.verdicts | {first: replace(stored.verdicts[first], decision="dismissed", reason="系分类口径")}
    sheet = make_sheet(replace(stored, verdicts=verdicts), OPTIONS)
    assert sum(len(part.items) for part in sheet.parts) == 4
    assert any("不作为问题的 1 项" in line for line in sheet.summary)


def test_reviewer_wording_severity_and_corrections() -> None:
    stored = fakes.stored()
    first = stored.findings[0].fingerprint
    verdicts = stored.verdicts | {first: replace(stored.verdicts[first], wording="改写后的说明", severity="notice")}
    stored = replace(stored, verdicts=verdicts,
                     corrections=(Correction(1, "applications.new.total", "391", "316", "张审", "2025-03-10T10:00:00"),))
    sheet = make_sheet(stored, OPTIONS)
    item = next(i for part in sheet.parts for i in part.items if i.finding.fingerprint == first)
    assert (item.problem, item.severity) == ("改写后的说明。", "notice")
    assert any("“391”应为“316”" in line for line in sheet.summary)


def test_comparison_with_the_hand_in_before() -> None:
    before = fakes.stored(version=1, accept=False)
    now = fakes.stored(keep=3, accept=False)
    sheet = make_sheet(now, OPTIONS, before)
    assert "较第1稿：已改正 2 项，仍存在 3 项，新增 0 项。" in sheet.summary


def test_conclusions() -> None:
    assert make_sheet(fakes.stored(conclusion="修改后通过"), OPTIONS).conclusion == "修改后通过"
    free = make_sheet(fakes.stored(conclusion="退回重报：表格缺失。"), OPTIONS)
    assert (free.conclusion, free.verdict) == ("退回重报", "表格缺失")
    assert make_sheet(fakes.stored(conclusion="总体较好"), OPTIONS).verdict == "总体较好"


def test_no_findings() -> None:
    back = text_of(sheet_pdf(make_sheet(fakes.stored(keep=0), OPTIONS)))
    assert "未发现问题。" in back


def test_the_conclusion_is_never_alone_on_a_page() -> None:
    for more in range(24):
        document = open_pdf(sheet_pdf(make_sheet(fakes.stored(more=more), OPTIONS)))
        last = page_text(document[len(document) - 1])
        assert "审核结论" in last
        assert not last.strip().startswith("审核结论"), more


def test_outline_lists_the_sections() -> None:
    document = open_pdf(sheet_pdf(make_sheet(fakes.stored(), OPTIONS)))
    titles = [mark.get_title() for mark in document.get_toc()]
    assert titles[0] == "全文"
    assert titles[-1] == "审核结论"
    assert "一、总体情况" in titles


def test_fonts_are_embedded() -> None:
    data = sheet_pdf(make_sheet(fakes.stored(), OPTIONS))
    assert data.count(b"/FontFile2") >= 4
    assert b"/Helvetica" not in data.split(b"/FontFile2")[0] or b"/ToUnicode" in data


def test_writing(tmp_path: Path) -> None:
    stored = fakes.stored()
    path = write_sheet(stored, tmp_path, reviewer="张审", office="示例省人民政府办公厅", today="2025-03-12")
    assert path.name == "示例市人民政府_2024_审核意见表_第2稿.pdf"
    named = tmp_path / "意见.pdf"
    assert write_sheet(stored, named, today="2025-03-12") == named
    export = export_sheet(stored, tmp_path / "意见.docx", OPTIONS)
    assert (export.kind, export.format) == ("sheet", "docx")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["意见.docx", "意见.pdf", path.name]
