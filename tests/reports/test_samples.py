"""The samples: every planted error is found, clean reports stay clean, and the script makes them again the same."""

from __future__ import annotations

import sys
import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from desktop.checks import check_reports
from desktop.forms import understand
from desktop.reading import read
from desktop.report import Finding, Report

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
PLANTED: list[dict[str, Any]] = tomllib.loads((SAMPLES / "planted.toml").read_text(encoding="utf-8"))["planted"]
FILES = sorted(path.name for path in SAMPLES.iterdir() if path.name[0].isdigit())
CLEAN = [name for name in FILES if name not in {item["file"] for item in PLANTED}]
# A planted error may be told by a neighbouring family: a wrong sum in prose also contradicts a table, and so on.
FITS = {"parts": {"parts", "list"}, "list": {"list", "parts"}, "blank": {"blank", "mark"}, "table": {"table", "blank"}}


@cache
def checked() -> dict[str, tuple[Report, tuple[Finding, ...]]]:
    reports = [understand(read(SAMPLES / name), name) for name in FILES]
    return dict(zip(FILES, zip(reports, check_reports(reports), strict=True), strict=True))


def touches(item: dict[str, Any], finding: Finding, report: Report) -> bool:
    """Whether a finding has evidence at the place of a planted error; a missing thing has no place."""
    if finding.family not in FITS.get(item["family"], {item["family"]}):
        return False
    here = [e for e in finding.evidence if e.file is None]
    if "table" in item:
        names = {"review": ["review", "suit_direct", "suit_after_review"], "direct": ["suit_direct"],
                 "after": ["suit_after_review"]}
        rows = names.get(item["row"], [item["row"]]) if item["table"] == "review" else [item["row"]]
        prefix = "applications." if item["table"] == "applications" else ""
        facts = [report.fact(f"{prefix}{row}.{item['col']}") for row in rows]
        return any(f and e.start < max(f.end, f.start + 1) and e.end >= f.start for f in facts for e in here)
    if "quote" not in item:
        return True
    at = report.document.text.find(item["quote"])
    assert at >= 0, f"{item['quote']} is not in {item['file']}"
    return any(e.start < at + len(item["quote"]) and e.end > at for e in here)


def name(item: dict[str, Any]) -> str:
    place = item.get("quote") or ".".join(item[k] for k in ("table", "row", "col") if k in item) or item["what"]
    return f"{item['file'][:2]}-{item['family']}-{place[:14]}"


def test_ten_reports_at_least_three_clean() -> None:
    assert len(FILES) == 10
    assert len(CLEAN) >= 3
    assert {Path(f).suffix for f in FILES} == {".docx", ".pdf", ".html", ".txt"}


@pytest.mark.parametrize("file", FILES)
def test_every_sample_is_understood(file: str) -> None:
    report, _ = checked()[file]
    assert report.kind == "annual_report" and report.org and report.year and report.form in ("2019", "2021")
    assert {t.id for t in report.tables} == {"disclosure", "applications", "review"}
    assert len(report.facts) == (200 if report.form == "2021" else 198)
    for table in report.document.tables:
        for cell in table.cells:
            assert report.document.text[cell.start:cell.end] == cell.text


@pytest.mark.parametrize("item", PLANTED, ids=name)
def test_planted_error_is_found(item: dict[str, Any]) -> None:
    report, findings = checked()[item["file"]]
    assert any(touches(item, finding, report) for finding in findings), item["what"]


@pytest.mark.parametrize("file", CLEAN)
def test_clean_report_has_no_error_and_no_warning(file: str) -> None:
    _, findings = checked()[file]
    assert [f.message for f in findings if f.severity != "notice"] == []


@pytest.mark.parametrize("file", [f for f in FILES if f not in CLEAN])
def test_nothing_but_the_planted_errors_is_called_an_error(file: str) -> None:
    report, findings = checked()[file]
    planted = [item for item in PLANTED if item["file"] == file]
    stray = [
        f.message for f in findings if f.severity == "error"
        and not any(touches({**item, "family": f.family}, f, report) for item in planted)
    ]
    assert stray == []


def content(path: Path) -> object:
    """What a file holds, whichever release of zlib packed it."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    return read(path) if path.suffix == ".pdf" else path.read_bytes()


def test_samples_are_made_again_the_same(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT))
    from installer.make_samples import make

    for path in make(tmp_path):
        assert content(path) == content(SAMPLES / path.name), path.name
    assert (tmp_path / "planted.toml").read_bytes() == (SAMPLES / "planted.toml").read_bytes()
