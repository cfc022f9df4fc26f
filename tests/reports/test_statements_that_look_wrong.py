"""Right statements of real reports that once drew a false alarm, rewritten with invented places and figures."""

from __future__ import annotations

import pytest

from desktop.checks import check_reports
from desktop.forms import understand
from desktop.reading import read_text

HEAD = "云台县人民政府2024年政府信息公开工作年度报告\n一、总体情况\n"

RIGHT = {
    "bodies of the past told as such": "原县国土资源局划转的资料已归档，县农业局家属院设有公开栏，2018年县卫生局公开信息6条。",
    "another quarter of a city": "中心城区公开栏更新12条，老城区改造信息公开20条。",
    "brackets that tell a citizen what to write": "来信应写明联系方式（请注明“信息公开申请”字样），并附申请表（请填写《申请表》）。",
    "a hotline has no measure word": "走访企业5次，拨打热线12345，办理诉求3件。",
    "effect is a noun of its own": "一是公开时效有待提高，二是时效不强的问题仍然存在，公开实效还需增强。",
    "an adverb of one syllable does as well": "公开的形式较单一，解读方式较单调，渠道更畅通，机制更健全。",
    "at once is not in time": "全年受理咨询30人次，均即时答复；对发现的问题即时整改。",
    "not, at the end of a year": "全年未发生诉讼，上年未办结2件，2023年未收到复议。",
    "a member counted in another unit fills the sum":
        "2024年，在县政府网站累计公开各类政府信息共计1698条，其中：工作动态901条、通知公告151条、政策解读44条、人事信息45条、征集调查16期、其他类信息541条。",
    "documents named beside a total that is divided in brackets":
        "主动公开市政府规章9件(含新制定3件,修改4件,废止2件),主动公开行政规范性文件42件,人事任免文件106件,其他文件113件。",
    "a noun that ends in a measure word":
        "全县共收到政府信息公开申请15件，其中通过网站申请12件、邮寄申请3件，全部属自然人申请件，按时办结15件，结转下年度办理0件。",
    "shares of a total that is divided in two groups":
        "全县共受理依申请公开12件，予以公开及部分公开的有6件，占50%；无法提供的有6件，占50%。",
    "eight kinds that add up, a magnitude among them":
        "全县主动公开政府信息1463条，其中，临湖6.2级地震灾后重建86条，乡村振兴345条，项目建设233条，生态环保223条，优化营商环境213条，财政预决算93条，民生事业183条，其他87条。",
    "five parts, the last two joined": "本报告由概述，主动公开情况，依申请公开情况，复议诉讼情况，存在问题和工作打算共五个部分组成。",
    "semicolon inside of a list":
        "县政府网站共发布各类信息586条，其中发布概况类信息量51条；云台要闻、政务动态信息量250条，信息公开发布量285条。",
    "a list inside of a list, opened by 内有":
        "网站共新增主动公开政府信息43条。其中机构类信息18条，内有领导成员9条、机构职能3条、机构概况1条、下属机构5条；工作类信息10条，其中镇街动态4条、"
        "计划总结6条；政策文件类信息5条；民生事项类信息10条。",
    "groups parted by semicolons, their first member the sum of the others":
        "网站共新增主动公开政府信息44条。其中机构类信息19条，机构概况1条、其中领导成员10条、内设机构5条、下属机构3条；工作动态2条，通知公告9条，部门文件4条，"
        "计划总结3条；救助情况4条；财政信息2条，专项经费使用信息1条。",
    "requests told by the way they came, then in all":
        "全年共收到网上申请95件，邮寄12件，合计107件，上年结转9件，截至12月底已回复110件，6件正在办理中。",
    "problems and the year's plan are two parts": "本报告由概述、政务信息公开情况、存在的主要问题和2025年工作思路四部分组成。",
    "a list that goes on in the next sentence":
        "共主动公开各类政府信息96条。其中：通过县政府网站发布预算信息1条，决算信息1条；通过微信公众号发布通知公告24条，发布工作动态50条。通过公示栏张贴公开信息20条。",
    "a bureau's code in a document number": "按照《关于做好编制工作的通知》（云政公开〔2024〕1号）要求编制，主动、及时公开，相关负责人落实。",
    "entries of a page's menu": "关怀版 无障碍 无障碍\n您当前所在位置：首页",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_is_left_alone(text: str) -> None:
    (found,) = check_reports([understand(read_text(HEAD + text))])
    assert [(f.check, f.message) for f in found if f.severity != "notice"] == []


WRONG = {
    "requests that do not balance with what came in all": (
        "全年共收到网上申请95件，邮寄12件，合计107件，上年结转9件，截至12月底已回复110件，4件正在办理中。", "requests-balance"),
    "a list inside of a list that is one short": (
        "网站共新增主动公开政府信息43条。其中机构类信息18条，内有领导成员9条、机构职能3条、机构概况1条、下属机构5条；工作类信息10条；政策文件类信息5条；其他信息9条。",
        "parts-of-total"),
    "a year without 年": ("2024，我县认真贯彻条例。", "mark-typo"),
    "counted things with a decimal point": ("政务微博有18.7粉丝，互动良好。", "unit-fraction"),
    "the same list one short": (
        "2024年，在县政府网站累计公开各类政府信息共计1698条，其中：工作动态901条、通知公告151条、政策解读44条、人事信息45条、征集调查16期、其他类信息531条。",
        "parts-of-total"),
    "a plan for the year that is over": ("2024年，工作仍有不足。2024年将从以下方面进行改进：一是加强培训。二是加强宣传。", "year-stale"),
    "nine parts said, eight parted by commas named": (
        "本年报由基本情况，主动公开情况，回应解读情况，依申请公开情况，复议诉讼和举报投诉情况，机构建设、经费和培训会议情况，存在问题及工作打算，附件，共九个部分组成。",
        "list-count"),
    "six parts said, five named": (
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在问题及改进情况、其他需要报告的事项等六部分组成。", "list-count"),
}


@pytest.mark.parametrize(("text", "check"), WRONG.values(), ids=WRONG.keys())
def test_is_found(text: str, check: str) -> None:
    (found,) = check_reports([understand(read_text(HEAD + text))])
    assert check in {f.check for f in found if f.severity != "notice"}
