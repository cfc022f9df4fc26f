"""Which encoding a Chinese text is written in, right also on short texts and on tables that are mostly digits.

Detectors of the general kind guess Russian or Thai there. Here only the encodings that Chinese offices use are tried,
and the one wins whose characters are the ones that people write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from desktop.normal import simplify

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)
_ALIASES = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "hz-gb-2312": "hz", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "cp950": "big5hkscs",
    "utf-8": "utf-8", "utf8": "utf-8", "utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
}
_META = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)

# The words of this kind of text; they decide between encodings when there are only a few characters to go by.
_FAMILIAR = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想"
    "已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指"
    "九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权"
    "收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今"
    "集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响"
    "约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识"
    "适属圆包火住调满县局照参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落"
    "申请答复主动公开依受理办结转审核监督考核评议责任追究培训网站公报新闻发布政策解读回应依据许可处罚强制收费规章规范性文件诉讼"
    "复议维持纠正其他尚未总计自然法人商业企业科研机构社会公益组织服务镇乡街道厅局委员会编制咨询投诉举报信访重复补正掌握现成"
    "上午下条件份篇期人次元万亿零壹贰叁肆伍陆柒捌玖拾佰仟表格序号指标名称单位统计数度历累"
)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    """How much each character speaks for its encoding: the levels of the national standards, and familiar words."""
    out: dict[str, float] = {}
    for lead in range(0xB0, 0xF8):  # GB2312: level one from B0, level two from D8
        out |= dict.fromkeys(_row("gb2312", lead, range(0xA1, 0xFF)), 0.8 if lead < 0xD8 else 0.1)
    big5 = "".join(_row("big5", lead, (*range(0x40, 0x7F), *range(0xA1, 0xFF))) for lead in range(0xA4, 0xC7))  # the 5,401 common ones
    familiar = set(_FAMILIAR)
    for char, plain in zip(big5, simplify(big5), strict=True):
        if char >= "\u4e00":
            out[char] = max(out.get(char, 0.0), 0.8 if plain != char and out.get(plain, 0.0) >= 0.8 else 0.6)
            if plain in familiar:
                out[char] = 1.5
    for char in familiar:
        out[char] = 1.5
    return out


def _row(codec: str, lead: int, trails: Iterable[int]) -> str:
    """The characters of an encoding that begin with a byte; places without one are passed over."""
    return bytes(byte for trail in trails for byte in (lead, trail)).decode(codec, "ignore")


_MARKS = frozenset("，。、；：？！“”‘’（）《》〔〕【】—…·％０１２３４５６７８９　－．\u00a0")
_PINYIN = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü①②③④⑤⑥⑦⑧⑨⑩")
_ORDINARY = re.compile("[\t\n\f\r -\x7f][\t\n\f\r -\x7f]*")  # ASCII, which speaks for no encoding
_CONTROL = re.compile("[\x00-\x1f]")


def score(text: str) -> float:
    """How much a decoded text looks like Chinese: 1.5 and less for each character beyond ASCII."""
    known = _known()
    telling = _ORDINARY.sub("", text)
    total = 0.0
    for char in telling:
        total += known[char] if char in known else _unknown(char)
    count = len(telling) - len(_CONTROL.findall(telling))
    return total / count if count else 0.0


@lru_cache(maxsize=1)
def _known() -> dict[str, float]:
    return dict.fromkeys(_PINYIN, 0.3) | dict.fromkeys(_MARKS, 1.0) | _weights()


def _unknown(char: str) -> float:
    """What a character counts that no Chinese text is likely to hold."""
    if char < " ":
        return -0.5
    if char == "\ufffd":
        return -5.0
    if "\u4e00" <= char <= "\u9fff":
        return -0.4
    return -2.0 if "\ue000" <= char <= "\uf8ff" or "\u0080" <= char <= "\u00a0" else -1.0


def choose(data: bytes, declared: str | None = None) -> str:
    """The name of the codec for the bytes of a Chinese text.

    ``declared`` is what the file says of itself (a meta tag); it is believed as long as the bytes agree.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return codec
    sample = data[:200_000]
    if b"\x00" in sample[:4000]:
        wide = max(("utf-16-le", "utf-16-be"), key=lambda c: score(sample[: len(sample) // 2 * 2].decode(c, "replace")))
        if score(sample.decode(wide, "replace")) > 0.2 or sample.count(0) > len(sample) // 3:
            return wide
    if sample.isascii():
        return "hz" if b"~{" in sample and b"~}" in sample else "utf-8"
    if _is_utf8(sample):
        # A few GBK characters may happen to be valid UTF-8, which then is no Chinese (平台 as "ƽ̨").
        plain = score(sample.decode("utf-8", "ignore"))
        return "gb18030" if plain < 0.2 and score(sample.decode("gb18030", "replace")) > plain else "utf-8"
    said = _ALIASES.get((declared or "").lower())
    if said and said not in ("utf-16", "utf-16-le", "utf-16-be") and score(sample.decode(said, "replace")) > 0.6:
        return said
    best, best_score = "gb18030", score(sample.decode("gb18030", "replace"))
    for codec in ("utf-8", "big5hkscs"):
        found = score(sample.decode(codec, "replace"))
        if found > best_score + 0.05:
            best, best_score = codec, found
    return best


def _is_utf8(sample: bytes) -> bool:
    """Valid UTF-8; the last character may be cut off. Other encodings hardly ever pass by chance."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data" and error.start >= len(sample) - 4
        return cut and not sample[:error.start].isascii()
    return True


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text and the codec that it was read with; undecodable bytes become U+FFFD."""
    codec = choose(data, declared)
    return data.decode(codec, "replace").lstrip("\ufeff"), codec


def declared_in(data: bytes) -> str | None:
    """The charset that a web page or mail part names in its first bytes."""
    match = _META.search(data[:4096])
    return match.group(1).decode("ascii", "ignore") if match else None
