"""Tables without ruling lines: the places of the figures are all that makes them tables."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from making_pdf import TOP, Grid, applications, pdf, prose, write
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "forms"))
from flattening import COLUMNS, GROUPS, KINDS, figures

from desktop.checks.example_reports import ROWS
from desktop.forms import understand
from desktop.reading.pdf import read_pdf

XS10 = [72.0, 96, 140, 260, 296, 332, 368, 404, 440, 476, 523]
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def bare(canvas: Canvas, cells: Grid, xs: list[float], ys: list[float], size: float) -> None:
    """Cells by their words only."""
    for row, col, high, wide, text in cells:
        write(canvas, text, xs[col], xs[col + wide], ys[row], ys[row + high], size)


def disclosure(facts: dict[str, str]) -> Grid:
    """Table one and two of the form, cut down to its words."""
    one = [(2 + r, 1 + n, 1, 1, facts[f"{row}.{k}"])
           for r, row in enumerate(("rules", "normative")) for n, k in enumerate(("issued", "repealed", "valid"))]
    return [
        (0, 0, 1, 4, "第二十条第（一）项"), (1, 0, 1, 1, "信息内容"), (1, 1, 1, 1, "本年制发件数"), (1, 2, 1, 1, "本年废止件数"),
        (1, 3, 1, 1, "现行有效件数"), (2, 0, 1, 1, "规章"), (3, 0, 1, 1, "行政规范性文件"), *one,
        (4, 0, 1, 4, "第二十条第（五）项"), (5, 0, 1, 1, "信息内容"), (5, 1, 1, 3, "本年处理决定数量"), (6, 0, 1, 1, "行政许可"),
        (6, 1, 1, 3, facts["license.decisions"]), (7, 0, 1, 4, "第二十条第（六）项"), (8, 0, 1, 1, "信息内容"),
        (8, 1, 1, 3, "本年处理决定数量"), (9, 0, 1, 1, "行政处罚"), (9, 1, 1, 3, facts["penalty.decisions"]),
        (10, 0, 1, 1, "行政强制"), (10, 1, 1, 3, facts["coercion.decisions"]), (11, 0, 1, 4, "第二十条第（八）项"),
        (12, 0, 1, 1, "信息内容"), (12, 1, 1, 3, "本年收费金额（单位：万元）"), (13, 0, 1, 1, "行政事业性收费"),
        (13, 1, 1, 3, facts["fees.amount"]),
    ]


def review(facts: dict[str, str]) -> Grid:
    """Table four of the form."""
    return [
        (0, 0, 1, 5, "行政复议"), (0, 5, 1, 10, "行政诉讼"), (1, 5, 1, 5, "未经复议直接起诉"), (1, 10, 1, 5, "复议后起诉"),
        *[(1, n, 2, 1, OUTCOMES[n]) for n in range(5)], *[(2, 5 + n, 1, 1, OUTCOMES[n % 5]) for n in range(10)],
        *[(3, n, 1, 1, facts[f"{GROUPS[n // 5]}.{KINDS[n % 5]}"]) for n in range(15)],
    ]


def report(facts: dict[str, str], head: float = 16, step: float = 23) -> bytes:
    """A report whose tables have no lines; ``head`` is the size of the headings, ``step`` the height of a row."""
    rows = [[int(facts[f"applications.{row}.{column}"]) for column in COLUMNS] for row, _ in ROWS]

    def draw(canvas: Canvas) -> None:
        y = prose(canvas, "云台县2023年政府信息公开工作年度报告", TOP)
        y = prose(canvas, "一、总体情况", y, size=head)
        y = prose(canvas, "2023年，云台县认真落实《中华人民共和国政府信息公开条例》，推进各项公开工作，共主动公开信息105条，"
                          "召开新闻发布会3场，没有因此引起的行政复议和行政诉讼。", y)
        y = prose(canvas, "二、主动公开政府信息情况", y, size=head)
        bare(canvas, disclosure(facts), [72, 222, 322, 422, 523], [y - 22 * n for n in range(15)], 9)
        canvas.showPage()
        y = prose(canvas, "三、收到和处理政府信息公开申请情况", TOP, size=head)
        bare(canvas, applications(rows), XS10, [y - step * n for n in range(29)], 7)
        canvas.showPage()
        y = prose(canvas, "四、政府信息公开行政复议、行政诉讼情况", TOP, size=head)
        bare(canvas, review(facts), [72 + 30 * n for n in range(16)], [y - 40 * n for n in range(5)], 8)
        y = prose(canvas, "五、存在的主要问题及改进情况", y - 200, size=head)
        prose(canvas, "公开内容还不够全面。下一步将加强培训，提高公开质量。", y)

    return pdf(draw)


@pytest.mark.parametrize(("seed", "head", "step"), [(1, 16, 23), (2, 16, 24), (3, 10, 23), (4, 12, 20)])
def test_the_official_tables_give_all_facts(seed: int, head: float, step: float) -> None:
    facts = figures(seed, 30)
    document = read_pdf(report({key: str(value) for key, value in facts.items()}, head, step))
    assert [document.text[c.start:c.end] for t in document.tables for c in t.cells] == [
        c.text for t in document.tables for c in t.cells
    ]
    found = {fact.key: fact.value for fact in understand(document).facts}
    assert {key: found.get(key) for key in facts} == facts
    headings = [document.text[b.start:b.end] for b in document.blocks if b.table is None]
    assert "三、收到和处理政府信息公开申请情况" in headings and "四、政府信息公开行政复议、行政诉讼情况" in headings


def test_labels_to_the_left_and_figures_to_the_right() -> None:
    names = ["办理件数", "网站发布信息条数", "新闻发布会场次", "政务新媒体推送条数"]
    dice = random.Random(3)
    rows = [(name, str(dice.randint(0, 9)), str(dice.randint(100, 90000))) for name in names]

    def draw(canvas: Canvas) -> None:
        y = prose(canvas, "主要指标如下", TOP)
        for label, first, second in [("指标", "上年", "本年"), *rows]:
            canvas.drawString(72, y, label)
            canvas.drawRightString(380, y, first)
            canvas.drawRightString(500, y, second)
            y -= 26
        prose(canvas, "以上数据由各单位提供，统计口径与上年一致，供社会各界查询和监督使用。", y)

    (table,) = read_pdf(pdf(draw)).tables
    assert [(c.row, c.col, c.text) for c in table.cells] == [
        (r, k, text) for r, row in enumerate([("指标", "上年", "本年"), *rows]) for k, text in enumerate(row)
    ]


@pytest.mark.parametrize("lines", [
    ["2023年，受理申请12件，答复12件，", "其中予以公开 8 件，部分公开 2 件，", "不予公开 1 件，其他处理 1 件，", "均在 20 个工作日内办结。"],
    ["（一）主动公开", "105", "（二）依申请公开", "12"],
])
def test_figures_in_prose_are_no_table(lines: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        y = TOP
        for line in lines:
            y = prose(canvas, line, y)

    document = read_pdf(pdf(draw))
    assert not document.tables
