"""An order for many papers at once: composed, numbered, written whole or not at all, and recorded."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeVar

from desktop.archive import Archive, StoredReport, StoreError, Submission
from desktop.output.batch import Cancelled, Failure, Progress, batch_pdf, bind, paper_paths, write_folder
from desktop.output.files import Export, OutputError, Staged, free_path, stage, target
from desktop.output.issue import DRAFT, number_of, paper_name, put, record, record_and_put
from desktop.output.letter import Letter, LetterSettings, make_letter
from desktop.output.naming import document_number, give_back, next_number, take_number
from desktop.output.sheet import Sheet, SheetOptions, make_sheet
from desktop.output.workbook import overview_xlsx, problems_xlsx

Found = TypeVar("Found")
What = Literal["sheets", "letters", "problems", "overview"]
NAMES: dict[What, str] = {"sheets": "审核意见表", "letters": "函件", "problems": "问题清单", "overview": "年度报告总览"}
MARK = ".shendu-"


@dataclass(frozen=True, slots=True)
class Order:
    """What to write. ``one`` makes one PDF with bookmarks of sheets or letters, else a folder of ``form`` files.

    ``sheet`` is needed for sheets and the problem list, ``letter`` for letters; ``numbered`` gives every letter the next
    number of the series.
    """

    what: What
    one: bool = False
    form: Literal["pdf", "docx"] = "pdf"
    sheet: SheetOptions | None = None
    letter: LetterSettings | None = None
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What an order brought. ``numbers`` are the first and last number given. A cancelled order has written nothing."""

    written: tuple[Path, ...]
    failed: tuple[Failure, ...]
    cancelled: bool = False
    numbers: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Printout:
    """Papers made for the printer, all in one PDF; its numbers are taken until ``printed`` or ``unprinted`` is told.

    ``starts`` are the pages that each paper begins on, ``reports`` gives each report's document number ('' without one).
    ``data`` is empty when there is nothing to print or it was cancelled.
    """

    name: str
    data: bytes = b""
    starts: tuple[int, ...] = ()
    reports: tuple[tuple[int, str], ...] = ()
    failed: tuple[Failure, ...] = ()
    cancelled: bool = False
    letter: LetterSettings | None = None
    numbers: tuple[int, int] | None = None


@dataclass(slots=True)
class _Job:
    report: int
    paper: Sheet | Letter


@dataclass(slots=True)
class _Work:
    """An order under way."""

    archive: Archive
    author: str
    order: Order
    out: Path
    progress: Progress | None
    cancelled: Cancelled | None
    failed: list[Failure] = field(default_factory=list)
    jobs: list[_Job] = field(default_factory=list)

    def stopped(self) -> bool:
        return self.cancelled is not None and self.cancelled()

    def tell(self, done: int, whole: int) -> None:
        if self.progress is not None:
            self.progress(done, whole)


def carry_out(
    archive: Archive, author: str, ids: Sequence[int], order: Order, out: Path, *, progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Result:
    """Carries out an order on reports. ``out`` is the folder, or the file for one PDF or a workbook.

    Reports that cannot be told are named in the result. ``progress`` gets (done, all). Nothing is left behind, and no
    number used up, when it is cancelled. Raises OutputError when nothing could be written at all, StoreError for the store.
    """
    if not ids:
        raise OutputError("没有选择报告，请至少选择一份。")
    work = _Work(archive, author, order, out, progress, cancelled)
    if order.what in ("problems", "overview"):
        return _workbook(work, ids)
    _compose(work, ids)
    if work.stopped():
        return Result((), tuple(work.failed), True)
    if not work.jobs:
        return Result((), tuple(work.failed))
    return _one_file(work) if order.one else _folder(work)


def _compose(work: _Work, ids: Sequence[int]) -> None:
    for report_id, stored in _reports(work, ids, steps=2):
        try:
            work.jobs.append(_Job(report_id, _paper(work, stored)))
        except OutputError as problem:
            work.failed.append(Failure(_name(stored.submission), str(problem)))


def _paper(work: _Work, stored: StoredReport) -> Sheet | Letter:
    order = work.order
    if order.what == "letters":
        if order.letter is None:
            raise OutputError("缺少函件设置。")
        letter = make_letter(stored, replace(order.letter, number=None))
        if letter.draft and order.numbered and order.letter.code:
            raise OutputError(DRAFT)
        return letter
    previous = work.archive.load(stored.previous_id) if stored.previous_id is not None else None
    if previous is not None and previous.submission.error is not None:
        previous = None
    return make_sheet(stored, order.sheet or SheetOptions(today=""), previous)


def _numbered(work: _Work) -> int | None:
    """Sets the numbers that the letters would get now; the first of them."""
    settings = work.order.letter
    if work.order.what != "letters" or not work.order.numbered or settings is None or not settings.code:
        return None
    first = next_number(work.archive, settings.code, _year(settings))
    for offset, job in enumerate(work.jobs):
        if isinstance(job.paper, Letter):
            number = document_number(settings.code, settings.date, first + offset)
            job.paper = replace(job.paper, number=number)
    return first


def _take(work: _Work, first: int | None) -> bool:
    """Takes the numbers from ``first`` on, one a letter; False when others were given meanwhile."""
    settings = work.order.letter
    if first is None or settings is None:
        return True
    if next_number(work.archive, settings.code, _year(settings)) != first:
        return False
    for offset in range(len(work.jobs)):
        take_number(work.archive, settings.code, _year(settings), first + offset)
    return True


def make_printout(
    archive: Archive, ids: Sequence[int], order: Order, *, progress: Progress | None = None, cancelled: Cancelled | None = None,
) -> Printout:
    """Sheets or letters of an order for the printer. Letters get their numbers now: what was printed cannot be changed.

    Reports that cannot be told are named in the result. Raises OutputError when nothing is asked for, StoreError for the
    store; nothing is used up then, nor when it is cancelled.
    """
    if not ids or order.what not in ("sheets", "letters"):
        raise OutputError("没有选择报告，请至少选择一份。")
    work = _Work(archive, "", order, Path(), progress, cancelled)
    _compose(work, ids)
    name = NAMES[order.what] if not work.jobs else f"{_kind_of(work.jobs[0].paper)}（{len(work.jobs)}份）"
    whole = len(work.jobs)
    while work.jobs and not work.stopped():
        first = _numbered(work)
        bound = bind((job.paper for job in work.jobs), name, cancelled=cancelled,
                     progress=lambda done, every: work.tell(whole + done, whole + every))
        if bound is None:
            break
        with archive.batch():
            taken = _take(work, first)
        if taken:
            reports = tuple((job.report, _number(job)) for job in work.jobs)
            return Printout(name, bound.data, bound.starts, reports, tuple(work.failed), False, order.letter, _numbers(work, first))
    return Printout(name, failed=tuple(work.failed), cancelled=work.stopped())


def printed(archive: Archive, author: str, printout: Printout, printer: str) -> None:
    """Records that it came out of a printer."""
    archive.record_export(
        author, "batch", f"{printout.name}：打印", f"打印机：{printer}", sha256(printout.data).hexdigest(), len(printout.data),
        reports=dict(printout.reports), number=_span(printout.letter, printout.numbers))


def unprinted(archive: Archive, printout: Printout) -> None:
    """Gives its numbers back, for it was not printed after all; no effect on numbers before one that was given since."""
    with archive.batch():
        _give_all_back(archive, printout.letter, printout.numbers)


def _one_file(work: _Work) -> Result:
    order, whole = work.order, len(work.jobs)
    kind = "审核意见表" if order.what == "sheets" else _kind_of(work.jobs[0].paper)
    path = target(work.out, f"{kind}（{whole}份）", ".pdf")
    while True:
        first = _numbered(work)
        data = batch_pdf((job.paper for job in work.jobs), kind, cancelled=work.cancelled,
                         progress=lambda done, every: work.tell(whole + done, whole + every))
        if data is None:
            return Result((), tuple(work.failed), True)
        staged = stage(data, path, "batch")
        numbers = _numbers(work, first)
        try:
            with work.archive.batch():
                taken = _take(work, first)
                made = record(work.archive, work.author, staged, f"{kind}：合订{whole}份",
                              {job.report: _number(job) for job in work.jobs}, _span(order.letter, numbers)) if taken else 0
        except BaseException:
            staged.drop()
            raise
        if taken:
            break
        staged.drop()
    try:
        put(work.archive, work.author, staged, made)
    except OutputError:
        with work.archive.batch():
            _give_all_back(work.archive, order.letter, numbers)
        raise
    return Result((path,), tuple(work.failed), False, numbers)


def _folder(work: _Work) -> Result:
    order = work.order
    try:
        work.out.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=MARK, dir=work.out))
    except OSError as error:
        raise OutputError(f"无法写入“{work.out}”：请检查文件夹是否存在、是否有写入权限。") from error
    try:
        while work.jobs:
            first = _numbered(work)
            summary = write_folder((job.paper for job in work.jobs), staging, form=order.form, cancelled=work.cancelled,
                                   progress=lambda done, every: work.tell(every + done, 2 * every))
            if summary.cancelled or work.stopped():
                return Result((), tuple(work.failed), True)
            places = paper_paths([job.paper for job in work.jobs], staging, order.form)
            made = {export.path: export for export in summary.exports}
            pairs = [(job, made[place]) for job, place in zip(work.jobs, places, strict=True) if place in made]
            work.failed += summary.failures
            work.jobs = [job for job, _ in pairs]
            # The numbers of those that failed go to those after them, which then are other papers.
            if summary.failures and first is not None:
                continue
            result = _deliver(work, pairs, first)
            if result is not None:
                return result
        return Result((), tuple(work.failed))
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _deliver(work: _Work, pairs: Sequence[tuple[_Job, Export]], first: int | None) -> Result | None:
    """Records what lies ready and moves it into the folder; None when the numbers were given to others meanwhile."""
    ready: list[tuple[Staged, int]] = []
    chosen: set[Path] = set()
    with work.archive.batch():
        if not _take(work, first):
            return None
        for job, export in pairs:
            path = free_path(work.out / export.path.name, chosen)
            chosen.add(path)
            staged = Staged(export.path, replace(export, path=path))
            name = paper_name(job.paper) if isinstance(job.paper, Letter) else NAMES["sheets"]
            ready.append((staged, record(work.archive, work.author, staged, name, {job.report: _number(job)}, _number(job))))
    written: list[Path] = []
    lost: list[int] = []
    for offset, (staged, made) in enumerate(ready):
        try:
            written.append(put(work.archive, work.author, staged, made).path)
        except OutputError as problem:
            work.failed.append(Failure(staged.export.path.name, str(problem)))
            lost.append(offset)
    if first is not None:
        for offset in reversed(lost):
            _give_back(work, first + offset)
    return Result(tuple(written), tuple(work.failed), False, _numbers(work, first))


def _workbook(work: _Work, ids: Sequence[int]) -> Result:
    order = work.order
    told: list[int] = []
    if order.what == "problems":
        options = order.sheet or SheetOptions(today="")
        data = problems_xlsx(_noted(_reports(work, ids), told), notices=options.notices, accepted_only=options.accepted_only)
    else:
        data = overview_xlsx(_noted(_each(work, ids, work.archive.submission), told))
    if work.stopped():
        return Result((), tuple(work.failed), True)
    path = target(work.out, NAMES[order.what], ".xlsx")
    export = record_and_put(work.archive, work.author, stage(data, path, order.what), f"{NAMES[order.what]}：{len(told)}份",
                            dict.fromkeys(told, ""))
    return Result((export.path,), tuple(work.failed))


def _reports(work: _Work, ids: Sequence[int], steps: int = 1) -> Iterator[tuple[int, StoredReport]]:
    """The reports that were read, with their ids; the others are told as failed."""
    for report_id, stored in _each(work, ids, work.archive.load, steps):
        if stored.submission.error is None:
            yield report_id, stored
        else:
            work.failed.append(
                Failure(_name(stored.submission), f"文件未能读取，没有可写的内容（{stored.submission.error}）"))


def _noted(found: Iterable[tuple[int, Found]], told: list[int]) -> Iterator[Found]:
    """What was found without its ids, which are noted as they go by."""
    for report_id, item in found:
        told.append(report_id)
        yield item


def _each(work: _Work, ids: Sequence[int], load: Callable[[int], Found], steps: int = 1) -> Iterator[tuple[int, Found]]:
    """Each one with its id until the work is stopped; those that the archive does not give are told as failed.

    ``steps`` is how many the whole work has, this being the first.
    """
    for done, report_id in enumerate(ids):
        if work.stopped():
            return
        work.tell(done, steps * len(ids))
        try:
            found = load(report_id)
        except StoreError as problem:
            work.failed.append(Failure(f"编号 {report_id}", str(problem)))
            continue
        yield report_id, found


def _kind_of(paper: Sheet | Letter) -> str:
    return paper.kind if isinstance(paper, Letter) else NAMES["sheets"]


def _numbers(work: _Work, first: int | None) -> tuple[int, int] | None:
    return None if first is None else (first, first + len(work.jobs) - 1)


def _give_back(work: _Work, number: int) -> None:
    with work.archive.batch():
        _give_all_back(work.archive, work.order.letter, (number, number))


def _give_all_back(archive: Archive, settings: LetterSettings | None, numbers: tuple[int, int] | None) -> None:
    if settings is not None and numbers is not None:
        for number in range(numbers[1], numbers[0] - 1, -1):
            give_back(archive, settings.code, _year(settings), number)


def _span(settings: LetterSettings | None, numbers: tuple[int, int] | None) -> str:
    """示政办函〔2025〕3号至7号; empty without numbers."""
    if settings is None or numbers is None:
        return ""
    first, last = numbers
    return document_number(settings.code, settings.date, first) + (f"至{last}号" if last > first else "")


def _number(job: _Job) -> str:
    return number_of(job.paper) if isinstance(job.paper, Letter) else ""


def _name(row: Submission) -> str:
    return f"{row.org}（{row.year}年）" if row.org and row.year else row.org or row.name


def _year(settings: LetterSettings) -> int:
    return int(settings.date[:4])
