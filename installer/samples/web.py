"""Sample reports as a page of a department's web site, and as plain text copied from one."""

from __future__ import annotations

from html import escape

from installer.samples.content import Sample, Table

_STYLE = """
body{margin:0;font:16px/1.9 "Microsoft YaHei",SimSun,sans-serif;color:#222;background:#f4f6f8}
.head{background:#b3251e;color:#fff;padding:18px 60px;font-size:26px}.nav{background:#8f1c17;padding:6px 60px}
.nav a{color:#fff;margin-right:28px;text-decoration:none}.where{padding:10px 60px;font-size:13px;color:#666}
.main{width:980px;margin:0 auto 30px;background:#fff;padding:30px 60px}h1{font-size:24px;text-align:center}
.info{text-align:center;color:#888;font-size:13px;border-bottom:1px solid #ddd;padding-bottom:8px}
.text p{text-indent:2em;margin:.6em 0}.text p.sign{text-align:right;text-indent:0}
table{border-collapse:collapse;width:100%;font-size:13px}td{border:1px solid #555;padding:3px 5px;text-align:center}
td.l{text-align:left}.foot{background:#444;color:#ccc;text-align:center;padding:16px;font-size:13px}
""".strip()


def _table(table: Table) -> str:
    rows = []
    for row in range(table.rows):
        cells = []
        for cell in (c for c in table.cells if c.row == row):
            spans = "".join(
                f' {name}="{count}"' for name, count in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if count > 1
            )
            kind = ' class="l"' if cell.label else ""
            cells.append(f"<td{kind}{spans}>{escape(cell.text, quote=False)}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return "<table><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"


def html(sample: Sample) -> bytes:
    """The bytes of the page in the sample's encoding."""
    charset = "gb2312" if sample.encoding == "gb18030" else sample.encoding
    text = [f"<p>{escape(line, quote=False)}</p>" for line in sample.intro]
    for head, body in sample.sections:
        text.append(f"<p><strong>{head}</strong></p>")
        if isinstance(body, Table):
            text.append(_table(body))
        else:
            text += [f"<p>{escape(line, quote=False)}</p>" for line in body]
    text += [f'<p class="sign">{line}</p>' for line in sample.signed]
    title = "".join(sample.title)
    site = escape(sample.site)
    page = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="{charset}">
<title>{title}_{site}</title>
<meta name="SiteName" content="{site}">
<meta name="PubDate" content="{sample.posted}">
<style>
{_STYLE}
</style>
</head>
<body>
<div class="head">{site}</div>
<div class="nav"><a href="#">首页</a><a href="#">机构职能</a><a href="#">政务公开</a><a href="#">办事服务</a><a href="#">互动交流</a></div>
<div class="where">当前位置：首页 &gt; 政务公开 &gt; 政府信息公开工作年度报告</div>
<div class="main">
<h1>{title}</h1>
<div class="info">发布日期：{sample.posted}　来源：{site}　【打印】【关闭】</div>
<div class="text">
{chr(10).join(text)}
</div>
</div>
<div class="foot">主办单位：{site}　网站地图　联系我们</div>
</body>
</html>
"""
    return page.encode(sample.encoding)


def txt(sample: Sample) -> bytes:
    """The bytes of the plain text: one paragraph a line, cells parted by bars."""
    lines = [*sample.title, *("　　" + line for line in sample.intro)]
    for head, body in sample.sections:
        lines.append("　　" + head)
        if isinstance(body, Table):
            for row in range(body.rows):
                lines.append("|".join(c.text for c in body.cells if c.row == row))
        else:
            lines += ["　　" + line for line in body]
    lines += sample.signed
    return ("\r\n".join(lines) + "\r\n").encode(sample.encoding)
