"""The same quantity said twice with different values, and parts that outgrow the total of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.checks.claims import context as near
from desktop.checks.claims import labels as words
from desktop.checks.claims.model import Paragraph, Place, Quantity, Relation, plain

_MEDIA = re.compile(r"微信|微博|公众号|新媒体|抖音|客户端|短视频|头条|热线|推文|图文|推送")
_CHANNEL = re.compile(r"网站|网页|门户|平台|栏目|专栏|公报|微信|微博|公众号|新媒体|系统|目录网|公开网|公开栏|查阅")
_DROP = re.compile(
    r"20\d\d年度?|二〇..年度?|本年度?|全年度?|年内|今年|期间|我[局区县市镇办委街所院处站]|本[局区县市镇办委院处]|本机关|本单位|本行政机关|全[区县市省局镇州]|"
    r"各级各?部门|共计|总计|合计|共|总数?|数量?|条数|件数|为|有|已|累积|，|的|了|在|中|约"
)
_PUBLISHED = {"主动公开政府信息", "主动公开信息", "公开政府信息", "主动公开各类政府信息", "主动公开政务信息", "公开政务信息"}
_ASKED = re.compile(
    r"^(?:收到|受理|接收|收到和处理|接到|收到并?处理|办理)(?:申请$)?(?:公民法人和其他组织|公民、法人和其他组织|社会公众|群众)?(?:提出|提交)?(?:有关|各类)?"
    r"(?:政府信息公开|依申请公开|信息公开|公开政府信息|政府信息依申请公开|依申请公开政府信息)(?:申请)?(?:事项|件)?$"
)
_BARE = re.compile("依申请|公开申请|信息公开|答复|予以公开|无法提供")  # a paragraph in which 申请 by itself is a request for information
_OTHER_ASKING = re.compile(r"许可|审批|补贴|登记|备案|仲裁|救助|执行|复议|贷款|资助|[职业]称|证[件照书]|通过|网[络上站]|信函|当面|自然人提|本级|办公室收|其中|上年|结转")
_TOTAL = re.compile("[开收到理]")  # one of these stands in the words for what was published, received or dealt with
_YEAR = re.compile(r"20\d\d年度?")
_OLD = re.compile(r"近\d|历年|(?<!今年)(?<!全年)累计|以来|往年|上年|去年")


def repeats(paragraphs: Sequence[Paragraph], lists: Sequence[Relation]) -> list[Relation]:
    """Quantities said twice, and parts larger than the whole year's total."""
    return [*_twice(paragraphs), *_none_but(paragraphs), *_again(paragraphs), *_outgrown(paragraphs, lists), *_office(paragraphs)]


def total_of(paragraph: Paragraph, q: Quantity) -> str | None:
    """What a plain total is of, or None when the words narrow it down (a channel, an office, another year)."""
    if q.depth or q.exactness != "exact" or not _TOTAL.search(q.label):
        return None
    label = _DROP.sub("", _YEAR.split(q.label)[-1])
    noun = _DROP.sub("", q.noun)
    if (label.endswith(("仅收到", "只收到")) and noun == "申请") or label == "收到申请":
        return "asked" if _BARE.search(paragraph.text) and not _OTHER_ASKING.search(near.sentence_text(paragraph, q)) and not _OLD.search(near.before(paragraph, q)) else None
    published = label in _PUBLISHED or (label in ("主动公开", "公开") and noun in ("政府信息", "政务信息"))
    if not published and not _ASKED.match(label) and not (label in ("收到", "受理") and re.match("(?:政府信息)?公开申请|政府信息公开", noun)):
        return None
    clause = near.before(paragraph, q)
    if _OLD.search(clause) or "其中" in clause:
        return None
    start = max(paragraph.sentences[q.sentence].start, q.start - 60)
    narrowed = _CHANNEL.search(paragraph.text, start, q.start) if published else _CHANNEL.search(clause)
    return None if narrowed else "published" if published else "asked"


def _whose(label: str) -> str:
    """Whether a label says that it speaks of an area or of the body itself; neither as a rule."""
    return "all" if re.search("全[区县市省镇州]", label) else "own" if re.search("本(?:机关|单位|级|局|办|委|行政机关)|我[局办委]", label) else ""


def _twice(paragraphs: Sequence[Paragraph]) -> Iterator[Relation]:
    seen: dict[tuple[str, str], Quantity] = {}
    for paragraph in paragraphs:
        for q in paragraph.counts:
            key = total_of(paragraph, q) if q.unit else None
            if key is None:
                continue
            first = seen.setdefault((key, q.unit), q)
            if first is q:
                continue
            years = [set(re.findall(r"20\d\d", near.sentence_text(paragraphs[p.paragraph], p))) for p in (first, q)]
            if (years[0] and years[1] and not years[0] & years[1]) or {_whose(first.label), _whose(q.label)} == {"all", "own"}:
                continue
            right = first.value == q.value
            yield Relation(
                "stated-twice", "right" if right else "wrong", (first, q), "warning", key, 0.8, plain(first.value),
                plain(q.value), f"{plain(first.value)}≠{plain(q.value)}" if not right else "",
                texts={"first": plain(first.value) + first.unit, "second": plain(q.value) + q.unit})


_NONE = re.compile(
    r"(?:^|[，。；：年度局委办镇乡街道府关厅院位县市区处所])(?P<said>(?:均|也|暂)?(?:未|没有)(?:收到|接到|受理|收到过)(?:任何|公民、法人(?:和|或者?)其他组织|公民|群众|社会公众)*(?:提出的?|有关|关于)?"
    r"(?:的)?(?:政府信息公开|信息公开|依申请公开|公开政府信息|依申请公开政府信息|政府信息依申请公开)(?:的?(?:政府信息)?(?:的)?申请(?:事项)?|(?<=依申请公开)(?:事项|件|信息|申请件)?))(?=[，。；、]|$)"
)
_NOT_GOT = re.compile("(?:未|没有)(?:收到|接到|受理)")
_GOT = re.compile(r"(?:收到|受理|接到|办理|答复)(?:了|的)?(?:政府信息公开|信息公开|依申请公开|公开政府信息|公开)?(?:的)?(?:申请)?$")


def _none_but(paragraphs: Sequence[Paragraph]) -> Iterator[Relation]:
    """未收到政府信息公开申请 here and 收到的2件申请 there."""
    denied = next(((p, m) for p in paragraphs if _NOT_GOT.search(p.text) for m in _NONE.finditer(p.text)), None)
    if denied is None:
        return
    said = Place(denied[0].index, denied[1].start("said"), denied[1].end("said"))
    for paragraph in paragraphs:
        for q in paragraph.quantities:
            text = q.label + q.noun
            if q.sort == "count" and q.value and q.exactness == "exact" and q.unit in ("件", "条", "份", "宗", "起", "项") and not q.depth \
                    and _GOT.search(q.label) and re.search("公开申请|申请公开|依申请|^申请|的申请", text) and not q.negated \
                    and not re.search("上年|去年|20\\d\\d年|累计|历年|以来|往年|结转|口头|咨询|全[市县区省]|各|复议", near.sentence_text(paragraph, q)):
                yield Relation("stated-twice", "wrong", (q,), "warning", "asked", 0.75, "0", plain(q.value), f"0≠{plain(q.value)}", (said,),
                               texts={"first": denied[1]["said"], "second": plain(q.value) + q.unit})
                return


_ALL_OF_THEM = re.compile(r"^(?:有关)?(?:政府信息)?(?:依申请)?(?:公开)?(?:的)?(?:政府信息)?(?:公开)?申请(?:事项|件)?[^，。；]{0,4}(?:均|全部|都|全都)")


_THESE = frozenset(("", "对于", "对", "该", "上述", "以上", "这", "所有", "全部"))


def _again(paragraphs: Sequence[Paragraph]) -> Iterator[Relation]:
    """28件公开申请均在法定期限内办理: as many as were received."""
    for paragraph in paragraphs:
        for q in paragraph.counts:
            if q.depth or q.exactness != "exact" or not q.unit or q.label not in _THESE:
                continue
            tail = paragraph.text[q.end:q.end + 40]
            if not _ALL_OF_THEM.match(tail) or re.search("其中|其余|另|剩余|结转|未", near.before(paragraph, q)):
                continue
            base = next((b for b in near.earlier(paragraphs, paragraph, q.start) if b.unit == q.unit and b.depth == 0
                         and near.RECEIVED.search(near.before(paragraphs[b.paragraph], b)) and "申请" in b.label + b.noun), None)
            if base is None or q.sentence - base.sentence > 2:
                continue
            right = base.value == q.value
            yield Relation("stated-twice", "right" if right else "wrong", (base, q), "warning", "asked", 0.85,
                           plain(base.value), plain(q.value), "" if right else f"{plain(base.value)}≠{plain(q.value)}",
                           texts={"first": plain(base.value) + base.unit, "second": plain(q.value) + q.unit})


_ITEM = re.compile(r"(?:公开|发布|公布|公示)[^。；]*(?:信息|许可|公告|公示|核准|处罚|备案)")


def _outgrown(paragraphs: Sequence[Paragraph], lists: Sequence[Relation]) -> Iterator[Relation]:
    """One kind of information said to be more than all the information published in the year."""
    tied = {id(q) for r in lists for q in r.quantities}
    totals = [q for p in paragraphs for q in p.counts if q.unit in ("条", "件")
              and (total_of(p, q) == "published" or _units_total(p, q))]
    if not totals or any(t.exactness != "exact" for t in totals):
        return
    total = max(totals, key=lambda t: t.value)
    items: list[Quantity] = []
    for paragraph in paragraphs:
        for q in paragraph.counts:
            if q.unit != total.unit or q.exactness != "exact" or q.depth or q in totals or id(q) in tied:
                continue
            sentence = paragraph.sentences[q.sentence]
            clause = paragraph.text[max(sentence.start, paragraph.text.rfind("；", sentence.start, q.end) + 1):q.end]
            if not _ITEM.search(clause) or words.ACROSS.search(q.label) or _MEDIA.search(near.sentence_text(paragraph, q)) or _OLD.search(clause) \
                    or re.search("收到|受理|申请公开|意见|建议|留言|诉求|咨询|文件|共(?:主动)?公开政府信息", q.label):
                continue
            items.append(q)
    for q in items:
        if q.value > total.value:
            yield _grown(total, (q,), "default")
            return
    large = [q for q in items if q.value * 10 >= total.value * 9]
    for q in large:
        rest = [o for o in items if o is not q and o.value + q.value > total.value]
        if rest:
            yield _grown(total, (q, max(rest, key=lambda o: o.value)), "together")
            return


def _units_total(paragraph: Paragraph, q: Quantity) -> bool:
    """公布政府信息2599条 by all the units of an area."""
    return "政府信息" in q.label and bool(re.search(r"共(?:主动)?(?:公开|公布|发布)政府信息$", q.label)) and not q.depth and not _CHANNEL.search(near.before(paragraph, q)) \
        and q.exactness == "exact" and not words.CUMULATIVE.search(q.label)


def _grown(total: Quantity, parts: tuple[Quantity, ...], message: str) -> Relation:
    amount = sum(int(p.value) for p in parts)
    return Relation(
        "part-exceeds-whole", "wrong", (*parts, total), "warning", message, 0.7, plain(total.value), str(amount),
        f"{'+'.join(plain(p.value) for p in parts)}>{plain(total.value)}" if len(parts) > 1 else f"{plain(parts[0].value)}>{plain(total.value)}",
        texts={"whole": plain(total.value) + total.unit, "part": plain(parts[0].value) + parts[0].unit})


_ONE = re.compile(r"(?:公开办|办公室|政府办|信息中心|局|委)主动公开(?:政府)?信息(?:数|数量)?(?:为|共)?$")
_ALL = re.compile(r"(?:各单位|各部门|直属?单位|各委办局|各级部门)(?:共)?主动公开(?:政府)?信息(?:数|数量)?(?:为|共)?$")


def _office(paragraphs: Sequence[Paragraph]) -> Iterator[Relation]:
    """One office said to publish more than all the offices that it belongs to."""
    counts = [q for p in paragraphs for q in p.counts if q.exactness == "exact" and "主动公开" in q.label]
    groups = [q for q in counts if _ALL.search(q.label)]
    for q in counts if groups else ():
        if not _ONE.search(q.label) or re.search("各|等", q.label):
            continue
        group = next((g for g in groups if g.unit == q.unit and g.value < q.value), None)
        if group is not None:
            yield Relation("part-exceeds-whole", "wrong", (q, group), "warning", "office", 0.7, plain(group.value),
                           plain(q.value), f"{plain(q.value)}>{plain(group.value)}",
                           texts={"whole": plain(group.value) + group.unit, "part": plain(q.value) + q.unit})
