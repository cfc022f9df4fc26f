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
    # growth
    "全年公开信息620条（同一信息只计1条），比2020年的520条增加100条，增长19.2%。",
    "全年公开信息620条（另有转载12条未计入），较上年的520条增长19.2%。",
    "预算合计2850万元，比2020年的3000万元压减150万元，降低5%，其中公务接待费120万元。",
    "印发文件90件，比上年的100件精减10件，精减率10%。",
    "运行费80万元，较上年削减20万元，下降20%。",
    "新增数据集300个，比上年末的1200个增长25%。",
    "收到申请90件，上半年40件、下半年50件，较2020年的60件增长50%。",
    "收到申请90件，其中网络70件、信函20件，较上年的60件增长50%。",
    "近三年申请量为：2019年50件，2020年45件，2021年36件，比2019年下降28%。",
    "县级公开600条，乡镇公开500条，分别比上年的500条、400条增长20%、25%。",
    "2020年、2021年分别发布信息400条、480条，增长20%。",
    "发布解读材料70篇，比上年的50篇多20篇，增幅为40%。",
    # averages
    "汛期60天内发布预警信息180条，日均3条。",
    "活动周7天共接待咨询210人次，日均30人次。",
    "上半年发布信息600条，月均100条。",
]

WRONG = [
    ("从内容看，4310条中政策法规类517条，占22.0%；规划计划类215条，占5.0%；业务工作类2861条，占66.4%；其余717条为人事财务及其他，占16.6%。",
     "share-wrong", "517"),
    ("办结申请125件，其中予以公开75件（含延期答复5件），占60%；无法提供50件（本机关不掌握32件、需另行制作18件），占45%。", "share-wrong", "50"),
    ("全县主动公开信息5000条，其中县级部门3000条、乡镇2000条，分别占65%和40%。", "share-wrong", "3000"),
    ("收到申请80件，其中自然人64件、法人16件，占比分别为80%、25%。", "share-wrong", "16"),
    ("办结150件，其中予以公开60件（40.0%）、部分公开15件（10.0%）、不予公开30件（20.0%）、无法提供33件（24.0%）、其他处理12件（8.0%）。",
     "share-wrong", "33"),
    ("全年公开信息620条（同一信息只计1条），比2020年的520条增加90条，增长19.2%。", "growth-wrong", "620-520=100"),
    ("预算合计2850万元，比2020年的3000万元压减150万元，降低6%，其中公务接待费120万元。", "growth-wrong", "5%"),
    ("印发文件90件，比上年的100件精减20件。", "growth-wrong", "90-100=-10"),
    ("会议经费40万元，比上年的50万元压缩25%。", "growth-wrong", "20%"),
    ("新增数据集300个，比上年末的1200个增长35%。", "growth-wrong", "25%"),
    ("收到申请90件，上半年40件、下半年50件，较2020年的60件增长40%。", "growth-wrong", "50%"),
    ("发布解读材料70篇，比上年的50篇多20篇，增幅为28.6%。", "growth-wrong", "40.0%"),
    ("汛期60天内发布预警信息180条，日均5条。", "average-wrong", "180÷60=3.0"),
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


SCHOOL = "云台学院{title}信息公开工作年度报告\n统计数据起止时间为{period}。\n一、概述\n主动公开信息55条。\n云台学院\n{signed}"


@pytest.mark.parametrize(("title", "period", "signed", "checks"), [
    ("2015—2016学年", "2015年9月1日至2016年8月31日", "2016年10月14日", []),
    ("2021-2022学年", "2021年8月1日至2022年7月31日", "2022年9月14日", []),
    ("2016年", "2015年9月1日至2016年8月31日", "2016年10月14日", []),
    ("2015—2016学年", "2014年9月1日至2015年8月31日", "2016年10月14日", ["year-period"]),
    ("2015—2016学年", "2015年9月1日至2016年8月31日", "2015年10月14日", ["year-signature"]),
])
def test_schools_report_by_their_own_year(title: str, period: str, signed: str, checks: list[str]) -> None:
    (found,) = check_reports([understand(read_text(SCHOOL.format(title=title, period=period, signed=signed)))])
    assert [f.check for f in found if f.check in ("year-period", "year-signature")] == checks
