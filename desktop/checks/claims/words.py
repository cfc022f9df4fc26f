"""Words that say all or none (均获维持, 未收到, 全部办结) against the cells of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checks.claims import context as near
from desktop.checks.claims.cells import Amount, Cells
from desktop.checks.claims.model import Paragraph, Place, Relation, plain
from desktop.checks.claims.scope import scope
from desktop.report import Report

_HAPPEN = r"(?:收到|接到|发生|出现|产生|引发|引起|受理|存在|被|因)"
_NOT = rf"(?:(?:未|尚未|均未|从未|暂未|没)(?:再|曾|有)*{_HAPPEN}(?:过)?|(?:没有|无|并无|暂无|未有)(?:再|{_HAPPEN})*(?:过)?)"
_ASKING = r"(?:依申请公开|信息公开(?:的)?申请|公开(?:政府)?信息(?:的)?申请|公开申请|信息公开的申请|申请公开)"
_NONE_ASKED = re.compile(
    rf"(?:^|[，。；、：）]|[年局办区县市委府镇乡道关位]|度|均|也|并|期间|共)(?P<none>{_NOT}[^，。；：（）\d]{{0,22}}?{_ASKING}"
    r"(?:的?政府信息|的?事项|件|情况)?)(?=$|[，。；、：）])"
)
_NONE_REVIEW = re.compile(rf"(?P<none>{_NOT}[^。；：（）\d]{{0,34}}?复议(?:[^。；：（）\d]{{0,14}}?(?:诉讼))?[^，。；：（）\d]{{0,10}})(?=$|[，。；：）])")
_NONE_SUIT = re.compile(rf"(?P<none>{_NOT}[^。；：（）\d]{{0,34}}?诉讼[^，。；：（）\d]{{0,10}})(?=$|[，。；：）])")
_ALL_UPHELD = re.compile(r"(?:均|全部|都|全都|一律)(?:获|被|得到|予以|依法|判决|裁定|决定|为|是|结果为|已)*(?:维持|胜诉|驳回)")
_NO_LOSS = re.compile(r"(?:零|无|未|没有)(?:发生|出现)?(?:败诉|纠错|被纠正|被纠错)")
_ALL_CLOSED = re.compile(r"(?:均|全部|都|已全部|已均)(?:已|依法)*(?:审结|结案)")
_ALL_DONE = re.compile(r"(?:全部|均|都)(?:已|已经)?(?:按时|按期|依法|及时)*(?:办结|办理完毕|办理完结)")
_NONE_LEFT = re.compile(r"(?:无|没有|未)(?:发生|出现|产生)?(?:申请)?(?:需)?(?:结转|顺延)(?:至|到|入)?(?:下一?年度?|20\d\d年度?)|(?:无|没有)(?:下一?年度?|20\d\d年度?)(?:的)?结转|无结转(?=[^自来]|$)")
_DECIDED = {"license": "行政许可", "penalty": "行政处罚", "coercion": "行政强制"}
_NONE_DECIDED = re.compile(
    r"(?:^|[，。；、年度局委办镇乡街道府关])(?P<none>(?:没有|无|未)(?:实施|作出|做出|办理|发生|开展|产生)?(?P<list>行政(?:许可|处罚|强制)(?:[、和及]行政(?:许可|处罚|强制))*)"
    r"(?:案件|决定|事项|情况|行为)?)(?=[，。；）]|$)"
)
_NONE_ISSUED = re.compile(r"(?P<none>(?:没有|无|未)(?:新)?(?:制发|制定|出台|印发)(?:过)?(?:任何)?行政规范性文件)(?=[，。；）]|$)")
_GROUP_NAMES = {"review": "行政复议", "suit_direct": "未经复议直接起诉", "suit_after_review": "复议后起诉", "suit_direct+suit_after_review": "行政诉讼"}
_NAY = re.compile("[未没无]")
_CONDITION = re.compile(r"如|若|对(?:未|没有)|防止|避免|力争|确保|降低|减少|因未|由于未|按时|逾期|应当|不得|是否|凡|仍|存在|的，应|规定")


def word_links(report: Report, cells: Cells, paragraphs: Sequence[Paragraph]) -> Iterator[Relation]:
    """Statements of all or none that the cells deny."""
    for paragraph in paragraphs:
        if paragraph.heading:
            continue
        for sentence in paragraph.sentences:
            text = paragraph.text[sentence.start:sentence.end]
            if "复议" in text or "诉讼" in text:
                yield from _reviews(report, cells, paragraph, sentence.start, text)
            if "申请" in text or "结转" in text:
                yield from _requests(report, cells, paragraph, sentence.start, text)
            if "规范性文件" in text:
                yield from _issued(report, cells, paragraph, sentence.start, text)
            if "行政许可" in text or "行政处罚" in text or "行政强制" in text:
                yield from _decided(report, cells, paragraph, sentence.start, text)


def _tell(
    paragraph: Paragraph, start: int, match: re.Match[str], group: str | int, amount: Amount, message: str, severity: str,
) -> Relation:
    place = Place(paragraph.index, start + match.start(group), start + match.end(group))
    facts = tuple(f for f in amount.facts if f.value)[:8]
    return Relation(
        "all-none-words", "wrong", (), severity, message, 0.5 if severity == "notice" else 0.9, None,  # type: ignore[arg-type]
        match.group(group), amount.working, (place,), facts,
        {"said": match.group(group), "name": amount.name, "cell": plain(amount.value)})


def _requests(report: Report, cells: Cells, paragraph: Paragraph, start: int, text: str) -> Iterator[Relation]:
    denied = _NAY.search(text)
    match = _NONE_ASKED.search(text) if denied else None
    received = match and (cells.row("new", "本年新收政府信息公开申请") or cells.stat("received", "受理依申请公开信息总数"))
    if match is not None and received is not None and received.value and not re.search("复议|诉讼|不予|应公开|收费", match["none"]) \
            and not _CONDITION.search(text[max(0, match.start("none") - 6):match.start("none")]):
        whose = scope(report, text[:match.end()], "")
        if whose != "other-time":
            yield _tell(paragraph, start, match, "none", received, "none" if whose == "same" else "scope", "error" if whose == "same" else "notice")
    done = _ALL_DONE.search(text)
    none_left = _NONE_LEFT.search(text) if denied else None
    left = cells.row("carried_out", "结转下年度继续办理") if done or none_left else None
    if none_left is not None and left is not None and left.value and not re.search("上年|去年|往年", text[:none_left.end()][-14:]) \
            and not _CONDITION.search(text[max(0, none_left.start() - 6):none_left.start()]):
        whose = scope(report, text[:none_left.end()], "")
        if whose != "other-time":
            yield _tell(paragraph, start, none_left, 0, left, "none" if whose == "same" else "scope", "error" if whose == "same" else "notice")
    if done is not None and left is not None and left.value and re.search("信息公开|公开申请|依申请", text) and "结转" not in text:
        yield _tell(paragraph, start, done, 0, left, "done", "notice")


def _issued(report: Report, cells: Cells, paragraph: Paragraph, start: int, text: str) -> Iterator[Relation]:
    """未制发行政规范性文件 against table two."""
    match = _NONE_ISSUED.search(text)
    amount = cells.one("normative.issued", "行政规范性文件本年制发件数")
    if match is not None and amount is not None and amount.value and scope(report, text[:match.start("none")], "") == "same":
        yield _tell(paragraph, start, match, "none", amount, "none", "warning")


def _decided(report: Report, cells: Cells, paragraph: Paragraph, start: int, text: str) -> Iterator[Relation]:
    """没有实施行政强制 against the decisions of table two."""
    match = _NONE_DECIDED.search(text)
    if match is None or scope(report, text[:match.start("none")], "") != "same":
        return
    for key, name in _DECIDED.items():
        amount = cells.one(f"{key}.decisions", f"{name}处理决定数量") if name in match["list"] else None
        if amount is not None and amount.value:
            yield _tell(paragraph, start, match, "none", amount, "none", "warning")
            return


def _reviews(report: Report, cells: Cells, paragraph: Paragraph, start: int, text: str) -> Iterator[Relation]:
    if not cells.has("review.") and not cells.has("suit_") and not cells.has("stats.review"):
        return
    about = re.search("信息公开|公开", text) or "信息公开" in paragraph.text or near.in_section(report, paragraph, "review")
    if not about:
        return
    groups = (["review"] if "复议" in text else []) + (["suit_direct", "suit_after_review"] if "诉讼" in text else [])
    label = "、".join(n for n, k in (("行政复议", "复议"), ("行政诉讼", "诉讼")) if k in text)
    named = re.search("复议|诉讼", text)
    whose = scope(report, text[:named.end()] if named else text, "")
    if whose == "other-time":
        return
    grave = "error" if whose == "same" else "notice"
    upheld = _ALL_UPHELD.search(text)
    if upheld is not None:
        meant = _groups(text, upheld, groups)
        rest = cells.sum([f"{g}.{k}" for g in meant for k in ("corrected", "other", "pending")], f"{_GROUP_NAMES.get('+'.join(meant), label)}纠正、其他、尚未审结")
        if rest is not None and rest.value:
            yield _tell(paragraph, start, upheld, 0, rest, "upheld", grave)
    loss = _NO_LOSS.search(text)
    if loss is not None:
        lost = cells.sum([f"{g}.corrected" for g in groups], f"{label}结果纠正")
        if lost is not None and lost.value:
            yield _tell(paragraph, start, loss, 0, lost, "loss", "error" if whose == "same" else "notice")
        return
    closed = _ALL_CLOSED.search(text)
    if closed is not None:
        meant = _groups(text, closed, groups)
        open_ = cells.sum([f"{g}.pending" for g in meant], f"{_GROUP_NAMES.get('+'.join(meant), label)}尚未审结")
        if open_ is not None and open_.value:
            yield _tell(paragraph, start, closed, 0, open_, "closed", grave)
    yield from _no_reviews(cells, paragraph, start, text, whose)


def _groups(text: str, match: re.Match[str], groups: list[str]) -> list[str]:
    """The groups of table four that a word of all speaks of: those named between its own ； marks, else the sentence's."""
    own = text[text.rfind("；", 0, match.start()) + 1:match.end()]
    for words, group in (("复议后起诉", "suit_after_review"), ("直接起诉", "suit_direct")):
        if words in own[max(own.rfind("。"), own.rfind("："), 0):]:
            return [group]
    review, suit = "复议" in own, "诉讼" in own
    return [g for g in groups if (review and g == "review") or (suit and g != "review")] if review or suit else groups


def _no_reviews(cells: Cells, paragraph: Paragraph, start: int, text: str, whose: str) -> Iterator[Relation]:
    told: list[tuple[int, int]] = []
    for pattern, groups, row, name in (
        (_NONE_REVIEW, ("review",), "review", "行政复议"), (_NONE_SUIT, ("suit_direct", "suit_after_review"), "suit", "行政诉讼"),
    ):
        match = pattern.search(text) if _NAY.search(text) else None
        if match is None or re.search("经复议|纠|败|维持|审结|逾期|应诉率", match["none"]):
            continue
        if _CONDITION.search(text[max(0, match.start("none") - 6):match.start("none")]):
            continue
        amount = cells.sum([f"{g}.total" for g in groups], f"{name}总计") or cells.stat(row, f"{name}数")
        if amount is not None and amount.value > Decimal(0) and match.span("none") not in told:
            told.append(match.span("none"))
            yield _tell(paragraph, start, match, "none", amount, "none" if whose == "same" else "scope", "error" if whose == "same" else "notice")
