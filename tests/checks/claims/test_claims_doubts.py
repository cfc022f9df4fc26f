"""Gross contradictions are hints, slips of a digit stay errors, and a list may divide another figure of its sentence."""

from decimal import Decimal

import pytest

from desktop.checks import check_reports
from desktop.checks.claims.doubts import is_gross, value_of
from desktop.checks.claims.model import Relation
from desktop.checks.example_reports import report_2021
from desktop.forms import understand
from desktop.reading import read_text

HEAD = "云台县民政局2023年政府信息公开工作年度报告\n一、总体情况\n"


def relation(check: str, message: str, expected: str, actual: str) -> Relation:
    return Relation(check, "wrong", (), "error", message, 0.9, expected, actual)


@pytest.mark.parametrize(("check", "message", "expected", "actual", "gross"), [
    ("parts-of-total", "over", "764", "573", True), ("parts-of-total", "over", "711", "701", False),
    ("parts-of-total", "over", "7", "6", False), ("parts-of-total", "over", "5", "3", False),
    ("parts-of-total", "short", "2", "13", True), ("parts-of-total", "open", "79", "105", False),
    ("share-wrong", "default", "35.7%", "64.3%", True), ("share-wrong", "default", "12%", "22.0%", False),
    ("share-wrong", "default", "4.3%", "3.3%", False), ("share-wrong", "default", "91.2%", "六成", True),
    ("share-wrong", "cut", "35.7%", "64.3%", False),
    ("growth-wrong", "default", "2117.5%", "4.5%", True), ("growth-wrong", "default", "7.8%", "17.8%", False),
    ("growth-wrong", "difference", "-471", "69", True), ("growth-wrong", "difference", "-194", "194", False),
    ("average-wrong", "default", "0.7", "6.6条", True), ("average-wrong", "default", "98.9", "119条", False),
    ("text-table-applications", "default", "3525", "1", False),
])
def test_what_is_gross(check: str, message: str, expected: str, actual: str, gross: bool) -> None:
    assert is_gross(relation(check, message, expected, actual)) is gross


def test_figures_are_read_as_they_are_printed() -> None:
    assert [value_of(said) for said in ("12.5%", "-38件", "六成", "全部", None, Decimal(3))] == [
        Decimal("12.5"), Decimal(-38), Decimal(60), None, None, Decimal(3)]


def severities(text: str, check: str) -> list[str]:
    (findings,) = check_reports([understand(read_text(HEAD + text + "\n"), "a.txt", "x")])
    return [f.severity for f in findings if f.check == check]


def test_a_list_twice_its_total_is_a_hint_and_one_near_it_an_error() -> None:
    assert severities("全年公开信息86条，其中动态类45条、文件类28条、人事类18条。", "parts-of-total") == ["error"]
    assert severities("全年公开信息86条，其中动态类145条、文件类28条、人事类18条。", "parts-of-total") == ["notice"]


def test_a_list_that_is_another_figure_of_its_sentence_divides_that() -> None:
    assert severities("工作人员11名，其中专职3名、兼职8名（男性5名、女性6名）。", "parts-of-total") == []


@pytest.mark.parametrize("text", [
    "全县受理申请58件，比上年的41件增长四成。县政府办受理16件，县教育局、县水利局分别受理15件和14件，其余13件散见于7个单位。",
    "全县受理申请58件。答复情况是：同意公开34件，部分公开6件，不予公开5件，其他（不存在、非本机关等）13件。",
    "公开各类信息1268条，其中水情日报365期，水质月报12期，取水许可公示731条，处罚决定60份；其余100条为规划、财务及动态。",
    "办理信箱来信310封，来信人最关心的是供暖与停车，这两类分别占30.0%和20.0%，换算下来是93封和62封。",
])
def test_nothing_is_said_where_another_reading_ties(text: str) -> None:
    assert severities(text, "parts-of-total") == []


@pytest.mark.parametrize("text", [
    "行政复议案件5件，其中维持3件，纠正1件，其他结果1件；行政诉讼案件4件，其中维持2件，尚未审结1件。",
    "共收到申请127件，其中区本级89件、镇街37件，较2022年分别增长12.7%、下降5.1%。",
    "公开信息1268条，其中水情日报365期，水质月报12期，取水许可公示731条，处罚决定60份；其余90条为规划、财务及动态，占7.1%。其中规划88条、财务8条。",
])
def test_a_figure_that_only_happens_to_be_the_sum_excuses_nothing(text: str) -> None:
    assert severities(text, "parts-of-total") != []


def test_a_part_that_counts_for_several_makes_no_error() -> None:
    assert "error" not in severities("聘请监督员24名（人大代表、政协委员各5名，记者4名，群众代表10名）。", "parts-of-total")


def test_a_balance_out_for_a_figure_that_the_table_gives_otherwise_is_told_once() -> None:
    text = "2023年，新收政府信息公开申请{}件，上年结转1件，办结12件，结转下年度办理1件。"

    def checks(new: int, tables: bool = True) -> set[str]:
        whole = report_2021(prose={"overview": text.format(new)})
        report = understand(read_text(whole if tables else HEAD + text.format(new)), "云台县.txt", "x")
        (findings,) = check_reports([report])
        return {f.check for f in findings if f.severity == "error" and f.check in ("requests-balance", "text-table-applications")}

    assert checks(12) == set()
    assert checks(17) == {"text-table-applications"}
    assert checks(17, tables=False) == {"requests-balance"}
