"""An English window in a process of its own: ``python english.py STORE`` walks it and prints as JSON what stands on it.

A process of its own, because the language is fixed before the modules of the window are imported.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parent))

import tour


def data(window) -> Iterator[str]:
    """What reports, rules, papers and people say, which is Chinese in either language."""

    from desktop.checks.registry import rules
    from desktop.output.templates import fields, templates
    from desktop.ui.dialogs.judging import REASONS
    from desktop.ui.help.book import pages

    archive = window.session.archive
    yield from REASONS
    yield window.session.reviewer
    # What is printed where nothing else was filled in; papers are Chinese.
    yield from ("我办", "各有关单位")
    # The one line that is in both languages.
    yield from ("中文", "界面语言", "下次启动时生效", "应报单位名录示例")
    for row in archive.submissions():
        yield from (row.path, row.org or "")
        stored = archive.load(row.id)
        yield from (section.title for section in stored.report.sections)
        for finding in stored.findings:
            yield from (finding.message, finding.basis, finding.suggestion or "", finding.working or "")
            yield from (evidence.quote for evidence in finding.evidence)
        yield stored.report.document.text[:60]
    for body in archive.roster():
        yield from (body.org, body.region or "", body.parent or "", body.remark or "")
    for rule in rules():
        yield rule.wording.title
    for template in templates():
        yield from (template.name, template.title, template.addressee, template.body)
    for entry in fields():
        yield from (entry.name, entry.meaning, entry.example)
    yield from (page.title for page in pages())


def main() -> None:
    window = tour.start(Path(sys.argv[1]), "en")
    found: dict[str, list[str]] = {}
    for name, widget in tour.stations(window):
        found[name] = sorted({text for _, text in tour.texts(widget) if text})
    found["data"] = sorted(set(data(window)))
    window.close()
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
