"""The checks of cells, labels and rows: one finding where one is enough, at the right severity and place."""

from __future__ import annotations

import pytest

from desktop.checks import check_reports
from desktop.checks.example_reports import DISCLOSURE, FIGURES, applications, report_2021
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Finding

TABLE_CHECKS = {
    "row-total", "column-total", "balance", "review-total", "stats-total", "column-shift", "blank-cells", "table-blank",
    "impossible-cell", "old-rows", "row-missing", "row-label", "rules-power", "unit-doubt",
}


def findings(text: str) -> list[Finding]:
    return [f for f in check_reports([understand(read_text(text))])[0] if f.check in TABLE_CHECKS]


def test_a_clean_report_is_silent() -> None:
    assert findings(report_2021()) == []


@pytest.mark.parametrize("parts", ["\n", " ", ""])
def test_a_clean_report_without_its_grid_is_silent(parts: str) -> None:
    grids = {"disclosure": DISCLOSURE.replace(" | ", parts), "applications": applications().replace(" | ", parts)}
    assert findings(report_2021(tables=grids)) == []


def test_many_blank_zeros_are_one_notice() -> None:
    text = applications().replace(" | 0", " |  ").replace("|   |", "|  |")
    found = findings(report_2021(tables={"applications": text}))
    blank = [f for f in found if f.check == "blank-cells"]
    assert [f.severity for f in blank] == ["notice"]
    assert [f for f in found if f.severity == "error"] == []


def test_blank_totals_beside_figures_are_one_warning_at_the_label() -> None:
    lines = applications().split("\n")
    text = "\n".join(line[: line.rindex("|") + 1] + "  |" if "予以公开" in line or "重复申请" in line else line for line in lines)
    blank = [f for f in findings(report_2021(tables={"applications": text})) if f.check == "blank-cells"]
    assert [f.severity for f in blank] == ["warning"]
    assert any("予以公开" in e.quote for e in blank[0].evidence)


def test_an_empty_table_is_said_once() -> None:
    lines = applications().split("\n")
    text = "\n".join([lines[0], *(line.split(" | ")[0] + " |  |  |  |  |  |  |  " for line in lines[1:])])
    assert [f.check for f in findings(report_2021(tables={"applications": text}))] == ["table-blank"]


def test_a_table_of_zeros_is_no_fault() -> None:
    assert findings(report_2021(rows=dict.fromkeys(FIGURES, (0,) * 7))) == []


@pytest.mark.parametrize(
    ("cell", "severity"), [("12/", "error"), ("1.5", "error"), ("-3", "error"), ("若干", "error"), ("3/4/5", "warning")],
)
def test_cells_that_hold_no_count(cell: str, severity: str) -> None:
    text = report_2021(tables={"disclosure": DISCLOSURE.replace("行政许可 | 310", f"行政许可 | {cell}")})
    found = [f for f in findings(text) if f.check == "impossible-cell"]
    assert [(f.severity, f.evidence[0].quote) for f in found] == [(severity, cell)]


def test_a_missing_row_is_named_and_its_sum_does_not_hide_it() -> None:
    lines = [x for x in applications().split("\n") if "行政执法案卷" not in x]
    found = findings(report_2021(tables={"applications": "\n".join(lines)}))
    assert [f.check for f in found] == ["row-missing"]
    assert "属于行政执法案卷" in found[0].message


def test_a_label_is_compared_without_its_numbering_and_marks() -> None:
    text = applications().replace("3.危及“三安全一稳定”", "3、危及\"三安全一稳定\"").replace("（七）总计", "(七) 总 计")
    assert findings(report_2021(tables={"applications": text})) == []


def test_a_damaged_label_is_a_warning_with_the_official_words() -> None:
    text = applications().replace("4.保护第三方合法权益", "4.保护第三方法权益")
    found = findings(report_2021(tables={"applications": text}))
    assert [(f.check, f.severity, f.expected) for f in found] == [("row-label", "warning", "4.保护第三方合法权益")]


@pytest.mark.parametrize(
    ("org", "expected"),
    [("云台县人民政府", ["error"]), ("青禾镇人民政府", ["error"]), ("云台县财政局", ["error"]), ("淮安市人民政府", []),
     ("上海市人民政府办公厅", []), ("北岸综合实验区管委会", [])],
)
def test_rules_without_the_power_to_make_them(org: str, expected: list[str]) -> None:
    text = report_2021(org=org, tables={"disclosure": DISCLOSURE.replace("规章 | 0 | 0 | 0", "规章 | 1 | 0 | 1")})
    assert [f.severity for f in findings(text) if f.check == "rules-power"] == expected


@pytest.mark.parametrize(("amount", "count"), [("35.6", 0), ("35.6万元", 0), ("356000元", 1), ("96171.6", 0), ("98765432", 1)])
def test_units_of_fees(amount: str, count: int) -> None:
    text = report_2021(tables={"disclosure": DISCLOSURE.replace("| 35.6", f"| {amount}")})
    assert len([f for f in findings(text) if f.check == "unit-doubt"]) == count


def test_a_lost_cell_of_a_torn_table_is_no_wrong_sum() -> None:
    lines = applications().split("\n")
    lines = [x.replace("| 5 | 1 | 0 | 0 | 1 | 0 | 7", "| 5 | 1 | 0 | 0 | 0 | 7") for x in lines]
    text = report_2021(tables={"applications": "\n".join(lines).replace(" | ", "\n")})
    assert [f for f in findings(text) if f.severity == "error"] == []
