"""A known set of tables in every manner in which copied text brings it gives the same facts, or says what it may be."""

from __future__ import annotations

import flattening as flat
import pytest

from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Report

FACTS = flat.figures(1)
OLDER = flat.figures(1, older=True)
LARGE = flat.figures(3, 150)


def understood(facts: flat.Facts, writer: flat.Writer, older: bool = False, **more: object) -> Report:
    report = understand(read_text(flat.report(facts, writer, older, **more)))  # type: ignore[arg-type]
    assert {f.key for f in report.facts} == set(facts)
    for fact in report.facts:
        assert report.document.text[fact.start:fact.end] == fact.raw
    return report


def same(report: Report, facts: flat.Facts) -> None:
    assert {f.key: f.value for f in report.facts} == facts
    assert not any(f.readings for f in report.facts)


@pytest.mark.parametrize("manner", flat.MANNERS)
@pytest.mark.parametrize("older", [False, True], ids=["2021", "2019"])
def test_every_manner_of_parting_cells(manner: str, older: bool) -> None:
    facts = OLDER if older else FACTS
    same(understood(facts, flat.MANNERS[manner], older), facts)


@pytest.mark.parametrize("manner", ["bars", "padded", "tabs", "cell-a-line", "framed"])
@pytest.mark.parametrize("header", [2, 3])
def test_headers_in_several_lines(manner: str, header: int) -> None:
    same(understood(LARGE, flat.MANNERS[manner], header=header), LARGE)


@pytest.mark.parametrize("manner", ["bars", "framed", "tabs", "cell-a-line", "one-blank", "one-paragraph", "padded"])
@pytest.mark.parametrize("shape", ["copied", "three-lines", "pairs"])
def test_table_four_in_several_shapes(manner: str, shape: str) -> None:
    same(understood(LARGE, flat.MANNERS[manner], shape=shape), LARGE)


@pytest.mark.parametrize("manner", flat.EMPTY)
@pytest.mark.parametrize("seed", [1, 2])
def test_blanks_for_zero_keep_their_places(manner: str, seed: int) -> None:
    facts = flat.figures(seed, 12 if seed == 1 else 0)
    report = understood(facts, flat.EMPTY[manner])
    assert {f.key: f.value or 0 for f in report.facts} == facts
    assert any(f.value is None for f in report.facts)


@pytest.mark.parametrize("manner", flat.GLUED)
@pytest.mark.parametrize("shape", ["copied", "three-lines", "pairs", "one-row"])
@pytest.mark.parametrize("older", [False, True], ids=["2021", "2019"])
def test_digits_run_together_hold_the_true_figures(manner: str, shape: str, older: bool) -> None:
    facts = OLDER if older else FACTS
    for fact in understood(facts, flat.GLUED[manner], older, shape=shape).facts:
        assert fact.value == facts[fact.key] or facts[fact.key] in fact.readings, (fact, facts[fact.key])


def test_figures_of_table_four_in_prose_are_none() -> None:
    facts = dict(FACTS)
    text = flat.report(facts, flat.MANNERS["cell-a-line"]).replace(
        "（四）政府信息公开平台", "全年行政复议结果维持6件、结果纠正1件、其他结果3件，复议后起诉1件，总计10件。\n（四）政府信息公开平台"
    )
    same(understand(read_text(text)), facts)
