"""Every true statement with one of its numbers changed: at least 97 of 100 changes must be found."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from claims_cases import TRUE

from desktop.checks.base import REGISTERED, Context
from desktop.checks.claims import account
from desktop.checks.registry import rules
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Claim, Report

rules()
OWN = [run for name, (module, run) in REGISTERED.items() if module.startswith("desktop.checks.claims")]
HEAD = "云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n"
CORPUS = Path(os.environ.get("SHENDU_CORPUS", "nowhere"))


def changed(digits: str) -> Iterator[str]:
    """Slips of the pen: one more, one less, ten more, two digits swapped."""
    if "." in digits:
        whole, fraction = digits.split(".")
        yield f"{int(whole) + 1}.{fraction}"
        return
    value = int(digits)
    yield str(value + 1)
    yield str(value + 10)
    if value > 1:
        yield str(value - 1)
    if len(digits) > 1 and digits[0] != digits[1] != "0":
        yield digits[1] + digits[0] + digits[2:]


def claims_of(report: Report) -> tuple[Claim, ...]:
    return account(report, Context((report,), own=report))


def said(report: Report) -> set[str]:
    context = Context((report,), own=report)
    return {f.message for run in OWN for f in run(report, context)}


def still_fits(text: str, start: int, relation: str | None) -> bool:
    """Whether the changed figure is still right by the same tie: a rounded rate or an interval leaves room."""
    return any(c.start == start and c.state == "right" and c.relation == relation for c in claims_of(understand(read_text(text))))


def rate_of(texts: list[str]) -> tuple[int, int, list[str]]:
    tried = hits = 0
    missed = []
    for body in texts:
        text = HEAD + body
        original = understand(read_text(text))
        before = said(original)
        for claim in claims_of(original):
            match = re.search(r"\d+(?:\.\d+)?", text[claim.start:claim.end])
            if claim.state != "right" or match is None or claim.exactness != "exact":
                continue
            at = claim.start + match.start()
            for digits in changed(match.group()):
                other = text[:at] + digits + text[claim.start + match.end():]
                report = understand(read_text(other))
                if said(report) - before:
                    tried, hits = tried + 1, hits + 1
                elif not still_fits(other, claim.start, claim.relation):
                    tried += 1
                    missed.append(f"{match.group()}→{digits}: {body[:60]}")
    return tried, hits, missed


def test_changes_to_true_sentences_are_found() -> None:
    tried, hits, missed = rate_of(list(TRUE))
    assert tried > 500
    assert hits >= 0.97 * tried, missed


@pytest.mark.skipif(not CORPUS.is_dir(), reason="SHENDU_CORPUS names no folder")
def test_changes_to_the_true_statements_of_the_corpus_are_found() -> None:
    quotes = []
    for path in sorted((CORPUS / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = CORPUS / gold["file"]
        if source.suffix == ".txt":
            sentences = re.split(r"(?<=[。\n])", source.read_text(encoding="utf-8"))
            adds_up = [c["quote"] for c in gold["clean"] if re.search(r"\d\s*[+/]\s*\d", c["why"])]
            for number, sentence in enumerate(sentences):
                if any(quote in sentence for quote in adds_up):
                    quotes.append("".join(sentences[max(0, number - 1):number + 2]).replace("\n", ""))
    tried, hits, missed = rate_of(quotes)
    assert tried > 100
    assert hits >= 0.97 * tried, missed
