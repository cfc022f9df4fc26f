"""``bundle`` and ``merge``: a reviewer's work handed to a colleague."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.archive import Archive, KnownError, recheck
from desktop.cli.arguments import add_store, say
from desktop.cli.paper import chosen
from desktop.review import merge_bundle, read_bundle, write_bundle

_KINDS = {"verdict": "意见", "figure": "数据更正", "conclusion": "结论"}


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of both."""
    if parser.prog.split()[-1] == "bundle":
        parser.add_argument("reports", nargs="*", metavar="REPORT", help="报告；不给出时为全部有审读记录的报告")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="审读包文件")
    else:
        parser.add_argument("bundle", type=Path, metavar="FILE", help="同事导出的审读包")
    add_store(parser)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0: done; 1: a report is missing or the two sides differ; 2: it could not be done."""
    if not arguments.store.exists():
        say(f"找不到资料库：{arguments.store}")
        return 2
    try:
        with Archive.open(arguments.store) as archive:
            return (_bundle if arguments.command == "bundle" else _merge)(archive, arguments)
    except KnownError as problem:
        say(problem)
        return 2


def _bundle(archive: Archive, arguments: argparse.Namespace) -> int:
    rows = [row for word in arguments.reports for row in chosen(archive, word)]
    if not arguments.reports:
        rows = [row for row in archive.submissions(refused=False) if row.state != "new"]
    if not rows:
        say("没有可导出的审读记录。")
        return 1
    print(write_bundle(archive, [row.id for row in rows], arguments.out, archive.setting("reviewer")))
    return 0


def _merge(archive: Archive, arguments: argparse.Namespace) -> int:
    bundle = read_bundle(arguments.bundle)
    merge = merge_bundle(archive, bundle)
    if merge.corrections:
        recheck(archive, [i for work in bundle.reports if (i := archive.has(work.sha256)) is not None])
    print(merge.text())
    for conflict in merge.conflicts:
        row = archive.submission(conflict.report_id)
        print(f"  {row.org or row.name} {row.year or ''}：{_KINDS[conflict.kind]} {conflict.subject}")
    return int(bool(merge.conflicts or merge.missing))
