"""Parts and their wholes, requests and their outcomes in the manner of real reports, bodies and figures invented."""

from __future__ import annotations

import pytest

from desktop.checks import check_reports
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Finding

HEAD = "云台县人民政府2021年政府信息公开工作年度报告\n一、总体情况\n"

RIGHT = [
    # a list goes on behind a member that has a list of its own, or is worded otherwise
    "全县受理申请61件，已全部办结。同意公开46件，同意部分公开7件，不予公开4件，非本机关掌握3件，申请内容不明确1件。",
    "2021年新收到政府信息公开申请47件，上年度结转0件。本年度办理结果：予以公开17件，部分公开3件，不予公开8件，无法提供10件，不予处理8件，其他处理1件。",
    "2021年新收到政府信息公开申请44件，上年度结转3件。办理结果为：予以公开17件，部分公开3件，不予公开8件，无法提供10件，不予处理8件，其他处理1件。",
    "新收申请117件，上年结转6件，结转下年8件，全年办结115件。按办理结果分：予以公开60件、部分公开8件、不予公开13件（其中涉及商业秘密等第三方权益4件、"
    "行政执法案卷5件、行政查询事项3件、过程性信息1件）、无法提供24件、不予处理4件、其他处理6件。",
    "共办结政府信息公开申请88件，其中予以公开30件、部分公开10件；不予公开18件（涉及商业秘密3件、内部事务信息8件、执法案卷7件）；无法提供25件；不予处理3件；其他处理2件。",
    "收到申请12件，均为自然人提出，答复公开5件、部分公开2件、信息不存在3件、申请内容不明确1件、结转下年1件。",
    "共收到申请6件，全部为自然人提出。答复予以公开3件，本机关不掌握1件，不予处理1件，结转下年1件。",
    "2021年新收申请112件，上年结转8件，年内办结115件，结转5件。从办理结果看：予以公开50件，部分公开13件，不予公开12件，无法提供30件，不予处理4件，其他处理6件。",
    # a change or the figure of another year is no total
    "因信息公开引发行政复议28件，比上年减少5件，结果为：维持20件，纠错4件，其他情形3件，尚有1件未审结。",
    "受理行政复议案件15件，同比下降6件：维持10件，撤销2件，其他3件。",
    "全年主动公开政府信息812条，比上年多102条，其中政策文件类212条，工作动态类400条，其他类200条。",
    "全年主动公开政府信息812条，比2020年的710条多102条。其中政策文件类212条，工作动态类400条，其他类200条。",
    "2021年新收申请312件，为近三年最低（2019年368件、2020年330件）。网上提交201件，邮寄96件，当面15件。",
    # channels that carry the same things
    "全年公开信息320条，其中网站公开320条，微信公众号转发118条，微博转发60条。",
    "全年主动公开信息473条，其中通过区政府网站公开188条，通过公众号公开231条，通过公示栏公开215条（部分信息在两种以上渠道公开，三者之和大于总数）。",
    "全年公开卫生信息441条（同一信息在多个渠道公开的只计一条）。按渠道分：网站发布431条，报刊刊登52条，电视台播出38条。",
]

WRONG = [
    ("新收申请117件，上年结转6件，结转下年8件，全年办结115件。按办理结果分：予以公开60件、部分公开8件、不予公开13件（其中涉及商业秘密等第三方权益4件、"
     "行政执法案卷5件、行政查询事项3件、过程性信息1件）、无法提供24件、不予处理4件、其他处理4件。", "parts-of-total", "115件"),
    ("2021年新收到政府信息公开申请47件，上年度结转2件。办理结果为：予以公开17件，部分公开3件，不予公开8件，无法提供10件，不予处理8件，其他处理5件。",
     "parts-of-total", "17+3+8+10+8+5=51"),
    ("因信息公开引发行政复议28件，比上年减少5件，结果为：维持20件，纠错4件，其他情形3件，尚有3件未审结。", "parts-of-total", "28件"),
    ("收到申请67件，从渠道看网络41件、信函19件、当面8件。", "parts-of-total", "67件"),
]


def _findings(text: str) -> list[Finding]:
    (found,) = check_reports([understand(read_text(HEAD + text))])
    return [f for f in found if f.severity != "notice"]


@pytest.mark.parametrize("text", RIGHT)
def test_right_lists_are_left_alone(text: str) -> None:
    assert [(f.check, f.message) for f in _findings(text)] == []


@pytest.mark.parametrize(("text", "check", "figure"), WRONG)
def test_wrong_lists_are_found(text: str, check: str, figure: str) -> None:
    assert [figure in f.message for f in _findings(text) if f.check == check] == [True]


def test_both_places_of_a_denial_are_shown() -> None:
    (found,) = [f for f in _findings("收到信息公开申请6件，均按时答复。本年度未收到信息公开申请，未收取费用。") if f.check == "stated-twice"]
    assert [e.quote for e in found.evidence] == ["6件", "未收到信息公开申请"]
