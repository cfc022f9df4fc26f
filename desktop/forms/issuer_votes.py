"""Whose report a document without a body in its title is: by votes of signature, foreword, file name and text.

Apart from ``issuer``, since most reports name their body in the title and the many patterns here take long to compile.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath

from desktop.forms.dates import DATE, YEAR
from desktop.forms.issuer import FAR, GOVERNMENT, government, places_in
from desktop.forms.lines import Prose, flat

_END = (
    r"(?:人民政府(?:办公[厅室])?|政府办公[厅室]|管理委员会(?:办公室)?|管委会(?:办公室)?|街道办事处|办事处|委员会(?:办公室)?|"
    r"[\u4e00-\u9fff]{1,14}?(?:局|厅|委员会|委|办公室|中心|支队|总队|大队|署|处))"
)
_PLACE = (
    r"[\u4e00-\u9fff]{2,12}?(?:自治区|自治州|自治县|综合实验区|经济技术开发区|高新技术产业开发区|高新技术开发区|开发区|高新区|"
    r"工业园区|示范区|管理区|新区|实验区|试验区|保税区|风景区|街道|省|市|县|区|旗|州|盟|镇|乡)"
)
_BODY = re.compile(rf"(?:{_PLACE}){{1,3}}{_END}")
_BODY_END = re.compile(_END)
_SHORT = re.compile(r"(?<![\u4e00-\u9fff])(?:请?与|在|由|可以查阅|查阅|针对)?(?P<kind>[区县市])(?P<name>[\u4e00-\u9fff]{2,9}?(?:局|委员会))(?!、)")
_HANDED_IN = re.compile(rf"现将(?P<b>{_BODY.pattern})(?={YEAR}年)|公布(?:{YEAR}年度)?(?P<c>{_BODY.pattern})(?:政府)?信息公开")
# A foreword names the body before the year or before what it did, known place or not.
_OWN = r"(?P<b>[\u4e00-\u9fff]{2,30}?(?:局|厅|委|委员会|办|办公室|办公厅|中心|政府|管委会|办事处|院|学校|大学|中学|小学|支队|总队|大队|站|所|署|处|社|会|馆|街道|镇|乡))"
_ABOUT = rf"{YEAR}年?(?:度)?(?:的)?(?:政府信息|政务信息|政务|信息)公开"
_FOREWORD = (
    re.compile(rf"(?:公布|发布|公开|编制|编写|形成|制作|现将|就)(?:了|出)?{_OWN}(?:关于)?{_ABOUT}"),
    re.compile(rf"(?:^|[。，；：\n])(?:本报告)?由?{_OWN}(?:组织|牵头|负责|汇总)?(?:编制|编写|制作|公布|发布)了?(?:本机关|本单位|本部门)?{_ABOUT}"),
    re.compile(rf"(?:^|\n){_OWN}(?:关于)?{_ABOUT}(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报)"),
    re.compile(rf"由{_OWN}(?:组织|牵头|负责)?(?:编制|编写|撰写|制作)(?=[。，；的本]|\n|完成|而成|发布|并)"),
)
_NO_BODY = re.compile(r"^(?:[本我该各全现将的为于按]|主动|依法|及时|政府信息|国务院|全国|有关|相关|单位|机关|部门|通过)|要求|规定|条例|根据|按照|(?:^|[一-龥])各")
_OPENING = re.compile(rf"{YEAR}年度?[，,]?(?P<b>{_BODY.pattern})(?=[，,以坚持认深按严围紧全积在始不高])")
_DOES = r"(?=认真|坚持|始终|严格|深入|积极|高度重视|紧紧|全面|按照|围绕|以|不断|深化|于20\d\d年)"
_SUBJECT = re.compile(rf"(?:^|[，。；是\n])(?P<b>{_BODY.pattern}){_DOES}")
_SHORT_SUBJECT = re.compile(rf"{YEAR}年度?[，,]?(?P<b>[区县市镇乡][\u4e00-\u9fff]{{2,12}}?(?:局|委|委员会|办|办公室|中心)){_DOES}")
_PLACE_SUBJECT = re.compile(rf"{YEAR}年度?[，,]?(?P<b>[\u4e00-\u9fff]{{2,8}}?(?:街道|镇|乡)){_DOES}")
_AREA_SUBJECT = re.compile(rf"(?:^|\n|。){YEAR}年度?[，,](?P<b>[\u4e00-\u9fff]{{2,4}}?[县区市旗]){_DOES}")
_NO_AREA = re.compile("(?:城|辖|园|社|景|示范|新|小|镇|片|全|超|门|都)[区市]$|[在对使让为向于和与及]|[省市县区].*[省市县区]")
_LIES = re.compile(r"(?:^|\n)(?P<b>[\u4e00-\u9fff]{2,8}?(?:街道|镇|乡))(?=(?:现|共|下|总|管)?辖|位于|地处|总面积|党委|党工委)")
# A body's own documents: what it draws up bears its name, and its gazette does. Guides are copied from other bodies.
_DRAWN_UP = re.compile(
    rf"(?:修订|制定|制订|编制|印发|出台|完善|汇编|下发)(?:了|出|并印发|印发|出台|完善)?(?:的)?《"
    rf"(?:(?P<b>{_BODY.pattern})(?!政府信息公开(?:指南|目录))|(?P<area>[\u4e00-\u9fff]{{2,4}}?[县区市旗镇乡]))(?=(?:政府信息|政务信息|信息|政务)(?:公开|发布))"
    rf"|《(?P<c>[\u4e00-\u9fff]{{2,10}}?(?:人民政府|管委会))公报》"
)
_SHORT_FORMS = {
    "住建局": "住房和城乡建设局", "发改委": "发展和改革委员会", "发改局": "发展和改革局", "人社局": "人力资源和社会保障局",
    "卫健委": "卫生健康委员会", "卫健局": "卫生健康局", "卫计委": "卫生和计划生育委员会", "卫计局": "卫生和计划生育局",
    "市监局": "市场监督管理局", "国土局": "国土资源局", "环保局": "环境保护局", "安监局": "安全生产监督管理局",
    "经信局": "经济和信息化局", "经信委": "经济和信息化委员会", "工信局": "工业和信息化局", "医保局": "医疗保障局",
    "经贸局": "经济贸易局", "经发局": "经济发展局", "食药监局": "食品药品监督管理局", "质监局": "质量技术监督局",
}
_OWN_AREA = re.compile("[我本](?:县|市|区|省|镇|乡|街道)(?!级|直|属|人|域)")  # 全市 is said by its bureaus too
_CONTACT = re.compile(
    rf"(?:与|请联系|请致电|可致电|请咨询)(?P<b>{_BODY.pattern}?)(?=(?:政府信息公开|信息公开|政务公开)?(?:工作)?(?:领导小组)?(?:办公室|办|科|处)?(?:联系|[，（：](?:联系)?(?:地址|电话|办公地址)))"
)
_PORTAL = re.compile(rf"(?:通过|在|登录|可从)(?P<b>{_BODY.pattern})(?<=[局委会厅])(?:政府|官方)?(?:门户)?网站")


def found_by_votes(prose: Prose, text: str, file: str) -> tuple[str, tuple[int, int] | None]:
    """The body by votes of signature, foreword, header line, file name and mentions."""
    votes: Counter[str] = Counter()
    where: dict[str, tuple[int, int]] = {}
    pronoun = _pronoun(text)

    def vote(name: str, weight: int, start: int | None = None, sure: bool = False) -> None:
        name = _tidy(name)
        if not name or not (sure or _fits(name, pronoun)):
            return
        votes[name] += weight
        if start is not None and name not in where:
            at = text.find(name, start)
            if at >= 0:
                where[name] = prose.span(at, at + len(name))

    tail = max(0, len(text) - 160)
    signed = re.search(rf"(?:^|[\s。；xls])({_BODY.pattern})\n?{DATE}\W*$", text[tail:])
    if signed:
        vote(signed[1], 12, tail, sure=True)
    for match in _HANDED_IN.finditer(text[:3000]):
        vote(match["b"] or match["c"], 8, match.start(), sure=True)
    for pattern in _FOREWORD:
        for match in pattern.finditer(text[:3000]):
            if not _NO_BODY.search(match["b"]):
                vote(_placed(match["b"], text), 8, match.start("b"), sure=True)
    for match in _OPENING.finditer(text[:6000]):
        vote(match["b"], 5, match.start())
    for match in _SUBJECT.finditer(text[:1500]):
        vote(match["b"], 3, match.start("b"))
    for match in _SHORT_SUBJECT.finditer(text[:1500]):
        vote(_placed(match["b"], text), 5, match.start("b"))
    for match in _PLACE_SUBJECT.finditer(text[:1500]):
        if not _NO_BODY.search(match["b"]):
            vote(government(match["b"], text), 5, match.start("b"), sure=True)
    for match in _AREA_SUBJECT.finditer(text[:1500]):
        if not (_NO_BODY.search(match["b"]) or _NO_AREA.search(match["b"])):
            vote(government(match["b"], text), 5, match.start("b"))
    for match in _LIES.finditer(text[:1500]):
        if not _NO_BODY.search(match["b"]):
            vote(government(match["b"], text), 5, match.start("b"), sure=True)
    for line in prose.lines[:8]:
        if _BODY.fullmatch(line.text):
            vote(line.text, 6 if line.kind != "furniture" else 3, sure=True)
    for match in _CONTACT.finditer(text[:3000]):
        vote(_office_off(match["b"]), 5, match.start())
    for match in _PORTAL.finditer(text[:3000]):
        vote(match["b"], 5, match.start())
    named = _BODY.match(re.sub(rf"^[\W\d_]*(?:{YEAR}年度?)?[\W_]*", "", flat(PurePath(file).stem).text))
    if named:
        vote(named.group(), 9, sure=True)
    for at, name, weight in _mentions(text[:FAR]):
        vote(name, weight, at)
    for at, name in _short_names(text[:FAR]):
        vote(name, 3, at)
    for match in _DRAWN_UP.finditer(text[:FAR]) if "《" in text else ():
        name = match["b"] or match["c"] or government(match["area"], text)
        if not _NO_BODY.search(name):
            vote(name, 5, match.start(), sure=len(_OWN_AREA.findall(text)) < 2)
    fitting = {n: v for n, v in votes.items() if v >= (3 if pronoun == "bureau" else 2)}
    if not fitting or (max(fitting.values()) < 5 and pronoun is None):
        return "", None
    org = max(fitting, key=lambda n: (fitting[n], len(n)))
    return _in_full(org, text), where.get(org)


def _in_full(org: str, text: str) -> str:
    """A short name in full: the place that the text writes before it elsewhere, and the usual full name of the bureau."""
    if re.match("[市县区](?![政府人民])", org):
        said = sorted(set(re.findall(f"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,3}}(?={org})", text)))
        org = said[0] + org if len(said) == 1 and not _NO_BODY.search(said[0]) else org
    short = next((s for s in _SHORT_FORMS if org.endswith(s)), "")
    place = org.removesuffix(short)
    return place + _SHORT_FORMS[short] if short and re.search("[省市县区州旗]$", place) else org


def _placed(name: str, text: str) -> str:
    """A body named without its place (区统计局) with the one place of that kind that the text names, where it names one."""
    if not re.match("[省市县区][^政府人民]", name):
        return name
    places = Counter(p for _, p in places_in(text[:FAR]) if p.endswith(name[0]))
    return places.most_common(1)[0][0] + name[1:] if places else name


def _pronoun(text: str) -> str | None:
    """How the text speaks of its own body: 我局, 我办, or as a whole place (我县, 全市)."""
    own = Counter(re.findall("[我本](局|办|委|厅|县|市|区|省|镇|乡|街道)(?!级|直|属|人|域)", text))
    for word, count in own.most_common(1):
        if word in "局厅委":
            return "bureau"
        if word == "办":
            return "office"
        if count:
            return "government"
    if re.search("全[县市区省镇乡](?!面)|[县市区]直", text):
        return "government"
    return None


def _fits(name: str, pronoun: str | None) -> bool:
    """Whether a body can be the one that speaks of itself so."""
    if name.endswith(("大厅", "中心", "处")):
        return False
    if pronoun == "bureau":
        return bool(re.search("(?:局|厅|委员会|委)$", name)) and not re.search("管委会?|管理委员会|工委", name)
    if pronoun == "office":
        return name.endswith(("办公室", "办公厅"))
    if pronoun == "government":
        return bool(GOVERNMENT.search(name))
    return True


def _mentions(text: str) -> list[tuple[int, str, int]]:
    """Bodies named in running text with the weight of each mention.

    A body's own guide or notices tell more than its name in passing; the name of a website tells nothing, and neither
    does the title of another's document.
    """
    out = []
    for start, place in places_in(text):
        match = _BODY_END.match(text, start + len(place))
        if not match:
            continue
        name = place + match.group()
        after, before = text[match.end():match.end() + 12], text[max(0, start - 8):start]
        if re.match("[”’]?(?:政府)?(?:信息公开)?(?:门户|政务|官方)?(?:网|微信|微博|公报)", after) and not re.match("[”’]微信公众号", after):
            continue
        if before.endswith("《"):
            own = re.search("(?:编制|印发|制定|出台|下发|修订|完善)(?:了|完善)?《$", before)
            out.append((start, name, 4 if own and re.match("政府信息公开(?:指南|目录)", after) else 3 if own else 0))
        else:
            out.append((start, name, 2))
    return out


def _short_names(text: str) -> list[tuple[int, str]]:
    """A department named without its place (区财政金融局), with the one place of that kind that the text names."""
    counted = Counter(name for _, name in places_in(text))
    out = []
    for match in _SHORT.finditer(text):
        fitting = [n for n, _ in counted.most_common() if n.endswith(match["kind"])]
        if fitting:
            out.append((match.start(), fitting[0] + match["name"]))
    kinds = {name for _, name in out}
    return out if len(kinds) == 1 else []


def _tidy(name: str) -> str:
    return re.sub("^(?:关于|根据|按照|由|请与|与|和|及)", "", name)


def _office_off(name: str) -> str:
    """A bureau's own office taken off (…审批局办公室 -> …审批局); a government's office may be the issuer itself."""
    return re.sub("(?<=局|厅|会)(?:办公室|综合科|综合处|秘书科)$", "", name)
