"""Official tables written down in all the manners in which copied text brings them; the figures are made up."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from desktop.checks.example_reports import ROWS, report_2021

COLUMNS = ("natural", "commercial", "research", "charity", "legal", "other", "total")
KINDS = ("upheld", "corrected", "other", "pending", "total")
GROUPS = ("review", "suit_direct", "suit_after_review")
Line = list[str]
Facts = dict[str, Decimal]

_OTHER = ("other_no_correction", "other_unpaid", "other_other")


def figures(seed: int, size: int = 12, older: bool = False) -> Facts:
    """Made-up figures of the forms of 2021 or (``older``) 2019 in which every tie holds; ``size`` scales them."""
    dice = random.Random(seed)
    results = [k for k, _ in ROWS if k not in ("new", "carried_in", "total", "carried_out", *(_OTHER if older else ()))]
    results += ["other"] if older else []
    out: dict[str, int] = {}
    for column in COLUMNS[:-1]:
        most = size if column == "natural" else size // 4
        for row in results:
            out[f"{row}.{column}"] = dice.choice((0, 0, dice.randint(0, most)))
        done = sum(out[f"{row}.{column}"] for row in results)
        out[f"total.{column}"] = done
        out[f"carried_out.{column}"] = left = dice.choice((0, 0, dice.randint(0, most)))
        out[f"carried_in.{column}"] = before = dice.randint(0, min(most, done + left))
        out[f"new.{column}"] = done + left - before
    for row in {key.split(".")[0] for key in out}:
        out[f"{row}.total"] = sum(out[f"{row}.{c}"] for c in COLUMNS[:-1])
    facts = {f"applications.{k}": Decimal(v) for k, v in out.items()}
    for group in GROUPS:
        parts = [dice.choice((0, 0, dice.randint(0, max(size // 2, 1)))) for _ in KINDS[:-1]]
        facts |= {f"{group}.{k}": Decimal(v) for k, v in zip(KINDS, (*parts, sum(parts)), strict=True)}
    if older:
        for key in ("rules.made", "rules.published", "rules.total"):
            facts[key] = Decimal(0)
        for key, most in (("normative.made", 40), ("normative.published", 40)):
            facts[key] = Decimal(dice.randint(0, most))
        facts["normative.total"] = facts["normative.published"] + dice.randint(0, 60)
        for row in ("license", "other_services", "penalty", "coercion"):
            for column in ("last_year", "change", "decisions"):
                facts[f"{row}.{column}"] = Decimal(dice.randint(0, 60 if column == "change" else 300))
        facts |= {"fees.items_last_year": Decimal(dice.randint(1, 9)), "fees.items_change": Decimal(0),
                  "procurement.projects": Decimal(dice.randint(1, 60)), "procurement.amount": Decimal("1380.5")}
    else:
        facts |= {f"rules.{c}": Decimal(0) for c in ("issued", "repealed", "valid")}
        facts |= {"normative.issued": Decimal(dice.randint(0, 20)), "normative.repealed": Decimal(dice.randint(0, 5)),
                  "normative.valid": Decimal(dice.randint(21, 90)), "license.decisions": Decimal(dice.randint(0, 9000)),
                  "penalty.decisions": Decimal(dice.randint(0, 400)), "coercion.decisions": Decimal(dice.randint(0, 30)),
                  "fees.amount": Decimal("35.62")}
    return facts


def _n(value: Decimal) -> str:
    return str(value)


def applications(facts: Facts, older: bool = False, header: int = 1) -> list[Line]:
    """Table three as lines of cells, with its header in 1 to 3 lines."""
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    firms = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    heads = {1: [[note, "自然人", *firms, "总计"]], 2: [[note, "申请人情况"], ["自然人", *firms, "总计"]],
             3: [[note, "申请人情况"], ["自然人", "法人或其他组织", "总计"], firms]}
    lines = list(heads[header])
    for key, label in ROWS:
        if older and key in _OTHER:
            if key != _OTHER[0]:
                continue
            key, label = "other", "（六）其他处理"
        lines.append([label, *(_n(facts[f"applications.{key}.{c}"]) for c in COLUMNS)])
    return lines


def disclosure(facts: Facts, older: bool = False) -> list[Line]:
    """Table two as lines of cells."""
    def row(label: str, key: str, *columns: str) -> Line:
        return [label, *(_n(facts[f"{key}.{c}"]) for c in columns)]

    if older:
        change = ("last_year", "change", "decisions")
        made = ("made", "published", "total")
        head = ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]
        return [
            ["第二十条第（一）项"], ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"], row("规章", "rules", *made),
            row("规范性文件", "normative", *made), ["第二十条第（五）项"], head, row("行政许可", "license", *change),
            row("其他对外管理服务事项", "other_services", *change), ["第二十条第（六）项"], head, row("行政处罚", "penalty", *change),
            row("行政强制", "coercion", *change), ["第二十条第（八）项"], head[:3],
            row("行政事业性收费", "fees", "items_last_year", "items_change"), ["第二十条第（九）项"],
            ["信息内容", "采购项目数量", "采购总金额"], row("政府集中采购", "procurement", "projects", "amount"),
        ]
    issued = ("issued", "repealed", "valid")
    return [
        ["第二十条第（一）项"], ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], row("规章", "rules", *issued),
        row("行政规范性文件", "normative", *issued), ["第二十条第（五）项"], ["信息内容", "本年处理决定数量"],
        row("行政许可", "license", "decisions"), ["第二十条第（六）项"], ["信息内容", "本年处理决定数量"],
        row("行政处罚", "penalty", "decisions"), row("行政强制", "coercion", "decisions"), ["第二十条第（八）项"],
        ["信息内容", "本年收费金额（单位：万元）"], row("行政事业性收费", "fees", "amount"),
    ]


def review(facts: Facts, shape: str = "one-row") -> list[Line]:
    """Table four: its one line below three lines of headers, a line for each group, or each kind with its figure."""
    words = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    values = [[_n(facts[f"{g}.{k}"]) for k in KINDS] for g in GROUPS]
    if shape == "one-row":
        return [["行政复议", "行政诉讼"], ["", "未经复议直接起诉", "复议后起诉"], words * 3, [v for group in values for v in group]]
    if shape == "copied":  # the header as a web page's merged cells come out
        return [["行政复议", "行政诉讼"], [*words, "未经复议直接起诉", "复议后起诉"], words * 2, [v for group in values for v in group]]
    names = ["行政复议", "未经复议直接起诉", "复议后起诉"]
    if shape == "three-lines":
        return [["", *words], *([name, *group] for name, group in zip(names, values, strict=True))]
    lines: list[Line] = []
    for n, (name, group) in enumerate(zip(names, values, strict=True)):  # "pairs": every kind followed by its figure
        lines += [["行政诉讼"]] if n == 1 else []
        lines += [[name], *([word, value] for word, value in zip(words, group, strict=True))]
    return lines


Writer = Callable[[list[Line]], str]


def barred(bar: str, frame: bool = False, rule: bool = False, pad: int = 0, blank: str | None = None) -> Writer:
    """Lines of cells parted by ``bar``; ``frame`` puts it at both ends, ``pad`` fills up to so many cells, ``blank``
    stands for zero, ``rule`` sets a Markdown rule below the first line."""
    def write(lines: list[Line]) -> str:
        out = []
        for n, line in enumerate(lines):
            cells = [blank if blank is not None and c == "0" else c for c in line]
            cells += [""] * (max(0, pad - len(cells)))
            text = bar.join(cells)
            out.append(bar.strip() + text + bar.strip() if frame else text)
            if rule and n == 0:
                out.append("|" + "---|" * len(cells))
        return "\n".join(out)

    return write


def celled(between: str = "\n", rows: str = "\n") -> Writer:
    """One cell a line, or any other strings between cells and rows."""
    def write(lines: list[Line]) -> str:
        return rows.join(between.join(c for c in line if c) for line in lines)

    return write


def broken(writer: Writer) -> Writer:
    """Long labels broken over two lines."""
    def write(lines: list[Line]) -> str:
        done = [[line[0][:9] + "\n" + line[0][9:] if len(line[0]) > 12 and len(line) > 3 else line[0], *line[1:]] for line in lines]
        return writer(done)

    return write


def report(facts: Facts, writer: Writer, older: bool = False, header: int = 1, shape: str = "one-row") -> str:
    """A whole report with its three tables written in one manner."""
    grids = {"disclosure": writer(disclosure(facts, older)), "applications": writer(applications(facts, older, header)),
             "review": writer(review(facts, shape))}
    return report_2021(tables=grids, year=2019 if older else 2023)


MANNERS: dict[str, Writer] = {
    "bars": barred(" | "), "framed": barred("|", frame=True), "markdown": barred(" | ", frame=True, rule=True),
    "doubled": barred("||", frame=True), "wide": barred("｜", frame=True), "tabs": barred("\t"), "blanks": barred("    "),
    "one-blank": barred(" "), "padded": barred(" | ", frame=True, pad=10), "line": barred("│", frame=True),
    "cell-a-line": celled(), "cell-and-bar": celled(" |\n", "||\n"), "blank-lines": celled("\n\n", "\n\n\n"),
    "one-paragraph": celled(" ", " "), "broken": broken(barred(" ")), "broken-bars": broken(barred(" | ")),
    "broken-cells": broken(celled()), "commas": celled("，", "\n"),
}
EMPTY: dict[str, Writer] = {
    "bars": barred(" | ", blank=""), "framed": barred("|", frame=True, blank=""), "null": barred(" | ", blank="null"),
    "wide": barred("｜", frame=True, blank=""), "tabs": barred("\t", blank=""), "dash": barred(" | ", blank="—"),
    "slash": barred(" ", blank="/"), "dash-cells": lambda lines: celled()([[{"0": "-"}.get(c, c) for c in x] for x in lines]),
}
GLUED: dict[str, Writer] = {
    "rows": celled("", "\n"), "label-blank": lambda lines: "\n".join(x[0] + " " + "".join(x[1:]) for x in lines),
    "paragraph": celled("", ""),
}
