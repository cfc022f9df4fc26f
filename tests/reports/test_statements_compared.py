"""Shares, growth, rates and averages in the manner of real reports, bodies and figures invented: right ones stay unsaid."""

from __future__ import annotations

import pytest

from desktop.checks import check_reports
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Finding

HEAD = "云台县人民政府2021年政府信息公开工作年度报告\n一、总体情况\n"

RIGHT = [
    # shares
    "从内容看，4310条中政策法规类517条，占12.0%；规划计划类215条，占5.0%；业务工作类2861条，占66.4%；其余717条为人事财务及其他，占16.6%。",
    "办结申请125件，其中予以公开75件（含延期答复5件），占60%；无法提供50件（本机关不掌握32件、没有现成信息需另行制作18件），占40%。",
    "全县主动公开信息5000条，其中县级部门3000条、乡镇2000条，分别占60%和40%。",
    "收到申请80件，其中自然人64件、法人16件，占比分别为80%、20%。",
    "收到申请80件，其中网络48件、信函24件、当面8件，分别占总数的60%、30%和10%。",
    "收到申请80件，自然人和法人各40件，各占50%。",
    "收到申请320件，年内办结300件，结转20件。自然人288件，占收到申请数的90%；企业32件，占10%。予以公开150件，占办结总数的50%。",
    "办结150件，其中予以公开60件（40.0%）、部分公开15件（10.0%）、不予公开30件（20.0%）、无法提供33件（22.0%）、其他处理12件（8.0%）。",
]

WRONG = [
    ("从内容看，4310条中政策法规类517条，占22.0%；规划计划类215条，占5.0%；业务工作类2861条，占66.4%；其余717条为人事财务及其他，占16.6%。",
     "share-wrong", "517"),
    ("办结申请125件，其中予以公开75件（含延期答复5件），占60%；无法提供50件（本机关不掌握32件、需另行制作18件），占45%。", "share-wrong", "50"),
    ("全县主动公开信息5000条，其中县级部门3000条、乡镇2000条，分别占65%和40%。", "share-wrong", "3000"),
    ("收到申请80件，其中自然人64件、法人16件，占比分别为80%、25%。", "share-wrong", "16"),
    ("办结150件，其中予以公开60件（40.0%）、部分公开15件（10.0%）、不予公开30件（20.0%）、无法提供33件（24.0%）、其他处理12件（8.0%）。",
     "share-wrong", "33"),
]


def _findings(text: str) -> list[Finding]:
    (found,) = check_reports([understand(read_text(HEAD + text))])
    return [f for f in found if f.severity != "notice"]


@pytest.mark.parametrize("text", RIGHT)
def test_right_statements_are_left_alone(text: str) -> None:
    assert [(f.check, f.message) for f in _findings(text)] == []


@pytest.mark.parametrize(("text", "check", "figure"), WRONG)
def test_wrong_statements_are_found(text: str, check: str, figure: str) -> None:
    assert [figure in f.message for f in _findings(text) if f.check == check] == [True]
