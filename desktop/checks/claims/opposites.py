"""What the prose says there is none of and tells of elsewhere: corrected decisions, fees, accounts of new media."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.checks.claims import context as near
from desktop.checks.claims.model import Paragraph, Place, Quantity, Relation, plain

_CONDITION = re.compile(r"如|若|防止|避免|力争|确保|降低|减少|应当|不得|是否|(?:上|去|往)年|目标|努力|实现")
_LOSS = re.compile("纠错|纠正|败诉")
_NO_LOSS = re.compile(
    r"(?:没有|未|无)(?:一[件例起宗]|任何)?[^。；，：\d]{0,30}?(?:被[^，。；：\d]{0,10}?)?(?:纠错|纠正|败诉)(?:的)?(?:案件|情况|情形|问题|现象)?(?=[，。；）]|$)|"
    r"(?:被?纠错|被?纠正|败诉)率(?:均|保持|继续)*(?:为|是)?(?:零|0(?![.\d])%?)|零(?:纠错|败诉)"
)
_LOST = re.compile(r"(?:纠正|纠错|撤销|确认违法|责令[^，。；：\d]{0,10}|败诉)(?:的|案件)*(?:有|共|为|是)?$")
_LOST_UNCOUNTED = re.compile(
    r"(?:复议|法院)[^。；\d]{0,14}?(?P<said>责令[^，。；\d]{0,10}?(?:重新|限期)[^，。；\d]{0,6}(?:答复|作出|处理|办理)|(?:决定|判决)(?:撤销|确认)[^，。；\d]{0,12}(?:答复|告知书|违法))"
)
_OTHER_CASE = re.compile(r"历年|累计|以来|(?:上|去|往)年|作为复议|审理(?!后|，)|培训|规范性文件|网站|错别字|隐患|整改|如|若|防止|避免")
_NO_FEE = re.compile(
    r"(?:(?P<from>自20\d\d年[^，。；]{0,8}起)?[，已]?(?:全部|一律)?(?:暂停|停止|取消)(?:了)?收取|(?:一律|均|全部|都)(?:不|未|没有)(?:再)?收取?)[^，。；\d]{0,30}?费(?:用)?|(?:一律|全部|均)(?:实行)?(?:免费|不收费)(?:提供|办理)?"
)
_FEE = re.compile(r"(?:收取|收费|收)[^，。；\d]{0,14}(?:费|费用|成本|收入)?[^，。；\d]{0,4}#")
_FEE_KIND = re.compile("检索|复制|复印|邮|工本|资料")
_NOT_TAKEN = re.compile(r"减免|免收|免除|应收|标准|每[件页张]|(?:上|去|往)年|退还|补贴|罚款|未收|不收")
_NO_MEDIA = re.compile(r"(?:未|没有|尚未|暂未)(?:开设|开通|建立|注册|运营)(?:任何)?(?:政务|官方)*(?P<what>新媒体|微信公众号|公众号|微博)(?:[账帐]号|平台)?(?=[，。；）]|$)")
_MEDIA = re.compile(
    r"(?:^|[，。；：])(?:我|本)?(?:局|单位|委|镇|乡|街道|中心|校|院|机关)?(?:的)?官方(?:政务)?(?P<what>微信公众号|微信|公众号|微博|抖音号?)[^，。；\d]{0,20}(?:推送|发布|发文|编发|更新)[^，。；\d]{0,12}$"
)


def opposites(paragraphs: Sequence[Paragraph], year: int | None = None) -> list[Relation]:
    """All such contradictions of a report; sentences of other years than the report's are left out."""
    prose = [p for p in paragraphs if not p.heading]
    return [*_losses(prose, year), *_fees(prose, year), *_media(prose)]


def _topics(text: str) -> set[str]:
    return ({"复议"} if "复议" in text else set()) | ({"诉讼"} if re.search("诉讼|法院|败诉|应诉", text) else set())


def _sentence(paragraph: Paragraph, at: int) -> str:
    """The sentence that holds an offset, empty behind the end."""
    number = paragraph.sentence_at(at)
    return "" if number is None else paragraph.text[slice(*paragraph.sentences[number])]


def _opposed(said: tuple[Paragraph, int, int], q: Quantity | None, told: str, name: str, places: tuple[Place, ...] = ()) -> Relation:
    paragraph, start, end = said
    return Relation(
        "stated-twice", "wrong", (q,) if q is not None else (), "warning", "case", 0.8, "0", told, f"{name}0≠{told}",
        (Place(paragraph.index, start, end), *places),
        texts={"first": paragraph.text[start:end].strip("，。；"), "second": told, "name": name})


def _losses(paragraphs: Sequence[Paragraph], year: int | None) -> Iterator[Relation]:
    """没有被复议机关纠错的 here, 结果纠正2件 or 责令重新答复 there."""
    about = [p for p in paragraphs if "复议" in p.text or "诉讼" in p.text]
    denied = next(((p, m) for p in about if _LOSS.search(p.text) for m in _NO_LOSS.finditer(p.text) if _denies(p, m, year)), None)
    if denied is None:
        return
    paragraph, match = denied
    sentence = _sentence(paragraph, match.start())
    ahead = sentence[:sentence.find(match.group()) + len(match.group())]
    topics = {"诉讼"} if "败诉" in match.group() and "纠" not in match.group() else _topics(match.group()) or _topics(ahead)
    said = (paragraph, *match.span())
    for other in about:
        for q in other.counts:
            if q.value and q.exactness == "exact" and q.unit in ("件", "起", "宗", "例") and _LOST.search(q.label) and not _apart(other, q.start, topics, year):
                yield _opposed(said, q, plain(q.value) + q.unit, "结果纠正" if "败诉" not in q.label else "败诉")
                return
        for found in _LOST_UNCOUNTED.finditer(other.text):
            if not _apart(other, found.start("said"), topics, year):
                yield _opposed(said, None, f"“{found['said']}”", "", (Place(other.index, *found.span("said")),))
                return


def _denies(paragraph: Paragraph, match: re.Match[str], year: int | None) -> bool:
    sentence = _sentence(paragraph, match.start())
    return bool(_topics(sentence)) and not _CONDITION.search(sentence) and near.of_year(sentence, year)


def _apart(paragraph: Paragraph, at: int, topics: set[str], year: int | None) -> bool:
    """Whether the words before a place speak of another thing than the topics, of another year or of no case at all."""
    sentence = _sentence(paragraph, at)
    ahead = paragraph.text[:at]
    last = max((ahead.rfind(t), t) for t in ("复议", "诉讼"))
    topic = "诉讼" if re.search("败诉|判决|法院", paragraph.text[max(0, at - 12):at + 2]) else last[1]
    return last[0] < 0 or topic not in topics or bool(_OTHER_CASE.search(sentence)) or not near.of_year(sentence, year)


def _fees(paragraphs: Sequence[Paragraph], year: int | None) -> Iterator[Relation]:
    """一律不收取费用 here, 收取资料复制费12元 right behind it."""
    for paragraph in paragraphs:
        if "费" not in paragraph.text or not any(q.unit == "元" for q in paragraph.counts):
            continue
        for match in _NO_FEE.finditer(paragraph.text):
            if match["from"] and (year is None or int(match["from"][1:5]) >= year):
                continue  # what was charged before the day it stopped
            for q in paragraph.counts:
                sentence = near.sentence_text(paragraph, q)
                if q.unit == "元" and q.value and match.end() <= q.start < match.end() + 60 and _FEE.search(near.around(paragraph, q)) \
                        and not _NOT_TAKEN.search(near.before(paragraph, q)) and not re.search("退还|减免|此前|之前|外|除", paragraph.text[match.start():q.end]) \
                        and not re.search("标准", sentence) and not _of_another_kind(paragraph.text, match, q):
                    yield _opposed((paragraph, *match.span()), q, plain(q.value) + q.unit, "收取费用")
                    return


def _of_another_kind(text: str, denied: re.Match[str], q: Quantity) -> bool:
    """Whether the money may be for what the denial leaves out: 停止收取检索费，邮寄费按成本收取，共收取28元."""
    comma = text.find("，", denied.end(), q.start)
    said, then = text[denied.start():comma if comma >= 0 else denied.end()], text[comma if comma >= 0 else denied.end():q.end]
    named = _FEE_KIND.search(said) is not None
    return named and (_FEE_KIND.search(then) is not None or re.search("只|仅|按成本", then) is not None or not re.search("邮|寄|等", said))


def _media(paragraphs: Sequence[Paragraph]) -> Iterator[Relation]:
    """未开设政务新媒体账号 here, what the body's own account published there."""
    denied = next(((p, m) for p in paragraphs if "开" in p.text for m in _NO_MEDIA.finditer(p.text) if not _CONDITION.search(_sentence(p, m.start()))), None)
    if denied is None:
        return
    for paragraph in paragraphs:
        for q in paragraph.counts:
            if not q.value or q.unit not in ("条", "篇", "期", "次"):
                continue
            found = _MEDIA.search(near.before(paragraph, q))
            if found is not None and (denied[1]["what"] == "新媒体" or found["what"].strip("号") in denied[1]["what"]):
                yield _opposed((denied[0], *denied[1].span()), q, plain(q.value) + q.unit, f"官方{found['what']}信息")
                return
