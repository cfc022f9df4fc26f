"""The same figure said twice with different values, beyond the two great totals: reviews, training, files in force, a channel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.checks.claims import context as near
from desktop.checks.claims.model import Paragraph, Quantity, Relation, plain

_WHEN = re.compile(r"历年|(?<!今年)(?<!全年)累计|以来|往年|上年|去年|上半年|下半年|季度|月(?:份|底|初)|\d月|近\d|每[年月周季]|其中|同比|另|平均|计划|将|拟|目标|要求")
_NARROW = re.compile(r"各(?:部门|单位|县|区|乡|镇|街道)|[市县区]直|[市县区省]本级|[市县区]级|镇级|乡级|村级|办公室|科室|分管|片区|分局|所属|下属|协助|指导|参加|参与|派员|选派")
_DROP = re.compile(
    r"20\d\d年度?|本年度?|全年度?|年内|今年|报告期内|期间|我[局区县市镇办委街所院处站厅]|本[局区县市镇办委院处厅]|本机关|本单位|全[区县市省局镇州]|"
    r"共计|总计|合计|共|总|先后|累计|组织|开展|举办|召开|已|了|的|有|为|：|积极|认真|主动|分别"
)
_REVIEW_OUT = re.compile(r"维持|纠正|撤销|撤回|审结|结案|终止|驳回|败诉|胜诉|其他|直接|复议后|出庭|应诉率|一审|二审|上诉|代理|协助|答复|参加")


def repeated(paragraphs: Sequence[Paragraph]) -> list[Relation]:
    """Pairs of statements of one figure in different places that differ."""
    seen: dict[tuple[str, str], tuple[Paragraph, Quantity]] = {}
    out: list[Relation] = []
    for paragraph in paragraphs:
        for q in paragraph.quantities:
            if q.sort != "count" or q.depth or q.exactness != "exact" or not q.unit:
                continue
            for key in _keys(paragraph, q):
                first = seen.setdefault((key, q.unit), (paragraph, q))
                if first[1] is q or (first[0] is paragraph and first[1].sentence == q.sentence):
                    continue
                if first[1].value == q.value or not _one_time(first[0], first[1], paragraph, q):
                    continue
                out.append(Relation(
                    "stated-twice", "wrong", (first[1], q), "warning", "same", 0.75, plain(first[1].value), plain(q.value),
                    f"{plain(first[1].value)}≠{plain(q.value)}",
                    texts={"first": plain(first[1].value) + q.unit, "second": plain(q.value) + q.unit, "name": key.split("|")[-1]}))
                break
    return out


def _one_time(first: Paragraph, a: Quantity, second: Paragraph, b: Quantity) -> bool:
    """Whether two statements do not speak of different years."""
    years = [set(re.findall(r"20\d\d", near.sentence_text(p, q))) for p, q in ((first, a), (second, b))]
    return not (years[0] and years[1] and not years[0] & years[1])


def _keys(paragraph: Paragraph, q: Quantity) -> Iterator[str]:
    """What a count is of, as a key that only the same thing shares; nothing when its words narrow it down."""
    clause = near.before(paragraph, q)
    sentence = paragraph.text[paragraph.sentences[q.sentence].start:q.start]
    if _WHEN.search(clause) or _NARROW.search(sentence) or _WHEN.search(re.split("[；]", sentence)[-1][-30:]):
        return
    whole = near.sentence_text(paragraph, q)
    text = q.label + "#" + q.noun
    review = _review(text, whole, paragraph)
    if review is not None:
        yield review
    if q.unit in ("次", "期", "场") and re.search(r"政(?:务|府信息)公开[^，。；、]{0,8}(?:业务|工作|专题)?培训(?:班|会|活动)?$", _DROP.sub("", q.label)) and "、" not in clause:
        yield "training|政务公开培训"
    if q.unit == "件" and re.search(r"现行有效的?(?:行政)?规范性文件(?:共|总数)?#|现行有效的?#(?:行政)?规范性文件", text) and "规章" not in text:
        yield "valid|现行有效行政规范性文件"
    if q.unit == "元" and re.search(r"收取[^，。；]{0,4}信息处理费(?:共计|共|合计)?#|信息处理费#", text):
        yield "fee|信息处理费"
    channel = _channel(paragraph, q, sentence)
    if channel is not None:
        yield channel


def _review(text: str, whole: str, paragraph: Paragraph) -> str | None:
    if _REVIEW_OUT.search(text) or not re.search("信息公开|依申请公开", whole):
        return None
    if re.search(r"行政复议(?:案件|申请)?(?:共|为|有)?#|#(?:政府信息公开)?(?:类)?行政复议", text) and not re.search("诉讼", text.split("#")[0]):
        return "review|政府信息公开行政复议"
    if re.search(r"行政诉讼(?:案件)?(?:共|为|有)?#|#(?:政府信息公开)?(?:类)?行政诉讼", text) and "复议" not in text.split("#")[0]:
        return "suit|政府信息公开行政诉讼"
    return None


_NAMED = re.compile(r"“(?P<name>[^“”]{2,14})”(?:政务)?(?P<kind>微信公众号|公众号|微博|微信|抖音号?|视频号|头条号|APP|专栏|栏目)")
_PUT = re.compile(r"(?:推送|发布|公开|刊发|编发|更新)(?:各类|政务|政府)*(?:信息|文章|推文|稿件|图文|图文信息|政府信息|视频)?$")


def _channel(paragraph: Paragraph, q: Quantity, sentence: str) -> str | None:
    """“云台发布”微信公众号…推送信息820条: one named channel, all that it put out."""
    clause = re.split("[；。]", sentence)[-1]
    names = list(_NAMED.finditer(clause))
    if len(names) != 1 or re.search(r"\d", clause[names[0].end():].replace(q.label, "") if q.label else clause[names[0].end():]):
        return None
    between = clause[names[0].end():]
    if not _PUT.search(_DROP.sub("", q.label)) or re.search("类信息|原创|转发|解读|专题|其中|涉及|有关|关于", between) or q.unit not in ("条", "篇", "期"):
        return None
    return f"channel|“{names[0]['name']}”{names[0]['kind']}发布数"
