"""``sheet`` and ``letter``: comment sheets and feedback letters as PDF."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.archive import Archive, KnownError, Submission
from desktop.cli.arguments import add_store, say
from desktop.output import Numbering, OutputError, SheetOptions, issue_letter, issue_sheet, make_letter, settings_from


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of both."""
    parser.add_argument("reports", nargs="+", metavar="REPORT", help="报告：编号、文件哈希的开头，或原文件路径")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="输出文件夹")
    parser.add_argument("--office", default=None, help="审核机关名称（默认用库中的设置）")
    if parser.prog.split()[-1] == "sheet":
        parser.add_argument("--reviewer", default=None, help="审阅人（默认用库中的设置）")
        parser.add_argument("--no-notices", action="store_true", help="不列提示级问题")
        parser.add_argument("--accepted-only", action="store_true", help="只列已采纳的问题")
    else:
        parser.add_argument("--deadline", default="", metavar="DATE", help="要求答复的日期（YYYY-MM-DD）")
        parser.add_argument("--numbered", action="store_true", help="按库中设置的机关代字编发文号（默认空出）")
    add_store(parser)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0: all written; 1: some report was not found, not read, or its paper not written; 2: no store."""
    if not arguments.store.exists():
        say(f"找不到资料库：{arguments.store}")
        return 2
    good = True
    try:
        with Archive.open(arguments.store) as archive:
            for word in arguments.reports:
                rows = chosen(archive, word)
                if not rows:
                    say(f"资料库中没有这份报告：{word}")
                    good = False
                for row in rows:
                    good &= _write(archive, row, arguments)
    except KnownError as problem:
        say(problem)
        return 2
    return int(not good)


def chosen(archive: Archive, word: str) -> list[Submission]:
    """The reports that a word names: an id, a beginning of a hash, or a path; of several hand-ins the current one.

    A container that held several submissions names all of them.
    """
    path = Path(word)
    names = [str(path.absolute()), word] if path.exists() else [word]
    for name in names:
        found = archive.find_submissions(name)
        if found:
            current = [row for row in found if row.latest] or found[:1]
            whole = [row for row in current if row.path == name]
            return whole or current
    return archive.inside(str(path.absolute())) if path.is_file() else []


def _write(archive: Archive, row: Submission, arguments: argparse.Namespace) -> bool:
    if row.error is not None:
        say(f"{row.name}：未能读取，不能出具（{row.error}）")
        return False
    office = arguments.office if arguments.office is not None else archive.setting("office")
    stored = archive.load(row.id)
    author, today = archive.setting("reviewer"), date.today().isoformat()
    try:
        if arguments.command == "sheet":
            reviewer = arguments.reviewer if arguments.reviewer is not None else author
            options = SheetOptions(today, reviewer, office, not arguments.no_notices, arguments.accepted_only)
            written = issue_sheet(archive, author, stored, _folder(arguments.out), options).path
        else:
            kept = settings_from(archive, today)
            settings = replace(kept, office=office, deadline=arguments.deadline or kept.deadline)
            if arguments.numbered and not settings.code:
                raise OutputError("资料库中没有设置机关代字，不能编号；请先在窗口的发文设置中填写，或者去掉 --numbered")
            export, _ = issue_letter(
                archive, author, lambda numbered: make_letter(stored, numbered), settings, frozenset({row.id}),
                _folder(arguments.out), Numbering("new" if arguments.numbered else "none"))
            written = export.path
    except OutputError as problem:
        say(f"{row.name}：{problem}")
        return False
    print(written)
    return True


def _folder(out: Path) -> Path:
    """The folder, made when it is not there, so that it is never taken for a file name."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputError(f"输出文件夹不能建立，请换一个位置或检查权限：{out}（{problem.strerror or problem}）") from problem
    return out
