"""``import`` and ``watch``: what is handed in goes into the store."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from threading import Event
from types import FrameType

from desktop.archive import Archive, KnownError, Submission
from desktop.cli.arguments import add_store, say
from desktop.cli.columns import columns
from desktop.intake import Summary, Watcher, import_files


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of both."""
    name = parser.prog.split()[-1]
    if name == "import":
        parser.add_argument("folder", nargs="+", type=Path, metavar="FOLDER", help="收件文件夹（也可以是单个文件）")
    else:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="收件文件夹")
        parser.add_argument("--polling", action="store_true", default=None, help="定时扫描，不依赖系统的变动通知")
        parser.add_argument("--rescan", type=float, default=180, metavar="SECONDS", help="完整扫描的间隔，默认 180 秒")
    add_store(parser)


def run(arguments: argparse.Namespace) -> int:
    """Exit code of ``import``: 0 all read, 1 some refused or not opened, 2 no folder or no store. ``watch`` ends with 0."""
    if arguments.command == "watch":
        return _watch(arguments)
    missing = [path for path in arguments.folder if not path.exists()]
    if missing:
        say(f"找不到：{missing[0]}")
        return 2
    try:
        with Archive.open(arguments.store) as archive:
            _proved(archive)
            summary = import_files(archive, arguments.folder, _progress)
            print(_table([archive.submission(i) for i in dict.fromkeys([*summary.imported, *summary.refused])]))
            print(summary.text())
            archive.back_up_daily()
    except KnownError as problem:
        say(problem)
        return 2
    for path, reason in summary.unopened.items():
        say(f"打不开：{path}（{reason}）")
    return int(bool(summary.refused or summary.unopened))


def _proved(archive: Archive) -> None:
    """After a crash the store is looked over before anything is added. KnownError when it is damaged."""
    if archive.unclean and (faults := archive.faults()):
        raise KnownError(f"上次未正常结束，资料库有损坏：{faults[0]}。请用 restore 恢复备份，或用 salvage 抢救。")


def _progress(done: int, total: int, path: str) -> None:
    say(f"[{done}/{total}] {path}")


def _table(rows: list[Submission]) -> str:
    heads = ("编号", "单位", "年度", "稿次", "错误", "疑似", "提示", "文件或原因")
    lines: list[tuple[object, ...]] = []
    for row in rows:
        if row.error is not None:
            lines.append((row.id, "—", "—", "—", "—", "—", "—", f"{row.name}：{row.error}"))
        else:
            lines.append((row.id, row.org or "单位不详", row.year or "不详", row.version, row.errors, row.warnings,
                          row.notices, row.name))
    return columns(heads, lines)


def _watch(arguments: argparse.Namespace) -> int:
    if not arguments.folder.is_dir():
        say(f"找不到文件夹：{arguments.folder}")
        return 2
    over = Event()

    def end(number: int, frame: FrameType | None) -> None:
        over.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    try:
        with Archive.open(arguments.store) as archive:
            _proved(archive)
            _watch_until(over, arguments, archive)
    except KnownError as problem:
        say(problem)
        return 2
    return 0


def _watch_until(over: Event, arguments: argparse.Namespace, archive: Archive) -> None:
    def told(summary: Summary) -> None:
        health = watcher.health()
        for report_id in [*summary.imported, *summary.refused]:
            row = archive.submission(report_id)
            said = row.error or f"错误 {row.errors}，疑似 {row.warnings}，提示 {row.notices}"
            print(f"{row.received} {row.id} {row.org or row.name} {row.year or ''} {said}", flush=True)
        if health.problem:
            say(health.problem)

    watcher = Watcher(arguments.folder, arguments.store, told, arguments.polling, arguments.rescan)
    watcher.start()
    say(f"正在守候 {arguments.folder}" + ("（定时扫描）" if watcher.polling else "") + "，按 Ctrl+C 结束。")
    while not over.wait(3600):
        archive.back_up_daily()
    watcher.stop()
    archive.back_up_daily()
    sys.stdout.flush()
