"""Leaders as pages of 负责人信息 show them: lists of cards, tables, and pages of one person."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from turbohtml import Element

from zhengping.reading.anchors import Anchor, anchors_of, joiner_of
from zhengping.reading.document import Document, single_spaced
from zhengping.reading.facts import Person
from zhengping.reading.person_names import NAME, NO_NAMES

_POST_WORD = (
    r"(?:(?:厅|局|处|科|部|院|会|行|署|司|省|市|县|区|州|队|站|所|园|馆|校|社)长|主任|书记|主席|党(?:组|委)(?:成员|委员)|常委|委员|(?:巡视|调研|督查|督察|督导|监察)员|总(?:工程|规划|经济|会计|农艺|畜牧|兽医|统计|审计|检验|药)师|"
    r"组长|秘书长|政委|专员|参事|首席|理事长|副厅级|处级|厅级)"
)
_POST = rf"[\u4e00-\u9fa5、，,（）()/\s·．.A-Za-z]{{0,60}}?{_POST_WORD}[\u4e00-\u9fa5、，,（）()/\s]{{0,30}}"
_POST_THEN_NAME = re.compile(rf"({_POST}?)\s*[：:\s—\-－|]\s*({NAME})(?:\s*(?:同志))?")
_POST_AND_NAME = re.compile(rf"([\u4e00-\u9fa5、，,（）()/]{{0,50}}{_POST_WORD})({NAME})(?:同志)?")
_NAME_THEN_POST = re.compile(rf"({NAME})(?:同志)?\s*[：:，,、\s（(—\-－|]\s*(?:职务[：:]\s*)?({_POST})[)）]?")
_NAME_ALONE = re.compile(NAME)
_POST_ALONE = re.compile(_POST)
_POST_END = re.compile(_POST_WORD)
_LABELLED_NAME = re.compile(rf"姓\s*名\s*[：:]?\s*({NAME})(?![\u4e00-\u9fa5])")
_LABELLED_POST = re.compile(rf"(?:现任)?职\s*务\s*[：:]?\s*({_POST})")
_LEADER_PAGE = re.compile(
    r"领导(?:信息|之窗|简介|分工|班子|介绍|成员|简历|集体|风采|一览|栏|名录|职责|机构)|负责人(?:信息|简介|介绍|分工)?|[局厅委办院署部会社]领导|现任领导|本级领导|班子(?:成员|分工|信息)|"
    r"领导(?=[\s\-_>|»]|$)|机构领导|单位领导|主要领导"
)
_NO_LEADER_PAGE = re.compile(r"领导(?:活动|讲话|小组|批示|致辞|信箱|调研|关怀|干部|言论|重要)|任前公示|任免|选举")
_LEADER_ADDRESS = re.compile(
    r"/(?:ldxx|ldzc|ldjj|ldfg|ldbz|ldjs|ldcy|leaders?|lingdao\w*|fzrxx|jld|tld|bjld|xrld|ldzz|fzr|ld)(?:_\d+)?/", re.I
)
_RESUME = re.compile(
    r"性\s*别|出生|学\s*历|籍\s*贯|民\s*族|毕业|参加工作|简\s*历|中共党员|入党|^(?:19|20)\d\d[.年/\-—－]|大学|研究生|[男女]，"
)
_DUTIES = re.compile(r"分\s*管|负责|主持|协助|工作分工|职责|主管|联系(?!电话|方式|我们)|抓|领导.{0,10}全面工作|分工")
_END = re.compile(
    r"^(?:版权所有|主办|.{0,12}ICP备|上一[篇条]|下一[篇条]|【?(?:关闭|打印)|相关链接|友情链接|网站地图|Copyright|分享到|责任编辑|扫一扫|技术支持|网站标识码)",
    re.I,
)
_MOST_LINE = 90
_MOST_PEOPLE = 60
_MOST_TEXT = 2_000


def read_people(document: Document) -> tuple[Person, ...]:
    """Leaders of the page: name, post, photo, résumé, duties and the address of their own page.

    Only pages that say they show leaders (title, breadcrumb, address) are read, so that a news item that mentions
    a director makes nobody a leader. `resume` and `duties` are the lines as they stand, shortened.
    """
    if not _is_leader_page(document):
        return ()
    found: dict[str, Person] = {}
    for anchor in anchors_of(document):
        if anchor.region not in ("body", "list", "side") or not anchor.text:
            continue
        pair = pair_of(anchor.text if len(anchor.text) <= _MOST_LINE else anchor.text[:_MOST_LINE]) or _pair_in_card(
            anchor
        )
        if pair and pair[0] not in found:
            found[pair[0]] = Person(pair[0], pair[1], _photo_near(document, anchor.element, pair[0]), url=anchor.url)
    _add_from_lines(document, found)
    if not found:
        found = _photo_cards(document)
    if len(found) == 1:
        name, person = next(iter(found.items()))
        photo = person.photo or _main_picture(document)
        found[name] = msgspec.structs.replace(person, photo=photo, url=person.url or document.url)
    people = [person if person.photo else _with_photo(document, person) for person in found.values()]
    return tuple(people[:_MOST_PEOPLE])


def _is_leader_page(document: Document) -> bool:
    html = document.html
    if "领导" not in html and "负责人" not in html and "班子" not in html:
        return False
    title = document.title_tag
    near = [
        line
        for line in document.lines[:150]
        if len(line) < 120 and ("位置" in line or ("首页" in line and ">" in line))
    ]
    context = " ".join([title, *near])
    if _NO_LEADER_PAGE.search(context):
        return False
    if _LEADER_PAGE.search(context) or _LEADER_ADDRESS.search(document.url):
        return True
    return any(_LEADER_PAGE.fullmatch(single_spaced(heading.text)) for heading in document.by_tag("h1", "h2")[:4])


def pair_of(text: str) -> tuple[str, str] | None:
    """(name, post) of a line that says a leader's name and post and nothing else; None for any other text."""
    text = single_spaced(text).strip("·•-—>【】[] ")
    if not 4 <= len(text) <= _MOST_LINE or not _POST_END.search(text):
        return None
    match = _POST_THEN_NAME.fullmatch(text)
    if match and _is_post(match.group(1)) and _is_name(match.group(2)):
        return _name(match.group(2)), _post(match.group(1))
    match = _NAME_THEN_POST.fullmatch(text)
    if match and _is_name(match.group(1)) and _is_post(match.group(2)):
        return _name(match.group(1)), _post(match.group(2))
    match = _POST_AND_NAME.fullmatch(text)
    if match and _is_name(match.group(2)):
        return _name(match.group(2)), _post(match.group(1))
    return None


def _is_name(text: str) -> bool:
    name = _name(text)
    return (
        name not in NO_NAMES
        and not _POST_END.search(name)
        and not re.search("[局厅委办处科室]$|工作|领导|信息|信箱|部门", name)
    )


def _is_post(text: str) -> bool:
    return _POST_END.search(text) is not None and not re.search("信箱|邮箱|电话|办公室$|会议|讲话|。|您", text)


def _name(text: str) -> str:
    return "".join(text.split())


def _post(text: str) -> str:
    post = single_spaced(text).strip("：:，,、—-－| （(")
    return post if "（" in post or "(" in post else post.rstrip("）)")


def _pair_in_card(anchor: Anchor) -> tuple[str, str] | None:
    """Name and post in two elements of one card."""
    pieces = [piece for raw in anchor.element.strings if (piece := single_spaced(raw))]
    if len(pieces) < 2:
        return _pair_around(anchor)
    for piece in pieces:
        pair = pair_of(piece)
        if pair:
            return pair
    return _pair_of_pieces(pieces)


def _pair_of_pieces(pieces: list[str]) -> tuple[str, str] | None:
    names = [piece for piece in pieces if _NAME_ALONE.fullmatch(piece) and _is_name(piece)]
    posts = [
        piece
        for piece in pieces
        if len(piece) <= 60 and _POST_ALONE.fullmatch(piece) and _is_post(piece) and piece not in names
    ]
    return (_name(names[0]), _post(posts[0])) if len(names) == 1 and posts else None


def _pair_around(anchor: Anchor) -> tuple[str, str] | None:
    """The link is the name (or the photo's), the post stands beside it in the same card or table row."""
    if not _NAME_ALONE.fullmatch(anchor.text) or not _is_name(anchor.text):
        return None
    node: Any = anchor.element.parent
    for _ in range(3):
        if not isinstance(node, Element) or node.tag in ("body", "ul", "tbody", "table") or len(node.text) > 600:
            return None
        pieces = [piece for raw in node.strings if (piece := single_spaced(raw))]
        pair = _pair_of_pieces(pieces)
        if pair:
            return pair
        node = node.parent
    return None


def _add_from_lines(document: Document, found: dict[str, Person]) -> None:
    """People whose cards are no links, and the résumé and duties that stand below a name."""
    lines = document.lines
    current = ""
    texts: dict[str, tuple[list[str], list[str]]] = {}
    section = ""
    for place, line in enumerate(lines):
        if _END.match(line):
            current = ""
            continue
        pair = _pair_of_line(lines, place)
        if pair:
            name, post = pair
            if name not in found:
                found[name] = Person(name, post)
            elif post and not found[name].post:
                found[name] = msgspec.structs.replace(found[name], post=post)
            current, section = name, ""
            rest = line[len(name) :] if line.startswith(name) and len(line) > _MOST_LINE else ""
            if not rest:
                continue
            line = rest
        if not current:
            continue
        resume, duties = texts.setdefault(current, ([], []))
        if re.fullmatch(r"\W*(?:个人|工作|主要)?(?:简\s*历|简\s*介|履历)\W*", line):
            section = "resume"
        elif re.fullmatch(r"\W*(?:工作|主要|职责|领导)?(?:分\s*工|职\s*责|分管工作|分管领域|工作职责)\W*", line):
            section = "duties"
        elif _DUTIES.search(line) and not (section == "resume" and re.match(r"(?:19|20)\d\d", line)):
            duties.append(line)
        elif _RESUME.search(line) or section == "resume":
            resume.append(line)
        elif section == "duties":
            duties.append(line)
    for name, (resume, duties) in texts.items():
        person = found[name]
        found[name] = msgspec.structs.replace(
            person,
            resume=person.resume or "\n".join(resume)[:_MOST_TEXT],
            duties=person.duties or "\n".join(duties)[:_MOST_TEXT],
        )


def _photo_cards(document: Document) -> dict[str, Person]:
    """Cards of a picture and a name with no post beside it; one such card alone may be anything, two are a gallery."""
    found: dict[str, Person] = {}
    for picture in document.by_tag("img"):
        node: Any = picture.parent
        for _ in range(3):
            if not isinstance(node, Element) or node.tag in ("body", "ul", "table"):
                break
            text = "".join(node.text.split())
            if text:
                if _NAME_ALONE.fullmatch(text) and _is_name(text) and len(node.find_all("img", limit=2)) == 1:
                    anchor = node.find("a")
                    url = joiner_of(document).join(anchor.attr("href") or "") if anchor is not None else ""
                    found.setdefault(text, Person(text, photo=_address_of(document, picture), url=url))
                break
            node = node.parent
    return found if len(found) > 1 else {}


def _pair_of_line(lines: list[str], place: int) -> tuple[str, str] | None:
    """The person that a line, or a line of a name and the one beside it, introduces."""
    line = lines[place]
    if "姓" in line:
        labelled = _LABELLED_NAME.search(line)
        if labelled and _is_name(labelled.group(1)):
            around = " ".join(lines[place : place + 4])
            post = _LABELLED_POST.search(around)
            return _name(labelled.group(1)), _post(post.group(1)) if post else ""
    if len(line) <= _MOST_LINE:
        pair = pair_of(line)
        if pair:
            return pair
        if len(line) <= 12 and _NAME_ALONE.fullmatch(line) and _is_name(line):
            for beside in (place + 1, place - 1):
                if 0 <= beside < len(lines):
                    other = lines[beside].removeprefix("职务：").removeprefix("职务:").strip()
                    if (
                        2 <= len(other) <= 60
                        and _POST_ALONE.fullmatch(other)
                        and _is_post(other)
                        and not pair_of(other)
                    ):
                        return _name(line), _post(other)
        return None
    sentence = re.match(rf"({NAME})，(?:[男女]，|现任)", line)
    if sentence and _is_name(sentence.group(1)):
        post = re.search(rf"(?:现任|任)({_POST}?)(?=[，。；;\s]|$)", line)
        return _name(sentence.group(1)), _post(post.group(1)) if post else ""
    return None


def _photo_near(document: Document, element: Element, name: str) -> str:
    """The picture in the card around a link: the nearest that no other card shares."""
    node: Any = element
    for _ in range(4):
        if not isinstance(node, Element) or node.tag in ("body", "table", "ul") or len(node.text) > 1_500:
            return ""
        pictures = node.find_all("img", limit=2)
        if pictures:
            return _address_of(document, pictures[0]) if len(pictures) == 1 else ""
        node = node.parent
    return ""


def _with_photo(document: Document, person: Person) -> Person:
    """A picture whose alt or title is the person's name, or that stands in an element with this name alone."""
    for picture in document.by_tag("img"):
        label = f"{picture.attr('alt') or ''} {picture.attr('title') or ''}"
        if person.name in label.replace(" ", ""):
            return msgspec.structs.replace(person, photo=_address_of(document, picture))
        node: Any = picture.parent
        for _ in range(3):
            if not isinstance(node, Element) or node.tag in ("body", "table"):
                break
            text = node.text
            if len(text) > 1_500:
                break
            if person.name in "".join(text.split()):
                if len(node.find_all("img", limit=2)) == 1:
                    return msgspec.structs.replace(person, photo=_address_of(document, picture))
                break
            node = node.parent
    return person


def _main_picture(document: Document) -> str:
    main = document.main
    if main is None:
        return ""
    for picture in main.find_all("img"):
        address = _address_of(document, picture)
        if address and not re.search(r"icon|hand\.gif|/(?:doc|pdf|xls)\w?\.gif|ewm|qrcode|share", address):
            return address
    return ""


def _address_of(document: Document, picture: Element) -> str:
    source = picture.attr("src") or picture.attr("data-src") or picture.attr("oldsrc") or ""
    return joiner_of(document).join(source)
