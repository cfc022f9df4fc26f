"""Statements on figures in the manner of real reports, bodies invented: slips that must be told, right ones that look odd."""

from __future__ import annotations

import pytest

from desktop.checks import check_reports
from desktop.checks.example_reports import DISCLOSURE, report_2021
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Finding

HEAD = "云台县教育局{year}年政府信息公开工作年度报告\n一、总体情况\n"

WRONG = [  # year, text, check
    (2022, "主动公开信息4210条，同比下降12.4%（2021年为3745条）。", "growth-wrong"),
    (2024, "网站访问量由2023年的86万人次上升到2024年的73万人次。", "growth-wrong"),
    (2020, "依申请公开数量比去年翻了一番，由2019年的31件增加到2020年的48件。", "growth-wrong"),
    (2023, "本年新收申请26件，较上年度（33件）减少了5件。", "growth-wrong"),
    (2022, "办件平均用时由12个工作日压减至9个工作日，压减了33%。", "growth-wrong"),
    (2013, "公开信息条数连续三年递增：2011年为1203条，2012年为1187条，2013年为1420条。", "growth-wrong"),
    (2025, "发布解读材料64篇，同比增长60%，去年为50篇。", "growth-wrong"),
    (2014, "同意公开答复45件，占答复总数60件的70%。", "share-wrong"),
    (2019, "全市2119个村（社区）中有1907个设立了政务公开专区，覆盖率达到92%。", "rate-wrong"),
    (2022, "本年度办结申请210件，其中按期答复207件，按期答复率为97.6%。", "rate-wrong"),
    (2024, "共收到申请75件，其中自然人申请69件（占92%），法人申请6件（占9%）。", "share-wrong"),
    (2021, "公开预决算信息16条，行政许可信息342条，行政处罚信息75条，三项共计423条。", "parts-of-total"),
    (2013, "全年编发简报36期，上半年17期，下半年20期。", "parts-of-total"),
    (2022, "共收到8份政府信息公开申请，均为自然人申请。其中，予以公开2件，部分公开2件，属于四类过程性信息1件，本机关不掌握2件，其他处理2件。",
     "parts-of-total"),
    (2023, "上年结转申请2件，新收申请11件，本年办结10件，结转下年度继续办理1件。", "requests-balance"),
    (2015, "受理申请33件，答复41件。", "requests-balance"),
    (2019, "“云台发布”微信公众号全年推送信息820条。\n平台建设。“云台发布”微信公众号全年推送信息802条。", "stated-twice"),
    (2021, "全年举办政务公开业务培训3次。\n全年组织开展政务公开业务培训5次，参训人员200余人次。", "stated-twice"),
    (2021, "全年共收到申请8件，全部按时办结，结转下年度继续办理1件。", "stated-twice"),
    (2024, "2024年收到申请7件，全部为自然人申请，其中商业企业申请2件。", "stated-twice"),
    (2022, "全年无因政府信息公开引发的行政复议。因政府信息公开引发行政复议案件1件，已维持。", "stated-twice"),
    (2023, "本年度未收取信息处理费。\n2023年，依申请公开收取信息处理费220元。", "stated-twice"),
    (2018, "9月31日前完成全县政府网站集约化整合。", "year-period"),
    (2022, "截至2023年12月31日，我局累计公开信息130条。", "year-period"),
    (2019, "2020年5月，我局组织召开全市政务公开培训会。", "year-stale"),
    (2021, "2022年以来，我局共主动公开政府信息132条。", "year-stale"),
    (2024, "2023年，我局共收到政府信息公开申请4件，较上年增加1件。", "year-stale"),
    (2024, "门户网站总访问量达3.6万万人次。", "unit-slip"),
    (2017, "举办培训班2期，参训人员85次人。", "unit-slip"),
    (2020, "从“公开、解读、回应、互动”五个环节入手推进全流程公开。", "list-count"),
    (2023, "本报告共六个部分：总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况。",
     "list-count"),
    (2024, "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项"
           "7个部分组成。", "list-count"),
    (2020, "（1）细化目录；（2）规范流程；（3）强化时限；（3）优化服务。", "list-ordinals"),
]

RIGHT = [
    (2023, "主动公开政府信息47条，其中部门文件22件，通知公告16条，人事任免5条，财政预决算2条，工作计划1条，工作总结1条。"),
    (2022, "共收到8份政府信息公开申请，均为自然人申请。其中，予以公开2件，部分公开2件，属于四类过程性信息1件，本机关不掌握2件，其他处理1件。"),
    (2022, "收到政府信息依申请公开9件，上年结转1件，其中网络申请数5件，信函申请数5件，已按程序按时办理，发生行政复议1件。"),
    (2022, "全年收到申请13件，内容涉及规划类9件、用地类6件（同一申请涉及多项内容的分别统计）。"),
    (2023, "新收申请43件，上年结转3件，同比下降10%。"),
    (2021, "参加培训人员132人次，其中领导干部36人次、业务骨干96人次，较上年增加32人次，增长32%。"),
    (2015, "收到申请31件，答复29件，另有2件因申请人撤回而终止，答复率100%。"),
    (2024, "本年度未收取信息处理费。2023年收取信息处理费220元。"),
    (2023, "经梳理，全年申请中40件由公民提出，4件由企业提出，1件由法律服务机构提出。"),
    (2018, "主动公开文件数量为0。"),
    (2021, "2021年我局在县政府网站公开信息96条。在“云台发布”公众号推送信息69条。"),
    (2022, "全年发布政策解读21篇，其中市级文件解读12篇。"),
    (2020, "收到申请8件，办结9件（含上年结转1件）。"),
    (2017, "申请量比去年翻了一番多，由12件增加到29件。"),
    (2022, "与2021年相比，申请量由80件减少至64件，下降20%。"),
]


def found(text: str) -> tuple[Finding, ...]:
    (findings,) = check_reports([understand(read_text(text))])
    return findings


@pytest.mark.parametrize(("year", "text", "check"), WRONG, ids=[w[1][:18] for w in WRONG])
def test_is_found(year: int, text: str, check: str) -> None:
    assert check in {f.check for f in found(HEAD.format(year=year) + text) if f.severity != "notice"}


@pytest.mark.parametrize(("year", "text"), RIGHT, ids=[r[1][:18] for r in RIGHT])
def test_is_left_alone(year: int, text: str) -> None:
    told = [(f.check, f.message) for f in found(HEAD.format(year=year) + text) if f.severity != "notice" and f.family != "form"]
    assert told == []


AGAINST_TABLES = [
    ("2023年，全县收到政府信息公开申请12件，其中自然人提出8件，法人或其他组织提出4件。", "text-table-applications"),
    ("全年收到政府信息公开申请12件，因保护第三方合法权益不予公开2件。", "text-table-outcomes"),
    ("2023年未复议直接起诉的行政诉讼0件。全年作出行政许可决定301件。", "text-table-disclosure"),
    ("全年办理行政许可310件、行政处罚69件。", "text-table-disclosure"),
    ("本年度没有实施行政强制。", "all-none-words"),
    ("全年收到政府信息公开申请12件，全部办结，无结转下年度事项。", "all-none-words"),
]


@pytest.mark.parametrize(("text", "check"), AGAINST_TABLES, ids=[t[0][:18] for t in AGAINST_TABLES])
def test_is_held_against_the_tables(text: str, check: str) -> None:
    assert check in {f.check for f in found(report_2021(prose={"overview": text})) if f.severity != "notice"}


def test_right_statements_on_the_tables_are_left_alone() -> None:
    text = ("全年新收政府信息公开申请12件，其中自然人提出9件，商业企业提出2件，法律服务机构提出1件；上年结转1件。全年办理行政许可310件、行政处罚96件、行政强制12件。"
            "行政复议、行政诉讼案件均已审结。")
    assert [f.message for f in found(report_2021(prose={"overview": text})) if f.family in ("text-table", "parts")] == []


def test_a_dash_among_the_figures_moves_no_column() -> None:
    table = DISCLOSURE.replace("| 6 | 2 | 48", "| 6 | - | 48")
    report = understand(read_text(report_2021(tables={"disclosure": table})))
    assert [report.value(f"normative.{key}") for key in ("issued", "repealed", "valid")] == [6, None, 48]


LAST = [
    ("2022年共收到政府信息公开申请12件，办结9件，结转下年度继续办理3件。", "2023年共收到政府信息公开申请15件，上年结转{n}件，办结{done}件。", "2", "17"),
    ("2022年主动公开政府信息300条。", "2023年主动公开政府信息360条，2022年为{n}条。", "320", ""),
]


@pytest.mark.parametrize(("before", "now", "wrong", "done"), LAST)
def test_last_years_figures_said_again(before: str, now: str, wrong: str, done: str) -> None:
    right = "3" if done else "300"
    for n, expected in ((wrong, True), (right, False)):
        text = now.format(n=n, done=int(n) + 15 if done else "")
        reports = [understand(read_text(HEAD.format(year=y) + t)) for y, t in ((2022, before), (2023, text))]
        told = {f.check for f in check_reports(reports)[1] if f.severity != "notice"}
        assert ("growth-last-year" in told) is expected


LATER_WRONG = [  # found missing when a third and a fourth set of statements was written without a look at the checks
    (2014, "信函申请12件，占30%；网上申请24件，占60%；当面申请4件，占20%。", "share-wrong"),
    (2019, "15个乡镇均已建成政务公开专区，覆盖率93%。", "rate-wrong"),
    (2024, "公开事项由原来的216项扩展到248项，新增42项。", "growth-wrong"),
    (2023, "依申请公开收件量同比下降30%（2022年20件，2023年16件）。", "growth-wrong"),
    (2015, "2013年至2015年，公开信息分别为812条、905条、876条，呈逐年上升趋势。", "growth-wrong"),
    (2024, "共收到群众意见36条，采纳41条。", "part-exceeds-whole"),
    (2024, "全年县政府门户网站公开政府信息4210条。\n县政府门户网站全年公开政府信息4120条，访问量稳步提升。", "stated-twice"),
    (2023, "截至2023年底，全市共有政务新媒体64个。\n全市现有政务新媒体46个，全部纳入监管。", "stated-twice"),
    (2022, "通过县政府网站审计信息栏目公开信息20条。\n把审计信息及时公布，全年通过审计信息专栏公开政府信息16条。", "stated-twice"),
    (2025, "全年未制发行政规范性文件。2025年制发的2件行政规范性文件均已公开并解读。", "stated-twice"),
    (2023, "全年未收到政府信息公开申请，答复率100%，其中网上申请3件。", "stated-twice"),
    (2021, "新收18件，结转上年1件，办结17件，结转下年度1件。", "requests-balance"),
    (2018, "公开的1240条信息中，财政资金类占12.1%（150条），民生类占31.5%（390条），其他类占58.4%（700条）。", "share-wrong"),
    (2016, "公开事项同比减少4件，从2015年的7件降为2016年的5件。", "growth-wrong"),
    (2023, "政府信息公开申请全部通过网络渠道提交，其中信函申请2件。", "stated-twice"),
    (2022, "2021年，在县委县政府的坚强领导下，我局扎实推进政府信息公开工作。", "year-stale"),
    (2021, "2021年下一步工作计划：加强培训，优化平台。", "year-stale"),
    (2022, "主要做法：第一，强化组织领导。第二，完善制度。第二，加强宣传。", "list-ordinals"),
]
LATER_RIGHT = [
    (2013, "全年共受理各类咨询11570人次，其中现场咨询4320人次，电话咨询6890人次，网上咨询360人次，日均31.7人次。"),
    (2024, "县政府门户网站发布信息5621条，其中街镇动态1836条、部门动态2215条；政务微信推送1082条、政务微博推送478条。"),
    (2023, "全年在省级以上媒体刊稿89篇，其中中央媒体21篇，省级媒体68篇，市级媒体另刊稿132篇。"),
    (2020, "全年处理投诉举报2638件，其中12315平台1986件、12345平台541件、信函来访111件，办结率98.9%。"),
    (2021, "收到申请5件，其中3件为同一申请人提出；答复4件，1件补正中。"),
    (2024, "通过市政府网站发布政府动态类信息1464条，其中文件15条，政策解读10条，市政府工作报告1条，建议提案办理信息5条，财政预决算信息2条。"),
    (2024, "公开事项由原来的216项扩展到248项，新增42项，取消10项。"),
    (2022, "在2021年工作基础上，我局扎实推进政府信息公开工作。"),
    (2019, "15个乡镇均已建成政务公开专区，覆盖率100%；126个村（社区）中已建成118个，覆盖率93.7%。"),
]


@pytest.mark.parametrize(("year", "text", "check"), LATER_WRONG, ids=[w[1][:18] for w in LATER_WRONG])
def test_is_found_too(year: int, text: str, check: str) -> None:
    test_is_found(year, text, check)


@pytest.mark.parametrize(("year", "text"), LATER_RIGHT, ids=[r[1][:18] for r in LATER_RIGHT])
def test_is_left_alone_too(year: int, text: str) -> None:
    test_is_left_alone(year, text)
