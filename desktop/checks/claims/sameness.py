"""The same figure said twice with different values, beyond the two great totals: reviews, training, files in force, a channel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.checks.claims import context as near
from desktop.checks.claims.model import Paragraph, Quantity, Relation, plain

# Alternatives that begin with one character each are found quickest: what has to stand before is looked at afterwards.
_WHEN = re.compile(r"历年|累计(?<!今年累计)(?<!全年累计)|以来|往年|上年|去年|上半年|下半年|季度|月(?:份|底|初)|月(?<=\d月)|近\d|每[年月周季]|其中|同比|另|平均|计划|将|拟|目标|要求")
_NARROW = re.compile(r"各(?:部门|单位|县|区|乡|镇|街道)|直(?<=[市县区]直)|本级(?<=[市县区省]本级)|级(?<=[市县区镇乡村]级)|办公室|科室|分管|片区|分局|所属|下属|协助|指导|参加|参与|派员|选派")
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
        for q in paragraph.counts:
            if q.depth or q.exactness != "exact" or not q.unit:
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
    if _WHEN.search(clause) or _NARROW.search(sentence) or _WHEN.search(sentence[max(sentence.rfind("；") + 1, len(sentence) - 30):]):
        return
    whole = near.sentence_text(paragraph, q)
    text = q.label + "#" + q.noun
    review = _review(text, whole)
    if review is not None:
        yield review
    if q.unit in ("次", "期", "场") and "培训" in q.label and re.search(r"政(?:务|府信息)公开[^，。；、]{0,8}(?:业务|工作|专题)?培训(?:班|会|活动)?$", _DROP.sub("", q.label)) and "、" not in clause:
        yield "training|政务公开培训"
    if q.unit == "件" and re.search(r"现行有效的?(?:行政)?规范性文件(?:共|总数)?#|现行有效的?#(?:行政)?规范性文件", text) and "规章" not in text:
        yield "valid|现行有效行政规范性文件"
    if q.unit == "件" and re.search(r"(?:制发|制定并?印发|新制定|出台)(?:行政)?规范性文件(?:共)?#", text) and "规章" not in text:
        yield "issued|制发行政规范性文件"
    if q.unit in ("个", "家") and re.search(r"^(?:全[市县区省镇街]|我[市县区局镇]|本[市县区局])?(?:共|现)?(?:有|开设|备案)?政务新媒体(?:账号)?(?:共|共有|总数)?#", _DROP.sub("", text)) \
            and re.search("共有|现有|共", clause):
        yield "media|政务新媒体数"
    if q.unit == "元" and re.search(r"收取[^，。；]{0,4}信息处理费(?:共计|共|合计)?#|信息处理费#", text):
        yield "fee|信息处理费"
    plainly = _plain(paragraph, q, clause, sentence)
    if plainly is not None:
        yield plainly
    posted = clause + "#" if q.unit in ("条", "篇") else ""
    column = _COLUMN.search(posted)
    if column is not None and not re.search("其中|各|等|分别|[、和]", clause) and not _NAMED.search(clause):
        yield f"column|“{column['name']}”栏目公开信息数"
    site = _SITE.search(posted) if "网" in posted else None
    if site is not None and not re.search("类信息|其中|专栏|栏目|专题|解读|转载|转发|涉及|部门|有关|关于|重点领域|等", clause) and clause.count("网") <= 2 \
            and not re.match(r"[，；、][^。]{0,8}(?:微信|微博|公众号)", paragraph.text[q.end:q.end + 12]):
        yield "site|" + _SITE_WORDS.sub("", site["name"]) + "网站公开信息数"
    channel = _channel(q, sentence) if q.unit in ("条", "篇", "期") else None
    if channel is not None:
        yield channel


_COLUMN = re.compile(r"(?P<name>[\u4e00-\u9fff]{4})(?:专栏|栏目)(?:全年)?(?:共|累计)?(?:主动)?(?:公开|发布)(?:各类)?(?:政府|政务)?信息(?:共|共计|数)?#")
_SITE = re.compile(
    r"(?:^|全年|在|通过|依托|利用)(?P<name>(?!各|其)(?:(?!在|通过|依托|利用|全年)[^，。；、\d“”]){0,14}?)(?:门户|官方)?网站?(?:上)?(?:政府信息公开(?:平台|专栏))?(?:全年|本年度)?(?:共|累计)?(?:主动)?(?:公开|发布)(?:各类)?(?:政府|政务)?信息(?:共|共计|数)?#")
_SITE_WORDS = re.compile(r"全年|本年度?|20\d\d年度?|我街道|我[局区县市镇乡办委街]|本[局区县市机关单位]+|人民|政府|门户|官方")
# What an office does a stated number of times a year; the same clause with another number is a slip.
_DONE = re.compile(r"会议|培训|发布会|检查|督查|测评|抽查|访谈|政策解读|解读材料|公报|简报|专题|通报|演练|问卷|调研")
_BODY = re.compile(r"[\u4e00-\u9fff]{2,}(?:局|委|办|厅|镇|乡|街道|中心|公司|学校|医院|村|社区)(?!领导|工作|公开|会议)")
_PLACE = re.compile(r"网站|平台|微信|微博|公众号|公报|专栏|栏目|系统|媒体|报|台|大厅|公开栏|抖音")


_THIS_YEAR = re.compile(r"全年|本年度|20\d\d年")


def _plain(paragraph: Paragraph, q: Quantity, clause: str, sentence: str) -> str | None:
    """全年召开政府信息公开工作会议4次: the whole clause, when it says the year and names neither channel nor body."""
    if not _DONE.search(q.label) or not _THIS_YEAR.search(sentence[-40:]) or _PLACE.search(sentence) or _BODY.search(_DROP.sub("", sentence)):
        return None
    if clause != sentence and re.search(r"\d", sentence.replace(clause, "")[-30:].replace("20", "")):
        return None
    words = re.sub(r"^（[一二三四五六]）|[，]", "", _DROP.sub("", clause))
    if len(words) < 4 or re.search("[、第“《]|其中|包括|解读率", words) or re.match(r"[，：（、；]?(?:其中|包括|涉及|分别)", paragraph.text[q.end:q.end + 8]):
        return None
    return f"plain|{words}"


def _review(text: str, whole: str) -> str | None:
    if ("复议" not in text and "诉讼" not in text) or _REVIEW_OUT.search(text) or not ("信息公开" in whole or "依申请公开" in whole):
        return None
    if re.search(r"行政复议(?:案件|申请)?(?:共|为|有)?#|#(?:政府信息公开)?(?:类)?行政复议", text) and not re.search("诉讼", text.split("#")[0]):
        return "review|政府信息公开行政复议"
    if re.search(r"行政诉讼(?:案件)?(?:共|为|有)?#|#(?:政府信息公开)?(?:类)?行政诉讼", text) and "复议" not in text.split("#")[0]:
        return "suit|政府信息公开行政诉讼"
    return None


_NAMED = re.compile(r"“(?P<name>[^“”]{2,14})”(?:政务)?(?P<kind>微信公众号|公众号|微博|微信|抖音号?|视频号|头条号|APP|专栏|栏目)")
_PUT = re.compile(r"(?:推送|发布|公开|刊发|编发|更新)(?:各类|政务|政府)*(?:信息|文章|推文|稿件|图文|图文信息|政府信息|视频)?$")


def _channel(q: Quantity, sentence: str) -> str | None:
    """“云台发布”微信公众号…推送信息820条: one named channel, all that it put out."""
    clause = sentence[max(sentence.rfind("；"), sentence.rfind("。")) + 1:]
    names = list(_NAMED.finditer(clause))
    if len(names) != 1 or re.search(r"\d", clause[names[0].end():].replace(q.label, "") if q.label else clause[names[0].end():]):
        return None
    between = clause[names[0].end():]
    if not _PUT.search(_DROP.sub("", q.label)) or re.search("类信息|原创|转发|解读|专题|其中|涉及|有关|关于", between):
        return None
    return f"channel|“{names[0]['name']}”{names[0]['kind']}发布数"
