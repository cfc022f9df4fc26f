"""Statements on documents in force, decisions and fees against table two, and on the statistics tables of 2008-2018."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.checks.claims import context as near
from desktop.checks.claims import labels as words
from desktop.checks.claims.cells import Amount, Cells
from desktop.checks.claims.judge import judge
from desktop.checks.claims.model import Paragraph, Quantity, Relation
from desktop.checks.claims.scope import scope
from desktop.report import Report

_NOISE = re.compile(r"类信息|解读|征求意见|起草|培训|审查|备案|历年|累计|通报|公文|草案|合法性|评估|目录|库")
_TOLD = re.compile("规范性文件|规章|行政")  # one of these names whatever table two counts
_STATED = re.compile("公开|申请|答复")  # and one of these what the statistics of 2008 to 2018 do
_OLD_UNITS = frozenset("条件次起宗份") | {""}
_STATS: tuple[tuple[str, str, str], ...] = (
    (r"(?:电子)?邮件申请|电子邮件", "received_by_email", "电子邮件申请数"),
    (r"当面|现场申请", "received_in_person", "当面申请数"),
    (r"网上申请|网络申请|在线申请", "received_online", "网上申请数"),
    (r"传真", "received_by_fax", "传真申请数"),
    (r"信函|邮寄|信件", "received_by_letter", "信函申请数"),
    (r"同意部分公开|部分公开", "answered_partial", "同意部分公开答复数"),
    (r"不予公开|不同意公开|否决公开|免[予于]公开", "answered_refused", "不予公开答复数"),
    (r"同意公开|(?<!不)予以公开", "answered_granted", "同意公开答复数"),
    (r"其[他它](?:类型|公开)?答复", "answered_other", "其他类型答复数"),
    (r"答复(?:总数|数|政府信息公开申请)|答复", "answered", "对申请的答复总数"),
    (r"(?:收到|受理|接收)[^，。；]{0,24}(?:申请|依申请公开)", "received", "受理依申请公开信息总数"),
)


def statistics_links(report: Report, cells: Cells, paragraphs: Sequence[Paragraph]) -> Iterator[Relation]:
    """Statements that speak of figures outside tables three and four."""
    table_two = cells.has("normative.") or cells.has("rules.") or cells.has("license.") or cells.has("fees.")
    old = cells.has("stats.")
    for paragraph in paragraphs:
        if not paragraph.counts:
            continue
        told = table_two and _TOLD.search(paragraph.text) is not None
        if not (told or old):
            continue
        for q in paragraph.counts:
            if q.exactness != "exact":
                continue
            text = near.around(paragraph, q)
            clause = text.split("#")[0]
            document, decision = told and _is_document(q, text), told and "行政" in clause
            stated = old and q.unit in _OLD_UNITS and _STATED.search(clause) is not None
            if not (document or decision or stated):
                continue
            sentence = paragraph.text[paragraph.sentences[q.sentence].start:q.start]
            whose = scope(report, clause, sentence)
            if whose == "other-time":
                continue
            if document:
                yield from _documents(cells, q, text, sentence, whose)
            if decision:
                yield from _decisions(cells, q, clause, sentence, whose, in_part=near.in_section(report, paragraph, "disclosure"))
            if stated:
                yield from _old(cells, q, text, sentence, whose)


def _is_document(q: Quantity, text: str) -> bool:
    """Whether a number counts documents in force or issued, and nothing about them."""
    return ("规范性文件" in text or "规章" in text) and q.unit in ("件", "份", "个", "部", "项") and not _NOISE.search(text)


def _documents(cells: Cells, q: Quantity, text: str, sentence: str, whose: str) -> Iterator[Relation]:
    kind = "normative" if "规范性文件" in text else "rules" if re.search(r"(?<!行政法规、)(?<!法规)规章(?!制度)", text) else None
    if kind is None or re.search("政策性文件|其他文件|(?:规范性文件|规章)[^#]{0,8}等#?", text):
        return
    name = "行政规范性文件" if kind == "normative" else "规章"
    issued = cells.one(f"{kind}.issued", f"{name}本年制发") or cells.one(f"{kind}.made", f"{name}新制作")
    repealed, valid = cells.one(f"{kind}.repealed", f"{name}本年废止"), cells.one(f"{kind}.valid", f"{name}现行有效")
    if re.search("现行有效|继续有效", text):
        yield from judge("text-table-disclosure", q, valid, [], whose, "warning")
    elif re.search("废止|失效", text):
        yield from judge("text-table-disclosure", q, repealed, [], whose, "warning")
    elif re.search("制发|制定|出台|印发|新制作|新制定", text) and not re.search("修订|修改|保留", text):
        yield from judge("text-table-disclosure", q, issued, [(cells.one(f"{kind}.published", f"{name}新公开"), "right")], whose, "warning")
    elif re.search("公开|发布", sentence + text):
        options = [issued, valid, cells.one(f"{kind}.published", ""), cells.one(f"{kind}.total", "")]
        for amount in options:
            if amount is not None and amount.value == q.value:
                yield Relation("text-table-disclosure", "right", (q,), facts=amount.facts)
                return


_ONE_BODY = re.compile(r"(?<![我本])(?:局|委|大队|支队|中心|所|[镇乡]|街道)(?:共|全年|累计|依法)*(?:作出|做出|办理|实施)")
_DECIDED = {"license": "行政许可", "penalty": "行政处罚", "coercion": "行政强制"}


_HANDLED = re.compile(
    r"^(?:（[一二三四五六]）)?(?:20\d\d年度?，?)?(?:全年|本年度?|我[局县市区镇]|本[机关局]*|全[县市区])*(?:共|累计)?"
    r"(?:作出|做出|办理|实施|办结)行政(?:许可|处罚|强制)(?:案件|决定)?(?:共)?")


def _handled(name: str, clause: str, sentence: str) -> bool:
    """全年办理行政许可1250件、行政处罚38件: the year's decisions, each kind behind the one verb."""
    first = re.split("[；。]", sentence)[-1].split("，")
    lead = next((part for part in reversed(first) if re.search("作出|做出|办理|实施|办结", part)), "")
    return bool(_HANDLED.match(lead)) and bool(re.search(rf"(?:^|作出|做出|办理|实施|办结){name}(?:案件|决定)?(?:共)?$", clause)) \
        and not re.search("公开|公示|信息|其中|涉及", clause)


_NAMED_ONLY = re.compile(r"(?:20\d\d年度?)?(?:全年|本年度|本机关|我[局县市区镇])*(?:共)?(行政许可|行政处罚|行政强制)(?:案件|决定|数量)?(?:共|为)?")


def _decisions(cells: Cells, q: Quantity, clause: str, sentence: str, whose: str, *, in_part: bool) -> Iterator[Relation]:
    if _ONE_BODY.search(clause):
        return  # one body's part of the whole area's decisions
    for key, name in _DECIDED.items():
        if name not in clause:
            continue
        decided = re.search(rf"(?:作出|做出|办理|实施|处理)[^，。；]{{0,6}}{name}(?:处理)?决定(?:数量)?(?:共|为)?$", clause)
        plain_name = _NAMED_ONLY.fullmatch(clause) if in_part and q.unit in ("件", "宗", "起", "个") else None
        if decided or (plain_name is not None and plain_name[1] == name) or (q.unit in ("件", "宗", "起", "例", "个") and _handled(name, clause, sentence)):
            yield from judge("text-table-disclosure", q, cells.one(f"{key}.decisions", f"{name}处理决定数量"), [], whose, "warning")
    if q.unit == "元" and "行政事业性收费" in clause:
        fee = cells.one("fees.amount", "行政事业性收费（万元）")
        if fee is not None:
            scaled = Amount("行政事业性收费（元）", fee.value * 10_000, fee.facts)
            yield from judge("text-table-disclosure", q, scaled, [(fee, "warning")], whose, "warning")


def _old(cells: Cells, q: Quantity, text: str, sentence: str, whose: str) -> Iterator[Relation]:
    clause, _, behind = text.partition("#")
    if words.CUMULATIVE.search(clause) or "率" in clause[-4:]:
        return
    if re.search("网站", clause) and re.search(r"主动公开(?:的|政府信息|信息)?(?:数|共|为|了)?$", clause) and not re.search("微信|微博|公众号|部门网站", clause) \
            and (re.match("政府信息|信息", behind) or re.search("信息(?:数|共|为)?$", clause)):
        yield from judge("text-table-statistics", q, cells.stat("by_website", "政府网站公开数"), [(None, "notice")], whose, "error")
        return
    if re.fullmatch(r"(?:（[一二三四]）)?[^，。；]{0,24}?(?:20\d\d年度?)?(?:全[区县市省镇局]|我[局办县区市镇委]|本[局机关年度]*)?(?:共)?主动公开(?:政府)?信息(?:数|总数|共)?", clause) \
            and not re.search("各|直|公开办|办公室|网站|微信|专栏|其中|累计|历年|通过", clause):
        yield from judge("text-table-statistics", q, cells.stat("disclosed", "主动公开信息数"), [], whose, "error")
        return
    if not re.search("申请|答复|公开", clause) or re.search("主动公开|复议|诉讼|信息数$|热线|咨询|业务|作为依申请|不予公开信息|许可|审批", clause):
        return
    if not re.search("申请", sentence + clause):
        return
    for pattern, row, name in _STATS:
        if re.search(pattern, clause):
            amount = cells.stat(row, name)
            if amount is None and row == "received_by_letter":
                amount = cells.stat("received_by_letter_fax", "信函、传真申请数")
            if amount is None and row == "answered_other" and q.value and cells.stat("answered", ""):
                answered = cells.stat("answered", "对申请的答复总数")
                assert answered is not None
                yield Relation("text-table-statistics", "wrong", (q,), "warning", "no-row", 0.75, None, f"{q.value:f}", "",
                               facts=answered.facts, texts={"said": f"{q.value:f}{q.unit}", "name": "其他答复", "cell": "", "fits": "", "sum": ""})
                return
            severity = "error" if row in ("received", "answered") or row.startswith("received_") else "warning"
            yield from judge("text-table-statistics", q, amount, [], whose, severity)
            return
