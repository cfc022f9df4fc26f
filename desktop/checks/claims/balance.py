"""What was received is what was answered and what is still open: the balance of requests, and lists of outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from operator import attrgetter

from desktop.checks.claims import context as near
from desktop.checks.claims import labels as words
from desktop.checks.claims.model import Paragraph, Quantity, Relation, plain
from desktop.checks.claims.readings import working

_REQUEST = re.compile(r"申请|依申请|公开")
_UNITS = frozenset("件条次起宗例份项") | {""}


def balances(
    paragraphs: Sequence[Paragraph], lists: Sequence[Relation], brought: Decimal | None = None
) -> list[Relation]:
    """The balances of all sentences, and the lists of outcomes that stand without a total of their own.

    ``brought`` is what the table says was carried in, for sentences that leave it out.
    """
    used = {id(q) for r in lists for q in r.quantities[1:]}
    out: list[Relation] = []
    for paragraph in paragraphs:
        two_sided = len(paragraph.counts) >= 2 and near.RECEIVED.search(paragraph.text) and near.ANSWERED.search(paragraph.text)
        for number, of_sentence in groupby(paragraph.counts, key=attrgetter("sentence")):
            counts = [q for q in of_sentence if q.unit in _UNITS]
            if len(counts) >= 2:
                out += _done_over(paragraph, counts)
                out += _all_but(paragraph, counts)
                if two_sided:
                    out += _balance(paragraph, _with_received(paragraph, number, [(q, _role(paragraph, q)) for q in counts]), brought)
                out += _outcomes(paragraph, number, [q for q in counts if id(q) not in used and q.depth == 0])
        if two_sided and len(paragraph.sentences) > 1 and not any(r.check == "requests-balance" and r.quantities[0].paragraph == paragraph.index for r in out):
            out += _across(paragraph, brought)
    return out


_OF_ONE = re.compile(r"本级|(?:局|办公室|委|镇|乡|街道|部门|单位)(?:共|已|自身|依法)*(?:办结|答复|收到|受理|新收|办理)")
_GOT = re.compile("收|受理|接到")  # 登记 may be part of a name
_FEWEST = 4  # outcomes that make up all the answers, when the last is 其他处理


def _across(paragraph: Paragraph, brought: Decimal | None) -> Iterator[Relation]:
    """The balance told over several sentences of a paragraph, each side once; a full list of outcomes stands for the answers."""
    roles: dict[str, list[Quantity]] = {}
    items: list[Quantity] = []
    for q in paragraph.counts:
        if q.depth or q.unit not in _UNITS:
            continue
        role = _role(paragraph, q)
        if role is not None:
            if role != "received" or _GOT.search(near.before(paragraph, q)):
                roles.setdefault(role, []).append(q)
        elif words.DISPOSAL.search(q.label) and "其中" not in q.label:
            items.append(q)
    listed = "answered" not in roles and len(items) >= _FEWEST and len({q.sentence for q in items}) == 1 and words.OTHER.match(items[-1].label) is not None
    if listed:
        roles["answered"] = items
    if not {"received", "in", "answered", "out"} <= roles.keys() or "withdrawn" in roles \
            or any(len({q.value for q in told}) > 1 for role, told in roles.items() if not listed or role != "answered"):
        return
    if not any("申请" in near.around(paragraph, q) for q in roles["received"]) or any(
            _OF_ONE.search(near.before(paragraph, q)) for told in roles.values() for q in told):
        return
    used = [roles["received"][0], roles["in"][0], *(items if listed else roles["answered"][:1]), roles["out"][0]]
    if len({q.sentence for q in used}) == 1 or len({q.unit for q in used if q.unit}) > 1 or any(q.exactness != "exact" for q in used):
        return
    have = used[0].value + used[1].value
    answered = sum((q.value for q in used[2:-1]), Decimal(0))
    gone = answered + used[-1].value
    fits = have == gone or (used[0].value == gone and not re.search("新收|新增", used[0].label)) or (brought is not None and used[0].value + brought == gone)
    yield Relation(
        "requests-balance", "right" if fits else "wrong", tuple(used), "error", "default", 0.85, plain(gone), plain(have),
        f"{plain(used[0].value)}+{plain(used[1].value)}{'=' if fits else '≠'}{plain(answered)}+{plain(used[-1].value)}",
        texts={"have": plain(have), "gone": plain(gone)})


_Roles = list[tuple[Quantity, str | None]]


def _with_received(paragraph: Paragraph, number: int, told: _Roles) -> _Roles:
    """上年结转2件，答复57件，结转下年度5件 behind a sentence that tells what was received: both make the balance."""
    roles = {role for _, role in told}
    if number == 0 or not {"in", "answered", "out"} <= roles or "received" in roles:
        return told
    before = [q for q in paragraph.of_sentence(number - 1) if q.sort == "count" and q.depth == 0 and _role(paragraph, q) == "received"
              and "申请" in near.around(paragraph, q)]
    return [(before[0], "received"), *told] if len(before) == 1 else told


def _role(paragraph: Paragraph, q: Quantity) -> str | None:
    text = near.around(paragraph, q)
    if near.CARRIED_IN.search(text):
        return "in"
    if near.CARRIED_OUT.search(text) or near.PENDING.search(text):
        return "out"
    ahead = text.split("#")[0]
    if "公开" not in ahead and ("撤销" in text or "撤回" in text):
        return "withdrawn"
    if "其中" in ahead or words.DISPOSAL.search(text) or words.OTHER.search(ahead):
        return None
    if near.RECEIVED.search(ahead) and not near.ANSWERED.search(ahead):
        return "received"
    if near.ANSWERED.search(text) and not near.RECEIVED.search(text):
        return "answered"
    return None


def _balance(paragraph: Paragraph, told: _Roles, table: Decimal | None) -> Iterator[Relation]:
    roles: dict[str, Quantity] = {}
    for q, role in told:
        if role is None:
            continue
        if role in roles and roles[role].value != q.value:
            return
        roles.setdefault(role, q)
    if "received" in roles:
        roles["received"] = _tallied([q for q, _ in told], roles["received"])
    if {"received", "answered"} == set(roles):
        yield from _unexplained(paragraph, roles["received"], roles["answered"], table)
    if not {"received", "answered"} <= roles.keys() or not {"out", "withdrawn"} & roles.keys():
        return
    received, answered = roles["received"], roles["answered"]
    left = [roles[name].value for name in ("out", "withdrawn") if name in roles]
    if len({q.unit for q in roles.values() if q.unit}) > 1 or any(q.exactness != "exact" for q in roles.values()):
        return
    brought = roles["in"].value if "in" in roles else Decimal(0)
    have, gone = received.value + brought, answered.value + sum(left, Decimal(0))
    got = f"{plain(received.value)}+{plain(brought)}" if brought else plain(received.value)
    done = "+".join(plain(v) for v in (answered.value, *left))
    only_new = brought and re.search("新收|新增", received.label)  # 收到 may include what was carried in, 新收 does not
    fits = have == gone or (received.value == gone and not only_new) or (answered.value == have and "办理" in answered.label and "完" not in answered.label)
    if "withdrawn" in roles:
        fits = fits or have == gone - roles["withdrawn"].value
    if "in" not in roles:
        fits = fits or (table is not None and have + table == gone)
    unsaid = gone > have and "in" not in roles and table is None
    yield Relation(
        "requests-balance", "right" if fits else "wrong", tuple(roles.values()), "warning" if unsaid else "error",
        "unsaid" if unsaid else "default", 0.7 if unsaid else 0.9, plain(gone), plain(have),
        f"{got}{'=' if fits else '≠'}{done}", texts={"have": plain(have), "gone": plain(gone)})


def _tallied(counts: Sequence[Quantity], received: Quantity) -> Quantity:
    """What was received in all, where the ways are told first: 收到网上申请105件，快递17件，合计122件."""
    total = Decimal(0)
    for q in counts[counts.index(received):]:
        if q is not received and total == q.value and re.search("(?:合计|共计|总计|共)$", q.label):
            return q
        total += q.value
    return received


_EXPLAINED = re.compile(r"结转|顺延|撤回|撤销|在办|正在|尚未|未到期|待|补正|转办|其余|剩余|另有|不属于|不予受理|期限内")


_EARLIER = re.compile(r"上年|去年|往年|上一年|结转|累计|历年|以来|含|人次|每")
_TAKEN = re.compile(r"(?:收到|受理|接收|接到|征集到?|接听|承办|交办|转办|立案|排查|发现)[^，。；]{0,16}$")
_DEALT = re.compile(r"[，、](?:已|均|共|全部|现已|合理|吸收)*(?:办结|办理|答复|回复|采纳|化解|整改|处理|解决|结案|调解)(?:了|完成|成功)?")


def _done_over(paragraph: Paragraph, counts: Sequence[Quantity]) -> Iterator[Relation]:
    """收到意见36条，采纳41条: no more can be dealt with than there were, in one sentence without a word of last year's."""
    for taken, done in pairwise(counts):
        if done.value <= taken.value or taken.unit != done.unit or taken.exactness != "exact" or done.exactness != "exact" or taken.depth != done.depth:
            continue
        text = near.sentence_text(paragraph, taken)
        if "申请" in text or not _TAKEN.search(near.before(paragraph, taken)) or not _DEALT.fullmatch(paragraph.text, taken.end, done.start) or _EARLIER.search(text):
            continue
        yield Relation("part-exceeds-whole", "wrong", (taken, done), "warning", "done", 0.8, plain(taken.value), plain(done.value),
                       f"{plain(done.value)}>{plain(taken.value)}", texts={"whole": plain(taken.value) + taken.unit, "part": plain(done.value) + done.unit})


_BUT = re.compile(r"除[^，。；\d]{0,16}$")
_THE_REST = re.compile(r"外，?(?:其余|其他|剩余|余下|均|都|全部|共|已|依法|按时|主动)*(?:的)?(?:公开|答复|办结|办理|回复)?[^，。；\d、]{0,6}$")
_FURTHER = re.compile(r"另|结转|撤回|在办|尚|正在|待|期限内|含|合并|重复")


def _all_but(paragraph: Paragraph, counts: Sequence[Quantity]) -> Iterator[Relation]:
    """建议163件、提案204件，除不宜公开的7件外，公开复文360件: what is left out and the rest make the whole."""
    for i, (left_out, rest) in enumerate(pairwise(counts)):
        before = [q for q in counts[:i] if q.unit == left_out.unit and q.depth == 0 and not words.no_total(q)]
        text = paragraph.text
        if not before or left_out.unit != rest.unit or not text[left_out.end:].startswith("外") or not _BUT.search(text[:left_out.start][-18:]) \
                or not _THE_REST.fullmatch(text, left_out.end, rest.start) or any(q.exactness != "exact" for q in (left_out, rest, *before)):
            continue
        made = left_out.value + rest.value
        sums = [sum((q.value for q in before[k:end]), Decimal(0)) for k in range(len(before)) for end in range(k + 1, len(before) + 1)]
        if made in sums or _FURTHER.search(near.sentence_text(paragraph, rest)):
            continue
        whole = min(sums, key=lambda total: abs(total - made))
        if abs(whole - made) * 20 > whole:
            continue  # something else is meant
        parts = f"{plain(left_out.value)}+{plain(rest.value)}={plain(made)}"
        yield Relation("parts-of-total", "wrong", (*before, left_out, rest), "warning", "short", 0.75, plain(made), plain(whole), parts,
                       texts={"whole": plain(whole) + rest.unit, "total": plain(made)})


_MORE = re.compile(r"上年|去年|往年|上一年|20\d\d年(?:度)?(?:结转|转入|遗留)|结转|顺延|咨询|热线|留言|信件|诉求|来信|建议|提案|函|书|累计|历年|各|合并|多[次份]|补充")


def _nearby(paragraph: Paragraph, q: Quantity) -> str:
    """The sentence of a quantity and the one behind it."""
    last = min(q.sentence + 1, len(paragraph.sentences) - 1)
    return paragraph.text[paragraph.sentences[q.sentence].start:paragraph.sentences[last].end]


def _unexplained(paragraph: Paragraph, received: Quantity, answered: Quantity, table: Decimal | None) -> Iterator[Relation]:
    """共收到申请7条，…答复总数3条: the other four are nowhere explained."""
    if received.exactness != "exact" or answered.exactness != "exact" or received.unit != answered.unit or received.depth or answered.depth \
            or not re.search("申请", near.before(paragraph, received)) or answered.start < received.start:
        return
    if answered.value >= received.value:
        if answered.value == received.value:
            yield Relation("requests-balance", "right", (received, answered))
        elif received.value + (table or 0) < answered.value and not _MORE.search(_nearby(paragraph, received)):
            yield Relation(
                "requests-balance", "wrong", (received, answered), "warning", "more", 0.75, plain(received.value), plain(answered.value),
                f"{plain(answered.value)}>{plain(received.value)}",
                texts={"have": plain(received.value) + received.unit, "gone": plain(answered.value) + answered.unit})
        return
    if not re.search("总数|共|全部|总", answered.label) or _EXPLAINED.search(_nearby(paragraph, received)):
        return
    yield Relation(
        "requests-balance", "wrong", (received, answered), "warning", "unexplained", 0.7, plain(received.value), plain(answered.value),
        f"{plain(received.value)}-{plain(answered.value)}={plain(received.value - answered.value)}",
        texts={"have": plain(received.value) + received.unit, "gone": plain(answered.value) + answered.unit})


def _carried(paragraph: Paragraph, unit: str) -> set[Decimal]:
    """By how much a list of outcomes may differ from what was received: what was carried in more, what is carried out less."""
    roles = [(q.value, _role(paragraph, q)) for q in paragraph.counts if q.unit == unit and q.exactness == "exact"]
    ins = {Decimal(0), *(value for value, role in roles if role == "in")}
    outs = {Decimal(0), *(value for value, role in roles if role == "out")}
    return {out - into for into in ins for out in outs}


def _outcomes(paragraph: Paragraph, number: int, counts: Sequence[Quantity]) -> Iterator[Relation]:
    """予以公开258件；不予公开35件；…其他处理0件。 against the answers or requests stated just before."""
    if len(counts) < 3:
        return
    items = [q for q in counts if words.DISPOSAL.search(q.label + q.noun) and not near.RECEIVED.search(q.label)]
    if len(items) < 3 or len({q.unit for q in items if q.unit}) != 1:
        return
    unit = next(q.unit for q in items if q.unit)
    wholes: list[Quantity] = []
    for back in range(number, max(-1, number - 3), -1):
        wholes += [q for q in reversed(paragraph.of_sentence(back)) if q.sort == "count" and q.depth == 0 and q.unit == unit
                   and q.start < items[0].start and q not in items and not words.DISPOSAL.search(q.label) and not words.no_total(q)
                   and (_REQUEST.search(near.around(paragraph, q)) or near.ANSWERED.search(q.label))]
        if wholes:
            break
    if not wholes:
        return
    total = sum((q.value for q in items), Decimal(0))
    over = _carried(paragraph, unit)
    for whole in wholes:
        if any(whole.fits(total + change) for change in over):
            yield Relation("parts-of-total", "right", (whole, *items), working=working(items))
            return
    answered = [w for w in wholes if near.ANSWERED.search(w.label)]
    whole = (answered or wholes)[0]
    names = [q.label for q in items]
    texts = {"whole": plain(whole.value) + whole.unit, "total": plain(total)}
    if total > max(w.value for w in wholes):
        severity, message, sure = "error", "over", 0.9
    elif words.closed(names, False):
        severity, message, sure = "error", "short", 0.9
    elif words.closing_etc(paragraph, items[-1]):
        return
    else:
        severity, message, sure = "warning", "open", 0.7
    yield Relation("parts-of-total", "wrong", (whole, *items), severity, message, sure, plain(total),  # type: ignore[arg-type]
                   plain(whole.value), working(items), texts=texts)
