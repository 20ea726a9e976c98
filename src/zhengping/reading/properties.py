"""The table of properties (索引号, 发布机构, 成文日期 …) of an information item, and its document number (文号)."""

from __future__ import annotations

import re

from zhengping.reading.document import Document, single_spaced

_NAMES = """
索引号 索引 索引号码 信息索引 统一编号 文号 发文字号 发文文号 公文文号 文件编号 文件文号 发布机构 发布单位
发布部门 发文机关 发文单位 发文机构 公开主体 公开单位 公开责任部门 责任部门 制发机关 制发单位 信息来源 来源
信息名称 名称 文件名称 标题 信息标题 成文日期 成文时间 生成日期 产生日期 发文日期 发文时间 印发日期 签发日期
发布日期 发布时间 公开日期 公布日期 更新日期 更新时间 实施日期 施行日期 生效日期 废止日期 失效日期 失效时间
有效期 主题分类 主题词 关键词 关键字 主题 分类 信息分类 公开分类 信息类别 所属类别 所属分类 公文种类 文种
体裁 体裁分类 组配分类 服务对象 服务对象分类 载体类型 有效性 效力状态 时效性 时效状态 文件状态 文件有效性
是否有效 效力 公开方式 公开形式 公开范围 公开程序 公开时限 公开属性 信息格式 语种 规范性文件编号 统一登记号
规范性文件统一编号 内容概述 概述 内容概要 摘要 登记号 拟稿人 登记编号
"""
_KNOWN = frozenset(_NAMES.split())
_MARKS = re.compile(r"索\s*引\s*号|文\s*号|成文日期|信息分类|主题分类|发布机构|公开主体|体裁分类|有效性|时效性")
_LONGEST_FIRST = sorted(_KNOWN, key=lambda name: (-len(name), name))
_NAME = "|".join("".join(rf"{re.escape(character)}\s*" for character in name) for name in _LONGEST_FIRST)
_PAIR = re.compile(rf"(?:^|(?<=[\s\t|；;】\]\[【,，]))[【\[]?\s*({_NAME})\s*[】\]]?\s*[:：]\s*[】\]]?\s*")
_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{2,14})\s?[〔\[［【（(﹝]\s?((?:19|20)\d\d)\s?[〕\]］】）)﹞]\s?第?\s?(\d{1,5})\s?号"
)
_BEFORE_NUMBER = re.compile(r".*(?:公告|通知|印发|办法|规定|意见|批复|通报|报告|决定|细则|方案|的)")
_OF_ANOTHER = re.compile(r"转发|根据|贯彻|落实|关于|废止|修改|依据|按照|执行")
_ORDER = re.compile(r"第\s?\d{1,4}\s?号令?$")
_LONGEST_VALUE = 300
_FEWEST = 3
_HEAD_LINES = 14


def read_properties(document: Document) -> dict[str, str]:
    """The pairs of the page's table of properties, by name without blanks; empty values are kept as empty texts.

    Only names that such tables use (政府信息公开条例 art. 12 and the platforms' own) are read, and only where three
    or more stand together: a text that says 发布日期 once has no such table.
    """
    if not _MARKS.search(document.text):
        return {}
    found: dict[str, str] = {}
    for table in (*document.by_tag("table")[:60], *document.by_tag("dl")[:10]):
        if table.tag == "table" and table.select_one("table") is not None:
            continue
        cells = [single_spaced(cell.text) for cell in table.find_all(["td", "th", "dt", "dd"])[:120]]
        pairs = _pairs_of_cells(cells)
        if len(pairs) >= _FEWEST:
            for name, value in pairs.items():
                found.setdefault(name, value)
    if found:
        return found
    return _pairs_of_lines(document.lines)


def _pairs_of_cells(cells: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    index = 0
    while index < len(cells):
        cell = cells[index]
        name = "".join(cell.split()).strip("【】[]:：")
        if name in _KNOWN:
            value = cells[index + 1] if index + 1 < len(cells) else ""
            if "".join(value.split()).strip("【】[]:：") in _KNOWN:
                pairs.setdefault(name, "")
                index += 1
            else:
                pairs.setdefault(name, value.lstrip(":： ")[:_LONGEST_VALUE])
                index += 2
            continue
        for inner, value in _pairs_of_text(cell):
            pairs.setdefault(inner, value)
        index += 1
    return pairs


def _pairs_of_text(text: str) -> list[tuple[str, str]]:
    text = text[:600]
    found = list(_PAIR.finditer(text))
    if not found:
        return []
    ends = [*(following.start() for following in found[1:]), len(text)]
    return [
        ("".join(pair[1].split()), text[pair.end() : end].strip(" \t|；;,，【】[]")[:_LONGEST_VALUE])
        for pair, end in zip(found, ends, strict=True)
    ]


def _pairs_of_lines(lines: list[str]) -> dict[str, str]:
    """Pairs where the table is made of blocks: the longest run of lines that begin with such names."""
    best: dict[str, str] = {}
    run: dict[str, str] = {}
    waiting = ""
    gap = 0
    for line in lines:
        if len(line) > 600:
            continue
        bare = "".join(line.split()).strip("【】[]:：")
        pairs = _pairs_of_text(line) if ":" in line or "：" in line else []
        if bare in _KNOWN:
            run.setdefault(bare, "")
            waiting, gap = bare, 0
        elif pairs and line.find(pairs[0][0][:1]) <= 1:
            for name, value in pairs:
                run.setdefault(name, value)
            waiting = pairs[-1][0] if not pairs[-1][1] else ""
            gap = 0
        elif waiting:
            run[waiting] = line[:_LONGEST_VALUE]
            waiting = ""
        else:
            gap += 1
            if gap > 1:
                if len(run) > len(best):
                    best = run
                run = {}
    if len(run) > len(best):
        best = run
    return best if len(best) >= _FEWEST else {}


def read_document_number(properties: dict[str, str], title: str, body_lines: list[str]) -> str:
    """The document's own number (桂政办发〔2018〕66号): of the table of properties, else of the title, else of
    a line of its own at the head of the text; a number quoted within a sentence is another document's."""
    for name in ("文号", "发文字号", "发文文号", "公文文号", "文件文号", "文件编号"):
        value = properties.get(name, "").strip(" -—无")
        if value and (_NUMBER.search(value) or _ORDER.search(value)):
            return value[:60]
    if (number := _NUMBER.search(title)) and (own := _own_number(number)):
        return own
    for line in body_lines[:_HEAD_LINES]:
        if len(line) <= 40 and (number := _NUMBER.fullmatch(line.strip("（）() "))):
            return number[0]
    return ""


def _own_number(found: re.Match[str]) -> str:
    """The number without the words of the title that run into it; empty where it is quoted (转发某发〔2020〕1号)."""
    agency = _BEFORE_NUMBER.sub("", found[1])
    if _OF_ANOTHER.search(found[1]) or not 2 <= len(agency) <= 10:
        return ""
    return agency + found[0][len(found[1]) :]
