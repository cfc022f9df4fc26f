"""What the checks across years share."""

from __future__ import annotations

import re

from desktop.checks.base import place_cell
from desktop.normal import clean
from desktop.report import Evidence, Fact, Report

# A remark that explains a break between two years (hint (c) of the reviewers' practice: it lowers the severity).
_REASON = re.compile(r"机构改革|口径(?:调整|变化|不同)|统计口径|以(?:本|今)(?:年度|年|报告|次)?\S{0,6}为准|更正|数据修正|职能(?:划转|调整)|"
                     r"(?:撤销|合并|划转)\S{0,6}(?:单位|机构|部门)|集中清理|清理结果|清理工作")

COLUMNS = {"natural": "自然人", "commercial": "商业企业", "research": "科研机构", "charity": "社会公益组织",
           "legal": "法律服务机构", "other": "其他", "total": "总计"}


def explained(*reports: Report) -> bool:
    """Whether one of the reports gives a reason for figures that do not follow on."""
    return any(_REASON.search(clean(r.document.text).text) for r in reports)


def own_and_last(report: Report, own: Fact, previous: Report, last: Fact) -> tuple[Evidence, Evidence]:
    """The two cells as evidence, the one in last year's file named."""
    return place_cell(report, own), place_cell(previous, last, previous.file or previous.sha256)
