"""One report saved by an office program in every format reads the same: facts and prose. Skips without LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from desktop.forms import understand
from desktop.normal import tight
from desktop.reading import read
from desktop.report import Report

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "03-云台县人民政府-2024年度报告.docx"
FORMATS = {"doc": "doc", "odt": "odt", "rtf": "rtf", "pdf": "pdf", "html": "html", "txt": "txt:Text (encoded):UTF8"}

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def original() -> Report:
    return understand(read(SAMPLE))


def prose(report: Report) -> str:
    """What stands outside of the official tables, without blanks: where lines break is the format's own affair."""
    text = report.document.text
    gone = [(t.start, t.end) for t in report.tables]
    kept = [text[b.start:b.end] for b in report.document.blocks
            if b.kind in ("paragraph", "heading") and not any(a < b.end and b.start < z for a, z in gone)]
    return "".join(tight("".join(kept)).text.split())


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_gives_the_same_report(suffix: str, original: Report, tmp_path: Path) -> None:
    source = tmp_path / "report.docx"
    source.write_bytes(SAMPLE.read_bytes())
    assert OFFICE is not None
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to",
         FORMATS[suffix], "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )
    report = understand(read(tmp_path / f"report.{suffix}"))
    assert {f.key: f.value for f in report.facts} == {f.key: f.value for f in original.facts}
    assert len(original.facts) == 200
    assert (report.org, report.year, report.form) == (original.org, original.year, original.form)
    assert [s.role for s in report.sections] == [s.role for s in original.sections]
    assert prose(report) == prose(original)
