"""What a check is made of: its registration, its examples, its wording, and the findings that it yields."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from desktop.report import Cell, Evidence, Fact, Family, Finding, FormTable, Report, Severity, fingerprint

RESOURCES = Path(__file__).resolve().parents[2] / "resources" / "checks"

Value = TypeVar("Value")
Asked = Literal["others", "earlier"]
Worked = dict[Callable[..., Any], Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A small submission, as text, on which a check must speak (bad) or be silent (good); run by the tests.

    ``text`` is read like a .txt submission: a line a paragraph; lines of cells parted by ``|`` are a table. ``others``
    are further submissions checked together with it (last year's report, another body's). ``note`` says in Chinese
    what is wrong or why it is right, for the help.
    """

    text: str
    note: str = ""
    others: tuple[str, ...] = ()


class Together:
    """Reports that are checked in one run, with what the checks work out about them, each thing once.

    ``only`` is the one that is checked, when the others are there to compare it with.
    """

    def __init__(self, reports: Iterable[Report] = (), only: Report | None = None) -> None:
        self.reports = tuple(reports)
        self.only = only
        self._kept: dict[int, tuple[Any, Worked]] = {}
        self._bodies: dict[str, list[Report]] = {}
        for report in self.reports:
            if report.org is not None:
                self._bodies.setdefault(report.org, []).append(report)

    def of_body(self, org: str) -> list[Report]:
        """The reports of one body, in the order given."""
        return self._bodies.get(org, [])

    def cached(self, make: Callable[..., Value], subject: Any, *more: Any) -> Value:
        """``make(subject, *more)``, worked out once; both are kept alive so that their identity stays theirs."""
        worked = self._kept.setdefault(id(subject), (subject, {}))[1]
        if make not in worked:
            worked[make] = make(subject, *more)
        kept: Value = worked[make]
        return kept

    def lend(self, subject: Any, worked: Worked) -> None:
        """Takes what an earlier run worked out about a subject, and adds to it."""
        self._kept[id(subject)] = (subject, worked)


def is_earlier(other: Report, report: Report) -> bool:
    """Whether ``other`` is an annual report of the same body for a year before."""
    return (other.kind == "annual_report" and other.org == report.org and other.year is not None
            and report.year is not None and other.year < report.year)


class Context:
    """What a check may look at besides its report: the other reports at hand, and work shared between checks.

    ``asked`` notes what was looked at: any of the others, or only the body's earlier reports. A check that asked for
    nothing says the same whatever else is at hand.
    """

    def __init__(self, others: Iterable[Report] = (), together: Together | None = None, own: Report | None = None) -> None:
        self._together = together or Together(others)
        self._own = own
        self.asked: set[Asked] = set()

    @property
    def together(self) -> Together:
        """All reports of this run, the report itself among them."""
        self.asked.add("others")
        return self._together

    @property
    def others(self) -> tuple[Report, ...]:
        """The other reports of this run; never holds the report itself."""
        return tuple(other for other in self.together.reports if other is not self._own)

    def cached(self, make: Callable[[Report], Value], report: Report) -> Value:
        """``make(report)``, worked out once for all checks of a run."""
        return self._together.cached(make, report)

    def worked(self, make: Callable[[Report, Context], Value], report: Report) -> Value:
        """``make(report, context)``, worked out once: for work that rests on other such work and asks for no other report."""
        return self._together.cached(make, report, self)

    def earlier(self, report: Report) -> list[Report]:
        """All earlier annual reports of the same body, latest year first; of several hand-ins the last one given."""
        if report.org is None or report.year is None:
            return []
        self.asked.add("earlier")
        years: dict[int, Report] = {}
        for other in self._together.of_body(report.org):
            if is_earlier(other, report):
                years[other.year or 0] = other
        return [years[year] for year in sorted(years, reverse=True)]

    def previous(self, report: Report, back: int = 1) -> Report | None:
        """The same body's report of ``back`` years before, the latest hand-in when there are several."""
        return next((o for o in self.earlier(report) if o.year == (report.year or 0) - back), None)


Run = Callable[[Report, Context], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered check: ``id``, what it looks for and why (``doc``, of its module), its run and its examples."""

    id: str
    doc: str
    run: Run
    bad: tuple[Example, ...]
    good: tuple[Example, ...]

    @property
    def wording(self) -> Wording:
        """Its texts from resources/checks."""
        return wording(self.id)


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of a check from ``resources/checks/<id>.toml``; message and suggestion are format strings.

    ``suggestions`` holds, by message, what is advised instead of ``suggestion``. ``explain`` tells reviewers what is
    looked for, why, and when the check stays silent; it stands in the help.
    """

    title: str
    family: Family
    severity: Severity
    confidence: float
    basis: str
    suggestion: str
    messages: dict[str, str]
    explain: str = ""
    suggestions: dict[str, str] = field(default_factory=dict)


@cache
def wording(check_id: str) -> Wording:
    """Title, family, severity, confidence, basis, suggestion and messages of a check. KeyError names what lacks."""
    data = tomllib.loads((RESOURCES / f"{check_id}.toml").read_text(encoding="utf-8"))
    return Wording(
        data["title"], data["family"], data["severity"], float(data.get("confidence", 0.9)), data["basis"],
        data["suggestion"], dict(data["messages"]), data.get("explain", ""), dict(data.get("suggestions", {})),
    )


REGISTERED: dict[str, tuple[str, Run]] = {}


def check(check_id: str) -> Callable[[Run], Run]:
    """Registers the ``run`` function of a module as the check with this id. An id taken twice is refused."""

    def register(run: Run) -> Run:
        if check_id in REGISTERED and REGISTERED[check_id][0] != run.__module__:
            raise ValueError(f"two checks with the id {check_id}")
        REGISTERED[check_id] = (run.__module__, run)
        return run

    return register


def rule_of(check_id: str) -> Rule:
    """The rule under an id, with its module's docstring and ``BAD``/``GOOD`` examples."""
    module_name, run = REGISTERED[check_id]
    module = sys.modules[module_name]
    return Rule(check_id, (module.__doc__ or "").strip(), run, tuple(module.BAD), tuple(module.GOOD))


def place(report: Report, start: int, end: int, file: str | None = None) -> Evidence:
    """Evidence at a span of the report's text; pass ``file`` when the report is not the one under check."""
    return Evidence(start, end, report.document.text[start:end], file=file)


def place_cell(report: Report, what: Fact | tuple[FormTable, Cell], file: str | None = None) -> Evidence:
    """Evidence at a fact's cell, or at a cell of an official table. An empty cell has an empty quote at its place."""
    if isinstance(what, Fact):
        return Evidence(what.start, what.end, report.document.text[what.start:what.end], what.table, what.row,
                        what.col, file)
    table, cell = what
    return Evidence(cell.start, cell.end, report.document.text[cell.start:cell.end], table.id, cell.row, cell.col, file)


def find(
    check_id: str,
    evidence: Iterable[Evidence] | Sequence[Evidence],
    message: str = "default",
    *,
    severity: Severity | None = None,
    family: Family | None = None,
    confidence: float | None = None,
    basis: str | None = None,
    suggestion: str | None = None,
    expected: object = None,
    actual: object = None,
    working: str | None = None,
    subject: str = "",
    **values: object,
) -> Finding:
    """A finding of a check in its own wording.

    ``message`` names one of the check's messages, filled with ``values`` plus expected, actual and working. Whatever
    is given overrides the wording's default. ``subject`` tells apart findings that share all their evidence or have
    none.
    """
    texts = wording(check_id)
    places = tuple(evidence)
    said = {"expected": _plain(expected), "actual": _plain(actual), "working": working, **values}
    return Finding(
        check=check_id,
        family=family or texts.family,
        severity=severity or texts.severity,
        confidence=texts.confidence if confidence is None else confidence,
        message=texts.messages[message].format(**said),
        basis=basis or texts.basis,
        suggestion=(suggestion or texts.suggestions.get(message, texts.suggestion)).format(**said),
        evidence=places,
        expected=_plain(expected),
        actual=_plain(actual),
        working=working,
        fingerprint=fingerprint(check_id, places, subject or ("" if places else message)),
    )


def day_zh(iso: str) -> str:
    """An ISO date as it is written in Chinese papers: ``2024-02-19`` is 2024年2月19日."""
    year, month, day = iso.split("-")
    return f"{int(year)}年{int(month)}月{int(day)}日"


def _plain(value: object) -> str | None:
    """A figure as an office writes it: no exponent, no trailing zeros."""
    if value is None:
        return None
    text = f"{value:f}" if hasattr(value, "as_tuple") else str(value)
    return text.rstrip("0").rstrip(".") if "." in text and hasattr(value, "as_tuple") else text
