"""Pages and web archives saved by Word and WPS: conditional comments, list marks, rows without height, changes."""

from __future__ import annotations

import quopri

import pytest

from desktop.reading import read_bytes
from desktop.reading.docx_xml import TRACKED

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head><meta http-equiv=Content-Type
content="text/html; charset=gb2312"><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument>
<w:View>Print</w:View></w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {margin:0} @page WordSection1 {size:595pt} -->
</style></head><body lang=ZH-CN><div class=WordSection1><p class=MsoNormal><span style='font-family:宋体'>云台县<span
lang=EN-US>2023</span>年年度报告<o:p></o:p></span></p><p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、</span><![endif]>总体情况
</p><p class=MsoListParagraph><!--[if !supportLists]--><span style='mso-list:Ignore'>1.</span><!--[endif]-->主动公开</p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape><v:textbox><p>框内</p></v:textbox></v:shape><![endif]--><![if !vml]><span
style='mso-ignore:vglayout'><table><tr><td>框内</td></tr></table></span><![endif]>正文</p>
<p>共<del cite="mailto:x" datetime="2024-01-02T10:00">10</del><ins cite="mailto:x" datetime="2024-01-02T10:00">12</ins>件</p>
<table class=MsoNormalTable border=1><tr><td rowspan=2><p>结果</p></td><td><p>公开</p></td><td><p>1<o:p></o:p></p></td></tr><tr>
<td><p>不予公开</p></td><td><p>2<o:p>&nbsp;</o:p></p></td></tr><![if !supportMisalignedColumns]><tr height=0><td width=100
style='border:none'></td><td width=50 style='border:none'></td><td style='border:none'></td></tr><![endif]></table>
<span style='mso-hide:all;display:none'>暗</span></div><div style='mso-element:footer'><p>- 1 -</p></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p>批注内容</p></div></div></body></html>"""
TEXT = ["云台县2023年年度报告", "一、总体情况", "1.主动公开", "框内", "正文", "共12件", "结果\t公开\t1\n不予公开\t2"]

WPS = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html xmlns="http://www.w3.org/1999/xhtml"
xmlns:wpsCustomData="http://www.wps.cn"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="ProgId"
content="Word.Document"><!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--><!--[if gte mso 9]><xml><w:LatentStyles>
</w:LatentStyles></xml><![endif]--></head><body style="tab-interval:21pt;"><!--StartFragment--><div class="Section0"><p class=MsoNormal>
<b><span style="mso-spacerun:'yes';">云台县</span></b><b><span><font face="宋体">报告</font></span></b><b><span><o:p></o:p></span></b></p>
<table class=MsoTableGrid><tr><td colspan=2><p>甲<o:p>&nbsp;</o:p></p></td></tr><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td>
</tr></table></div><!--EndFragment--></body></html>"""


def archive(page: str) -> bytes:
    """The page as Word saves it into one file."""
    part = (b"------=_NextPart_01D\r\nContent-Location: file:///C:/%s.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
            b'Content-Type: text/html; charset="gb2312"\r\n\r\n')
    head = "<html><body><div style='mso-element:header'><p>云台县人民政府</p></div></body></html>"
    return (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_NextPart_01D"; type="text/html"\r\n\r\n'
        b"This document is a Single File Web Page.\r\n\r\n" + part % b"x" + quopri.encodestring(page.encode("gbk")) + b"\r\n" + part % b"header"
        + quopri.encodestring(head.encode("gbk")) + b"\r\n------=_NextPart_01D--\r\n"
    )


@pytest.mark.parametrize("data", [WORD.encode("gbk"), archive(WORD)], ids=["html", "mht"])
def test_a_page_saved_by_word(data: bytes) -> None:
    document = read_bytes(data)
    assert [document.text[b.start:b.end] for b in document.blocks if b.kind != "furniture"] == TEXT
    assert [document.text[b.start:b.end] for b in document.blocks if b.kind == "furniture"] == ["- 1 -", "批注内容"]
    assert document.notices == (TRACKED,)


def test_a_page_saved_by_wps() -> None:
    document = read_bytes(WPS.encode())
    assert document.text == "云台县报告\n甲\n1\t2\n3\t4" and not document.notices
    assert [(c.row, c.col, c.colspan) for c in document.tables[0].cells][:2] == [(0, 0, 2), (1, 0, 1)]


def test_text_struck_out_by_hand_is_shown() -> None:
    assert read_bytes("<html><p>共<del>10</del>12件</p></html>".encode()).text == "共1012件"
