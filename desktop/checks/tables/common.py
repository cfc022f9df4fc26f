"""What the checks of the tables share: the ties that fail, the rows whose figures stand one column off, and the cell
that explains the failures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import product

from desktop.checks.base import Context, place, place_cell
from desktop.forms.catalogue import Equation, TableSpec, form
from desktop.report import Cell, Evidence, Fact, FormTable, Report

_BROKEN = 2  # ties of a row that fail when its figures stand one column off
Figures = dict[str, Decimal | None]


@dataclass(frozen=True)
class Failure:
    """A tie that no reading of the figures keeps. ``difference`` is the total less the sum of the parts."""

    spec: TableSpec
    equation: Equation
    total: Decimal
    parts: Decimal
    culprit: str | None = None  # fact key of the one cell whose change would mend every tie it stands in

    @property
    def difference(self) -> Decimal:
        """By how much the total is too large; negative when it is too small."""
        return self.total - self.parts


@dataclass(frozen=True)
class Shift:
    """A row whose figures tie once they are moved by one column; ``columns`` are the places that do not tie now."""

    spec: TableSpec
    row: str
    left: bool
    equations: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Analysis:
    """The failing ties of a report, those explained by a shift left out, and the shifts."""

    failures: tuple[Failure, ...]
    shifts: tuple[Shift, ...]


@lru_cache(maxsize=256)
def _variants(table_id: str, form_id: str) -> tuple[TableSpec, ...]:
    return tuple(t for t in form(form_id).tables if t.id == table_id)


def spec_of_table(report: Report, table: FormTable) -> TableSpec | None:
    """The catalogue's description of a table: of the variants the one that has most of its figures."""
    variants = _variants(table.id, table.form)
    if len(variants) < 2:
        return variants[0] if variants else None
    keys = {f.key for f in report.facts if f.table == table.id}
    return max(variants, key=lambda s: (len(keys & set(s.keys)), -len(s.keys)))


def tables(report: Report) -> list[tuple[FormTable, TableSpec]]:
    """The official tables with their descriptions."""
    return [(t, s) for t in report.tables if (s := spec_of_table(report, t)) is not None]


def facts_of(report: Report, spec: TableSpec) -> dict[str, Fact]:
    """The table's figures by key."""
    places = spec.places
    return {f.key: f for f in report.facts if f.table == spec.id and f.key in places}


def official(report: Report) -> list[tuple[FormTable, TableSpec, dict[str, Fact]]]:
    """The official tables with their descriptions and figures by key, not to be changed; for ``Context.cached``."""
    return [(table, spec, facts_of(report, spec)) for table, spec in tables(report)]


def analyse(report: Report, context: Context) -> Analysis:
    """All failing ties of a report's tables; worked out once a run by ``Context.worked``."""
    failures: list[Failure] = []
    shifts: list[Shift] = []
    for table, spec, facts in context.cached(official, report):
        figures: Figures = {k: f.value for k, f in facts.items()}
        equations = list(spec.equations())
        failing = [e for e in equations if _fails(e, facts, figures) and not (table.rebuilt and _gap_explains(e, figures))]
        found = _shifts(spec, figures, failing, equations)
        explained = {e for s in found for e in s.equations}
        shifts += found
        rest = [e for e in failing if (e.tie.id, e.line) not in explained]
        for equation in rest:
            total, parts = sides(equation, figures)
            failures.append(Failure(spec, equation, total, parts, _culprit(equation, failing, equations, figures)))
    return Analysis(tuple(failures), tuple(shifts))


def failures(report: Report, context: Context, tie: str) -> list[Failure]:
    """The failing ties with an id."""
    return [f for f in context.worked(analyse, report).failures if f.equation.tie.id == tie]


def sides(equation: Equation, figures: Figures) -> tuple[Decimal, Decimal]:
    """The sums of both sides; a blank counts as nothing."""
    zero = Decimal(0)
    return (sum([value for k in equation.total if (value := figures.get(k))], zero),
            sum([value for k in equation.parts if (value := figures.get(k))], zero))


def applies(equation: Equation, figures: Figures) -> bool:
    """Whether there is something to add up: every total given, and a part too."""
    for key in equation.total:
        if figures.get(key) is None:
            return False
    return any(figures.get(key) is not None for key in equation.parts)


def _fails(equation: Equation, facts: dict[str, Fact], figures: Figures) -> bool:
    """Whether a tie fails in every reading of its figures (design rule 3)."""
    if not applies(equation, figures):
        return False
    total, parts = sides(equation, figures)
    if total == parts:
        return False
    doubtful = [facts[k] for k in (*equation.total, *equation.parts) if k in facts and facts[k].readings]
    options = [(f.value, *f.readings) for f in doubtful]
    size = 1
    for values in options:
        size *= len(values)
    if doubtful and size > 300:
        return False
    for chosen in product(*options) if doubtful else ():
        other = {**figures, **{f.key: v for f, v in zip(doubtful, chosen, strict=True)}}
        total, parts = sides(equation, other)
        if total == parts:
            return False
    return True


def has_gap(equation: Equation, figures: Figures) -> bool:
    """Whether a part stands there without a figure."""
    return any(k in figures and figures[k] is None for k in equation.parts)


def _gap_explains(equation: Equation, figures: Figures) -> bool:
    """Whether a cell lost from a table put together again could hold what is missing (design rule 4)."""
    total, parts = sides(equation, figures)
    return total > parts and has_gap(equation, figures)


def _shifts(spec: TableSpec, figures: Figures, failing: Sequence[Equation], every: Sequence[Equation]) -> list[Shift]:
    """Rows that break several ties and tie altogether when moved by one column."""
    out: list[Shift] = []
    if spec.layout == "one-row" or len(failing) < _BROKEN:
        return out
    left_over = list(failing)
    for row in spec.rows:
        keys = spec.keys_of(row)
        if len(keys) < 4:
            continue
        here = set(keys)
        broken = [e for e in left_over if here & {*e.total, *e.parts}]
        if len(broken) < _BROKEN:
            continue
        values = [figures.get(k) for k in keys]
        for left, moved in _moved(values):
            if moved == values:
                continue
            other = {**figures, **dict(zip(keys, moved, strict=True))}
            touched = [e for e in every if here & {*e.total, *e.parts} and applies(e, other)]
            if all(a == b for a, b in (sides(e, other) for e in touched)):
                out.append(Shift(spec, row.key, left, frozenset((e.tie.id, e.line) for e in broken)))
                left_over = [e for e in left_over if e not in broken]
                break
    return out


def _moved(values: Sequence[Decimal | None]) -> Iterable[tuple[bool, list[Decimal | None]]]:
    """The row moved by one column: its parts alone, or with the total; what falls out at the end must be nothing."""
    zero = Decimal(0)
    parts, total = list(values[:-1]), values[-1]
    if not parts[0]:
        yield True, [*parts[1:], zero, total]
        yield True, [*values[1:], sum((v or zero for v in values[1:]), zero)]
    if not parts[-1]:
        yield False, [zero, *parts[:-1], total]
    if not total:
        yield False, [zero, *parts]


def _culprit(equation: Equation, failing: Sequence[Equation], every: Sequence[Equation], figures: Figures) -> str | None:
    """The one cell whose change mends all ties that it stands in, when the row and the column agree on it."""
    found = []
    for key in (*equation.total, *equation.parts):
        if figures.get(key) is None:
            continue
        around = [e for e in every if key in (*e.total, *e.parts) and applies(e, figures) and e.tie.exhaustive]
        if len(around) < 2 or any(e not in failing for e in around):
            continue
        wanted = {_wanted(e, key, figures) for e in around}
        if len(wanted) == 1 and (value := wanted.pop()) >= 0 and value == value.to_integral_value():
            found.append(key)
    return found[0] if len(found) == 1 else None


def _wanted(equation: Equation, key: str, figures: Figures) -> Decimal:
    """The figure with which a tie would hold."""
    total, parts = sides(equation, figures)
    now = figures[key] or Decimal(0)
    return now - (total - parts) if key in equation.total else now + (total - parts)


def wanted(failure: Failure, report: Report) -> Decimal:
    """The figure that the culprit should be."""
    figures: Figures = {k: f.value for k, f in facts_of(report, failure.spec).items()}
    return _wanted(failure.equation, failure.culprit or failure.equation.total[0], figures)


def cell_name(spec: TableSpec, key: str) -> str:
    """A cell as a reviewer says it: row title and column title."""
    found = spec.place(key)
    if found is None:
        return key
    row, column = found
    return f"“{short(row.label)}”行“{short(column.label)}”列" if column.key and len(spec.columns) > 1 else f"“{short(row.label)}”"


def short(label: str) -> str:
    """A label without its explanation in brackets."""
    head, mark, _ = label.partition("（区分")
    head = head if mark else label
    return head if len(head) <= 24 else head[:23] + "…"


def evidence_of(report: Report, spec: TableSpec, equation: Equation, culprit: str | None = None) -> list[Evidence]:
    """The cells of a tie: the totals, the suspected cell, then the parts (of many only those that are not zero)."""
    facts = facts_of(report, spec)
    parts = [k for k in equation.parts if k in facts and (len(equation.parts) <= 8 or facts[k].value)]
    keys = [*equation.total, *([culprit] if culprit else []), *parts]
    return [place_cell(report, facts[k]) for k in dict.fromkeys(keys) if k in facts][:14]


def working(spec: TableSpec, equation: Equation, figures: Figures) -> str:
    """The sum as a reviewer would write it: zeros left out where many parts are."""
    values = [figures.get(k) or Decimal(0) for k in equation.parts]
    shown = [v for v in values if v] if len(values) > 4 else values
    total = sum(values, Decimal(0))
    heads = [figures.get(k) or Decimal(0) for k in equation.total]
    left = "+".join(plain(v) if v >= 0 else f"({plain(v)})" for v in shown)
    left = f"{left}={plain(total)}" if len(shown) > 1 else plain(total)
    right = "+".join(map(plain, heads))
    return f"{left}≠{right}" + (f"={plain(sum(heads, Decimal(0)))}" if len(heads) > 1 else "")


def plain(value: Decimal) -> str:
    """A figure without exponent and needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def hint(report: Report, failure: Failure) -> str:
    """What to look at: the likely wrong cell, or both sides."""
    if failure.culprit is None:
        return "请核对该处合计与各分项。"
    value = plain(wanted(failure, report))
    return f"行、列关系都指向{cell_name(failure.spec, failure.culprit)}，该格很可能应为{value}，请核对。"


def label_evidence(report: Report, table: FormTable, row: str) -> Evidence | None:
    """The label cell of a row."""
    for r, c, key in table.labels:
        if key == row:
            cell = table.at(r, c)
            return place_cell(report, (table, cell)) if cell else None
    return None


def head_evidence(report: Report, table: FormTable) -> Evidence:
    """The table's first cell with text; its span when it has none."""
    first: Cell | None = next((c for c in table.cells if c.text.strip()), None)
    return place_cell(report, (table, first)) if first else place(report, table.start, table.end)
