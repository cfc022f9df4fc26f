"""The catalogue is data: every tie, bound and cover must refer to rows and columns that exist."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from desktop.forms import catalogue
from desktop.forms.catalogue import Form, TableSpec, due_form, forms, spec_of, table_specs
from desktop.forms.match import align

TABLES = [(f, t) for f in forms() for t in f.tables]


@pytest.mark.parametrize(("form", "table"), TABLES, ids=lambda v: getattr(v, "variant", "") or getattr(v, "id", ""))
def test_ties_bounds_and_covers_refer_to_existing_cells(form: Form, table: TableSpec) -> None:
    keys = set(table.keys)
    rows, columns = {r.key for r in table.rows}, {c.key for c in table.columns}
    for row in table.rows:
        assert set(row.columns) <= columns
        assert set(row.replaces) <= rows
    for tie in table.ties:
        known = columns if tie.over == "rows" else rows
        assert {*tie.total, *tie.parts} <= known, tie.title
    for equation in table.equations():
        assert {*equation.total, *equation.parts} <= keys, equation
    for bound in table.bounds:
        assert any(b is bound for b, _, _ in table.limits()), bound
    for _, small, large in table.limits():
        assert {small, large} <= keys
    for cover in table.covers:
        assert {cover.total, *cover.parts} <= rows


@pytest.mark.parametrize("form", forms(), ids=lambda f: f.id)
def test_no_key_or_tie_stands_twice(form: Form) -> None:
    for table in form.tables:
        assert len(set(table.keys)) == len(table.keys)
        assert len({r.key for r in table.rows}) == len(table.rows)
    roles = [s.role for s in form.sections]
    assert len(set(roles)) == len(roles)


def test_every_row_of_a_form_finds_itself_by_its_label() -> None:
    for table in table_specs():
        own = [r for r in table.rows if table.layout == "rows"]
        matched = align([r.label for r in own], table)
        assert [m.row.key for m in matched] == [r.key for r in own]


@pytest.mark.parametrize(
    ("year", "form"), [(2008, "2008"), (2013, "2008"), (2014, "2014"), (2018, "2014"), (2019, "2019"), (2020, "2019"),
                       (2021, "2021"), (2030, "2021")],
)
def test_the_form_of_a_year(year: int, form: str) -> None:
    due = due_form(year)
    assert due is not None and due.id == form


def test_sizes_of_the_official_tables() -> None:
    def cells(table_id: str, form_id: str) -> int:
        spec = spec_of(table_id, form_id)
        assert spec is not None
        return sum(len(spec.columns_of(r)) for r in spec.own_rows)

    assert cells("applications", "2021") == 175 and cells("applications", "2019") == 161
    assert cells("disclosure", "2021") == 10 and cells("disclosure", "2019") == 22
    assert cells("review", "2021") == cells("review", "2019") == 15


def test_a_new_form_is_a_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in catalogue.RESOURCES.glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    text = (tmp_path / "2021.toml").read_text(encoding="utf-8")
    new = re.sub(r"first_year = 2021", "first_year = 2027", text.replace('id = "2021"', 'id = "2027"', 1))
    (tmp_path / "2027.toml").write_text(new, encoding="utf-8")
    old = text.replace("first_year = 2021", "first_year = 2021\nlast_year = 2026")
    (tmp_path / "2021.toml").write_text(old, encoding="utf-8")
    assert tomllib.loads(new)["id"] == "2027"
    monkeypatch.setattr(catalogue, "RESOURCES", tmp_path)
    catalogue.forms.cache_clear()
    try:
        due = due_form(2028)
        assert due is not None and due.id == "2027"
        assert due.table("applications") is not None
    finally:
        monkeypatch.undo()
        catalogue.forms.cache_clear()
