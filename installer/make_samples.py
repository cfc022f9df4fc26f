"""Makes the sample reports in resources/samples again: python installer/make_samples.py

The content stands in installer/samples/*.toml; the bodies, places and figures are invented. The same content gives
the same bytes. Also writes planted.toml, the list of what is wrong in them on purpose.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from installer.samples.content import Cell, Sample, Table, load  # noqa: E402
from installer.samples.page import pdf  # noqa: E402
from installer.samples.web import html, txt  # noqa: E402
from installer.samples.word import docx  # noqa: E402

OUT = ROOT / "resources" / "samples"
WRITERS = {"docx": docx, "pdf": pdf, "html": html, "txt": txt}
HEAD = "# 示例报告中有意埋入的差错清单，由 installer/make_samples.py 生成，请勿手工修改。\n# 示例中的单位、地名、数据均为虚构；清单中没有列出的文件没有差错。\n"


def traditional(sample: Sample) -> Sample:
    """The sample in traditional script, the list of its errors included."""
    from opencc import OpenCC

    turn = OpenCC("s2t").convert

    def table(item: Table) -> Table:
        cells = [Cell(c.row, c.col, c.rowspan, c.colspan, turn(c.text), c.label, c.key) for c in item.cells]
        return Table(item.rows, item.cols, cells, item.widths)

    sections: list[tuple[str, list[str] | Table]] = [
        (turn(head), table(body) if isinstance(body, Table) else [turn(line) for line in body])
        for head, body in sample.sections
    ]
    planted = [{k: turn(v) if k == "quote" else v for k, v in item.items()} for item in sample.planted]
    return replace(
        sample, site=turn(sample.site), title=[turn(t) for t in sample.title], signed=[turn(t) for t in sample.signed],
        intro=[turn(t) for t in sample.intro], sections=sections, planted=planted,
    )


def samples() -> list[Sample]:
    """All samples in order."""
    loaded = [load(path) for path in sorted((Path(__file__).parent / "samples").glob("*.toml"))]
    return [traditional(sample) if sample.script == "hant" else sample for sample in loaded]


def toml(items: list[dict[str, Any]]) -> str:
    """The list of planted errors as TOML."""
    order = ["file", "quote", "table", "row", "col", "family", "severity", "what"]
    blocks = [
        "[[planted]]\n"
        + "".join(f"{key} = {json.dumps(item[key], ensure_ascii=False)}\n" for key in order if key in item)
        for item in items
    ]
    return HEAD + "\n" + "\n".join(blocks)


def make(out: Path = OUT) -> list[Path]:
    """Write all files into a folder; returns their paths."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    planted: list[dict[str, Any]] = []
    for sample in samples():
        path = out / sample.file
        path.write_bytes(WRITERS[sample.format](sample))
        written.append(path)
        planted += sample.planted
    (out / "planted.toml").write_text(toml(planted), encoding="utf-8")
    return written


if __name__ == "__main__":
    for made in make(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT):
        print(made)
