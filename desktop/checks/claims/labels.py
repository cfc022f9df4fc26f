"""What the words around the quantities of a list say: which class it divides by, whether it is closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from desktop.checks.claims.model import Paragraph, Quantity

METHOD = re.compile(r"网络|网上|网站|信函|信件|邮寄|邮政|当面|现场|电子邮件|邮件|邮箱|传真|在线|平台|窗口|微信|公众号|微博|新媒体|公示栏|公开栏|宣传栏|线上|线下|来访|上门|书面|电话")
APPLICANT = re.compile(r"自然人|公民|法人|企业|科研|公益|法律服务|社会组织|其他组织|个人|单位申请|律师")
DISPOSAL = re.compile(
    r"予以公开|同意公开|给予公开|准予公开|答复公开|予以提供|同意提供|部分公开|区分处理|不予公开|无法提供|不予处理|其[他它](?:方式)?处理|不存在|不掌握|未制作|重复申请|补正|撤回|撤销|"
    r"转下年|下年度|结转|顺延|非本机关|不属于|非政府信息|免于公开|免予公开|公开答复|已主动公开|属于公开|其[他它]情形|其他类型|告知|不明确"
)
OUTCOME = re.compile(r"维持|纠正|其[他它]结果|未审结|审理中|撤诉|驳回|确认违法|未结|终止")
DOCUMENT = re.compile(r"有效|保留|修改|修订|废止|失效|宣布|取消|下放|承接|暂停")
ATTRIBUTE = re.compile(r"主动公开|依申请公开|依申请|不予公开|不公开|免予公开|免于公开")
OTHER = re.compile(r"其[他它余]")
CUMULATIVE = re.compile(r"累计|历年|以来|历史")
# Kinds of form, not of subject: they cut across the classes of a list and are no part of it.
ACROSS = re.compile(r"全文电子化|电子化|图文(?!解读)|全文")
_CHANGE = re.compile(r"注销|关停|新增|撤销|清理|减少|增加|取消|合并|新建|废止|停用")
_VERBS = re.compile(
    r"办结|答复|完成|开展|召开|举办|发布|制作|印发|组织|收取|解答|回应|处置|转发|评论|推送|阅读|访问|新增|收到|受理|公开|上传|"
    r"编发|培训|参加|检查|整改|发放|关注|涉及|接待|更新|清理|注销|废止|制定|修订|减免"
)


def common_tail(labels: Sequence[str]) -> str:
    """The ending that all labels share: 类信息, 申请, 开通子网站."""
    if not labels or not all(labels):
        return ""
    shortest = min(map(len, labels))
    size = 0
    while size < shortest and len({label[-size - 1] for label in labels}) == 1:
        size += 1
    return labels[0][len(labels[0]) - size:]


_CHANGED = re.compile(r"(?:增加|减少|增多|净增|上升|下降|增长|回落|递增|递减|[比较][^，。；]{0,12}[多少增减])了?$")
_BEFORE_YEAR = re.compile(r"(?:上|去|往|前)一?年度?同?期?的?$|[比较同](?:20\d\d年度?)的?$")
_LONGEST = 20  # more than these two ever match
_YEAR_ONLY = re.compile(r"(?:其中)?(?:20\d\d年度?|上一?年度?|去年)(?:同期)?(?:为|是|有|共|收到|公开)?")


def no_total(q: Quantity) -> bool:
    """Whether a count tells a change (比上年减少4件) or what another year had (比2019年的430件): neither is divided behind it."""
    return _tells_change(q.label[-_LONGEST:])  # asked again for each total that a count may be a part of


@lru_cache(maxsize=512)
def _tells_change(ending: str) -> bool:
    return bool(_CHANGED.search(ending) or _BEFORE_YEAR.search(ending))


def of_years(items: Sequence[Quantity]) -> bool:
    """Whether the members of a list are figures of several years: 2020年468件、2021年430件."""
    return all(_YEAR_ONLY.fullmatch(q.label) for q in items)


_LEADS = re.compile(r"^(?:其中|分别(?:为|是)?|包括|包含|涵盖|含|有|和|及|以及|与)+")


def name_of(q: Quantity) -> str:
    """What a member of a list is called, the words that open the list left out."""
    return _LEADS.sub("", q.label) or q.noun


def verbs(label: str) -> frozenset[str]:
    """The verbs of work in a label."""
    return frozenset(_VERBS.findall(label))


def changes(labels: Sequence[str]) -> bool:
    """Whether a list names comings and goings (注销5家, 新增3家), which are no parts of a stock."""
    return any(_CHANGE.search(label) for label in labels)


def class_of(labels: Sequence[str]) -> str | None:
    """The one ground of division that all labels of a list name, if any."""
    for name, pattern in (("method", METHOD), ("applicant", APPLICANT), ("outcome", OUTCOME), ("disposal", DISPOSAL), ("document", DOCUMENT)):
        if all(pattern.search(label) for label in labels):
            return name
    if len(labels) >= 3 and all(ATTRIBUTE.search(label) for label in labels):
        return "attribute"
    return None


def closing_etc(paragraph: Paragraph, last: Quantity) -> bool:
    """Whether the list goes on unsaid: 等 right behind its last member."""
    tail = paragraph.text[last.end:last.end + 14]
    return bool(re.match(r"[^，。；、：（]{0,8}等(?!级|候|待)", tail) or re.match(r"（[^）]*）等", paragraph.text[last.end:last.end + 40]))


def closed(labels: Sequence[str], tight: bool) -> bool:
    """Whether a list names all there is: it ends in 其他, or divides by a ground whose kinds it gives in full."""
    ground = class_of(labels)
    if any(re.match(r"[、，和及与]?其[他它余]", label) for label in labels[-2:]) or re.search("等其[他它余]", labels[-1]):
        return True
    if ground == "attribute":
        return True
    if ground == "outcome" and (len(labels) >= 3 or any("未" in label for label in labels)):
        return True
    if ground == "disposal" and len(labels) >= 5:
        return True
    if labels and all(re.match(r"(?:其中)?(?:上半年|下半年|第?[一二三四]季度)", label) for label in labels):
        return len(labels) == (2 if "半年" in labels[0] else 4)
    return tight
