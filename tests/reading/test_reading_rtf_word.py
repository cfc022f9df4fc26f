"""Rich text as Word and WPS write it: hidden destinations, code page bytes in pieces, merged and nested rows."""

from __future__ import annotations

import pytest

from desktop.reading import read_bytes
from desktop.report import Document


def gbk(text: str) -> str:
    """Hanzi as escaped bytes of code page 936."""
    return "".join(c if c.isascii() else "".join(f"\\'{b:02x}" for b in c.encode("gbk")) for c in text)


def uni(text: str, skipped: int) -> str:
    """Hanzi as numbers with what an old program shows instead."""
    shown = {0: lambda c: " ", 1: lambda c: "?", 2: gbk}[skipped]
    return "".join(f"\\u{ord(c) if ord(c) < 0x8000 else ord(c) - 0x10000}{shown(c)}" for c in text)


HEAD = (
    r"{\rtf1\adeflang1025\ansi\ansicpg936\uc2\adeff0\deff0\stshfdbch13{\fonttbl{\f0\froman\fcharset0\fprq2{\*\panose 02020603}"
    r"Times New Roman;}{\f13\fnil\fcharset134\fprq2{\*\panose 02010600}\'cb\'ce\'cc\'e5{\*\falt SimSun};}}{\colortbl;\red0\green0"
    r"\blue0;}{\*\defchp \fs22}{\stylesheet{\ql \snext0 Normal;}{\*\cs10 \additive Default Paragraph Font;}{\*\ts11\tsrowd "
    r"Normal Table;}}{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc0{\leveltext\'02\'00.;}{\levelnumbers\'01;}}}}"
    r"{\*\listoverridetable}{\*\rsidtbl \rsid1}{\mmathPr\mmathFont34}{\info{\title x}{\author y}{\operator z}}{\*\xmlnstbl "
    r"{\xmlns1 http://x}}\paperw11906{\*\ftnsep \pard\plain \chftnsep \par}{\*\pnseclvl1\pnucrm{\pntxta .}}"
)


def rtf(body: str) -> Document:
    document = read_bytes((HEAD + body + r"{\*\themedata 504b0304}{\*\colorschememapping 3c3f}{\*\latentstyles x}{\*\datastore 01}}")
                          .encode("latin-1"))
    for table in document.tables:
        for cell in table.cells:
            assert document.text[cell.start:cell.end] == cell.text
    return document


def row(definition: str, *cells: str) -> str:
    """A row as Word writes it: its definition before the cells and again, in a group, behind them."""
    return rf"\trowd\trgaph108\trleft-108 {definition}\pard\plain \intbl " + "".join(
        r"{\rtlch\fcs1 \af0 \ltrch\fcs0 \hich\af0\dbch\af13\loch\f0 " + gbk(cell) + r"\cell }" for cell in cells
    ) + rf"\pard \intbl {{\trowd\trgaph108\trleft-108 {definition}\row }}"


@pytest.mark.parametrize("body", [
    gbk("云台县共受理"), uni("云台县共受理", 2), r"{\uc1 " + uni("云台县共受理", 1) + "}", r"{\uc0" + uni("云台县共受理", 0) + "}",
    r"{\f13 \'d4}{\f13 \'c6}{\f13 " + gbk("台县共受理") + "}", "\\'d4\r\n\\'c6" + gbk("台县共受理"),
    r"{\f13 \'d4{\*\bkmkstart _Toc1}{\*\bkmkend _Toc1}\'c6" + gbk("台县共受理") + "}", r"{\f0 " + gbk("云台县共受理") + "}",
    r"{\rtlch\fcs1 \af0 \ltrch\fcs0 \loch\af0\hich\af0\dbch\f13 " + gbk("云台县") + r"\hich\af0\dbch\f13\loch\f0 " + gbk("共受理") + "}",
])
def test_hanzi_in_every_writing(body: str) -> None:
    assert rtf(r"\pard\plain \ql " + body + r"{\hich\af0 12}" + gbk("件") + r"\par }").text == "云台县共受理12件"


def test_bytes_that_look_like_braces() -> None:
    text = "賑災盶開昞昡乗"  # second bytes of these are \ ] { }
    body = HEAD.encode("latin-1") + rb"\pard " + text.encode("gbk") + rb"\par }"
    assert read_bytes(body).text == text


def test_merged_down_and_across() -> None:
    borders = r"\clvertalc\clbrdrt\brdrs\brdrw10 \cltxlrtb\clftsWidth3\clwWidth2000 "
    first = rf"\clvmgf{borders}\cellx2000{borders}\cellx4000{borders}\cellx6000"
    second = rf"\clvmrg{borders}\cellx2000{borders}\cellx4000{borders}\cellx6000"
    last = rf"\clmgf{borders}\cellx2000\clmrg{borders}\cellx4000{borders}\cellx6000"
    table = rtf(row(first, "办理结果", "公开", "1") + row(second, "", "不予公开", "2") + row(last, "合计", "", "3")
                + r"\pard\plain " + gbk("完") + r"\par ").tables[0]
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in table.cells] == [
        (0, 0, 2, 1, "办理结果"), (0, 1, 1, 1, "公开"), (0, 2, 1, 1, "1"), (1, 1, 1, 1, "不予公开"), (1, 2, 1, 1, "2"),
        (2, 0, 1, 2, "合计"), (2, 2, 1, 1, "3"),
    ]


def test_merged_cells_of_a_nested_table() -> None:
    def inner(definition: str, *cells: str) -> str:
        return "".join(r"\pard\intbl\itap2 {" + gbk(c) + r"\nestcell{\nonesttables\par }}" for c in cells) + (
            rf"\pard\intbl\itap2 {{\*\nesttableprops\trowd\trgaph108 {definition}\nestrow}}{{\nonesttables\par }}"
        )

    body = (
        r"\trowd\trleft-108\cellx2000\cellx8000\pard\intbl " + gbk("外") + r"\cell "
        + inner(r"\clmgf\cellx3000\clmrg\cellx4000\cellx5000", "上", "", "左")
        + inner(r"\clvmgf\cellx3000\cellx4000\cellx5000", "甲", "1", "2") + inner(r"\clvmrg\cellx3000\cellx4000\cellx5000", "", "3", "4")
        + r"\pard\intbl \cell {\trowd\trleft-108\cellx2000\cellx8000\row }" + row(r"\cellx2000\cellx8000", "下", "面") * 4
    )
    outer, nested = rtf(body + r"\pard " + gbk("完") + r"\par ").tables
    assert [(c.row, c.col, c.text) for c in outer.cells if c.col == 0] == [(0, 0, "外"), *((n, 0, "下") for n in range(1, 5))]
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in nested.cells] == [
        (0, 0, 1, 2, "上"), (0, 2, 1, 1, "左"), (1, 0, 2, 1, "甲"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "2"), (2, 1, 1, 1, "3"),
        (2, 2, 1, 1, "4"),
    ]


def test_what_word_keeps_out_of_sight() -> None:
    body = (
        r"\pard " + gbk("正文") + r"{\field\fldedit{\*\fldinst {HYPERLINK " + '"http://x"' + r"}}{\fldrslt {" + gbk("网址") + "}}}"
        r"{\*\bkmkstart a}{\*\bkmkend a}{\*\atrfstart 1}{\*\atnid x}{\*\annotation " + gbk("批注") + r"}{\*\unknownword " + gbk("别的")
        + r"}{\object\objemb{\*\objclass Excel.Sheet.8}{\*\objdata 0105}{\result {\pict\wmetafile8 0100}}}"
        r"{\*\shppict{\pict\pngblip 8950}}{\nonshppict{\pict\wmetafile8 0100}}\par "
        r"{\shp{\*\shpinst\shpleft1{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard " + gbk("框内") + r"\par }}{\shprslt{\*\do\dptxbx"
        r"{\dptxbxtext\pard " + gbk("框内") + r"\par }}}}" + gbk("后文") + r"\par "
    )
    assert rtf(body).text == "正文网址\n后文\n框内"


def test_numbers_that_are_no_characters_are_left_out() -> None:
    assert rtf(r"\pard {\uc0 \u-70000 \u9999999999 \u0 \u20113 }\par ").text == "云"
