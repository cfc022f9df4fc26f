"""Real published reports with a list of their true errors, where such a corpus lies on the machine (SHENDU_CORPUS).

A folder with ``gold/*.json``: ``file``, ``report`` (head), ``facts``, and quotes that must be found (``must``), may be
found (``may``) or must be left alone (``clean``). White space is ignored when quotes are placed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

CORPUS = os.environ.get("SHENDU_CORPUS", "")
pytestmark = pytest.mark.skipif(not CORPUS, reason="no corpus of real reports on this machine")


@pytest.fixture(scope="module")
def answers() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each gold list with the answer of ``check --json``, all files checked together."""
    import subprocess
    import sys

    golds = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(Path(CORPUS, "gold").glob("*.json"))]
    files = [str(Path(CORPUS, g["file"])) for g in golds]
    done = subprocess.run([sys.executable, "-m", "desktop", "check", "--json", *files], capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return list(zip(golds, json.loads(done.stdout), strict=True))


def squeeze(text: str) -> tuple[str, dict[int, int]]:
    kept = [(c, i) for i, c in enumerate(text) if not c.isspace()]
    return "".join(c for c, _ in kept), {i: n for n, (_, i) in enumerate(kept)}


def places(quote: str, flat: str) -> list[range]:
    want = squeeze(quote)[0]
    out, at = [], flat.find(want)
    while at >= 0 and want:
        out.append(range(at, at + len(want)))
        at = flat.find(want, at + 1)
    return out


def meets(spans: list[range], others: list[range]) -> bool:
    return any(a.start < b.stop and a.stop > b.start for a in spans for b in others)


def spans_of(finding: dict[str, Any], back: dict[int, int]) -> list[range]:
    out = []
    for item in finding["evidence"]:
        if item["file"] is None:
            at = [back[i] for i in range(item["start"], item["end"]) if i in back]
            if at:
                out.append(range(at[0], at[-1] + 1))
    return out


def test_every_file_is_read(answers: list[Any]) -> None:
    assert [g["file"] for g, a in answers if a["error"]] == []


def test_no_check_fails(answers: list[Any]) -> None:
    assert [(g["file"], f["message"]) for g, a in answers for f in a["findings"] if f["check"] == "check-fault"] == []


def test_quotes_stand_where_the_offsets_say(answers: list[Any]) -> None:
    for _gold, answer in answers:
        for finding in answer["findings"]:
            for item in finding["evidence"]:
                if item["file"] is None:
                    assert answer["text"][item["start"]:item["end"]] == item["quote"]
        for table in answer["tables"]:
            for cell in table["cells"]:
                assert answer["text"][cell["start"]:cell["end"]] == cell["text"]


def test_facts_are_right(answers: list[Any]) -> None:
    wrong = []
    for gold, answer in answers:
        for key, value in gold.get("facts", {}).items():
            got = answer["facts"].get(key, {}).get("value")
            if got is None or abs(got - value) > 1e-6:
                wrong.append((gold["file"], key, value, got))
    assert wrong == []


def test_heads_are_right(answers: list[Any]) -> None:
    wrong = []
    for gold, answer in answers:
        for key in ("year", "form", "kind", "script", "published"):
            value = gold["report"].get(key)
            if value is not None and answer["report"][key] != value:
                wrong.append((gold["file"], key, value, answer["report"][key]))
    assert wrong == []


def test_right_statements_are_left_alone(answers: list[Any]) -> None:
    alarms = []
    for gold, answer in answers:
        flat, back = squeeze(answer["text"])
        known = [p for kind in ("must", "may") for i in gold.get(kind, []) for p in places(i["quote"], flat)]
        clean = [p for i in gold.get("clean", []) for p in places(i["quote"], flat)]
        for finding in answer["findings"]:
            spans = spans_of(finding, back)
            if finding["severity"] != "notice" and meets(spans, clean) and not meets(spans, known):
                alarms.append((gold["file"], finding["check"], finding["message"]))
    assert alarms == []


def test_clean_reports_carry_no_error(answers: list[Any]) -> None:
    found = {gold["file"]: [f["message"] for f in answer["findings"] if f["severity"] == "error"]
             for gold, answer in answers if not gold.get("excerpt") and not gold.get("must")}
    assert found and not any(found.values()), found
