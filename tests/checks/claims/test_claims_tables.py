"""Statements of the prose against the cells of the tables: every reading that fits is silent or a notice."""

from __future__ import annotations

import pytest

from desktop.checks.base import REGISTERED, Context
from desktop.checks.example_reports import FIGURES, REVIEW, report_2021
from desktop.checks.registry import rules
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Finding

rules()
OWN = [run for name, (module, run) in REGISTERED.items() if module.startswith("desktop.checks.claims")]
EMPTY = dict.fromkeys(FIGURES, (0,) * 7)
NO_CASES = REVIEW.replace("1 | 0 | 0 | 0 | 1", "0 | 0 | 0 | 0 | 0")
PENDING = REVIEW.replace("1 | 0 | 0 | 0 | 1 |", "2 | 1 | 0 | 1 | 4 |", 1)


def findings_on(text: str, **changes: object) -> list[Finding]:
    report = understand(read_text(report_2021(prose={"overview": text}, **changes)))  # type: ignore[arg-type]
    context = Context((report,), own=report)
    return [f for run in OWN for f in run(report, context)]


# Table three: 12 new (9 persons, 2 companies, 1 law firm), 1 carried in, 12 disposed of (7 granted, 1 in part, 3 not
# held, 1 repeated), 1 carried out. Table four: 1 review, 1 lawsuit, both upheld. Table two: 6 issued, 2 repealed, 48.
TRUE = (
    "2023年，全县共收到政府信息公开申请12件。",
    "2023年全县共受理政府信息公开申请１２件。",
    "2023年，我县各级行政机关共新收政府信息公开申请12件，上年结转1件，办结12件，结转下年度1件。",
    "本年新收政府信息公开申请十二件。",
    "全县接收依申请公开12宗，均按期答复。",
    "2023年，全县共收到12件政府信息公开申请，其中自然人9件、法人或其他组织3件。",
    "全年收到政府信息公开申请12例，1件结转下年度继续办理。",
    "全年收到政府信息公开申请12件，予以公开7件，部分公开1件，无法提供3件，不予处理1件，不予公开0件。",
    "全年受理政府信息公开申请12件，公开及部分公开8件，因本机关不掌握相关政府信息无法提供3件，重复申请1件。",
    "全年办结政府信息公开申请12件（含上年度结转申请1件，另有1件顺延到下年度答复）。",
    "近三年来全县共收到政府信息公开申请40件。",
    "历年累计受理政府信息公开申请140件。",
    "全年受理12345热线诉求4700件，收到网民留言92条，办理建议提案47件。",
    "县政务服务中心受理行政许可申请1258件，办结1251件。",
    "2022年全县收到政府信息公开申请20件。",
    "通过信函收到政府信息公开申请5件，通过网络收到7件。",
    "因政府信息公开引发行政复议1件，维持1件；行政诉讼1件，结果维持1件。",
    "全年发生政府信息公开行政复议案件1起、行政诉讼案件1起，均获维持。",
    "因政府信息公开引发的行政复议、行政诉讼分别为1件、1件。",
    "政府信息公开行政复议、行政诉讼案件共2件，均已审结。",
    "县司法局全年办理行政复议案件86件。",
    "全县制发行政规范性文件6件，废止2件，现行有效行政规范性文件48件。",
    "全年发布规范性文件类信息23条，制作规范性文件解读9件。",
    "县政府制定出台行政规范性文件6件，公开率100%。",
    "全年作出行政许可决定310件、行政处罚决定96件。",
    "行政事业性收费35.6万元。",
    "如未收到答复，申请人可以申请行政复议或者提起行政诉讼。",
    "有效降低行政复议、行政诉讼发生率，未发生败诉案件。",
    "县农业农村局未收到政府信息公开申请。",
    "（二）依申请公开。收到政府信息公开申请12件。同时受理法律援助申请86件、公租房申请120件。",
    "收到政府信息公开申请12件，予以公开7件（自然人5件、企业1件、法律服务机构1件）。",
    "收到政府信息公开申请12件（自然人9件、商业企业2件、法律服务机构1件）。",
    "2022年结转1件，2023年新收申请12件，办结政府信息公开申请12件，1件结转至2024年办理。",
    "收到政府信息公开申请12件，予以公开8件，不予公开4件。",
    "发生政府信息公开行政诉讼1件，其中一审1件、二审0件。",
    "县司法局审理政府信息公开类行政复议案件5件。",
    "以县政府名义制发行政规范性文件4件，以县政府办公室名义制发行政规范性文件2件。",
    "复议后申请人均未提起行政诉讼，政府信息公开行政复议1件。",
    "本报告由总体情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况等六个部分组成。",
)
FALSE = (
    ("2023年，全县共收到政府信息公开申请15件。", "text-table-applications"),
    ("2023年全县共受理政府信息公开申请２１件。", "text-table-applications"),
    ("本年新收政府信息公开申请二十一件。", "text-table-applications"),
    ("本年新收政府信息公开申请13件。", "text-table-applications"),
    ("全县接收依申请公开22宗，均按期答复。", "text-table-applications"),
    ("2023年，全县共收到21件政府信息公开申请。", "text-table-applications"),
    ("全年收到政府信息公开申请12件，3件结转下年度继续办理。", "text-table-applications"),
    ("全年收到政府信息公开申请12件，上年结转4件。", "text-table-applications"),
    ("全年收到政府信息公开申请12件，其中自然人8件，法人或其他组织4件。", "text-table-applications"),
    ("全年办结政府信息公开申请20件。", "text-table-applications"),
    ("全年收到政府信息公开申请12件，予以公开6件，部分公开2件，无法提供3件，不予处理1件。", "text-table-outcomes"),
    ("全年受理政府信息公开申请12件，公开及部分公开7件。", "text-table-outcomes"),
    ("全年受理政府信息公开申请12件，重复申请2件。", "text-table-outcomes"),
    ("全年受理政府信息公开申请12件，不予公开2件。", "text-table-outcomes"),
    ("因政府信息公开引发行政复议4件。", "text-table-review"),
    ("全年发生政府信息公开行政复议案件1起、行政诉讼案件3起。", "text-table-review"),
    ("因政府信息公开引发的行政复议、行政诉讼分别为1件、2件。", "text-table-review"),
    ("因政府信息公开引发行政复议1件，结果纠正1件。", "text-table-review"),
    ("全县制发行政规范性文件16件。", "text-table-disclosure"),
    ("全县废止规范性文件5件。", "text-table-disclosure"),
    ("现行有效行政规范性文件共84件。", "text-table-disclosure"),
    ("全年作出行政处罚决定69件。", "text-table-disclosure"),
    ("行政事业性收费36.5万元。", "text-table-disclosure"),
    ("2023年，我县未收到政府信息公开申请。", "all-none-words"),
    ("全年收到政府信息公开申请12件，4件结转至2024年办理。", "text-table-applications"),
    ("全年收到政府信息公开申请12件，2022年结转3件。", "text-table-applications"),
    ("2023年未因政府信息公开引发行政复议、行政诉讼。", "all-none-words"),
    ("全年没有收到公民、法人和其他组织的信息公开申请。", "all-none-words"),
    ("全年无因政府信息公开申请行政复议、提起行政诉讼的情况。", "all-none-words"),
    ("2023年度没有发生因政府信息公开申请的行政复议、行政诉讼。", "all-none-words"),
    ("未收到因政府信息公开提出的行政复议申请。", "all-none-words"),
)


@pytest.mark.parametrize("text", TRUE)
def test_statements_that_fit_a_reading_pass(text: str) -> None:
    loud = [(f.check, f.message) for f in findings_on(text) if f.severity != "notice"]
    assert loud == []


@pytest.mark.parametrize(("text", "check"), FALSE)
def test_statements_that_fit_none_are_found(text: str, check: str) -> None:
    found = [f for f in findings_on(text) if f.severity != "notice"]
    assert check in {f.check for f in found}, [(f.check, f.message) for f in found]
    hit = next(f for f in found if f.check == check)
    assert any(e.table for e in hit.evidence), "the cells are part of the evidence"


@pytest.mark.parametrize("text", (
    "全县共收到政府信息公开申请13件。", "县政府办公室共受理政府信息公开申请4件。", "全年办结政府信息公开申请13件。",
))
def test_other_readings_are_named_as_notices(text: str) -> None:
    found = [f for f in findings_on(text) if f.check == "text-table-applications"]
    assert [f.severity for f in found] == ["notice"]
    assert "口径" in found[0].message


def test_words_of_none_agree_with_empty_tables() -> None:
    text = "2023年，全县未收到政府信息公开申请，未发生行政复议、行政诉讼。"
    assert [f.message for f in findings_on(text, rows=EMPTY, tables={"review": NO_CASES})] == []


def test_all_upheld_is_denied_by_other_results() -> None:
    text = "因政府信息公开引发行政复议4件，均获维持。"
    found = findings_on(text, tables={"review": PENDING})
    assert [f.check for f in found if f.severity == "error"] == ["all-none-words"]


def test_figures_without_the_pending_cases_are_a_notice() -> None:
    text = "因政府信息公开引发行政复议3件。"
    found = findings_on(text, tables={"review": PENDING})
    assert [(f.check, f.severity) for f in found] == [("text-table-review", "notice")]
    assert "不含尚未审结" in found[0].message
