"""``check``: reads the files given, checks them together, and says what was found."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from desktop.cli.answer import Answer, as_json, print_table
from desktop.cli.arguments import add_store, say
from desktop.intake.names import submissions_under
from desktop.report import Claim, Report


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="报告文件，或含有报告的文件夹")
    parser.add_argument("--json", action="store_true", help="输出 JSON（每个文件一个对象）")
    add_store(parser, required=False)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when every file was read, 1 when at least one was not."""
    answers = check_files(files_of(arguments.paths), stored_of(arguments.store))
    if arguments.json:
        print(json.dumps([as_json(answer) for answer in answers], ensure_ascii=False, allow_nan=False))
    else:
        print(print_table(answers))
    return int(any(answer.error is not None for answer in answers))


def files_of(paths: Iterable[str]) -> list[str]:
    """The files in the order given; a folder stands for every report under it, by path."""
    out: list[str] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = [str(file) for file, _ in submissions_under(path)]
            if not found:
                say(f"{given}：文件夹中没有可读的报告文件")
            out += found
        else:
            out.append(given)
    return out


def stored_of(store: Path | None) -> Sequence[Report]:
    """The reports already stored, to compare with; none without a store."""
    if store is None:
        return ()
    from desktop.archive import Archive

    with Archive.open(store) as archive:
        return archive.all_reports()


def check_files(files: Sequence[str], stored: Sequence[Report] = ()) -> list[Answer]:
    """Each file read in the limited worker and understood, then all checked together with the stored ones."""
    from desktop.checks import check_reports

    answers = []
    for index, file in enumerate(files, 1):
        say(f"[{index}/{len(files)}] {file}")
        answers.append(_read(file))
    reports = [answer.report for answer in answers if answer.report is not None]
    same = {report.sha256 for report in reports}
    found = iter(check_reports(reports, [report for report in stored if report.sha256 not in same]))
    return [
        replace(answer, findings=next(found), claims=_claims(answer.report)) if answer.report else answer
        for answer in answers
    ]


def _read(file: str) -> Answer:
    from desktop import reading
    from desktop.forms import understand

    path = Path(file)
    suffix = path.suffix.lower().lstrip(".")
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as problem:
        return Answer(file, "", suffix, f"文件打不开（{problem.strerror or problem}），请确认路径正确并且有权读取。")
    read = getattr(reading, "read_safely", None) or reading.read
    try:
        document = read(path)
    except reading.ReadError as problem:
        return Answer(file, sha256, suffix, str(problem))
    report = understand(document, file, sha256)
    return Answer(file, sha256, document.format, None, report)


def _claims(report: Report) -> tuple[Claim, ...] | None:
    """Every number statement of the prose with its state; None when the grammar is not installed."""
    if find_spec("desktop.checks.claims") is None:
        return None
    account = getattr(import_module("desktop.checks.claims"), "account", None)
    return tuple(account(report)) if account else None
