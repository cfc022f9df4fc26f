"""Which row or group of rows of table three the words for an outcome stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.claims.cells import DENIED, OTHERS, REFUSED, UNAVAILABLE, Amount, Cells
from desktop.normal import SparseSet

# The order matters: narrower words first. Rows that the words name one by one, then groups.
_ROWS: SparseSet[tuple[tuple[str, ...], str]] = SparseSet((pattern, (rows, name)) for pattern, rows, name in (
    (r"公开(?:及|和|、|或|与)部分公开", ("granted", "partial"), "予以公开与部分公开"),
    (r"部分公开|区分处理", ("partial",), "部分公开"),
    (r"信访(?:、)?举报(?:、)?投诉|信访类|举报投诉类", ("refused_petition",), "信访举报投诉类申请"),
    (r"重复申请", ("refused_repeat",), "重复申请"),
    (r"公开出版物", ("refused_publication",), "要求提供公开出版物"),
    (r"大量反复", ("refused_excessive",), "无正当理由大量反复申请"),
    (r"逾期(?:不|未)补正", ("other_no_correction",), "申请人逾期不补正"),
    (r"确认或(?:者)?重新出具|重新出具", ("refused_confirm",), "要求行政机关确认或重新出具已获取信息"),
    (r"逾期(?:不|未)(?:按收费通知要求)?缴(?:纳费用|费)", ("other_unpaid",), "申请人逾期未缴费"),
    (r"国家秘密", ("denied_secret",), "属于国家秘密"),
    (r"法律(?:、)?行政法规禁止", ("denied_law",), "其他法律行政法规禁止公开"),
    (r"三安全一稳定", ("denied_safety",), "危及“三安全一稳定”"),
    (r"第三方(?:的)?合法权益|保护第三方", ("denied_third_party",), "保护第三方合法权益"),
    (r"内部事务", ("denied_internal",), "属于三类内部事务信息"),
    (r"过程性", ("denied_process",), "属于四类过程性信息"),
    (r"执法案卷", ("denied_enforcement",), "属于行政执法案卷"),
    (r"行政查询", ("denied_inquiry",), "属于行政查询事项"),
    (r"另行制作|没有现成", ("unavailable_must_create",), "没有现成信息需要另行制作"),
    (r"内容(?:仍)?不明确", ("unavailable_unclear",), "补正后申请内容仍不明确"),
    (r"不予公开|不同意公开", DENIED, "不予公开"),
    (r"无法提供", UNAVAILABLE, "无法提供"),
    (r"不予处理", REFUSED, "不予处理"),
    (r"其[他它](?:类|方式|情形)?处理", OTHERS, "其他处理"),
    (r"不掌握", ("unavailable_not_held",), "本机关不掌握相关政府信息"),
    (r"(?<!不)予以公开|(?<!不)同意公开|(?<!不)给予公开", ("granted",), "予以公开"),
))
_LUMPED = (("denied_secret", "refused_petition"), ("denied_secret", "unavailable_not_held"),
           ("denied_secret", "unavailable_not_held", "refused_petition"), ("granted", "partial"))
_FAMILIES = {"denied_secret": DENIED, "unavailable_not_held": UNAVAILABLE, "refused_petition": REFUSED,
             "granted": ("granted",), "partial": ("partial",)}
_GROUPS = re.compile("不予公开|无法提供|不予处理")
_SKIP = re.compile(r"应公开|不公开的|公开属性|免予公开|免于公开|主动公开|依申请公开(?:信息)?(?:数|政府信息)|信息公开属性|等(?:情形|原因)?#")


def wider(cells: Cells, meant: Amount) -> Iterator[Amount | None]:
    """Groups that offices lump under one word: 不予公开 with 不予处理 and 无法提供, 予以公开 with 部分公开."""
    names = {"denied_secret": "不予公开", "unavailable_not_held": "无法提供", "refused_petition": "不予处理",
             "granted": "予以公开", "partial": "部分公开"}
    own = {f.key.split(".")[1] for f in meant.facts}
    for group in _LUMPED:
        if len(own) > 1 and not own & set(DENIED) and not own & set(UNAVAILABLE) and not own & set(REFUSED):
            continue
        if any(own & set(_FAMILIES[key]) for key in group):
            rows = [row for key in group for row in _FAMILIES[key]]
            yield cells.rows(rows, "与".join(names[key] for key in group))


def outcome_of(cells: Cells, text: str) -> Amount | None:
    """The figure for the outcome that a clause names (number marked #), or None when it names none."""
    clause, _, behind = text.partition("#")
    for words in (clause, behind):
        named = [(found, *row) for pattern, row in _ROWS.possible(words) if (found := pattern.search(words)) is not None]
        if not named or _SKIP.search(words):
            continue
        # The single rows that the clause names one by one.
        several = [(rows[0], name) for _, rows, name in named if len(rows) == 1 and rows[0] not in ("granted", "partial")]
        for found, rows, name in named:
            if words is behind and (found.start() > 12 or re.search("[收受]", words[:found.start()])):
                return None
            single = len(rows) == 1 and rows[0] not in ("granted", "partial")
            if single and len(several) > 1:  # 因不掌握、需另行制作等原因无法提供: the rows named, together
                return None if "、" not in words else cells.rows([r for r, _ in several], "与".join(n for _, n in several))
            if single and "等" in words and _GROUPS.search(words):
                continue
            return cells.rows(rows, name)
    return None
