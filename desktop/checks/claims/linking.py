"""Links statements of the prose to the cells of the form: which quantity is meant, whose, and does any reading fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checks.claims import context as near
from desktop.checks.claims import labels as words
from desktop.checks.claims.cells import Amount, Cells
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
    r"热线|诉求|留言|咨询|(?<!举报)(?<!举报、)投诉(?!类|举报类)|建议|提案|行政许可|行政审批|审批(?!件)|业务|12345|意见|信箱|工单|行政处罚|复议|诉讼|规范性文件|访问|阅读|"
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


def links(report: Report, paragraphs: Sequence[Paragraph]) -> list[Relation]:
    """All statements of the prose that speak of a figure of the tables, judged in all readings."""
    cells = Cells(report)
    if not cells:
        return []
    out: list[Relation] = []
    if cells.has("applications."):
        for paragraph in paragraphs:
            for q in paragraph.quantities:
                if q.sort == "count" and q.unit in _UNITS and q.exactness == "exact":
                    out += _request(report, cells, paragraph, q)
    out += review_links(report, cells, paragraphs)
    out += statistics_links(report, cells, paragraphs)
    out += word_links(report, cells, paragraphs)
    return out


def _about_requests(paragraph: Paragraph, q: Quantity, text: str) -> bool:
    """Whether a number counts requests for information (and no hot-line calls, permits or lawsuits)."""
    if _FOREIGN.search(text):
        return False
    if _REQUEST.search(text):
        return True
    sentence = paragraph.sentences[q.sentence]
    ahead = paragraph.text[sentence.start:q.start]
    if _REQUEST.search(ahead) and not _FOREIGN.search(re.split("[；]", ahead)[-1]):
        return True
    if _FOREIGN.search(ahead) or not _REQUEST.search(paragraph.text[:q.start][-240:]):
        return False
    if words.APPLICANT.search(text.split("#")[0]) and re.search(r"申请\D{0,6}\d+[件份宗条]", ahead):
        return True  # 收到申请43件，其中自然人提出37件
    if _BY_WHOM.match(text.split("#")[1]):
        return True
    asked = re.search(r"([\u4e00-\u9fff#]{0,6})申请", text)
    return bool(_PLAIN.search(asked[1])) if asked is not None else bool(words.DISPOSAL.search(text))


def _request(report: Report, cells: Cells, paragraph: Paragraph, q: Quantity) -> Iterator[Relation]:
    text = near.around(paragraph, q)
    clause = text.split("#")[0]
    if q.unit in ("条", "个", "项") and "申请" not in text and not words.DISPOSAL.search(text):
        return
    told = words.DISPOSAL.search(text) and not _FOREIGN.search(text) and near.in_section(report, paragraph, "applications")
    if not (told or _about_requests(paragraph, q, text)) or "率" in clause[-6:]:
        return
    sentence = paragraph.text[paragraph.sentences[q.sentence].start:q.start]
    carried = near.CARRIED_IN.search(text) or near.CARRIED_OUT.search(text)  # 2022年结转: the year names the carry-over
    whose = scope(report, re.sub(r"20\d\d年度?", "", clause) if carried else clause, sentence)
    if whose == "other-time":
        return
    found = outcome_of(cells, text)
    if found is not None:
        if whose == "narrow" or not _of_the_whole(cells, paragraph, q):
            return
        others: list[tuple[Amount | None, str]] = [(amount, "notice") for amount in wider(cells, found)]
        yield from judge("text-table-outcomes", q, found, others, whose, "error")
        return
    if near.CARRIED_OUT.search(text):
        yield from judge("text-table-applications", q, cells.row("carried_out", "结转下年度"), [], whose, "error")
    elif near.CARRIED_IN.search(text):
        yield from judge("text-table-applications", q, cells.row("carried_in", "上年结转"), [], whose, "error")
    elif near.PENDING.search(text) and re.search("年末|年底|尚有|尚余|剩余|其余|仍有", clause):
        yield from judge("text-table-applications", q, cells.row("carried_out", "结转下年度"), [], whose, "warning")
    elif _by_kind(cells, text) is not None:
        exact, both = _by_kind(cells, text) or (None, None)
        outer = next((o for o in reversed(paragraph.quantities) if o.start < q.start and o.sort == "count" and o.depth < q.depth), None)
        if outer is not None and q.depth and not near.RECEIVED.search(near.before(paragraph, outer)):
            return
        if re.search("申请|涉及|自然人|法人|企业|机构|公益|公民", text):
            yield from judge("text-table-applications", q, exact, [(both, "right")], whose, "warning")
    elif (near.RECEIVED.search(clause) and not re.search("答复|办结", clause)) or (_TOGETHER.search(clause) and "申请" in text):
        yield from _received(cells, paragraph, q, text, clause, whose)
    elif re.search("答复|办结|回复", clause) and not re.search("书|函", clause[-3:]):
        yield from _answered(cells, q, text, whose)


def _of_the_whole(cells: Cells, paragraph: Paragraph, q: Quantity) -> bool:
    """Whether the requests that an outcome belongs to are those of the table, and not of an office or a sample."""
    for base in reversed(paragraph.quantities):
        if base.sort != "count" or base.start >= q.start:
            continue
        clause = near.before(paragraph, base)
        if base.unit != q.unit or base.depth or words.DISPOSAL.search(clause) or not re.search("申请", clause + base.noun) \
                or not (near.RECEIVED.search(clause) or near.ANSWERED.search(clause)):
            continue
        new, carried, total = cells.row("new", ""), cells.row("carried_in", ""), cells.row("total", "")
        known = [a.value for a in (new, total, cells.plus([new, carried], "")) if a is not None]
        return not known or base.value in known or base.value > max(known)
    return True


def _received(cells: Cells, paragraph: Paragraph, q: Quantity, text: str, clause: str, whose: str) -> Iterator[Relation]:
    methods = set(words.METHOD.findall(clause))
    if len(methods) == 1 or (_PART.search(clause) and q.depth == 0 and not _NEW.search(clause)) or re.search("撤回|补正|重复|第$", clause):
        return
    if re.search("未#|不#|超过|平均|日均|月均|涉及|内容|事项涉", clause[-12:]):
        return
    new, carried = cells.row("new", "本年新收"), cells.row("carried_in", "上年结转")
    both = cells.plus([new, carried], "新收与结转之和")
    total = cells.row("total", "办理结果总计")
    others: list[tuple[Amount | None, str]] = []
    if _NEW.search(clause):
        others.append((both, "warning"))
    elif _TOGETHER.search(clause):
        others += [(both, "right"), (total, "right")]
    else:
        others += [(both, "notice"), (total, "notice")]
    yield from judge("text-table-applications", q, new, others, whose, "error")


def _answered(cells: Cells, q: Quantity, text: str, whose: str) -> Iterator[Relation]:
    total = cells.row("total", "办理结果总计")
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
    for pattern, kinds, name in (
        (r"法人(?:和|或|及|、)?其他组织", ("commercial", "research", "charity", "legal", "other"), "法人或其他组织"),
        (r"商业企业|企业", ("commercial",), "商业企业"), (r"科研机构", ("research",), "科研机构"),
        (r"公益组织", ("charity",), "社会公益组织"), (r"法律服务", ("legal",), "法律服务机构"), (r"自然人|公民", ("natural",), "自然人"),
    ):
        found = list(re.finditer(pattern, clause))
        if not found:
            continue
        if (re.search("公民|自然人", clause) and kinds != ("natural",)) or re.search("公民、|公民和|自然人、|自然人和|公民（", clause):
            return None
        if near.ANSWERED.search(clause) and not near.RECEIVED.search(clause):
            return cells.kinds("total", kinds, f"{name}办理结果总计"), None
        new = cells.kinds("new", kinds, f"{name}新收")
        return new, cells.plus([new, cells.kinds("carried_in", kinds, f"{name}结转")], f"{name}新收与结转之和")
    return None
