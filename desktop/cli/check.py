"""``check``: reads the files given, checks them together, and says what was found."""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.answer import Answer, as_json, print_table
from desktop.cli.arguments import add_store, say
from desktop.intake.names import submissions_under
from desktop.report import Claim, Document, Report

if TYPE_CHECKING:
    from desktop.checks import Context

logger = logging.getLogger(__name__)


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="报告文件，或含有报告的文件夹")
    parser.add_argument("--json", action="store_true", help="输出 JSON（每个文件一个对象）")
    add_store(parser, required=False)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when every file was read, 1 when at least one was not."""
    from desktop.archive import KnownError

    try:
        answers = check_files(files_of(arguments.paths), arguments.store)
    except KnownError as problem:
        say(problem)
        return 2
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
                say(f"{given}：文件夹中没有可读的报告文件，请确认路径。")
            out += found
        else:
            out.append(given)
    return out


def check_files(files: Sequence[str], store: Path | None = None) -> list[Answer]:
    """Each file read in limited workers and understood, then all checked together with what is stored of the same bodies
    and of much the same text. KnownError when the store cannot be used."""
    from desktop.checks import Context, check_reports
    from desktop.checks.base import Together

    answers = []
    for index, answer in enumerate(_read_all(files), 1):
        say(f"[{index}/{len(files)}] {answer.file}" + (f"：{answer.error}" if answer.error else ""))
        answers.append(answer)
    reports = [answer.report for answer in answers if answer.report is not None]
    stored = _stored(store, reports) if store else []
    together = Together((*stored, *reports))
    found = iter(check_reports(reports, stored))
    return [
        replace(answer, findings=next(found),
                claims=_claims(answer.report, Context(together=together, own=answer.report)))
        if answer.report else answer
        for answer in answers
    ]


def _claims(report: Report, context: Context) -> tuple[Claim, ...] | None:
    """The account of the prose's numbers; None should the grammar fail on a report (our fault, logged)."""
    from desktop.checks.claims import account

    try:
        return account(report, context)
    except Exception:
        logger.exception("no account of %s", report.file)
        return None


def _stored(store: Path, reports: Sequence[Report]) -> list[Report]:
    """The stored reports to compare with; a report given now stands for the stored one of the same body and year."""
    from desktop.archive import Archive

    given = {(report.org, report.year, report.kind) for report in reports} | {report.sha256 for report in reports}
    with Archive.open(store) as archive:
        ids = dict.fromkeys(number for report in reports for number in archive.comparable_to(report))
        stored = [report for number in ids if (report := archive.report(number)) is not None]
    return [r for r in stored if r.sha256 not in given and (r.org, r.year, r.kind) not in given]


def _read_all(files: Sequence[str]) -> Iterator[Answer]:
    """The files in order; several are read at a time while earlier ones are being understood."""
    from desktop.reading import ReaderPool

    with ReaderPool(min(os.cpu_count() or 1, 4)) as pool:
        reading = [pool.submit(Path(file)) for file in files]
        for file, document in zip(files, reading, strict=True):
            yield _read(file, document)


def _read(file: str, reading: Future[Document]) -> Answer:
    from desktop.forms import understand
    from desktop.intake.crew import NOT_UNDERSTOOD
    from desktop.reading import ReadError

    path = Path(file)
    suffix = path.suffix.lower().lstrip(".")
    try:
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as problem:
        return Answer(file, "", suffix, f"文件打不开（{problem.strerror or problem}），请确认路径正确并且有权读取。")
    try:
        document = reading.result()
    except ReadError as problem:
        return Answer(file, sha256, suffix, str(problem))
    try:
        return Answer(file, sha256, document.format, None, understand(document, file, sha256))
    except Exception:
        # Our own fault on one file must not take the other answers with it.
        logger.exception("could not understand %s", file)
        return Answer(file, sha256, document.format, NOT_UNDERSTOOD)
