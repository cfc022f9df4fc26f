"""Links statements of the prose to the cells of the form: which quantity is meant, whose, and does any reading fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checks.claims import context as near
from desktop.checks.claims import labels as words
from desktop.checks.claims.cells import LEGAL, Amount, Cells
from desktop.checks.claims.judge import judge
from desktop.checks.claims.model import Paragraph, Quantity, Relation
from desktop.checks.claims.outcomes import outcome_of, wider
from desktop.checks.claims.reviews import review_links
from desktop.checks.claims.scope import scope
from desktop.checks.claims.statistics import statistics_links
from desktop.checks.claims.words import word_links
from desktop.report import Report

_UNITS = frozenset("件例次起宗份条项个桩") | {""}
_REQUEST = re.compile(r"(?:政府|政务)?信息(?:依申请)?公开(?:的)?申请|依申请公开|公开申请|申请公开|公开政府信息(?:的)?申请|公开的申请|信息公开[^，。；]{0,6}申请")
_FOREIGN = re.compile(
    r"热线|诉求|留言|咨询|投诉(?<!举报投诉)(?<!举报、投诉)(?!类|举报类)|建议|提案|行政许可|行政审批|审批(?!件)|业务|12345|意见|信箱|工单|行政处罚|复议|诉讼|规范性文件|访问|阅读|"
    r"培训|会议|解读|证照|行政裁决|举报(?!投诉|、投诉|类)|来信|信访(?!举报|、举报|投诉|类|事项申请)|许可(?:事项)?申请|补贴|登记申请|备案"
)
# What may stand before a bare 申请 that means a request for information: anything else names another kind of request.
_PLAIN = re.compile(
    r"(?:收到|受理|接收|收办|办理|接到|新收|答复|各类|公众|群众|自然人|公民|法人|组织|企业|机构|提交的?|提出的?|网络|网上|信函|邮寄|当面|邮件|"
    r"方式|件|#|该|项|到|的|有关|全部|书面|结转|^)$"
)
_NEW = re.compile(r"新收|新增|本年新")
_TOGETHER = re.compile(r"收办|办理|处理")
_BY_WHOM = re.compile(r"由(?:自然人|公民|个人|商业企业|企业|法人|科研机构|社会公益组织|法律服务机构|律师事务所)[^，。；]{0,6}(?:提出|提交|申请)")
_PART = re.compile(r"其中|包括|分别")
_COUNTED = re.compile(r"申请\D{0,6}\d+[件份宗条]")
_ASKED = re.compile(r"([\u4e00-\u9fff#]{0,6})申请")
_YEAR = re.compile(r"20\d\d年度?")
_AT_THE_END = re.compile("年末|年底|尚有|尚余|剩余|其余|仍有")
_OF_SOMEBODY = re.compile("申请|涉及|自然人|法人|企业|机构|公益|公民")
_DONE = re.compile("答复|办结|回复")
_NO_TOTAL = re.compile("撤回|补正|重复|第$")
_NOT_ALL = re.compile("未#|不#|超过|平均|日均|月均|涉及|内容|事项涉")
_DOCUMENTS = re.compile("属性|发文|制文|公文|印发文件")  # 发文137份，主动公开58份，不予公开56份: sorted documents, no requests
_NATURAL = re.compile("公民|自然人")
_NATURAL_AND = re.compile("公民、|公民和|自然人、|自然人和|公民（")
_KINDS = (
    (re.compile(r"法人(?:和|或|及|、)?其他组织"), LEGAL, "法人或其他组织"), (re.compile(r"商业企业|企业"), ("commercial",), "商业企业"),
    (re.compile(r"科研机构"), ("research",), "科研机构"), (re.compile(r"公益组织"), ("charity",), "社会公益组织"),
    (re.compile(r"法律服务"), ("legal",), "法律服务机构"), (_NATURAL, ("natural",), "自然人"),
)


def links(report: Report, paragraphs: Sequence[Paragraph]) -> list[Relation]:
    """All statements of the prose that speak of a figure of the tables, judged in all readings."""
    cells = Cells(report)
    if not cells:
        return []
    out: list[Relation] = []
    if cells.has("applications."):
        for paragraph in paragraphs:
            counts = [q for q in paragraph.counts if q.unit in _UNITS and q.exactness == "exact"]
            inside = bool(counts) and near.in_section(report, paragraph, "applications")
            if inside or "申请" in paragraph.text:
                for q in counts:
                    out += _request(report, cells, paragraph, q, inside=inside)
    out += review_links(report, cells, paragraphs)
    out += statistics_links(report, cells, paragraphs)
    out += word_links(report, cells, paragraphs)
    return out


def _about_requests(paragraph: Paragraph, q: Quantity, text: str) -> bool:
    """Whether a number counts requests for information, its own words naming nothing else."""
    if _REQUEST.search(text):
        return True
    sentence = paragraph.sentences[q.sentence]
    ahead = paragraph.text[sentence.start:q.start]
    if _REQUEST.search(ahead) and not _FOREIGN.search(ahead[ahead.rfind("；") + 1:]):
        return True
    if _FOREIGN.search(ahead) or not _REQUEST.search(paragraph.text[:q.start][-240:]):
        return False
    if words.APPLICANT.search(text.split("#")[0]) and _COUNTED.search(ahead):
        return True  # 收到申请43件，其中自然人提出37件
    if _BY_WHOM.match(text.split("#")[1]):
        return True
    asked = _ASKED.search(text)
    return bool(_PLAIN.search(asked[1])) if asked is not None else bool(words.DISPOSAL.search(text))


def _request(report: Report, cells: Cells, paragraph: Paragraph, q: Quantity, *, inside: bool) -> Iterator[Relation]:
    """``inside`` says whether the paragraph stands in the part of the report on requests."""
    text = near.around(paragraph, q)
    clause = text.split("#")[0]
    if "率" in clause[-6:] or _FOREIGN.search(text):  # hot-line calls, permits, lawsuits
        return
    disposal = words.DISPOSAL.search(text)
    if q.unit in ("条", "个", "项") and "申请" not in text and not disposal:
        return
    if not (inside and disposal) and not _about_requests(paragraph, q, text):
        return
    sentence = paragraph.text[paragraph.sentences[q.sentence].start:q.start]
    carried = near.CARRIED_IN.search(text) or near.CARRIED_OUT.search(text)  # 2022年结转: the year names the carry-over
    whose = scope(report, _YEAR.sub("", clause) if carried else clause, sentence)
    if whose == "other-time":
        return
    found = outcome_of(cells, text)
    if found is not None:
        if whose == "narrow" or _DOCUMENTS.search(sentence) or not _of_the_whole(cells, paragraph, q):
            return
        yield from judge("text-table-outcomes", q, found, ((amount, "notice") for amount in wider(cells, found)), whose, "error")
        return
    if near.CARRIED_OUT.search(text):
        yield from judge("text-table-applications", q, cells.row("carried_out", "结转下年度"), [], whose, "error")
    elif near.CARRIED_IN.search(text):
        yield from judge("text-table-applications", q, cells.row("carried_in", "上年结转"), [], whose, "error")
    elif near.PENDING.search(text) and _AT_THE_END.search(clause):
        yield from judge("text-table-applications", q, cells.row("carried_out", "结转下年度"), [], whose, "warning")
    elif (kind := _by_kind(cells, text)) is not None:
        exact, both = kind
        outer = next((o for o in reversed(paragraph.counts) if o.start < q.start and o.depth < q.depth), None)
        if outer is not None and q.depth and not near.RECEIVED.search(near.before(paragraph, outer)):
            return
        if _OF_SOMEBODY.search(text):
            yield from judge("text-table-applications", q, exact, [(both, "right")], whose, "warning")
    elif (near.RECEIVED.search(clause) and "答复" not in clause and "办结" not in clause) or (_TOGETHER.search(clause) and "申请" in text):
        yield from _received(cells, paragraph, q, text, clause, whose)
    elif _DONE.search(clause) and "书" not in clause[-3:] and "函" not in clause[-3:]:
        yield from _answered(cells, q, text, whose)


def _of_the_whole(cells: Cells, paragraph: Paragraph, q: Quantity) -> bool:
    """Whether the requests that an outcome belongs to are those of the table, and not of an office or a sample."""
    for base in reversed(paragraph.counts):
        if base.start >= q.start:
            continue
        clause = near.before(paragraph, base)
        if base.unit != q.unit or base.depth or "申请" not in clause + base.noun or words.DISPOSAL.search(clause) \
                or not (near.RECEIVED.search(clause) or near.ANSWERED.search(clause)):
            continue
        new, carried, total = cells.row("new", ""), cells.row("carried_in", ""), cells.row("total", "")
        known = [a.value for a in (new, total, cells.plus([new, carried], "")) if a is not None]
        return not known or base.value in known or base.value > max(known)
    return True


def _received(cells: Cells, paragraph: Paragraph, q: Quantity, text: str, clause: str, whose: str) -> Iterator[Relation]:
    methods = set(words.METHOD.findall(clause))
    if len(methods) == 1 or (_PART.search(clause) and q.depth == 0 and not _NEW.search(clause)) or _NO_TOTAL.search(clause):
        return
    if _NOT_ALL.search(clause[-12:]):
        return
    new = cells.row("new", "本年新收")
    yield from judge("text-table-applications", q, new, _more_than_new(cells, clause, new), whose, "error")


def _more_than_new(cells: Cells, clause: str, new: Amount | None) -> Iterator[tuple[Amount | None, str]]:
    both = cells.plus([new, cells.row("carried_in", "上年结转")], "新收与结转之和")
    if _NEW.search(clause):
        yield both, "warning"
        return
    how = "right" if _TOGETHER.search(clause) else "notice"
    yield both, how
    yield cells.row("total", "办理结果总计"), how


def _answered(cells: Cells, q: Quantity, text: str, whose: str) -> Iterator[Relation]:
    total = cells.row("total", "办理结果总计")
    if total is None or total.value == q.value:
        yield from judge("text-table-applications", q, total, (), whose, "error")
        return
    other = cells.rows(("other", "other_no_correction", "other_unpaid", "other_other"), "其他处理")
    new = cells.row("new", "本年新收")
    both = cells.plus([new, cells.row("carried_in", "上年结转")], "新收与结转之和")
    withdrawn = [cells.minus(total, part, "办理结果总计减其他处理") for part in (
        other, cells.row("other_other", "其他"), cells.row("other_no_correction", "逾期不补正"))]
    refused = cells.minus(total, cells.rows(("refused_petition", "refused_repeat", "refused_publication",
                                             "refused_excessive", "refused_confirm"), "不予处理"), "办理结果总计减不予处理")
    ceiling = both.value if both is not None else Decimal(0)
    severity = "error" if q.value > ceiling else "warning"
    options: list[tuple[Amount | None, str]] = [(a, "notice") for a in (*withdrawn, refused)]
    options += [(new, "notice"), (both, "notice")]
    yield from judge("text-table-applications", q, total, options, whose, severity)


def _by_kind(cells: Cells, text: str) -> tuple[Amount | None, Amount | None] | None:
    """(newly received, with what was carried in) of one kind of applicant, when the words name one."""
    clause, _, behind = text.partition("#")
    clause = behind if _BY_WHOM.match(behind) else clause
    for pattern, kinds, name in _KINDS:
        if not pattern.search(clause):
            continue
        if (_NATURAL.search(clause) and kinds != ("natural",)) or _NATURAL_AND.search(clause):
            return None
        if near.ANSWERED.search(clause) and not near.RECEIVED.search(clause):
            return cells.kinds("total", kinds, f"{name}办理结果总计"), None
        new = cells.kinds("new", kinds, f"{name}新收")
        return new, cells.plus([new, cells.kinds("carried_in", kinds, f"{name}结转")], f"{name}新收与结转之和")
    return None
