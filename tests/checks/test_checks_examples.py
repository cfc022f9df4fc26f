"""Every check ships at least one text on which it must speak and one on which it must be silent; both are run here."""

from __future__ import annotations

import pytest

from desktop.checks import Context, Example, Rule, rules
from desktop.checks.base import Together
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Finding, Report

RULES = rules()


def findings_on(rule: Rule, example: Example) -> list[Finding]:
    reports: list[Report] = [
        understand(read_text(text), file=f"{n}.txt") for n, text in enumerate((*example.others, example.text))
    ]
    context = Context(together=Together(reports), own=reports[-1])
    return list(rule.run(reports[-1], context))


@pytest.mark.parametrize(("rule", "example"), [(r, e) for r in RULES for e in r.bad], ids=lambda v: getattr(v, "id", ""))
def test_speaks_on_its_bad_examples(rule: Rule, example: Example) -> None:
    found = findings_on(rule, example)
    assert found, f"{rule.id} is silent on: {example.text}"
    document = read_text(example.text)
    for item in found:
        said = item.message + item.suggestion
        assert item.message.endswith("。") and item.suggestion.endswith("。") and "None" not in said and "{" not in said, said
        for evidence in item.evidence:
            if evidence.file is None:
                assert document.text[evidence.start:evidence.end] == evidence.quote


@pytest.mark.parametrize(("rule", "example"), [(r, e) for r in RULES for e in r.good], ids=lambda v: getattr(v, "id", ""))
def test_is_silent_on_its_good_examples(rule: Rule, example: Example) -> None:
    assert findings_on(rule, example) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_is_complete(rule: Rule) -> None:
    assert rule.bad and rule.good, "a check needs a bad and a good example"
    assert len(rule.doc) > 40, "the module docstring says what the check looks for and why"
    texts = rule.wording
    assert texts.title and texts.basis and texts.suggestion and texts.messages
    assert 0 < texts.confidence <= 1
    assert set(texts.suggestions) <= set(texts.messages), "advice for a message that there is not"
    assert 2 <= texts.explain.count("。") <= 5, "explain says in two to four sentences what, why and when it is silent"


def test_there_is_no_wording_without_a_check() -> None:
    from desktop.checks.base import RESOURCES

    spare = {p.stem for p in RESOURCES.glob("*.toml")} - {r.id for r in RULES}
    assert not spare
