"""Words of all or none that the prose itself denies: 全部办结 with 结转1件, 均为自然人 with an enterprise, 未发生 with a case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.checks.claims import context as near
from desktop.checks.claims.model import Paragraph, Place, Quantity, Relation, plain

_EVERY = re.compile("全部|全是|全为|均|都|[无未]|没有")
_ALL_DONE = re.compile(r"(?:已)?(?:全部|均已|都已)(?:依法|及时|按时|按期|按规定|在法定期限内)*(?:办结|答复完毕|办理完毕|答复完成)")
_UNLESS = re.compile(r"除|到期|应办|截至|截止|其余|上年|去年|结转的")
_NONE_LEFT = re.compile(r"(?:无|没有|未)(?:出现|发生|存在|任何)?(?:结转|顺延)(?:至|到)?(?:下一?年度?|20\d\d年)?[^，。；\d]{0,6}(?:[，。；）]|$)|无(?:下一?年度?|20\d\d年)结转")
_UNASKED = re.compile(r"(?:未|没有)(?:收到|接到|受理)[^，。；\d]{0,16}申请")
_BY_WAY = re.compile(r"(?:网上|网络|信函|邮寄|当面|现场|线上|线下|自然人|法人|企业)(?:提交|提出)?(?:的)?申请$")
_ALL_NATURAL = re.compile(r"(?:均为|全部为|全部是|均系|均由|全部由|都是|全为)(?:自然人|公民|个人)(?:申请|提出|提交)?")
_LEGAL = re.compile(r"(?:商业企业|企业|法人|科研机构|公益组织|法律服务机构|律师事务所)[^，。；、\d]{0,8}#")
_ALL_ONLINE = re.compile(r"(?:均|全部|都)(?:是|为|系)?(?:通过|以|由|采用|采取)?(?:网络|网上|线上|在线)(?:渠道|方式|途径)?(?:提交|提出|申请)")
_BY_PAPER = re.compile(r"(?:信函|邮寄|当面|现场|书面|传真|线下)(?:方式)?(?:提交|提出)?(?:的)?(?:申请)?#")
_ALL_GRANTED = re.compile(r"(?:均|全部|都)(?:已)?(?:依法)?(?:予以公开|同意公开|给予公开)")
_DENIED = re.compile(r"(?:不予公开|无法提供|不予处理|不同意公开)(?:的)?(?:有|共|为)?#")
_ALL_UPHELD = re.compile(r"(?:均|全部|都)(?:已)?(?:为|获|被|予以|得到)?(?:维持|驳回|胜诉)")
_NOT_UPHELD = re.compile(r"(?:纠正|撤销|确认违法|未审结|审理中|其[他它]结果|败诉)(?:的)?(?:有|共|为)?#")
_NO_DOCUMENT = re.compile(r"(?:未|没有|无)(?:新)?(?:制发|制定|出台|印发)(?:过)?(?:行政)?规范性文件(?=[，。；]|$)|(?:无|没有)(?:行政)?规范性文件(?:制发|出台|印发)")
_HAPPEN = r"(?:收到|接到|发生|出现|产生|引发|引起|受理|存在|被|因)"
_NOT = rf"(?:(?:未|尚未|均未|从未|没)(?:再|曾|有)*{_HAPPEN}(?:过)?|(?:没有|无|并无|暂无)(?:再|{_HAPPEN})*(?:过)?)"
_NO_REVIEW = re.compile(rf"{_NOT}[^。；：（）\d]{{0,30}}?(?:行政)?复议(?:[^。；：（）\d]{{0,10}}?诉讼)?(?:的)?(?:情况|案件|事项|情形|申请)?(?=$|[，。；）])")
_NO_SUIT = re.compile(rf"{_NOT}[^。；：（）\d]{{0,34}}?(?:行政)?诉讼(?:的)?(?:情况|案件|事项|情形)?(?=$|[，。；）])")
_NAY = re.compile("[未没无]")
_CONDITION = re.compile(r"如|若|防止|避免|力争|确保|降低|减少|因未|由于未|应当|不得|是否|凡|(?:上|去|往)年|败诉|纠错|纠正")
_CASES = (
    (_NO_REVIEW, re.compile(r"复议(?:案件|申请)?(?:共|有|为)?#|#(?:政府信息公开)?(?:类)?(?:行政)?复议"), "行政复议"),
    (_NO_DOCUMENT, re.compile(r"(?:制发|制定|出台)(?:的)?(?:行政)?规范性文件(?:共)?#|(?:制发|制定|出台)的?#(?:行政)?规范性文件"), "制发行政规范性文件"),
    (_NO_SUIT, re.compile(r"诉讼(?:案件)?(?:共|有|为)?#|#(?:政府信息公开)?(?:类)?(?:行政)?诉讼"), "行政诉讼"),
)
_OTHER_CASE = re.compile(r"历年|累计|以来|上年|去年|全[市县区省]|各|作为复议|审理|受理|办理|代理|培训|听证|意见书|建议书|应诉|同比|其他行政|非政府信息")


def denials(paragraphs: Sequence[Paragraph], year: int | None = None) -> list[Relation]:
    """All such contradictions inside of the prose; sentences of other years than the report's are left out."""
    out: list[Relation] = []
    for paragraph in paragraphs:
        if paragraph.heading or not paragraph.counts or not _EVERY.search(paragraph.text):
            continue
        for number, sentence in enumerate(paragraph.sentences):
            end = sentence.end
            if number + 1 < len(paragraph.sentences) and paragraph.text.startswith("其中", end):
                end = paragraph.sentences[number + 1].end
            counts = [q for q in paragraph.counts if sentence.start <= q.start < end and q.value and q.exactness == "exact"]
            if counts:
                out += _inside(paragraph, sentence.start, paragraph.text[sentence.start:end], counts)
    out += _cases(paragraphs, year)
    out += _fees(paragraphs, year)
    return out


def _told(paragraph: Paragraph, start: int, match: re.Match[str], q: Quantity, message: str) -> Relation:
    place = Place(paragraph.index, start + match.start(), start + match.end())
    return Relation("stated-twice", "wrong", (q,), "warning", message, 0.8, None, plain(q.value), match.group(), (place,),
                    texts={"first": match.group().strip("，。；）"), "second": plain(q.value) + q.unit, "name": ""})


def _inside(paragraph: Paragraph, start: int, text: str, counts: Sequence[Quantity]) -> Iterator[Relation]:
    """Contradictions within one sentence."""
    if "申请" in text or "公开" in text:
        done = _ALL_DONE.search(text)
        if done is not None and not _UNLESS.search(text) and not re.search("期限|到期", text[:done.start()]):
            out = next((q for q in counts if near.CARRIED_OUT.search(near.around(paragraph, q)) and q.start > start + done.end()), None)
            if out is not None:
                yield _told(paragraph, start, done, out, "done")
        none = _NONE_LEFT.search(text)
        left = next((q for q in counts if near.CARRIED_OUT.search(near.around(paragraph, q))), None) if none is not None else None
        if none is not None and left is not None and not re.search("上年|去年", text[:none.end()][-12:]):
            yield _told(paragraph, start, none, left, "left")
    unasked = _UNASKED.search(text)
    if unasked is not None:
        way = next((q for q in counts if q.start > start + unasked.end() and _BY_WAY.search(q.label)), None)
        if way is not None and not re.search("；|咨询|补正", paragraph.text[start + unasked.end():way.start]):
            yield _told(paragraph, start, unasked, way, "asked")
    for every, other, message in ((_ALL_ONLINE, _BY_PAPER, "ways"), (_ALL_NATURAL, _LEGAL, "kinds"), (_ALL_GRANTED, _DENIED, "granted"), (_ALL_UPHELD, _NOT_UPHELD, "upheld")):
        said = every.search(text)
        if said is None or (message == "upheld" and "复议" in text and "诉讼" in text):
            continue
        odd = next((q for q in counts if other.search(near.around(paragraph, q).replace("其中", ""))), None)
        if odd is not None and not re.search("；", paragraph.text[min(odd.start, start + said.start()):max(odd.start, start + said.end())]) \
                and not re.search(r"除|其余|余下|剩余", text):
            yield _told(paragraph, start, said, odd, message)


_NO_FEE = re.compile(r"(?:未|没有|无|均未)(?:发生|产生|实际)?(?:收取|收费)[^，。；\d]{0,12}信息处理费|(?:未|没有)[^，。；\d]{0,8}收取(?:任何)?(?:信息处理费|费用)|无信息处理费")
_FEE = re.compile(r"信息处理费(?:总金额|金额|总计|共计|合计|共|为|总额)*#")


def _fees(paragraphs: Sequence[Paragraph], year: int | None) -> Iterator[Relation]:
    """未收取信息处理费 here, 收取信息处理费640元 there."""
    told = [p for p in paragraphs if "信息处理费" in p.text]
    denied = next(((p, m) for p in told for m in _NO_FEE.finditer(p.text)
                   if not re.search("上年|去年", p.text[max(0, m.start() - 8):m.start()]) and near.of_year(p.text[max(0, m.start() - 10):m.end()], year)), None)
    if denied is None:
        return
    for paragraph in told:
        for q in paragraph.quantities:
            if q.sort == "count" and q.value and q.unit == "元" and _FEE.search(near.around(paragraph, q)) \
                    and near.of_year(near.sentence_text(paragraph, q), year) and not re.search("标准|每件|每页|减免|免收|应收|上年|去年", near.sentence_text(paragraph, q)):
                place = Place(denied[0].index, denied[1].start(), denied[1].end())
                yield Relation("stated-twice", "wrong", (q,), "warning", "case", 0.8, "0", plain(q.value), f"0≠{plain(q.value)}", (place,),
                               texts={"first": denied[1].group(), "second": plain(q.value) + q.unit, "name": "信息处理费"})
                return


def _heading(paragraphs: Sequence[Paragraph], paragraph: Paragraph) -> str:
    """The heading right above a paragraph, empty when there is none."""
    above = paragraphs[paragraph.index - 1] if paragraph.index else None
    return above.text if above is not None and (above.heading or re.match("[一二三四五六七八]、", above.text)) else ""


def _cases(paragraphs: Sequence[Paragraph], year: int | None) -> Iterator[Relation]:
    """No review said here, one review told there."""
    for none, some, name in _CASES:
        key = name[-2:]  # 复议, 诉讼, 文件: tried only where the word stands
        told = [p for p in paragraphs if key in p.text]
        denied = next(((p, m) for p in told if not p.heading and _NAY.search(p.text) for m in none.finditer(p.text)
                       if not _CONDITION.search(p.text[max(0, m.start() - 8):m.end()])
                       and near.of_year(p.text[max(0, m.start() - 10):m.end()], year)), None)
        if denied is None:
            continue
        for paragraph in told:
            for q in paragraph.quantities:
                if q.sort != "count" or not q.value or q.exactness != "exact" or q.unit not in ("件", "起", "宗", "例", "次", "份", "个"):
                    continue
                around = near.around(paragraph, q)
                sentence = near.sentence_text(paragraph, q)
                if not near.of_year(sentence, year) or not some.search(around) or _OTHER_CASE.search(sentence) or (name == "行政诉讼" and re.search("复议", around)):
                    continue
                if "文件" not in name and paragraph is not denied[0] and "公开" not in sentence + paragraph.text[:q.start][-80:] + _heading(paragraphs, paragraph):
                    continue
                place = Place(denied[0].index, denied[1].start(), denied[1].end())
                yield Relation("stated-twice", "wrong", (q,), "warning", "case", 0.8, "0", plain(q.value), f"{name}0≠{plain(q.value)}", (place,),
                               texts={"first": denied[1].group(), "second": plain(q.value) + q.unit, "name": name})
                return
