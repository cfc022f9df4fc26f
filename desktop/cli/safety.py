"""``backup``, ``restore``, ``verify`` and ``salvage``: the store kept safe."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.archive import Archive, KnownError, list_backups, restore, salvage
from desktop.cli.arguments import add_store, say
from desktop.cli.columns import columns

_REASONS = {"daily": "每日", "manual": "手动", "before-migration": "升级前", "before-restore": "恢复前"}


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of all four."""
    if parser.prog.split()[-1] == "restore":
        parser.add_argument("backup", nargs="?", type=Path, metavar="BACKUP", help="备份文件；不给出时列出现有备份")
    if parser.prog.split()[-1] == "verify":
        parser.add_argument("--originals", action="store_true", help="同时逐份核对原始文件的哈希")
    add_store(parser)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0: done and whole; 1: ``verify`` found damage, or ``salvage`` lost something; 2: it could not be done."""
    if not arguments.store.exists() and arguments.command != "restore":
        say(f"找不到资料库：{arguments.store}")
        return 2
    try:
        return {"backup": _backup, "restore": _restore, "verify": _verify, "salvage": _salvage}[arguments.command](
            arguments)
    except KnownError as problem:
        say(problem)
        return 2


def _backup(arguments: argparse.Namespace) -> int:
    with Archive.open(arguments.store) as archive:
        print(archive.back_up())
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    if arguments.backup is None:
        print(columns(("时间", "原因", "大小", "文件"), [
            (b.at, _REASONS[b.reason], f"{b.size // 1024} KB", b.path) for b in list_backups(arguments.store)]))
        return 0
    saved = restore(arguments.store, arguments.backup)
    print(f"已恢复：{arguments.backup}" + (f"\n恢复前的资料库另存于：{saved}" if saved else ""))
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    with Archive.open(arguments.store) as archive:
        found = archive.faults() + (archive.lost_originals() if arguments.originals else [])
    print("\n".join(found) or "资料库完好。")
    return int(bool(found))


def _salvage(arguments: argparse.Namespace) -> int:
    from desktop.intake import read_again

    rescue = salvage(arguments.store)
    print(rescue.text())
    with Archive.open(arguments.store) as archive:
        summary = read_again(archive, rescue, lambda done, total, path: say(f"[{done}/{total}] {path}"))
    if rescue.unread or rescue.unlisted:
        print(f"重新读取：{summary.text()}")
    return int(bool(rescue.damaged))
