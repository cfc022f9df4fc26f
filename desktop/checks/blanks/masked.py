"""Places left open or masked: 20*年, ××局, XX, 自至, （）, 《》, an attachment that is not there, a name left out.

Masks come from model texts that were never filled in. An empty pair of brackets had something in it. An attachment
that the text refers to may lie beside the report: notice only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Finding, Report, Severity

_MASK = Sparse(
    r"(?:19|20)\d{0,2}[*＊×xX]{1,2}(?!\d)(?=[年上下\u4e00-\u9fff])|[×✕]{2,}|(?<![A-Za-z])[Xx]{2,4}(?=[年月日省市县区镇乡局厅委办号件条个项次人份期场名家处批轮起宗])"
    r"|(?<![A-Za-z0-9.])[Xx]{4,}(?![A-Za-z0-9.])"
    r"|(?<![\dA-Za-z×✕xX*＊])[×✕＊*](?=[条件个项份期篇](?![\d×]))|[*＊]{3,}|(?<![A-Za-z0-9])[Nn](?=[条件个项次份篇期](?![A-Za-z]))|[*＊]{2,}(?=[\u4e00-\u9fff])|_{3,}|（此处.{0,20}）|（请填写?[^（）《“]{0,12}）|\[填写.{0,12}\]"
    r"|[【\[〔](?:请|此处|在此|待|需|须|应)?(?:在此)?(?:填|插入|补充|补填|录入|粘贴)[^【】\[\]〔〕]{0,40}[】\]〕]"
    r"|[（(](?:请|待|需|须)(?:插入|补充|补填|录入|粘贴|核实)[^（）()]{0,30}[）)]|此处(?:插入|录入|补充|待补|略)[\u4e00-\u9fff]{0,12}"
)
_PERIOD = Sparse(r"自(?:起)?至(?:止)?(?=[。，；])|自年月日|至年月日|从至(?=[。，；])|(?<=年)(?<!生年)月日|(?<![\d生])年月日")
_EMPTY = Sparse(r"（）|《》|“”|【】|\(\s*\)")
_LABEL = Sparse(r"(?:联系人|联系电话|电话|传真|邮编|邮政编码|地址|邮箱|电子邮箱|网址)：(?=[；，。）])")
_ATTACHED = Sparse(r"（?(?:见|详见)?附件(?P<n>\d{1,2})?）|(?:见|详见)附[件表](?P<m>\d{0,2})")
_PRESENT = re.compile(r"^\s*附[件表]\s*\d{0,2}\s*(?:[：:.、]|$)", re.M)
_PERSON = Sparse(r"(?:^|(?<=[。；]))任(?:副)?(?:组长|主任|局长)|由(?:任|担任)(?:副)?(?:组长|主任)")

_OPEN = (("mask", _MASK), ("period", _PERIOD), ("empty", _EMPTY), ("label", _LABEL))

BAD = (
    Example("20*上半年，全区公开信息100条。", "年份被遮掩"),
    Example("本报告所列数据的统计期限自至。", "起止日期均未填写"),
    Example("××局认真贯彻落实《条例》。", "单位名称未填写"),
    Example("全年主动公开政府信息×条。", "数字未填写"),
    Example("如有疑问，请联系（联系人：，电话：0000-12345678）。", "联系人未填写"),
    Example("按照《》的要求开展工作。", "书名号内无内容"),
    Example("召开新闻发布会XX场。联系电话：0000-12345678，邮编：XXXXXX。", "场数和邮编未填写"),
    Example("【请填写其他需要报告的事项】建成公开专区3处［此处插入照片］。", "填写提示未删"),
)
GOOD = (
    Example("推行7×24小时自助服务，统计期限自2023年1月1日起至2023年12月31日止。"),
    Example("工作流程图见附件1。\n附件1：工作流程图"),
    Example("由局长张三任组长，2*3平方米宣传栏。"),
)


@check("blank-masked")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding a place; attachments once."""
    attached = []
    told = context.worked(prose, report)
    left_open = told.living(_OPEN)
    persons, attachments = told.finders(_PERSON, _ATTACHED)
    for passage in told.parts:
        text = passage.text
        for name, finder in left_open:
            for match in finder(text):
                low, high = max(match.start() - 4, 0), min(match.end() + 4, len(text))
                severity: Severity | None = "error" if name == "period" else None
                if report.kind == "collection" and re.fullmatch("[Xx×✕]+", match.group()):
                    severity = "notice"  # model texts are masked on purpose
                yield find("blank-masked", [at(report, passage.tight, low, high)], name, severity=severity,
                           actual=match.group())
        for match in persons(text):
            yield find("blank-masked", [at(report, passage.tight, *match.span())], "person", severity="notice",
                       actual=match.group())
        attached += [at(report, passage.tight, *m.span()) for m in attachments(text)]
    if attached and not _PRESENT.search(report.document.text):
        yield find("blank-masked", attached, "attached", severity="notice")
