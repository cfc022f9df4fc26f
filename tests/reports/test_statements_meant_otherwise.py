"""Right statements that were once taken for wrong ones: what a figure counts is told by words further off."""

import pytest

from desktop.checks import check_reports
from desktop.checks.example_reports import REVIEW, report_2021
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Finding

RIGHT = (
    # documents sorted by attribute are no answers to requests
    "2023年，镇党政办公室制发公文64份，经属性审查，主动公开41份，依申请公开5份，不予公开18份。",
    # what comes again and again is no member of a list
    "发布汛情信息130期，其中6月20日至7月9日每日1期，共20期，其余110期视汛情发布。",
    # a change told between the members of a sum
    "2023年新收申请12件，同比增加5件；上年结转1件，两项合计13件。",
    # other channels beside the site
    "2023年在县政府门户网站公开信息318条，官方微博、微信公众号分别发布102条、87条。",
    # the answered ones are what is left
    "受理申请351件，除19件正在办理外，其余332件已答复。已答复的申请中：同意公开246件；部分公开21件；不予公开12件；信息不存在等三种情形共53件。",
    # there is none to be counted
    "没有上年结转件，新收申请12件，全部办结。",
    # growth over several years
    "2023年公开文件146件，连续三年增加（2021年98件，2022年121件），两年间增加48件，年均增长22.1%。",
)


def _found(text: str) -> tuple[Finding, ...]:
    (findings,) = check_reports([understand(read_text(text), "云台县.txt", "x")])
    return findings


def _grave(prose: str) -> list[str]:
    return [f.message for f in _found(report_2021(prose={"overview": prose})) if f.severity != "notice" and not f.message.startswith("总体情况没有写到")]


@pytest.mark.parametrize("prose", RIGHT)
def test_nothing_grave_is_said(prose: str) -> None:
    assert _grave(prose) == []


@pytest.mark.parametrize(("upheld", "corrected", "told"), [(2, 0, False), (1, 1, True)])
def test_all_upheld_is_said_of_the_suits_named_before_it(upheld: int, corrected: int, told: bool) -> None:
    prose = "2023年，政府信息公开行政复议9件，维持5件，纠正2件，其他结果1件，未审结1件。行政诉讼6件：未经复议直接起诉4件，维持3件，未结1件；复议后起诉2件，全部维持。"
    figures = f"5 | 2 | 1 | 1 | 9 | 3 | 0 | 0 | 1 | 4 | {upheld} | {corrected} | 0 | 0 | 2"
    table = REVIEW.rpartition("\n")[0] + "\n" + figures
    assert [f.severity for f in _found(report_2021(prose={"overview": prose}, tables={"review": table})) if f.check == "all-none-words"] == (["error"] if told else [])
