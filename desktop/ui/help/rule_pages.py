"""The page of a check: what it looks for, why, on what ground, and its examples played before the reader's eyes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from desktop.checks.base import Context, Example, Rule, Together
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Report
from desktop.ui.language import tr
from desktop.ui.theme.colours import Colours

FAMILIES = {
    "table": tr("表内勾稽"), "text-table": tr("文字与表格"), "parts": tr("文字中的数字"), "list": tr("列举与序号"), "form": tr("格式与部分"),
    "cross-year": tr("与往年比较"), "cross-body": tr("与其他单位比较"), "year": tr("年份与日期"), "name": tr("名称与引用"), "blank": tr("漏填"),
    "mark": tr("文字与标点"),
}
SEVERITIES = {"error": tr("错误"), "warning": tr("疑似"), "notice": tr("提示")}
WHOLE = 12  # an example with more lines than this is shortened to those that matter
SKIP = "……"


@dataclass(frozen=True, slots=True)
class Shown:
    """An example as shown: lines as (text, spans to mark), those of other files under a heading, what was said."""

    lines: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    others: tuple[tuple[str, tuple[tuple[str, tuple[tuple[int, int], ...]], ...]], ...]
    said: tuple[str, ...]


def rule_text(rule: Rule) -> str:
    """What the search looks through."""
    w = rule.wording
    notes = " ".join(e.note for e in (*rule.bad, *rule.good))
    return " ".join((w.explain, w.basis, SEVERITIES[w.severity], notes, w.suggestion))


def rule_html(rule: Rule, c: Colours) -> str:
    """The whole page."""
    w = rule.wording
    out = [f"<h1>{escape(w.title)}</h1>"]
    facts = (("等级", f'<b style="color:{getattr(c, w.severity)}">{SEVERITIES[w.severity]}</b>（默认，个别情形会升降）'),
             ("类别", FAMILIES[w.family]), ("依据", escape(w.basis)), ("规则编号", rule.id))
    out.append("<table cellpadding='3'>" + "".join(
        f'<tr><td style="color:{c.faint}">{n}&nbsp;&nbsp;</td><td>{t}</td></tr>' for n, t in facts) + "</table>")
    out.append(f"<h2>查什么、为什么</h2><p>{escape(w.explain)}</p>")
    out.append("<h2>会提出的例子</h2>")
    keep: set[str] = set()
    for example in rule.bad:
        shown = _shown(rule.id, rule, example)
        keep |= {_head(line) for line, spans in shown.lines if spans}
        out.append(_box(example, shown, c, c.error_bg, c.error_sel))
    out.append("<h2>不会提出的例子</h2>")
    for example in rule.good:
        out.append(_box(example, _plain(example, frozenset(keep)), c, c.good_bg, c.good_bg))
    out.append(f'<p style="color:{c.faint}">例子是为说明规则编写的，不是哪个单位的报告。不同意某条意见时，可在卡片上选“不采纳”并写明理由。</p>')
    return "".join(out)


@lru_cache(maxsize=256)
def _shown(_key: str, rule: Rule, example: Example) -> Shown:
    reports = [understand(read_text(t), file=f"{n}.txt") for n, t in enumerate((*example.others, example.text))]
    own = reports[-1]
    found = list(rule.run(own, Context(together=Together(reports), own=own)))
    places: dict[int, list[tuple[int, int]]] = {i: [] for i in range(len(reports))}
    names = {r.file: i for i, r in enumerate(reports)}
    for finding in found:
        for e in finding.evidence:
            places[names.get(e.file, 0) if e.file else len(reports) - 1].append((e.start, e.end))
    lines = _lines(own.document.text, places[len(reports) - 1], frozenset())
    others = tuple((_named(r), _lines(r.document.text, places[i], frozenset())) for i, r in enumerate(reports[:-1]))
    return Shown(lines, others, tuple(dict.fromkeys(f.message for f in found)))


@lru_cache(maxsize=256)
def _plain(example: Example, keep: frozenset[str]) -> Shown:
    others = tuple((_named(understand(read_text(t))), _lines(read_text(t).text, [], keep)) for t in example.others)
    return Shown(_lines(read_text(example.text).text, [], keep), others, ())


def _named(report: Report) -> str:
    return f"同时交来：{report.org or '另一份'}{report.year or ''}年报告"


def _head(line: str) -> str:
    """By what a line is known again in another version of the report."""
    return re.sub(r"[\d\s]", "", line.split("|")[0])[:8]


def _lines(
    text: str, spans: Sequence[tuple[int, int]], keep: frozenset[str]
) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """The lines of a text with the marks in each; of a long one only the title and the lines that matter."""
    rows: list[tuple[str, tuple[tuple[int, int], ...]]] = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        marks = tuple(sorted({(max(a, at) - at, min(b, end) - at) for a, b in spans if a < end and b > at}
                             | {(a - at, a - at) for a, b in spans if a == b and at <= a <= end}))
        rows.append((line, marks))
        at = end + 1
    if len(rows) <= WHOLE:
        return tuple(rows)
    wanted = {i for i, (line, marks) in enumerate(rows) if marks or _head(line) in keep}
    wanted |= {i - 1 for i in wanted if "|" in rows[i][0] and i and "|" not in rows[i - 1][0]}
    for i in tuple(wanted):  # a row of figures says little without its column heads
        if "|" in rows[i][0]:
            first = i
            while first and "|" in rows[first - 1][0]:
                first -= 1
            wanted.add(first)
    if not wanted:
        wanted |= {i for i, (line, _) in enumerate(rows) if re.match(r"[一二三四五六七八九]、[^|]+$", line)}
    wanted.add(0)
    out: list[tuple[str, tuple[tuple[int, int], ...]]] = []
    before = -1
    for i in sorted(wanted):
        if i != before + 1:
            out.append((SKIP, ()))
        out.append(rows[i])
        before = i
    return (*out, (SKIP, ())) if before != len(rows) - 1 else tuple(out)


def _box(example: Example, shown: Shown, c: Colours, ground: str, mark: str) -> str:
    out = []
    for name, lines in shown.others:
        out.append(f'<p style="color:{c.faint}">{escape(name)}</p>{_body(lines, c, mark)}')
    if shown.others:
        out.append(f'<p style="color:{c.faint}">本报告</p>')
    out.append(_body(shown.lines, c, mark))
    said = "".join(f'<p><b style="color:{c.error}">审读台：</b>{escape(m)}</p>' for m in shown.said[:3])
    note = f'<p style="color:{c.soft}">{escape(example.note)}</p>' if example.note else ""
    return (f'<table width="100%" cellpadding="8"><tr><td bgcolor="{ground}">{"".join(out)}</td></tr></table>'
            f"{note}{said}<p></p>")


def _body(lines: Sequence[tuple[str, tuple[tuple[int, int], ...]]], c: Colours, mark: str) -> str:
    """Lines as paragraphs, runs of lines with bars as tables."""
    out: list[str] = []
    run: list[tuple[str, tuple[tuple[int, int], ...]]] = []
    for i, line in enumerate((*lines, ("", ()))):
        follows = i + 1 < len(lines) and "|" in lines[i + 1][0]
        if "|" in line[0] or (line[0] == SKIP and run and follows):
            run.append(line)
            continue
        if run:
            out.append(_table(run, c, mark))
            run = []
        if line[0]:
            out.append(f"<p>{_marked(line[0], line[1], mark)}</p>")
    return "".join(out)


def _table(rows: Sequence[tuple[str, tuple[tuple[int, int], ...]]], c: Colours, mark: str) -> str:
    out = []
    for line, marks in rows:
        cells, at = [], 0
        for cell in line.split("|"):
            inner = [(a - at, b - at) for a, b in marks if (a < at + len(cell) + 1 and b > at) or (a == b and at <= a <= at + len(cell))]
            text = cell.strip()
            shown = _marked(text, ((0, len(text)),), mark) if inner and text else escape(text)
            cells.append(f'<td bgcolor="{mark}">{shown or "&nbsp;"}</td>' if inner else f"<td>{shown}</td>")
            at += len(cell) + 1
        out.append(f"<tr>{''.join(cells)}</tr>")
    return (f'<table border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse;border-style:solid;border-color:{c.grid}">'
            f"{''.join(out)}</table>")


def _marked(text: str, marks: Sequence[tuple[int, int]], mark: str) -> str:
    out, at = [], 0
    for a, b in marks:
        if b > max(a, at):
            a = max(a, at)
            out.append(f'{escape(text[at:a])}<span style="background:{mark};font-weight:600">{escape(text[a:b])}</span>')
            at = b
    return "".join(out) + escape(text[at:])
