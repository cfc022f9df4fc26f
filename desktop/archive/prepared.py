"""A report made ready for the store: everything that costs time and needs no database, so that a worker can do it."""

from __future__ import annotations

from dataclasses import dataclass

from db.search import split
from desktop.archive import codec
from desktop.archive.figures import figures_of
from desktop.archive.search import searchable, sentence_prints
from desktop.report import Report


@dataclass(frozen=True, slots=True)
class Prepared:
    """The columns of a submission, the packed report, and its words and sentence hashes for the indexes, the
    figures that the overview adds up."""

    kind: str
    chain: str | None
    described: dict[str, object]
    text: bytes
    report: bytes
    names: str
    words: str
    prints: tuple[int, ...]
    figures: tuple[tuple[str, float | None], ...] = ()


def prepare(report: Report) -> Prepared:
    """A report in the form in which it is stored."""
    text, packed = codec.pack_report(report)
    body = searchable(report.document.text)
    chain = None
    if report.org is not None and report.year is not None:
        chain = f"{report.kind}:{report.year}:{searchable(report.org)}"
    described: dict[str, object] = {
        "org": report.org, "level": report.level, "region": report.region, "year": report.year, "form": report.form,
        "due_form": report.due_form, "kind": report.kind, "title": report.title}
    names = " ".join(part for part in (report.org, report.title) if part)
    return Prepared(report.document.format, chain, described, text, packed, names, split(body),
                    tuple(sentence_prints(body)), figures_of(report))
