"""Sentences of the kind that reports are made of: the right ones must stay silent, the slips must be found."""

from __future__ import annotations

import pytest

from desktop.checks import Context
from desktop.checks.base import REGISTERED, Together
from desktop.checks.registry import rules
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Finding

HEAD = "青禾市云台区人民政府2022年政府信息公开工作年度报告\n一、总体情况\n2022年，我区认真落实《条例》，全区公开信息20条，区直各单位公开15条，我区各街道公开5条。\n"


def told(check: str, text: str, head: str = HEAD) -> list[Finding]:
    rules()
    report = understand(read_text(head + text), file="report.txt")
    return list(REGISTERED[check][1](report, Context(together=Together((report,)), own=report)))


def loud(check: str, text: str, head: str = HEAD) -> list[Finding]:
    return [f for f in told(check, text, head) if f.severity != "notice"]


CLEAN = (
    "一是坚持以公开为常态、不公开为例外，及时、准确、全面地公开政府信息；二是畅通依申请公开受理渠道，做到件件有回音、事事有着落。",
    "全年通过门户网站主动公开政府信息1,592条，其中规范性文件12件，政策解读35篇，办结率100%，满意率达95%以上。",
    "按照《国务院办公厅关于印发2022年政务公开工作要点的通知》（国办发〔2022〕8号）要求，印发《云台区政务公开工作要点》（云政办〔2022〕12号）。",
    "与市市场监管局、县县域办、省省直机关联合开展检查，市政府政府网站与政务新媒体同步更新，推进推进会各项部署落地。",
    "围绕“六稳”“六保”、“放管服”改革和“一网通办”，推行“7×24小时”自助服务，天天更新，常常巡查，点点滴滴见实效。",
    "社会公众对教育、医疗、养老等领域的关注度较高，我区主动发声、回应关切，突发事件发生后及时发布权威信息。",
    "企业和群众办事更加方便，减轻了企业税费负担，减轻群众跑腿压力，营造了良好的营商环境。",
    "进一步加强组织领导，一步一个脚印抓好落实，下一步完善机制，不断健全工作机制，持续公共服务供给。",
    "问题主要有：一是个别单位重视不够；二是公开内容还不够丰富；三是人员力量不足。不过，与往年相比已有改善。",
    "（一）主动公开情况。主动公开情况总体良好。（二）依申请公开情况。依申请公开办理规范有序。",
    "公开了申领条件、申领程序、涉税信息、警情通报、工作实绩、和美乡村建设和重大行政决策预公开等内容。",
    "参差不齐的现象明显改善，做到因地制宜、循序渐进、持之以恒、再接再厉。",
    "公民、法人或者其他组织可以通过当面、信函、网络等方式提交政府信息公开申请，行政机关应当予以答复。",
    "局党组高度重视，局局长办公会专题研究；水务局局属单位、财政局局机关分别公开信息5条。",
)


@pytest.mark.parametrize("text", CLEAN)
def test_right_sentences_are_left_alone(text: str) -> None:
    marks = [c for c in (r.id for r in rules()) if c.startswith(("mark-", "list-", "blank-", "name-", "year-"))]
    assert [f.message for c in marks for f in loud(c, text)] == []


SLIPS = (
    ("mark-typo", "推进公共企事业单信息公开。"),
    ("mark-typo", "信息公开水平良秀不齐。"),
    ("mark-typo", "对重点工作加强布署，落到实外。"),
    ("mark-typo", "政府信息公开条列施行以来，各单位认真惯彻。"),
    ("mark-typo", "规范性文仵及时公开。"),
    ("mark-typo", "行政复义案件1件。"),
    ("mark-typo", "政府信息公开门户站网建设不断加强。"),
    ("mark-typo", "办理政府信息公开申清10件。"),
    ("mark-repeated", "建立健全了的的工作机制。"),
    ("mark-repeated", "推进推进政务公开标准化。"),
    ("mark-repeated", "公开政府信信息20条。"),
    ("mark-repeated", "召开全区政务公开业务培训会召开全区政务公开业务培训会。"),
    ("mark-doubled", "公开信息20条，。依申请公开2件。"),
    ("mark-doubled", "加强领导；；完善机制。"),
    ("mark-balance", "落实《政务公开工作要点的要求，完善机制。"),
    ("mark-balance", "落实政务公开工作要点》的要求，完善机制。"),
    ("mark-balance", "推行“一网通办，方便群众。"),
    ("mark-broken", "公开\ufffd\ufffd信息。"),
    ("mark-residue", "（三）<!--[if !supportLists]-->强化监督。"),
    ("mark-docnumber", "《关于做好公开工作的通知》（云政办〔〕12号）。"),
    ("list-ordinals", "一是加强领导。二是完善机制。四是强化监督。"),
    ("list-ordinals", "一是加强领导。二是完善机制。二是强化监督。"),
    ("list-count", "制定了《主动公开制度》、《保密审查制度》、《社会评议制度》等两项制度。"),
    ("list-following", "将从以下三个方面改进：一是加强领导。二是完善机制。"),
    ("blank-number", "联合了 个部门开展检查。"),
    ("blank-number", "主动公开政府信息20条，依申请公开信息数3条，不予公开信息数1。"),
    ("blank-masked", "20**年，全区公开信息20条。"),
    ("blank-contacts", "联系电话：0123-23163022，传真：0123-2316302。"),
    ("name-law", "依据《中华人民共和国政府信息公开工作条例》答复。"),
    ("name-scope", "加强对全市政府信息公开工作的指导。公开市本级决算。"),
    ("name-instruction", "（一）受理申请的数量（含2022年度及历年累计数量）、主要受理方式、数量居前的申请事项等；"),
    ("year-stale", "2021年，我区主动公开政府信息20条。"),
    ("year-stale", "2022年，我们将采取以下措施加以改进。"),
    ("year-period", "统计期限自2022月1日起至2022年12月31日止。"),
    ("year-period", "统计期限自2021年1月1日起至2021年12月31日止。"),
    ("year-cited", "根据国办公开办函〔2019〕60号文件要求编制。"),
    ("year-cited", "根据《中华人民共和国政府信息公开条例》（国务院令第492号）规定编制。"),
)


@pytest.mark.parametrize(("check", "text"), SLIPS)
def test_slips_are_found(check: str, text: str) -> None:
    found = loud(check, text)
    assert found
    report = read_text(HEAD + text)
    assert all(report.text[e.start:e.end] == e.quote for f in found for e in f.evidence)


YEARS = (
    "2022年，我区将政府信息公开工作纳入绩效考核。较2021年增长5%。自2008年以来累计公开2000条。",
    "2022年公开2021年部门决算和2022年部门预算，落实《2021年政务公开工作要点》后续任务。",
    "2023年，我区将采取以下措施加以改进。2023年将继续加强监督。",
    "2021年结转至2022年的申请2件均已办结。截至2022年12月31日，累计公开信息20条。",
    "2021年申请公开“2019年林业预算”的申请人再次提出申请，2022年已答复。",
)


@pytest.mark.parametrize("text", YEARS)
def test_other_years_may_be_named_rightly(text: str) -> None:
    assert [f.message for c in ("year-stale", "year-period", "year-cited") for f in loud(c, text)] == []


def test_a_signature_before_the_end_of_the_year_is_told() -> None:
    head = "青禾市交通局2015年政府信息公开工作年度报告\n2015年1月1日至2015年12月31日，我局公开信息5条，我局认真落实《条例》。\n"
    assert loud("year-signature", "青禾市交通局\n2015年12月4日", head)
    assert not told("year-signature", "青禾市交通局\n2016年1月14日", head)


def test_the_same_slip_at_two_places_has_one_finding_with_both(monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.checks import check_reports

    report = understand(read_text(HEAD + "主动公开的政府信条占20%。\n主动公开的政府信条占20%。"), file="a.txt")
    found = [f for f in check_reports([report])[0] if f.check == "mark-typo" and f.severity == "error"]
    assert len(found) == 1 and len(found[0].evidence) == 2


def test_a_copy_with_pinyin_noise_is_told_once_and_its_marks_are_notices() -> None:
    noisy = "政務(wù)公開(kāi)工作報(bào)告說(shuō)，" * 5 + "按照政府信息公开条例》办理。"
    found = told("mark-pinyin", noisy, "")
    assert len(found) == 1 and found[0].severity == "warning"
    assert all(f.severity == "notice" for f in told("mark-balance", noisy, ""))


def test_the_words_before_a_document_number_are_no_part_of_it() -> None:
    [finding] = told("mark-docnumber", "根据示政办[2023]5号文件要求，加强公开。")
    assert finding.evidence[0].quote == finding.actual == "示政办[2023]5号"


def test_a_township_is_called_by_its_own_name() -> None:
    head = "云台县青禾镇人民政府2022年政府信息公开工作年度报告\n一、总体情况\n2022年，青禾镇公开信息20条。\n"
    [finding] = told("name-actor", "望河镇人民政府高度重视政府信息公开工作。", head)
    assert finding.expected == "青禾镇"


def test_a_total_without_a_whole_multiple_names_no_missing_figure() -> None:
    [finding] = told("parts-of-total", "微博、微信发布信息各538条，合计1067条。")
    assert "None" not in finding.message + finding.suggestion
