"""Sentences that come up from below the window in Chinese - what was done, what went wrong - in the window's language.

The list is ``resources/i18n/<language>/told.toml``: Chinese sentences with ``{fields}`` and what they read in the other
language. A sentence that is not in the list, and all in a Chinese window, stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from desktop.ui import language
from desktop.ui.language import zh

if TYPE_CHECKING:
    from desktop.output.charts import Chart

_FIELD = re.compile(r"\\\{(\w+)\\\}")
_JOINTS = ((zh("。"), ". "), (zh("；"), "; "), (zh("，"), ", "))


def told(text: str) -> str:
    """The sentence, or several with full stops between them or on lines of their own."""
    if language.code() == "zh" or not text:
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(text: str) -> str:
    found = _sentence(text)
    if found is not None:
        return found
    for joint, between in _JOINTS:
        parts = [part.strip() for part in text.split(joint) if part.strip()]
        if len(parts) < 2 and not text.endswith(joint):
            continue
        lines = [_line(part) for part in parts]
        if any(line != part for line, part in zip(lines, parts, strict=True)):
            return between.join(lines) + (between.strip() if text.endswith(joint) else "")
    return text


def _sentence(text: str) -> str | None:
    for pattern, said in _sentences(language.code()):
        found = pattern.fullmatch(text)
        if found:
            return said.format(**{name: _line(value) for name, value in found.groupdict().items()})
    return None


@cache
def _sentences(code: str) -> list[tuple[re.Pattern[str], str]]:
    path = language.FOLDER / code / "told.toml"
    listed = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return [(re.compile(_FIELD.sub(_wanted, re.escape(text))), said) for text, said in listed.items()]


def _wanted(field: re.Match[str]) -> str:
    """What a field takes: one of a single letter a number, any other anything."""
    return f"(?P<{field[1]}>{r'[0-9.,]+' if len(field[1]) == 1 else '.+?'})"


def told_chart(chart: Chart) -> Chart:
    """A chart with its words in the window's language; the one that is exported stays as it is."""
    if language.code() == "zh":
        return chart
    return replace(
        chart, title=told(chart.title), unit=told(chart.unit), note=told(chart.note),
        series=tuple(replace(series, name=told(series.name)) for series in chart.series),
        bars=tuple(replace(bar, label=told(bar.label), note=told(bar.note)) for bar in chart.bars),
        line=(told(chart.line[0]), chart.line[1]) if chart.line else None,
        marks=tuple(replace(mark, label=told(mark.label)) for mark in chart.marks))
