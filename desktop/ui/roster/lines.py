"""What the page of the roster lists, as plain rows. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.intake.standing import Muster, Standing, Unlisted, days_text
from desktop.ui.language import tr
from desktop.ui.names import LEVELS
from desktop.ui.told import told

KINDS = (("missing", tr("未报")), ("late", tr("逾期报送")), ("twice", tr("多次报送")), ("unlisted", tr("名录以外")), ("all", tr("全部名录")))
HEADS = (tr("单位"), tr("级别"), tr("地区"), tr("分组"), tr("期限"), tr("情况"), tr("报送"), tr("备注"))
UNLISTED_HEADS = (tr("单位"), tr("级别"), tr("最接近的名录单位"), tr("文件"), tr("报送"), tr("次数"))


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its cells, the tone of the cell that says how it stands, the body to remind and the report to open."""

    cells: tuple[str, ...]
    tone: str
    missing: str | None = None
    report: int | None = None
    key: tuple[object, ...] = ()


def counts(found: Muster) -> dict[str, int]:
    """How many rows each kind has."""
    return {"missing": len(found.missing), "late": len(found.late), "twice": len(found.twice),
            "unlisted": len(found.unlisted), "all": len(found.standings)}


def lines_of(found: Muster, kind: str, words: str = "") -> list[Line]:
    """The rows of a kind whose cells hold the words."""
    if kind == "unlisted":
        rows = [_stranger(one) for one in found.unlisted]
    else:
        some = {"missing": found.missing, "late": found.late, "twice": found.twice}.get(kind, found.standings)
        rows = [_line(one, kind) for one in some]
    wanted = words.split()
    return [row for row in rows if all(any(word in cell for cell in row.cells) for word in wanted)]


def summary(found: Muster) -> str:
    """One sentence on the year."""
    over = sum(1 for s in found.missing if s.days is not None and s.days < 0)
    return (tr("应报 {due} 个，已报 {came} 个，未报 {missing} 个", due=len(found.standings), came=len(found.came), missing=len(found.missing))
            + (tr("（已过期限 {over} 个）", over=over) if over else "") + tr("　截至 {today}", today=found.today))


def _line(one: Standing, kind: str) -> Line:
    body = one.body
    state = told(days_text(one))
    if one.times > 1 and kind in ("twice", "all"):
        state += tr("，共报送 {times} 次", times=one.times)
    tone = "error" if one.days is not None and one.days < 0 else "good" if one.came is not None else "warning" if (
        one.days is not None and one.days <= 14) else "soft"
    cells = (body.org, LEVELS.get(body.level or "", "—"), body.region or "—", body.parent or "—", one.deadline or "—", state,
             one.came or "—", body.remark)
    return Line(cells, tone, body.org if one.came is None else None, one.reports[0].latest_id if one.reports else None)


def _stranger(one: Unlisted) -> Line:
    report = one.report
    return Line((report.org or tr("单位未识别"), LEVELS.get(report.level or "", "—"), one.nearest or "—", report.name,
                 report.first[:10], str(report.hand_ins)), "soft", None, report.latest_id)
