"""Word and Excel files hold the same text, in the fonts that offices have, and batches are whole."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import output_fakes as fakes
import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pdf_probe import open_pdf, text_of

from desktop.output import LetterSettings, OutputError, SheetOptions, make_letter, make_sheet, write_folder
from desktop.output.batch import batch_pdf
from desktop.output.letter import Letter
from desktop.output.letter_docx import letter_docx
from desktop.output.sheet_docx import sheet_docx
from desktop.output.word import clean
from desktop.output.workbook import overview_xlsx, problems_xlsx

SETTINGS = LetterSettings(office="示例省人民政府办公厅", date="2025-03-12", code="示政办函", number=37, deadline="2025-03-25")
OPTIONS = SheetOptions("2025-03-12", "张审", "示例省人民政府办公厅")


def letter(org: str = "示例市人民政府") -> Letter:
    return make_letter(fakes.stored(org=org), SETTINGS)


def docx_text(data: bytes) -> str:
    document = Document(BytesIO(data))
    return "".join("".join(node.text or "" for node in document.element.body.iter(qn("w:t"))).split())


def test_letter_docx_has_the_measures_and_fonts() -> None:
    document = Document(BytesIO(letter_docx(letter())))
    section = document.sections[0]
    margins = [round(edge.mm, 1) for edge in (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)]
    assert margins == [37, 28, 35, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    body = next(p for p in document.paragraphs if p.text.startswith("根据《"))
    fonts = body.runs[0]._r.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert body.runs[0].font.size.pt == 16
    assert body.paragraph_format.line_spacing.pt == pytest.approx(28.95, abs=0.06)
    title = next(p for p in document.paragraphs if "年度报告审核意见的函" in p.text)
    assert title.runs[0]._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "方正小标宋简体"
    assert section.first_page_header.paragraphs[0].text == "示例省人民政府办公厅"
    kinds = [b.get(qn("w:val")) for part in (section.first_page_header, section.first_page_footer)
             for b in part.paragraphs[0]._p.pPr.find(qn("w:pBdr"))]
    assert kinds == ["thickThinSmallGap", "thinThickSmallGap"]


def test_letter_docx_says_what_the_pdf_says() -> None:
    made = letter()
    text = docx_text(letter_docx(made))
    for line in made.body:
        assert "".join(line.text.split()) in text
    assert made.attachment is not None
    for row in made.attachment.rows:
        for cell in row:
            assert "".join(cell.split()) in text


def test_sheet_docx_says_what_the_sheet_says() -> None:
    stored = fakes.stored()
    data = sheet_docx(make_sheet(stored, OPTIONS))
    text = docx_text(data)
    for finding in stored.findings:
        assert "".join(finding.message.split()) in text
    assert "☑修改后通过" in text
    marked = [c for c in Document(BytesIO(data)).element.iter(qn("w:shd")) if c.get(qn("w:fill")) == "FBDCD8"]
    assert len(marked) >= 4, "failing cells are filled"


def test_word_text_is_cleaned_of_what_xml_forbids() -> None:
    assert clean("a\x00b\x0bc\ud800\td\ne") == "abc〓\td\ne"
    stored = fakes.stored(conclusion="有\x01控制符")
    assert "有控制符" in docx_text(sheet_docx(make_sheet(stored, OPTIONS)))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["letter", "sheet"])
def test_libreoffice_opens_it_with_the_same_text(tmp_path: Path, kind: str) -> None:
    made = letter()
    data = letter_docx(made) if kind == "letter" else sheet_docx(make_sheet(fakes.stored(), OPTIONS))
    (tmp_path / "a.docx").write_bytes(data)
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf",
                    "--outdir", str(tmp_path), str(tmp_path / "a.docx")], check=True, timeout=180, capture_output=True)
    back = text_of((tmp_path / "a.pdf").read_bytes())
    assert set(docx_text(data)) - set("☐☑") <= set(back)


def test_problem_list() -> None:
    book = load_workbook(BytesIO(problems_xlsx([fakes.stored(), fakes.stored(org="云台县人民政府", keep=2)])))
    sheet = book.active
    assert sheet.max_row == 8
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:P8"
    assert [cell.value for cell in sheet[1]][:5] == ["单位", "年度", "稿次", "序号", "程度"]
    assert {sheet.cell(row, 1).value for row in range(2, 9)} == {"示例市人民政府", "云台县人民政府"}


@pytest.mark.parametrize("lead", ["=", "+", "-", "@"])
def test_cells_never_run_as_formulas(lead: str) -> None:
    stored = fakes.stored()
    first = stored.findings[0].fingerprint
    evil = f'{lead}cmd|" /C calc"!A0'
    stored = replace(stored, verdicts=stored.verdicts | {first: replace(stored.verdicts[first], wording=evil)})
    sheet = load_workbook(BytesIO(problems_xlsx([stored]))).active
    cell = next(c for row in sheet.iter_rows(min_row=2) for c in row if isinstance(c.value, str) and c.value.startswith(lead + "cmd"))
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_overview() -> None:
    stored = fakes.stored()
    unread = replace(stored.submission, id=2, org=None, year=None, form=None, error="文件已加密，请提供无密码的文件。", copied=0.42)
    sheet = load_workbook(BytesIO(overview_xlsx([stored.submission, unread]))).active
    assert [sheet.cell(2, n).value for n in (1, 2, 3, 4, 6)] == ["示例市人民政府", "市级", 2024, "2021年版", "审阅中"]
    assert sheet.cell(3, 14).value == "文件已加密，请提供无密码的文件。"
    assert sheet.cell(3, 11).number_format == "0%"


def test_empty_workbooks_open() -> None:
    assert load_workbook(BytesIO(problems_xlsx([]))).active.max_row == 1


def test_batch_has_an_outline() -> None:
    told: list[tuple[int, int]] = []
    sheets = [make_sheet(fakes.stored(), OPTIONS), make_sheet(fakes.stored(org="云台县人民政府", keep=1), OPTIONS)]
    data = batch_pdf([*sheets, letter("青禾镇人民政府")], "汇编", progress=lambda done, count: told.append((done, count)))
    assert data is not None
    marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in open_pdf(data).get_toc()]
    top = [(title, page) for level, title, page in marks if level == 0]
    assert [title for title, _ in top] == ["示例市人民政府（2024年）", "云台县人民政府（2024年）", "青禾镇人民政府（2024年）"]
    assert top[0][1] == 0
    assert top[1][1] == 2
    assert (1, "审核结论") in [(level, title) for level, title, _ in marks]
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_batch_cancelled_and_empty() -> None:
    assert batch_pdf([letter()], "x", cancelled=lambda: True) is None
    with pytest.raises(OutputError):
        batch_pdf([], "x")


@pytest.mark.parametrize("workers", [1, 2])
def test_folder_of_letters(tmp_path: Path, workers: int) -> None:
    papers = [letter(f"示例{chr(0x4E00 + n)}县人民政府") for n in range(24)] + [letter("云台县人民政府"), letter("云台县人民政府")]
    told: list[int] = []
    summary = write_folder(papers, tmp_path, progress=lambda done, _: told.append(done), workers=workers)
    assert not summary.failures
    assert not summary.cancelled
    assert told[-1] == 26
    assert len({export.path for export in summary.exports}) == 26
    assert (tmp_path / "云台县人民政府_2024_反馈意见函（2）.pdf").exists()
    assert all(export.path.read_bytes().startswith(b"%PDF") for export in summary.exports)


def test_folder_cancel_and_failures(tmp_path: Path) -> None:
    calls = iter([False, False, True])
    summary = write_folder([letter(), letter("云台县人民政府"), letter("青禾镇人民政府")], tmp_path, cancelled=lambda: next(calls))
    assert summary.cancelled
    assert len(summary.exports) == 2
    (tmp_path / "file").write_text("x")
    failed = write_folder([letter()], tmp_path / "file")
    assert [f.name for f in failed.failures] == ["示例市人民政府_2024_反馈意见函.pdf"]
