"""The left column of the desk: sections with their findings, counts by severity, what became of the prose's numbers."""

from __future__ import annotations

from collections import Counter

from desktop.archive import StoredReport
from desktop.report import Claim
from desktop.ui.desk.items import OUTSIDE, RANK, SEVERITY_NAMES, Item, counts, short_title
from desktop.ui.language import tr

Entry = tuple[object, str, str, str, int]
TICK = "✓ "  # the section was gone through
LEDGER = (("right", tr("核对一致"), "good"), ("wrong", tr("核对不符"), "error"), ("unchecked", tr("无从核对"), "notice"))


def outline_entries(stored: StoredReport, items: tuple[Item, ...], claims: tuple[Claim, ...]) -> list[Entry]:
    """Entries of a NavList. Keys: a section's index (-1 for the whole report), ("severity", s), ("claims", state),
    ("notes",); None for a heading."""
    entries: list[Entry] = []
    done = [s.number in stored.checked for s in stored.report.sections]
    names = [(-1, OUTSIDE, OUTSIDE)] if any(i.section == OUTSIDE for i in items) else []
    names += [(i, s.title.strip(), short_title(s)) for i, s in enumerate(stored.report.sections)]
    for key, title, short in names:
        numbers = counts(items, title)
        worst = min((k for k, n in numbers.items() if n), key=lambda k: RANK[k], default="")
        here = sum(numbers.values())
        if key >= 0 and done[key]:
            # Its number gives way to the tick; the column is narrow.
            short = TICK + short.split(tr("{number}、{subject}", number="", subject=""), 1)[-1]
        entries.append((key, short, str(here) if here else "√", worst or "good", 0))
    if not names:
        entries.append((None, tr("没有识别到分节标题"), "", "", 0))
    entries.append((None, tr("合计"), "", "", 0))
    for severity, number in counts(items).items():
        entries.append((("severity", severity), SEVERITY_NAMES[severity], str(number), severity if number else "plain", 0))
    if claims:
        entries.append((None, tr("正文数字"), "", "", 0))
        ledger = Counter(c.state for c in claims)
        for state, name, tone in LEDGER:
            entries.append((("claims", state), name, str(ledger[state]), tone if ledger[state] else "plain", 0))
    if any(done):
        entries.append((None, tr("已核 {done}/{all}", done=sum(done), all=len(done)), "", "", 0))
    if stored.notes:
        entries.append((("notes",), tr("批注"), str(len(stored.notes)), "good", 0))
    return entries
