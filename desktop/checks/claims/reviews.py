"""Statements on reviews and lawsuits against table four."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.checks.claims import context as near
from desktop.checks.claims.cells import Amount, Cells
from desktop.checks.claims.judge import judge
from desktop.checks.claims.model import Paragraph, Quantity, Relation
from desktop.checks.claims.scope import scope
from desktop.report import Report

_UNITS = frozenset("件例次起宗条桩") | {""}
_TOPIC = re.compile(r"复议|诉讼|应诉|被诉|起诉")
_OUTCOMES = (
    (re.compile(r"未审结|审理中|未结|正在审理|待审|未判决|尚未作出"), "pending", "尚未审结"),
    (re.compile(r"维持|驳回"), "upheld", "结果维持"),
    (re.compile(r"纠正|纠错|撤销|确认违法|责令|败诉"), "corrected", "结果纠正"),
    (re.compile(r"其[他它](?:结果|情形|处理|方式)?|撤回|撤诉|终止"), "other", "其他结果"),
)
_FOREIGN = re.compile(r"一审|二审|再审|上诉|申请#|答辩|代理|律师|培训|意见书|建议书|开庭|机关负责人|出庭|听证|调解|文书")
_PARTS = (
    (re.compile(r"未经(?:行政)?复议(?:程序)?(?:而)?直接|直接(?:向(?:人民)?法院)?(?:提起)?(?:行政)?(?:起诉|诉讼)"), "suit_direct"),
    (re.compile(r"(?<!未)经?(?:行政)?复议(?:之)?后(?:再|又)?(?:向(?:人民)?法院)?(?:提起)?(?:行政)?(?:起诉|诉讼)"), "suit_after_review"),
)
_TOPIC_NAMES = {"review": "行政复议", "suit": "行政诉讼", "both": "行政复议与行政诉讼"}
_GROUPS = {"review": "行政复议", "suit_direct": "未经复议直接起诉", "suit_after_review": "复议后起诉"}


def review_links(report: Report, cells: Cells, paragraphs: Sequence[Paragraph]) -> Iterator[Relation]:
    """Every count of reviews or lawsuits on disclosure, total or by outcome."""
    if not cells.has("review.") and not cells.has("suit_"):
        return
    for paragraph in paragraphs:
        if not paragraph.counts or not _TOPIC.search(paragraph.text):
            continue
        for q in paragraph.counts:
            if q.unit in _UNITS and q.exactness == "exact":
                yield from _statement(report, cells, paragraph, q)


def _statement(report: Report, cells: Cells, paragraph: Paragraph, q: Quantity) -> Iterator[Relation]:
    text = near.around(paragraph, q)
    clause = text.split("#")[0]
    sentence = paragraph.text[paragraph.sentences[q.sentence].start:q.start]
    topic = _topic(clause, sentence, text) if "率" not in clause[-4:] and not _FOREIGN.search(text) else None
    if topic is None:
        return
    whole = near.sentence_text(paragraph, q)
    if "公开" not in whole and not near.in_section(report, paragraph, "review") and not re.search("信息公开|依申请", paragraph.text[:q.start][-160:]):
        return
    whose = scope(report, clause, sentence)
    if whose == "other-time" or "历年" in clause or "累计" in clause:
        return
    if "其中" in clause and not any(pattern.search(text) for pattern, _, _ in _OUTCOMES) \
            and not any(pattern.search(text.replace("#", "")) for pattern, _ in _PARTS):
        return
    if re.search("审理|(?:受理|办理|收到)[^，。；]{0,14}复议", clause) or "同时" in clause or re.search("(?:市|县|区|省)政府(?:作为|为)?(?:复议机关|被申请人|被告)", whole):
        whose = "narrow"
    outcome = next(((key, name) for pattern, key, name in _OUTCOMES if pattern.search(text)), ("total", ""))
    if outcome[0] == "total" and re.search("审结|结案|办结", text):
        yield from judge("text-table-review", q, _closed(cells, topic), [(_closed(cells, t), "right") for t in _TOPICS], whose, "warning")
        return
    part = next((key for pattern, key in _PARTS if topic == "suit" and pattern.search(text.replace("#", ""))), None)
    if part is not None and outcome[0] == "total":
        yield from judge("text-table-review", q, cells.one(f"{part}.total", _GROUPS[part]), [], whose, "error")
        return
    exact = _amount(cells, topic, *outcome)
    others: list[tuple[Amount | None, str]] = []
    if outcome[0] == "total":
        others.append((cells.minus(exact, _amount(cells, topic, "pending", "尚未审结"), "不含尚未审结"), "notice"))
        if "suit" in topic:
            others += [(cells.one("suit_direct.total", "仅未经复议直接起诉"), "notice"), (cells.one("suit_after_review.total", "仅复议后起诉"), "notice")]
    elif topic == "suit":
        others += [(cells.one(f"{g}.{outcome[0]}", f"仅{_GROUPS[g]}"), "notice") for g in ("suit_direct", "suit_after_review")]
    yield from judge("text-table-review", q, exact, others, whose, "error")


_TOPICS = ("review", "suit", "both")


def _closed(cells: Cells, topic: str) -> Amount | None:
    """The cases of a topic that are closed: all but those still pending."""
    total, pending = _amount(cells, topic, "total", ""), _amount(cells, topic, "pending", "尚未审结")
    return cells.minus(total, pending, f"{_TOPIC_NAMES[topic]}总计减尚未审结") or total


def _amount(cells: Cells, topic: str, key: str, name: str) -> Amount | None:
    groups = {"review": ("review",), "suit": ("suit_direct", "suit_after_review"),
              "both": ("review", "suit_direct", "suit_after_review")}[topic]
    label = _TOPIC_NAMES[topic] + (name or "总计")
    return cells.sum([f"{g}.{key}" for g in groups], label)


_BOTH = re.compile(r"复议[^，。；\d]{0,6}[、和及与][^，。；\d]{0,8}诉讼[^，。；\d]{0,8}分别(?:为|是|有)?(\d+)[件起宗例次]?[、，和]")
_REVIEWS = re.compile(r"(?:政府信息公开)?(?:类|的)?(?:行政)?复议")
_SUITS = re.compile(r"(?:政府信息公开)?(?:类|的)?(?:行政)?诉讼")


def _topic(clause: str, sentence: str, text: str) -> str | None:
    """``review``, ``suit`` or ``both``: what the clause counts, taken over from the clauses before it when it names neither."""
    told = sentence + text
    if "分别" in told and _BOTH.search(sentence + text.replace("#", "0件，")):
        ahead = sentence[sentence.rfind("分别"):]
        return "suit" if re.search(r"\d", ahead) else "review"
    behind = text.split("#")[1]
    if _REVIEWS.match(behind):
        return "review"
    if _SUITS.match(behind):
        return "suit"
    for words in (clause, sentence[max(sentence.rfind("；"), sentence.rfind("。")) + 1:]):
        review, suit = "复议" in words, bool(re.search("诉讼|应诉|被诉|起诉", words))
        if review and suit:
            last = max(words.rfind("诉讼"), words.rfind("应诉"), words.rfind("被诉"), words.rfind("起诉"))
            if any(pattern.search(words) for pattern, _ in _PARTS):
                return "suit"
            if words is clause:
                tail = words[words.rfind("复议") + 2:last] if last > words.rfind("复议") else ""
                return "both" if last > words.rfind("复议") and not re.search(r"\d", tail) else "review"
            return "suit" if last > words.rfind("复议") else "review"
        if review or suit:
            return "review" if review else "suit"
    return None
