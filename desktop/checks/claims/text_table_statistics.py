"""Figures of the prose against the statistics table of 2008 to 2018: published, received by way of asking, answered by kind."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.report import Finding, Report

_OLD = """示例县2013年政府信息公开工作年度报告
一、概述
2013年全县共收到政府信息公开申请7条，网上申请数{online}条，信函申请数{letter}条；对申请的答复总数7条，其中同意公开答复数7条。
二、附表
指标名称 | 计量单位 | 2013年度 | 历年累计
主动公开信息数 | 条 | 185 | 539
其中：1.网站公开 | 条 | 171 | 501
2.政府公报公开 | 条 | 0 | 7
受理依申请公开信息总数 | 条 | 7 | 28
其中：1.当面申请数 | 条 | 0 | 18
2.传真申请数 | 条 | 0 | 0
3.电子邮件申请数 | 条 | 0 | 0
4.网上申请数 | 条 | 4 | 4
5.信函申请数 | 条 | 3 | 6
对申请的答复数 | 条 | 7 | 24
其中：1.同意公开答复数 | 条 | 7 | 19
2.同意部分公开答复数 | 条 | 0 | 3
3.否决公开答复数 | 条 | 0 | 2
行政复议数 | 条 | 0 | 0
行政诉讼数 | 条 | 0 | 0
行政申诉数 | 条 | 0 | 0
"""

BAD = (
    Example(_OLD.format(online=3, letter=4), '表中网上申请4条、信函申请3条'),
)
GOOD = (
    Example(_OLD.format(online=4, letter=3), '与统计表一致'),
)


@check("text-table-statistics")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The statements of this kind that fit the cells in no sensible reading."""
    yield from findings("text-table-statistics", report, context)
