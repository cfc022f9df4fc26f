"""Many papers at once: one PDF with an outline, or a folder of letters named by unit, on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from desktop.output.canvas import Paper
from desktop.output.files import Export, OutputError, file_name, save
from desktop.output.letter import Letter
from desktop.output.letter_docx import letter_docx
from desktop.output.letter_pdf import draw_letter, letter_pdf
from desktop.output.sheet import Sheet
from desktop.output.sheet_docx import sheet_docx
from desktop.output.sheet_pdf import draw_sheet, sheet_pdf

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
# Below this a pool's start costs more than it saves.
_WORTH_A_POOL = 24


@dataclass(frozen=True, slots=True)
class Failure:
    """A paper that could not be written, and why (Chinese)."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """What a batch did; ``cancelled`` says that it was stopped before its end."""

    exports: tuple[Export, ...]
    failures: tuple[Failure, ...]
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """Papers in one PDF; ``starts`` are the pages, from 1, that each begins on."""

    data: bytes
    starts: tuple[int, ...]


def bind(
    papers: Iterable[Sheet | Letter], title: str, *, progress: Progress | None = None, cancelled: Cancelled | None = None,
) -> Bound | None:
    """All papers in one PDF, an outline entry each and their sections below; None when cancelled.

    ``progress`` gets (done, all). Raises OutputError when there are none.
    """
    every = list(papers)
    if not every:
        raise OutputError("没有可以导出的报告，请至少选择一份。")
    document = Paper(title)
    starts: list[int] = []
    for number, paper in enumerate(every):
        if cancelled is not None and cancelled():
            return None
        if number:
            document.next_page()
        starts.append(document.page)
        document.bookmark(f"{paper.org}{f'（{paper.year}年）' if paper.year else ''}")
        if isinstance(paper, Sheet):
            draw_sheet(document, paper, level=1)
        else:
            draw_letter(document, paper)
        if progress is not None:
            progress(number + 1, len(every))
    return Bound(document.finish(), tuple(starts))


def batch_pdf(
    papers: Iterable[Sheet | Letter], title: str, *, progress: Progress | None = None, cancelled: Cancelled | None = None,
) -> bytes | None:
    """The bytes of ``bind``."""
    bound = bind(papers, title, progress=progress, cancelled=cancelled)
    return None if bound is None else bound.data


def write_folder(
    papers: Iterable[Sheet | Letter], folder: Path, *, form: str = "pdf", progress: Progress | None = None,
    cancelled: Cancelled | None = None, workers: int | None = None,
) -> BatchSummary:
    """A file for each paper in a folder, named by unit, year and kind; ``form`` is pdf or docx.

    One that fails is told in the summary and does not stop the others.
    """
    every = list(papers)
    jobs = list(zip(every, paper_paths(every, folder, form), strict=True))
    count = workers if workers is not None else min(os.cpu_count() or 1, 8)
    if count < 2 or len(jobs) < _WORTH_A_POOL:
        return _in_turn(jobs, progress, cancelled)
    return _in_pool(jobs, count, progress, cancelled)


def paper_paths(papers: Sequence[Sheet | Letter], folder: Path, form: str) -> list[Path]:
    """A path for each, none twice: two papers on one unit and year are told apart by a number."""
    taken: dict[str, int] = {}
    paths = []
    for paper in papers:
        kind = "审核意见表" if isinstance(paper, Sheet) else paper.kind
        name = file_name(paper.org, paper.year, kind)
        taken[name.casefold()] = taken.get(name.casefold(), 0) + 1
        number = taken[name.casefold()]
        paths.append(folder / f"{name}{f'（{number}）' if number > 1 else ''}.{form}")
    return paths


def make(paper: Sheet | Letter, form: str) -> bytes:
    """A paper as the bytes of a pdf or docx."""
    if isinstance(paper, Sheet):
        return sheet_pdf(paper) if form == "pdf" else sheet_docx(paper)
    return letter_pdf(paper) if form == "pdf" else letter_docx(paper)


def _write(paper: Sheet | Letter, path: Path) -> Export:
    return save(make(paper, path.suffix.lstrip(".")), path, "sheet" if isinstance(paper, Sheet) else "letter")


def _in_turn(
    jobs: Sequence[tuple[Sheet | Letter, Path]], progress: Progress | None, cancelled: Cancelled | None,
) -> BatchSummary:
    exports: list[Export] = []
    failures: list[Failure] = []
    for number, (paper, path) in enumerate(jobs, 1):
        if cancelled is not None and cancelled():
            return BatchSummary(tuple(exports), tuple(failures), True)
        try:
            exports.append(_write(paper, path))
        except OutputError as error:
            failures.append(Failure(path.name, str(error)))
        if progress is not None:
            progress(number, len(jobs))
    return BatchSummary(tuple(exports), tuple(failures), False)


def _in_pool(
    jobs: Sequence[tuple[Sheet | Letter, Path]], workers: int, progress: Progress | None, cancelled: Cancelled | None,
) -> BatchSummary:
    exports: dict[int, Export] = {}
    failures: list[Failure] = []
    stopped = False
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        # Few at a time, so that a cancel is not followed by a long queue being worked off.
        waiting = iter(enumerate(jobs))
        running: dict[Future[Export], int] = {}

        def feed() -> None:
            while len(running) < workers * 4 and not stopped:
                entry = next(waiting, None)
                if entry is None:
                    return
                running[pool.submit(_write, *entry[1])] = entry[0]

        feed()
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                index = running.pop(future)
                try:
                    exports[index] = future.result()
                except OutputError as error:
                    failures.append(Failure(jobs[index][1].name, str(error)))
            if progress is not None:
                progress(len(exports) + len(failures), len(jobs))
            stopped = stopped or (cancelled is not None and cancelled())
            feed()
    return BatchSummary(tuple(exports[index] for index in sorted(exports)), tuple(failures), stopped)
