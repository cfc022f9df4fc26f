"""Control words of RTF: what is a character, what is skipped, what stands for which encoding."""

from __future__ import annotations

import re

# A control word with its number, an escaped byte, a control sign, a brace, text, a line end.
TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.S
)
# The same where text stands unescaped in GBK or Big5, whose second bytes may look like braces and backslashes.
TOKEN_WIDE = re.compile(
    TOKEN.pattern.replace(rb"([^\\{}\r\n]+)", rb"((?:[\x81-\xfe][\x40-\x7e\x80-\xfe]|[^\\{}\r\n])+)"), re.S
)
CODEPAGES = {
    0: "", 1: "", 2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253",
    162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}
WIDE = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8"}
CHARS = {
    b"tab": "\t", b"line": "\n", b"lbr": "\n", b"page": "\n", b"softline": "\n", b"emdash": "—", b"endash": "–",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": "\u2003",
    b"enspace": "\u2002", b"qmspace": "\u2005",
}
SKIPPED = frozenset((
    b"colortbl", b"pict", b"filetbl", b"listtable", b"listoverridetable", b"revtbl", b"rsidtbl", b"fldinst", b"objdata",
    b"objclass", b"objname", b"shprslt", b"nonshppict", b"nonesttables", b"themedata", b"colorschememapping", b"datastore", b"latentstyles",
    b"xmlnstbl", b"annotation", b"atnid", b"atnauthor", b"atrfstart", b"atrfend", b"datafield", b"generator", b"template",
    b"footnotesep", b"ftnsepc", b"ftncn", b"aftnsep", b"aftnsepc", b"aftncn", b"private", b"comment", b"author", b"operator",
    b"company", b"keywords", b"subject", b"category", b"manager", b"doccomm", b"hlinkbase", b"creatim", b"revtim", b"printim",
    b"buptim", b"bkmkstart", b"bkmkend", b"sn", b"sv", b"xe", b"tc", b"falt", b"panose", b"fname", b"mmathPr", b"wgrffmtfilter",
))
# Destinations marked as optional (\*) that nevertheless hold text which Word shows.
SHOWN = frozenset((b"shpinst", b"shptxt", b"ud", b"nesttableprops", b"footnote", b"pntext", b"listtext", b"fldrslt"))
RUNNING = frozenset((b"header", b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf"))
MULTIBYTE = frozenset((*WIDE.values(), "big5hkscs", "cp949", "cp932"))
# Words that end a stretch of text: no character goes on behind them.
ENDS = frozenset((*CHARS, b"par", b"sect", b"cell", b"nestcell", b"row", b"nestrow", b"u"))
