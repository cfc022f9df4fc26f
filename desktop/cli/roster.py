"""``roster`` and ``missing``: the bodies that must hand in, and how they stand."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from desktop.archive import Archive, HandInRow, KnownError
from desktop.cli.arguments import add_store, say
from desktop.cli.columns import columns
from desktop.intake.roster import LEVEL_NAMES, RosterError, read_roster
from desktop.intake.standing import Muster, Standing, days_text, muster_of


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of both."""
    if parser.prog.split()[-1] == "roster":
        parser.add_argument("file", type=Path, metavar="FILE", help="名录文件：CSV（UTF-8 或 GBK）或 xlsx")
    else:
        parser.add_argument("--year", type=int, required=True, help="报告所属年度")
        parser.add_argument("--today", type=date.fromisoformat, default=None, metavar="DATE",
                            help="按这一天计算剩余或逾期天数（YYYY-MM-DD，默认今天）")
        parser.add_argument("--json", action="store_true", help="输出 JSON")
    add_store(parser)


def run(arguments: argparse.Namespace) -> int:
    """``roster``: 0 all rows taken over, 1 some left out or doubtful, 2 nothing imported. ``missing``: 0 everybody handed
    in, 1 somebody did not, 2 no store or no roster."""
    try:
        return _import(arguments) if arguments.command == "roster" else _missing(arguments)
    except (KnownError, RosterError) as problem:
        say(problem)
        return 2


def _import(arguments: argparse.Namespace) -> int:
    roster = read_roster(arguments.file)
    for row in roster.bad:
        say(row.text())
    if not roster.bodies:
        say("名录中没有可用的单位，原有名录没有改动。")
        return 2
    with Archive.open(arguments.store) as archive:
        before = archive.roster_size()
        archive.set_roster((body.values() for body in roster.bodies), archive.setting("reviewer"))
    print(roster.summary() + (f"已替换原有名录（{before} 个单位）。" if before else "已存入资料库。"))
    return int(bool(roster.bad))


def _missing(arguments: argparse.Namespace) -> int:
    if not arguments.store.exists():
        say(f"找不到资料库：{arguments.store}")
        return 2
    with Archive.open(arguments.store) as archive:
        archive.fill_figures()
        if not archive.roster_size():
            say("资料库中还没有应报单位名录，请先导入：python -m desktop roster 名录文件 --store 资料库")
            return 2
        found = muster_of(archive, arguments.year, arguments.today or date.today())
    print(json.dumps(as_json(found), ensure_ascii=False) if arguments.json else as_text(found))
    return int(bool(found.missing))


def as_json(found: Muster) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "year": found.year, "today": found.today, "roster": len(found.standings), "came": len(found.came),
        "missing": [_body(s) for s in found.missing],
        "late": [_body(s) | {"came": s.came} for s in found.late],
        "twice": [_body(s) | {"times": s.times, "reports": [_report(r) for r in s.reports]} for s in found.twice],
        "unlisted": [_report(u.report) | {"nearest": u.nearest} for u in found.unlisted],
    }


def _body(standing: Standing) -> dict[str, Any]:
    body = standing.body
    return {"org": body.org, "level": body.level, "region": body.region, "parent": body.parent, "remark": body.remark,
            "deadline": standing.deadline, "days": standing.days}


def _report(report: HandInRow) -> dict[str, Any]:
    return {"id": report.latest_id, "org": report.org, "file": report.name, "first": report.first,
            "hand_ins": report.hand_ins}


def as_text(found: Muster) -> str:
    """The same for a person: a head line, then a table for each group that has anybody in it."""
    parts = [f"{found.year} 年度：应报 {len(found.standings)} 个单位，已报 {len(found.came)} 个，未报 {len(found.missing)} 个，"
             f"逾期报送 {len(found.late)} 个，多次报送 {len(found.twice)} 个，名录以外 {len(found.unlisted)} 份"
             f"（截至 {found.today}）。"]
    if found.missing:
        parts.append(columns(("未报单位", "级别", "期限", "天数", "分组", "备注"), [
            (s.body.org, _level(s), s.deadline or "—", days_text(s), s.body.parent or s.body.region or "—", s.body.remark)
            for s in found.missing]))
    if found.late:
        parts.append(columns(("逾期报送", "级别", "期限", "报送或公布", "天数"), [
            (s.body.org, _level(s), s.deadline, s.came, days_text(s)) for s in found.late]))
    if found.twice:
        parts.append(columns(("多次报送", "次数", "现行文件"), [
            (s.body.org, s.times, "、".join(report.name for report in s.reports)) for s in found.twice]))
    if found.unlisted:
        parts.append(columns(("名录以外", "文件", "最接近的名录单位"), [
            (u.report.org or "单位不详", u.report.name, u.nearest or "—") for u in found.unlisted]))
    return "\n\n".join(parts)


def _level(standing: Standing) -> str:
    return LEVEL_NAMES.get(standing.body.level or "", "—")
