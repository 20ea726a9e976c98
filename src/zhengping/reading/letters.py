"""Public letters with their replies: rows of letter lists, and pages of one letter."""

from __future__ import annotations

import re
from datetime import date

from turbohtml import Element

from zhengping.reading.document import Document, single_spaced
from zhengping.reading.facts import Letter
from zhengping.reading.lists import blocks_of
from zhengping.reading.private_numbers import masked_numbers
from zhengping.reading.row_dates import WHOLE, day_of
from zhengping.reading.rows import Block, Item

_SENT = r"(?:来信|提交|留言|写信|咨询|提问|受理|投诉|信件|发信|诉求|提出|反映|创建|收信|来件|申请)"
_DONE = r"(?:回复|答复|办结|回信|处理|反馈|解答|回应|办理)"
_SENT_ON = re.compile(rf"{_SENT}(?:时间|日期)\s*[：:\]】]?\s*" + WHOLE.pattern)
_ANSWERED_ON = re.compile(rf"{_DONE}(?:完?成?)(?:时间|日期)\s*[：:\]】]?\s*" + WHOLE.pattern)
_STATUS = re.compile(
    r"(?<![\u4e00-\u9fa5])(已\s?(?:回复|答复|办结|处理|办理|回应|解答|反馈|完成|公开)|(?:办结|答复|回复)(?:完毕)?|处理中|办理中|受理中|待(?:回复|办理|处理|受理)|(?:处理|办理)完毕|(?:不予|拒绝)受理|已结(?:案|束)?|"
    r"未(?:回复|答复|处理|办理|受理)|正在(?:办理|处理)|已(?:受理|转办|交办|审核))(?![\u4e00-\u9fa5])"
)
_ANSWERED = re.compile(
    r"^(?:已\s?(?:回复|答复|办结|处理|回应|解答|反馈|完成|结)|办结|答复|回复|(?:处理|办理)完毕|(?:不予|拒绝)受理)"
)
_OPEN = re.compile(r"^(?:处理中|办理中|受理中|待|未|正在|已(?:受理|转办|交办|审核)|否$)")
_REFUSED = re.compile(r"不予受理|拒绝受理|无效")
_NO_ANSWER_DAY = re.compile(rf"{_DONE}(?:时间|日期)\s*[：:]\s*(?:[\]】]|$|暂无|未|待)")
_NO_DAY = re.compile(r"[\s\-—–/无空]*")
"""What a cell below 答复时间 shows where there is no answer yet."""
_OFFICE = re.compile(
    r"(?:回复|答复|承办|受理|办理|处理|责任)(?:单位|部门|机构|人)\s*[：:]\s*([\u4e00-\u9fa5（）()]{2,30})"
)
_OUTCOME_WORDS = ("复", "办", "受理", "处理", "解答", "反馈")
_SENT_COLUMN = re.compile(rf"{_SENT}(?:时间|日期)|^(?:时间|日期)$")
_DONE_COLUMN = re.compile(rf"{_DONE}(?:时间|日期)")
_STATUS_COLUMN = re.compile(r"状态|是否(?:回复|答复)|(?:办理|处理|回复)(?:情况|结果)")
_OFFICE_COLUMN = re.compile(r"(?:回复|答复|承办|受理|办理|处理|责任)(?:单位|部门|机构)|^(?:部门|单位)$")
_LETTER_COLUMN = re.compile(r"来信|留言|信件|诉求|写信|信访|咨询|提问|投诉")
_LETTER_PAGE = re.compile(
    r"信箱|来信|留言|写信|信件|诉求|(?:网上|在线|政务|业务|公众|民意|互动)(?:咨询|投诉|信访)|咨询投诉|投诉(?:举报|建议)|咨询(?:回复|答复|列表)|"
    r"答复选登|回复选登|办理动态|互动交流|政民互动|公众参与|我要(?:咨询|提问)"
)
_NO_LETTER = re.compile(
    r"(?:信箱|写信|来信|留言|信件|咨询|投诉)(?:须知|指南|说明|规定|制度|办法|统计|通报|分析|排行)|关于|通知|公告|召开|印发|征集"
)

_LABELS: tuple[tuple[str, str], ...] = (
    ("title", r"(?:信件|来信|留言|咨询|诉求|问题|投诉|写信|邮件|提问)(?:名称|标题|主题|题目)|标\s*题|主\s*题|题\s*目"),
    (
        "question",
        r"(?:信件|来信|留言|咨询|诉求|问题|投诉|写信|邮件|提问|反映|求助|建议)(?:正文|内容|详情|描述|情况)|来信人提问|网友(?:提问|留言)|内\s*容|问",
    ),
    ("submitted", rf"{_SENT}(?:时间|日期)"),
    ("answered", rf"{_DONE}(?:时间|日期)"),
    ("reply", rf"{_DONE}(?:内容|意见|正文|详情|情况|结果)|官方(?:回复|答复)|(?:部门|单位)(?:回复|答复)|答"),
    ("office", r"(?:回复|答复|承办|受理|办理|处理|责任)(?:单位|部门|机构)"),
    ("status", r"(?:办理|处理|信件|回复|答复|当前|来信|留言)?状态|是否(?:回复|答复)"),
    (
        "private",
        r"(?:写信|来信|留言|咨询|提问|投诉|申请|联系|反映|求助)人(?:姓名)?|姓\s*名|昵\s*称|网\s*名|联系(?:电话|方式|地址)|电\s*话|手\s*机(?:号码?)?|邮\s*箱|"
        r"电子邮[件箱]|身份证号?码?|住\s*址|地\s*址|IP(?:地址)?|年\s*龄|性\s*别|职\s*业",
    ),
    (
        "other",
        r"(?:受理|信件|来信|查询|留言|诉求|工单)?编\s*号|查询码|(?:信件|来信|留言|咨询|诉求|问题)?(?:分类|类型|类别)|收信(?:人|单位|部门)|(?:是否)?公开|浏览(?:次数|量)|"
        r"点击(?:次数|数|量)|满意度(?:评价)?|评价(?:结果|内容)?|附\s*件|(?:信件|回复|答复|办理|受理|来信|留言|提问|咨询|诉求)信息|发布时间|所属区域|来\s*源|回复人|答复人|"
        r"是否满意|办理流程|办理过程",
    ),
)
_LABEL = re.compile(
    r"(?:^|(?<=[\s\[【(（|]))(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS)
    + r")\s*(?:[：:】\]]|(?=\n)|(?<=\S)(?= )|$)",
    re.M,
)
_SAYS_REPLY = re.compile(
    rf"{_DONE}(?:时间|日期|内容|意见|正文|详情|单位|部门|机构|结果|情况|状态)|答\s?[：:】\]]|(?:当前|信件|来信|留言)状态|(?:官方|部门|单位)(?:回复|答复)"
)
_REPLY_WORDS = ("回复", "答复", "答：", "状态", "办理结果", "办理情况", "处理结果", "处理情况", "反馈", "解答", "回信")
_END = re.compile(
    r"^(?:版权所有|主办|ICP|.{0,12}ICP备|上一[篇条]|下一[篇条]|【?(?:关闭|打印|返回)|相关链接|友情链接|网站地图|您?对.{0,12}(?:满意|评价)|分享到|Copyright|扫一扫|联系我们|技术支持)",
    re.M | re.I,
)
_MOST_TEXT = 3_000
_SHORTEST_CELL = 4
"""Characters of a label without a colon; shorter ones are words of any sentence."""


def read_letters(document: Document) -> tuple[Letter, ...]:
    """Letters of the page: the rows of its letter lists, else the one letter that the page itself shows.

    Only what shows the marks of a real letter counts: dates of sending and answering, a status, or question and reply.
    `status` is the word the page shows; where it and `answered` are empty nothing is known of a reply. Names,
    telephones and addresses of those who wrote are not kept; numbers in the question are masked.
    """
    html = document.html
    # A single character is found much faster than a word.
    if not (
        ("复" in html and ("回复" in html or "答复" in html))
        or ("信" in html and ("来信" in html or "信件" in html))
        or ("留" in html and "留言" in html)
        or ("结" in html and "办结" in html)
    ):
        return ()
    rows = [letter for block in blocks_of(document) for letter in _of_block(document, block)]
    if len(rows) > 1:
        return tuple(rows)
    single = _of_page(document)
    return (single,) if single else tuple(rows)


def _of_block(document: Document, block: Block) -> list[Letter]:
    header = block.header
    says_outcome = any(_STATUS_COLUMN.search(name) or _DONE_COLUMN.search(name) for name in header)
    if says_outcome and (_LETTER_COLUMN.search(" ".join(header)) or _LETTER_PAGE.search(_context(document))):
        return [_of_cells(header, item) for item in block.items if len(item.cells) > 1]
    container = block.container
    if isinstance(container, Element) and not any(word in container.text for word in _OUTCOME_WORDS):
        return []
    letters = []
    marked = 0
    worded: bool | None = None
    for item in block.items:
        text = " ".join(item.element.text[:2_000].split())
        sent, answered = _SENT_ON.search(text), _ANSWERED_ON.search(text)
        status = _status_of(item)
        if (sent and (answered or status)) or answered:
            marked += 1
        elif status:
            if worded is None:
                worded = _LETTER_PAGE.search(_context(document)) is not None
            marked += worded
        office = _OFFICE.search(text)
        letters.append(
            Letter(
                url=item.anchor.url,
                title=item.label,
                submitted=day_of(*sent.groups()) if sent else (item.day if not answered else None),
                answered=day_of(*answered.groups()) if answered else None,
                replied=answered is not None or _ANSWERED.match(status) is not None,
                office=office.group(1) if office else "",
                status=status,
                open=_is_open(text, answered is not None, status),
                valid=_REFUSED.search(status) is None,
            )
        )
    return letters if marked * 2 > len(block.items) else []


def _is_open(text: str, answered: bool, status: str) -> bool:
    """Whether a row says that its letter is not answered: by its status, or by an empty 答复时间."""
    if answered or _ANSWERED.match(status):
        return False
    return _OPEN.match(status) is not None or _NO_ANSWER_DAY.search(text) is not None


def _status_of(item: Item) -> str:
    """The status word that stands alone in a cell or element of the row, never one inside the title."""
    for raw in item.element.strings:
        piece = raw.strip()
        if 2 <= len(piece) <= 24:
            found = _STATUS.search(piece)
            if found and (len(piece) <= len(found.group(0)) + 6 or "状态" in piece) and piece != item.label:
                return "".join(found.group(1).split())
    return ""


def _of_cells(header: tuple[str, ...], item: Item) -> Letter:
    values = dict(zip(header, item.cells, strict=False)) if len(header) <= len(item.cells) else {}
    status = office = ""
    submitted: date | None = None
    answered: date | None = None
    unanswered = False
    for name, value in values.items():
        day = WHOLE.search(value)
        if _DONE_COLUMN.search(name):
            answered = day_of(*day.groups()) if day else None
            unanswered = _NO_DAY.fullmatch(value) is not None
        elif _SENT_COLUMN.search(name):
            submitted = day_of(*day.groups()) if day else None
        elif _STATUS_COLUMN.search(name):
            status = value[:12]
        elif _OFFICE_COLUMN.search(name):
            office = value[:30]
    if submitted is None and answered is None:
        submitted = item.day
    replied = answered is not None or _ANSWERED.match(status) is not None or status in ("是", "办毕", "已结")
    still_open = not replied and (_OPEN.match(status) is not None or (unanswered and not status))
    valid = _REFUSED.search(status) is None
    url, title = item.anchor.url, item.label
    return Letter(url, title, submitted, answered, replied, office=office, status=status, open=still_open, valid=valid)


def _context(document: Document) -> str:
    """What the page says it is: its title and its first lines, where breadcrumb and heading stand."""
    context: str | None = document.shared.get("letter_context")
    if context is None:
        near = [line for line in document.lines[:120] if "位置" in line or (">" in line and "首页" in line)]
        headings = [single_spaced(element.text[:60]) for element in document.by_tag("h1", "h2", "h3")[:6]]
        context = " ".join([document.title_tag, *near, *headings])
        document.shared["letter_context"] = context
    return context


def _of_page(document: Document) -> Letter | None:
    text = document.text
    if not any(word in text for word in _REPLY_WORDS) or not _SAYS_REPLY.search(text):
        return None
    parts: dict[str, list[str]] = {}
    matches = [match for match in _LABEL.finditer(text[:60_000]) if _stands_as_label(text, match)][:80]
    for place, match in enumerate(matches):
        stop = matches[place + 1].start() if place + 1 < len(matches) else len(text)
        value = text[match.end() : min(stop, match.end() + _MOST_TEXT)]
        end = _END.search(value)
        value = (value[: end.start()] if end else value).strip(" \n：:】]")
        name = match.lastgroup or ""
        if value:
            parts.setdefault(name, []).append(value)
    submitted = _first_date(parts.get("submitted"))
    answered = _first_date(parts.get("answered"))
    question = max(parts.get("question", [""]), key=len)
    reply = max(parts.get("reply", [""]), key=len)
    status_text = parts.get("status", [""])[0]
    found = _STATUS.search(f" {status_text.split(chr(10))[0]} ")
    status = "".join(found.group(1).split()) if found else ""
    asked = bool(question) + (submitted is not None)
    done = bool(reply) + (answered is not None) + bool(status)
    if (
        not asked
        or not done
        or (
            asked + done < 3
            and not (question and reply and len(question) > 4 and _LETTER_PAGE.search(_context(document)))
        )
    ):
        return None
    if _NO_LETTER.search(document.title_tag) and not (submitted and (answered or status)):
        return None
    title = parts.get("title", [""])[0].split("\n")[0][:120] or _heading(document)
    office = parts.get("office", [""])[0].split("\n")[0][:30]
    return Letter(
        url=document.url,
        title=title,
        submitted=submitted,
        answered=answered,
        replied=bool(reply) or answered is not None or _ANSWERED.match(status) is not None,
        question=masked_numbers(question)[:_MOST_TEXT],
        reply=reply[:_MOST_TEXT],
        office=office,
        status=status,
        open=not reply and answered is None and _OPEN.match(status) is not None,
        valid=_REFUSED.search(status) is None,
    )


def _stands_as_label(text: str, match: re.Match[str]) -> bool:
    """Whether a known label is one: marked as such, or the first cell of a row of a table (来信时间 2025-11-21)."""
    if text[match.end() : match.end() + 1] != " " or text[match.end() - 1] in "：:】]":
        return True
    return len(match[0]) >= _SHORTEST_CELL and (match.start() == 0 or text[match.start() - 1] == "\n")


def _heading(document: Document) -> str:
    for element in document.by_tag("h1", "h2", "h3"):
        text = single_spaced(element.text)
        if 2 < len(text) < 80:
            return text
    return re.split(r"[-_|—]", document.title_tag)[0].strip()


def _first_date(values: list[str] | None) -> date | None:
    for value in values or ():
        found = WHOLE.search(value[:40])
        if found:
            return day_of(*found.groups())
    return None
