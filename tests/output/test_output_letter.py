"""The letter's geometry, measured from the PDF within half a millimetre of GB/T 9704-2012, and its text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import ClassVar

import output_fakes as fakes
import pytest
from pdf_probe import Char, bars, chars, lines, open_pdf, text_of

from desktop.output.letter import (
    BodyLine,
    Letter,
    LetterSettings,
    make_circular,
    make_letter,
    make_reminder,
    preview,
    settings_from,
)
from desktop.output.letter_layout import lay_out
from desktop.output.letter_pdf import letter_pages, letter_pdf
from desktop.output.templates import template

CLOSE = 0.5
SETTINGS = LetterSettings(office="示例省人民政府办公厅", date="2025-03-12", code="示政办函", number=37, contact="张审",
                          phone="0000-1234567", deadline="2025-03-25")


def letter(more: int = 0, keep: int | None = None, **changes: object) -> Letter:
    return make_letter(fakes.stored(more=more, keep=keep), replace(SETTINGS, **changes))  # type: ignore[arg-type]


def page_lines(made: Letter, number: int) -> dict[float, list[Char]]:
    return lines(chars(open_pdf(letter_pdf(made))[number - 1]))


def text(line: list[Char]) -> str:
    return "".join(char.text for char in line)


def body_lines(found: dict[float, list[Char]]) -> dict[float, list[Char]]:
    return {y: line for y, line in found.items() if all(char.size == 16 for char in line)}


def test_page_is_a4() -> None:
    page = open_pdf(letter_pdf(letter()))[0]
    assert page.get_width() / (72 / 25.4) == pytest.approx(210, abs=0.1)
    assert page.get_height() / (72 / 25.4) == pytest.approx(297, abs=0.1)


def test_margins_of_the_type_area() -> None:
    long = letter(more=40)
    found = body_lines(page_lines(long, 2))
    assert len(found) in (21, 22)
    assert min(line[0].x for line in found.values()) == pytest.approx(28, abs=CLOSE)
    # Full lines end at 184 mm: the last character's origin is one character before it.
    ends = [max(char.ink[2] for char in line) for line in found.values() if len(line) >= 27]
    assert max(ends) <= 184 + 0.1
    whole = replace(long, body=(BodyLine("text", "政" * 1000),))
    for line in body_lines(page_lines(whole, 2)).values():
        if text(line) == "政" * 28:
            assert line[-1].x + 156 / 28 == pytest.approx(184, abs=CLOSE)
    # A line is 225/22 mm high and its character (5.64 mm) stands in the middle, so the first baseline is known.
    first = min(found)
    assert first == pytest.approx(37 + (225 / 22 - 5.644) / 2 + 0.88 * 5.644, abs=CLOSE)
    assert max(found) <= 37 + 225


def test_line_pitch_and_22_lines() -> None:
    made = replace(letter(), body=tuple(BodyLine("text", "政" * 28 * 3) for _ in range(30)))
    found = body_lines(page_lines(made, 2))
    assert len(found) == 22
    for above, below in pairwise(found):
        assert below - above == pytest.approx(225 / 22, abs=0.05)


def test_28_characters_a_line_and_their_pitch() -> None:
    made = replace(letter(), body=(BodyLine("text", "政" * 200),))
    full = [line for line in body_lines(page_lines(made, 1)).values() if text(line) == "政" * 28]
    assert full
    for line in full:
        assert line[0].x == pytest.approx(28, abs=CLOSE)
        for left, right in pairwise(line):
            assert right.x - left.x == pytest.approx(156 / 28, abs=0.02)


def test_first_lines_are_indented_two_characters() -> None:
    made = replace(letter(), body=(BodyLine("text", "政" * 200),))
    first = next(line for line in body_lines(page_lines(made, 1)).values() if text(line) == "政" * 26)
    assert first[0].x == pytest.approx(28 + 2 * 156 / 28, abs=CLOSE)


def test_sizes() -> None:
    found = page_lines(letter(), 1)
    title = [line for line in found.values() if "政府信息公开工作年度报告审核意见的函" in text(line)]
    assert {char.size for line in title for char in line} == {22}
    addressee = next(line for line in found.values() if text(line).startswith("示例市人民政府办公室："))
    assert {char.size for char in addressee} == {16}
    assert addressee[0].x == pytest.approx(28, abs=CLOSE)
    assert title[-1][0].y + 225 / 22 * 1.2 < addressee[0].y


def test_title_is_centred_on_the_type_area() -> None:
    for line in page_lines(letter(), 1).values():
        if line[0].size == 22:
            assert (line[0].ink[0] + line[-1].ink[2]) / 2 == pytest.approx(28 + 78, abs=1.0)


def test_mark_and_red_lines() -> None:
    page = open_pdf(letter_pdf(letter()))[0]
    mark = next(line for line in lines(chars(page)).values() if text(line) == "示例省人民政府办公厅")
    assert min(char.ink[1] for char in mark) == pytest.approx(30, abs=CLOSE)
    assert (mark[0].ink[0] + mark[-1].ink[2]) / 2 == pytest.approx(105, abs=1.0)
    red = sorted((bar for bar in bars(page) if bar.color[0] > 200 and bar.color[1] < 50), key=lambda bar: bar.top)
    assert len(red) == 4
    for bar in red:
        assert bar.left == pytest.approx(20, abs=CLOSE)
        assert bar.right == pytest.approx(190, abs=CLOSE)
    assert red[0].top - max(char.ink[3] for char in mark) == pytest.approx(4, abs=CLOSE)
    assert red[3].bottom == pytest.approx(297 - 20, abs=CLOSE)
    heights = [bar.bottom - bar.top for bar in red]
    assert heights[0] > heights[1] * 1.5, "thick above thin under the name"
    assert heights[3] > heights[2] * 1.5, "thin above thick at the foot"


def test_red_lines_only_on_the_first_page() -> None:
    document = open_pdf(letter_pdf(letter()))
    for index in range(1, len(document)):
        assert not [bar for bar in bars(document[index]) if bar.color[0] > 200]


def test_document_number() -> None:
    page = open_pdf(letter_pdf(letter()))[0]
    found = lines(chars(page))
    number = next(line for line in found.values() if text(line) == "示政办函〔2025〕37号")
    red = sorted((bar for bar in bars(page)), key=lambda bar: bar.top)
    top = number[0].y - 0.88 * 16 / (72 / 25.4)
    assert top - red[1].bottom == pytest.approx(5.644 * 7 / 8, abs=CLOSE)
    assert number[-1].x + 156 / 28 == pytest.approx(184, abs=CLOSE)
    title = min(y for y, line in found.items() if line[0].size == 22)
    title_top = title - 0.88 * 22 / (72 / 25.4)
    assert title_top - (top + 5.644) == pytest.approx(2 * 225 / 22, abs=CLOSE)


def test_page_numbers() -> None:
    document = open_pdf(letter_pdf(letter(more=40)))
    assert len(document) > 4
    first = lines(chars(document[0]))
    assert not any("—" in text(line) for line in first.values())
    for index in range(1, len(document)):
        found = lines(chars(document[index]))
        number = next(line for line in found.values() if text(line) == f"—{index + 1}—")
        assert {char.size for char in number} == {14}
        dash = (number[0].ink[1] + number[0].ink[3]) / 2
        assert dash == pytest.approx(37 + 225 + 7, abs=CLOSE)
        character = 14 / (72 / 25.4)
        if index % 2:
            assert number[0].x == pytest.approx(28 + character, abs=CLOSE)
        else:
            assert number[-1].ink[2] == pytest.approx(184 - character, abs=CLOSE)


def test_heads_have_their_faces() -> None:
    made = letter(template="rectify")
    kinds = [line.kind for line in made.body]
    assert "heading1" in kinds
    assert "heading2" in kinds
    fonts = {run.font for page in letter_pages(made) for placed in page.lines for run in placed.line.runs
             if placed.line.text.strip() in ("一、存在的问题", "（一）表格数据")}
    assert fonts == {"ShenduHei-Regular", "ShenduKai-Regular"}


def test_sealed_signature_stands_over_the_date() -> None:
    document = open_pdf(letter_pdf(letter()))
    found = [line for index in range(len(document)) for line in lines(chars(document[index])).values()]
    date = next(line for line in found if text(line) == "2025年3月12日")
    sign = [line for line in found if text(line) == "示例省人民政府办公厅" and line[0].size == 16][-1]
    character = 156 / 28
    assert date[-1].x + character == pytest.approx(184 - 4 * character, abs=CLOSE)
    middle = (sign[0].x + sign[-1].x + character) / 2
    assert middle == pytest.approx((date[0].x + date[-1].x + character) / 2, abs=CLOSE)
    assert date[0].y - sign[0].y == pytest.approx(225 / 22, abs=0.05)


def test_unsealed_signature() -> None:
    document = open_pdf(letter_pdf(letter(sealed=False)))
    found = [line for index in range(len(document)) for line in lines(chars(document[index])).values()]
    sign = [line for line in found if text(line) == "示例省人民政府办公厅" and line[0].size == 16][-1]
    date = next(line for line in found if text(line) == "2025年3月12日")
    character = 156 / 28
    assert sign[-1].x + character == pytest.approx(184 - 2 * character, abs=CLOSE)
    assert date[0].x == pytest.approx(sign[0].x + 2 * character, abs=CLOSE)


def test_short_name_of_office_unsealed_puts_the_date_two_in() -> None:
    document = open_pdf(letter_pdf(letter(sealed=False, signer="示例厅")))
    found = [line for index in range(len(document)) for line in lines(chars(document[index])).values()]
    date = next(line for line in found if text(line) == "2025年3月12日")
    assert date[-1].x + 156 / 28 == pytest.approx(184 - 2 * 156 / 28, abs=CLOSE)


@pytest.mark.parametrize("count", range(1, 46))
def test_the_signature_is_never_alone_and_heads_never_last(count: int) -> None:
    made = replace(letter(), attachment=None, body=tuple(
        line for n in range(count) for line in (BodyLine("heading1", "一、标题"), BodyLine("text", "政" * (20 + 7 * n % 60)))))
    pages = lay_out(made)
    last = [placed.line.text for placed in sorted(pages[-1].lines, key=lambda p: p.baseline)]
    signed = last.index(made.signer)
    assert sum(1 for line in last[:signed] if "政政" in line or "标题" in line) >= 2 or len(pages) == 1
    for page in pages:
        ordered = sorted(page.lines, key=lambda p: p.baseline)
        assert ordered[-1].line.text != "一、标题"
        assert page.free <= 22
        assert ordered[-1].baseline < (37 + 225) * 72 / 25.4


@pytest.mark.parametrize(("more", "pages"), [(0, (2, 4)), (8, (3, 6)), (40, (6, 12))])
def test_every_character_comes_back(more: int, pages: tuple[int, int]) -> None:
    made = letter(more=more)
    data = letter_pdf(made)
    back = text_of(data)
    assert pages[0] <= len(open_pdf(data)) <= pages[1]
    assert "".join(made.addressee.split()) + "：" in back
    for line in made.body:
        # A page number may stand between two lines of a paragraph.
        sought = "".join(line.text.split())
        assert sought in back or all(part in back for part in (sought[:12], sought[-12:])), sought
    assert made.attachment is not None
    for row in made.attachment.rows:
        for cell in row:
            assert set("".join(cell.split())) <= set(back)
    assert "〔2025〕37号" in back
    assert "（联系人：张审，联系电话：0000-1234567）" in back


def test_every_character_is_drawn_once() -> None:
    made = letter(more=8)
    want = sorted("".join("".join(placed.line.text.split()) for page in letter_pages(made) for placed in page.lines))
    assert sorted(text_of(letter_pdf(made))) == want


def test_one_page_letter() -> None:
    made = make_letter(fakes.stored(keep=0), SETTINGS)
    assert made.attachment is None
    assert "未发现需要修改的问题" in made.body[0].text
    assert len(open_pdf(letter_pdf(made))) == 1


def test_forty_findings_are_told_in_part_and_listed_in_full() -> None:
    made = letter(more=35)
    assert made.attachment is not None
    assert len(made.attachment.rows) == 40
    told = [line for line in made.body if line.kind == "text"]
    assert any("问题见附件。" in line.text for line in told)
    assert len(told) < 25
    pages = letter_pages(made)
    attached = [page for page in pages if any(placed.line.text == "序号" for placed in page.lines)]
    assert len(attached) >= 3, "the head of the table is repeated on every page"


def test_only_accepted_findings() -> None:
    stored = fakes.stored()
    rejected = stored.findings[0]
    verdicts = dict(stored.verdicts)
    verdicts[rejected.fingerprint] = replace(verdicts[rejected.fingerprint], decision="dismissed", reason="无误")
    other = stored.findings[2]
    verdicts[other.fingerprint] = replace(verdicts[other.fingerprint], wording="审核人改写的意见。")
    made = make_letter(replace(stored, verdicts=verdicts), SETTINGS)
    whole = "".join(line.text for line in made.body)
    assert rejected.message not in whole
    assert other.message not in whole
    assert "审核人改写的意见。" in whole
    assert not made.draft


def test_undecided_report_makes_a_marked_draft() -> None:
    made = make_letter(fakes.stored(accept=False), SETTINGS)
    assert made.draft
    assert made.attachment is not None
    assert len(made.attachment.rows) == 4, "errors and warnings, no notices"
    assert "草稿" in text_of(letter_pdf(made))
    assert make_letter(fakes.stored(accept=False), replace(SETTINGS, include="accepted")).attachment is None


def test_circular_over_several_bodies() -> None:
    made = make_circular([fakes.stored(), fakes.stored(org="云台县人民政府", keep=2), fakes.stored(org="青禾镇人民政府", keep=0)],
                         replace(SETTINGS, template="circular"))
    whole = "".join(line.text for line in made.body)
    assert "3个单位" in whole
    assert "示例市人民政府、云台县人民政府" in whole
    assert "青禾镇人民政府的报告未发现问题" in whole
    assert made.attachment is not None
    assert [row[0] for row in made.attachment.rows] == [str(n) for n in range(1, 8)]
    assert made.addressee == "各有关单位"
    letter_pdf(made)


def test_reminder() -> None:
    made = make_reminder(["云台县人民政府"], 2024, replace(SETTINGS, template="reminder"))
    assert made.addressee == "云台县人民政府办公室"
    assert any("尚未收到你县2024年的报告" in line.text for line in made.body)
    assert len(open_pdf(letter_pdf(made))) == 1


def test_copies_stand_at_the_foot_of_the_last_page() -> None:
    made = letter(more=12, copies="示例省司法厅、示例省政务服务管理局")
    document = open_pdf(letter_pdf(made))
    last = lines(chars(document[len(document) - 1]))
    copies = next(line for line in last.values() if text(line).startswith("抄送："))
    assert {char.size for char in copies} == {14}
    assert 245 < copies[0].y < 262
    assert any("序号" in text(line) for line in last.values()), "never a page of its own"


def test_long_office_names_fit() -> None:
    made = letter(office="示例省人民政府办公厅政府信息与政务公开工作领导小组办公室")
    page = open_pdf(letter_pdf(made))[0]
    mark = next(line for line in lines(chars(page)).values() if text(line) == made.office)
    assert mark[0].ink[0] > 27
    assert mark[-1].ink[2] < 184
    assert min(char.ink[1] for char in mark) == pytest.approx(30, abs=CLOSE)


def test_no_page_draws_a_missing_glyph() -> None:
    made = replace(letter(), body=(BodyLine("text", "祎旸珺㛃𬬭開門☑\ue123①℃"),))
    back = text_of(letter_pdf(made))
    assert "祎旸珺㛃𬬭開門√〔U+E123〕①℃" in back


@pytest.mark.parametrize("name", ["feedback", "rectify", "circular", "reminder"])
def test_preview_of_every_template(name: str) -> None:
    made = preview(template(name), SETTINGS)
    whole = text_of(letter_pdf(made))
    assert "示例省人民政府办公厅" in whole
    assert "{" not in whole
    assert "[" not in whole


def test_settings_come_from_the_archive() -> None:
    class Kept:
        values: ClassVar = {"office": "云台县人民政府办公室", "letter.code": "云政办函", "letter.sealed": "no"}

        def setting(self, key: str, default: str = "") -> str:
            return str(self.values.get(key, default))

        def set_setting(self, key: str, value: str) -> None:
            raise AssertionError("reading only")

    read = settings_from(Kept(), "2025-03-12")
    assert (read.office, read.code, read.sealed, read.template, read.templates) == (
        "云台县人民政府办公室", "云政办函", False, "feedback", None)


def test_a_letter_without_an_office_says_so() -> None:
    assert letter(office="").office == "（发文机关名称）"
    assert "（发文机关名称）" in text_of(letter_pdf(letter(office="")))


def test_same_letter_same_bytes() -> None:
    assert letter_pdf(letter()) == letter_pdf(letter())
