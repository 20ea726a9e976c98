"""How a list goes on: pages and rows as stated, and the further pages' addresses as far as no script must run."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from turbohtml import Element

from zhengping.reading.anchors import anchors_of, joiner_of
from zhengping.reading.document import Document, single_spaced
from zhengping.reading.facts import Paging
from zhengping.reading.lists import blocks_of
from zhengping.reading.records import next_group, record_tree
from zhengping.reading.script_text import live_scripts, script_text

MOST_PAGES = 200
"""Further addresses that are given at most; the crawl decides how many it asks for."""

_CALL = re.compile(
    r"""\b(?!function)create\w*Page\w*\s*\(\s*(?:["'][\w\-#]*["']\s*,\s*)?(\d+)\s*,\s*(\d+)\s*,\s*["']([^"']+)["']\s*,\s*["'](\w+)["']"""
    r"""(?:\s*,\s*["']?(\d+))?""",
    re.I,
)
_NAMED_FIRST = re.compile(r"\(\s*[\"']")
_PAGER = re.compile(r"\bPager\s*\(\s*\{([^{}]*)\}", re.I)
_SETTING = re.compile(r"""(\w+)\s*:\s*["']?([\w./\-]+)["']?""")
_COUNT_PAGE = re.compile(r"\bcountPage\s*=\s*[\"']?(\d+)")
_CURRENT_PAGE = re.compile(r"\bcurrentPage\s*=\s*[\"']?(\d+)")
_WRITES_PAGE = re.compile(
    r"""["'>=\\](\w*[A-Za-z])(?:["']\s*\+\s*["'])?_["']\s*\+\s*[\w+\-() ]+?\s*\+"""
    r"""\s*["']\.?(?:["']\s*\+\s*["'])?\.?(s?html?)\b"""
)
_STATED_PAGES = re.compile(
    r"""\b(?:countPage|totalPages?|pageCount|pagecount|total_?pages?|pageTotal|maxPage|nPageCount|allPage)["']?\s*[:=]\s*["']?(\d{1,5})\b""",
    re.I,
)
_STATED_ROWS = re.compile(
    r"""\b(?:totalRecords?|totalCount|recordCount|total_?rows?|totalRows?|totalNum|recordTotal)["']?\s*[:=]\s*["']?(\d{1,7})\b"""
    r"""|<totalrecord>\s*(\d+)|\btotal["']?\s*:\s*["']?(\d{1,7})\b""",
    re.I,
)
_TAGGED = re.compile(r"<total(page|record)>\s*(\d+)", re.I)
_TEXT_PAGES = re.compile(
    r"共\s*(\d{1,5})\s*页|第\s*\d+\s*(?:页)?\s*[/／]\s*(?:共\s*)?(\d{1,5})\s*页?|(?:页次|页码|页数|当前页?)[：:]?\s*第?\s*\d+\s*页?\s*[/／]\s*(\d{1,5})"
    r"|总页数[：:]?\s*(\d{1,5})|(?<![\d/／\-.])\d{1,4}\s*[/／]\s*(\d{1,5})\s*页|总共\s*(\d{1,5})\s*页|分\s*(\d{1,5})\s*页"
)
_BARE_OF = re.compile(r"(?<![\d/／\-.])(\d{1,4})\s*[/／]\s*(\d{1,5})(?![\d/／\-.])")
_TEXT_ROWS = re.compile(
    r"(?:总?共(?:有|计)?|合计|总计)\s*(\d{1,7})\s*(?:条|篇|项|件|则|个记录|个(?!页)|封|笔)|(?:总记录数?|记录总数|总条数|信息总数|总数)[：:]?\s*(\d{1,7})"
)
_TEXT_CURRENT = re.compile(
    r"(?:当前|目前)?第\s*(\d{1,5})\s*(?:页|[/／])|(?:页次|页码|当前页?)[：:]?\s*第?\s*(\d{1,5})\s*页?\s*[/／]"
)
_NEXT = re.compile(r"\W*(?:下一?[页頁]|后一?页|next(?:\s*page)?|下页|[>›»＞]+)\W*", re.I)
_MAY_BE_NEXT = re.compile("[页頁]|ext|ast|NEXT|LAST")
_PREVIOUS = re.compile(r"\W*(?:上一?[页頁]|前一?页|prev(?:ious)?(?:\s*page)?)\W*", re.I)
_LAST = re.compile(r"\W*(?:尾\s*页|末\s*页|最[后末]一?页|last(?:\s*page)?|尾頁)\W*", re.I)
_FIRST = re.compile(r"\W*(?:首\s*页|第一页|first(?:\s*page)?)\W*", re.I)
_NUMBER = re.compile(r"\W{0,2}(\d{1,5})\W{0,2}|第\s*(\d{1,5})\s*页")
_BOX = re.compile(
    r"(?:^|[\s_\-])(?:page[rs]?|pagination|pag(?:e|ing)\w*|fenye|fy|pz_fy|pageinfo|page_?div|laypage|yema|digg|quotes|manu|flickr|easyui-pagination)(?:$|[\s_\-\d])",
    re.I,
)
_BOX_SELECTOR = (
    "[class*=page],[id*=page],[class*=pagi],[id*=pagi],[class*=fenye],[id*=fenye],[class*=Page],[id*=Page],[class*=fy]"
)
_NUMERALS = re.compile(r"\d+")
_CALLED = re.compile(r"(?:javascript:)?\s*(?:return\s+)?([A-Za-z_$][\w$.]*)\s*\(\s*['\"]?([^)'\"]*)")
_PASSED_OVER = frozenset({"void", "document", "window", "history"})
_PUT_TOGETHER = r"""["']([^"'\n]*[=/_\-])["']\s*\+\s*%s\s*(?:\+\s*["']([^"'\n]*)["'])?"""
_DRAWN = (
    ("dataproxy.jsp", "script"),
    ("jpaas-publish-server", "json"),
    ("page/build/unit", "json"),
    ("/api-gateway/", "json"),
    ("gkmlpt/", "json"),
)


class _Step(NamedTuple):
    """A page's number and the address that a link of the paging gives for it."""

    number: int
    url: str


class _Bar(NamedTuple):
    """The page bar: its links that say a page number, its text, next and last address, what hides the rest."""

    steps: list[_Step]
    text: str
    next_url: str
    last_url: str
    current: int
    hidden: str
    highest: int


def read_paging(document: Document) -> Paging | None:
    """The page's paging; None where nothing on the page says that a list goes on."""
    for reading in (_from_call, _from_records, _from_bar):
        paging = reading(document)
        if paging is not None:
            return paging
    return None


def _from_call(document: Document) -> Paging | None:
    """createPageHTML(N, current, "index", "html") of TRS, its countPage and currentPage, and Pager({size: N, …}).

    Page 2 is index_1; it is index_2 where the call names an element first and counts from 1.
    """
    for script in live_scripts(document):
        said = _said_by(script)
        if said.call:
            return _numbered(document, *said.call)
    return None


class _Said(NamedTuple):
    """What a script says of a list: its page call (pages, current, stem, suffix, counts from one, rows), its totals."""

    call: tuple[int, int, str, str, bool, int] | None
    pages: int
    rows: int


@lru_cache(maxsize=1024)
def _said_by(script: str) -> _Said:
    """Remembered for each script, because a site's pages share most of theirs."""
    stated = _STATED_PAGES.search(script) if "age" in script else None
    total = _STATED_ROWS.search(script) if "otal" in script or "ount" in script else None
    pages = int(stated.group(1)) if stated else 0
    rows = int(next(group for group in total.groups() if group)) if total else 0
    if "age" not in script:
        return _Said(None, pages, rows)
    found = _CALL.search(script)
    if found:
        count, current = int(found.group(1)), int(found.group(2))
        counts_from_one = _NAMED_FIRST.search(found.group(0)) is not None and current > 0
        counted = int(found.group(5)) if found.group(5) and int(found.group(5)) >= count else 0
        return _Said((count, current, found.group(3), found.group(4), counts_from_one, counted), pages, rows)
    counted_pages, place, written = (
        _COUNT_PAGE.search(script),
        _CURRENT_PAGE.search(script),
        _WRITES_PAGE.search(script),
    )
    if counted_pages and place and written:
        stem, suffix = written.group(1), written.group(2)
        return _Said((int(counted_pages.group(1)), int(place.group(1)), stem, suffix, False, 0), pages, rows)
    pager = _PAGER.search(script)
    settings = dict(_SETTING.findall(pager.group(1))) if pager else {}
    if settings.get("size", "").isdigit():
        current = int(settings["current"]) if settings.get("current", "").isdigit() else 0
        stem, suffix = settings.get("prefix", "index"), settings.get("suffix", "html")
        return _Said((int(settings["size"]), current, stem, suffix, False, 0), pages, rows)
    return _Said(None, pages, rows)


def _numbered(
    document: Document, pages: int, current: int, stem: str, suffix: str, counts_from_one: bool, rows: int
) -> Paging:
    """The pages index, index_1 … of a call; index, index_2 … where it counts from one.

    On a later page both ways of counting look alike; then only the addresses that they share are given.
    """
    join = joiner_of(document).join
    unsure = counts_from_one and document.url.partition("?")[0].endswith(f"_{current}.{suffix}")
    first = 1 if counts_from_one else 0
    numbers = range(2, pages) if unsure else range(first + 1, pages + first)
    urls = [join(f"{stem}.{suffix}")] if current != first or unsure else []
    urls += [join(f"{stem}_{number}.{suffix}") for number in numbers[:MOST_PAGES] if number != current]
    return Paging(pages=pages, rows=rows, current=current - first + 1, urls=tuple(urls[:MOST_PAGES]))


def _from_records(document: Document) -> Paging | None:
    """大汉 jcms: totals stand beside the CDATA records, the next group has an address of its own."""
    if record_tree(document) is None and "<totalrecord>" not in document.html:
        return None
    stated = {name.lower(): int(number) for name, number in _TAGGED.findall(document.html)}
    follow = next_group(document)
    rows = stated.get("record", 0)
    shown = document.html.count("<record>")
    if not rows and not follow:
        return None
    hidden = "script" if rows > shown and not follow else ""
    return Paging(pages=stated.get("page", 0), rows=rows, urls=(follow,) if follow else (), unfollowable=hidden)


def _from_bar(document: Document) -> Paging | None:
    bar = _bar(document)
    pages = rows = 0
    if bar is not None or blocks_of(document):
        for script in live_scripts(document):
            said = _said_by(script)
            pages, rows = pages or said.pages, rows or (said.rows if bar else 0)
    if bar is None:
        hidden = _drawn(script_text(document))
        return Paging(pages=pages, rows=rows, unfollowable=hidden) if hidden or pages > 1 else None
    text = bar.text
    found = _TEXT_PAGES.search(text)
    if found:
        pages = int(next(group for group in found.groups() if group))
    else:
        bare = _BARE_OF.search(text)
        if bare and int(bare.group(1)) <= int(bare.group(2)):
            pages = int(bare.group(2))
    counted = _TEXT_ROWS.search(text)
    if counted:
        rows = int(counted.group(1) or counted.group(2))
    current = bar.current
    if not current:
        worded = _TEXT_CURRENT.search(text)
        bare = _BARE_OF.search(text)
        current = (
            int(next(group for group in worded.groups() if group))
            if worded
            else int(bare.group(1))
            if bare and pages
            else 1
        )
    steps, last = _with_next_and_last(bar, pages, current)
    pages = max(pages, last, 0 if found else bar.highest)
    urls = _addresses(document, steps, pages, current)
    known = {step.url for step in steps}
    hidden = bar.hidden
    if hidden and (pages == 1 or len(urls) + 1 >= min(pages, MOST_PAGES) > 1):
        hidden = ""
    elif not hidden and pages > 1 and not urls and not known:
        hidden = _drawn(script_text(document)) or "script"
    if not pages and not urls and not rows and not hidden:
        return None
    return Paging(pages=pages, rows=rows, current=max(current, 1), urls=tuple(urls), unfollowable=hidden)


def _bar(document: Document) -> _Bar | None:
    """The page bar, found by its link 下一页 or 尾页, or by its class; of several that with the most links."""
    boxes: dict[int, Element] = {}
    for element, word in _words(document):
        if not (_NEXT.fullmatch(word) or _LAST.fullmatch(word)):
            continue
        box = _box_around(element)
        if box is not None:
            boxes.setdefault(id(box), box)
    if not boxes:
        for element in document.tree.select(_BOX_SELECTOR)[:40]:
            words = f"{element.attr('class') or ''} {element.attr('id') or ''}"
            if _BOX.search(words) and len(element.text) < 600 and _looks_like_a_bar(element):
                boxes.setdefault(id(element), element)
    if not boxes:
        tail = (
            [line for line in document.lines if len(line) < 80 and "页" in line and _TEXT_PAGES.search(line)]
            if blocks_of(document)
            else []
        )
        return _Bar([], " ".join(tail[-2:]), "", "", 0, "", 0) if tail else None
    bars = [_read_bar(document, box) for box in boxes.values()]
    return max(
        bars,
        key=lambda bar: (len({step.url for step in bar.steps}), bool(bar.next_url), bool(bar.hidden), len(bar.text)),
    )


def _words(document: Document) -> list[tuple[Element, str]]:
    """Short words of links and buttons that may be 下一页 or 尾页."""
    words = [
        (anchor.element, anchor.text)
        for anchor in anchors_of(document)
        if 0 < len(anchor.text) < 15 and _MAY_BE_NEXT.search(anchor.text)
    ]
    for element in document.by_tag("input", "button"):
        word = (element.attr("value") or "") if element.tag == "input" else element.text
        if word and len(word) < 15 and _MAY_BE_NEXT.search(word):
            words.append((element, word))
    if not words:
        for element in document.by_tag("a", "span", "li"):
            if len(element.children) == 1 and len(word := element.text) < 15 and _MAY_BE_NEXT.search(word):
                words.append((element, word))
    return words


def _looks_like_a_bar(element: Element) -> bool:
    words = [single_spaced(anchor.text) for anchor in element.find_all("a")]
    numbers = sum(1 for word in words if _NUMBER.fullmatch(word))
    text = element.text
    return numbers >= 2 or _TEXT_PAGES.search(text) is not None or _TEXT_ROWS.search(text) is not None


def _box_around(anchor: Element) -> Element | None:
    """The element that holds the whole bar: the highest around 下一页 with little text."""
    box: Any = anchor.parent
    best = box if isinstance(box, Element) else None
    for _ in range(4):
        if not isinstance(box, Element) or box.tag == "body":
            break
        if len(single_spaced(box.text)) > 260 and box.find("select") is None:
            break
        best = box
        box = box.parent
    return best


def _read_bar(document: Document, box: Element) -> _Bar:
    join = joiner_of(document).join
    steps: list[_Step] = []
    next_url = last_url = hidden = ""
    current = highest = 0
    previous = 0
    for element in box.find_all(["a", "span", "em", "strong", "b", "li", "font", "i"]):
        word = single_spaced(element.text)
        if not word or len(word) > 16:
            continue
        number = _NUMBER.fullmatch(word)
        if element.tag != "a":
            if (
                number
                and element.find("a") is None
                and (
                    _is_marked_current(element)
                    or (previous and int(number.group(1) or number.group(2)) == previous + 1 and not current)
                )
            ):
                current = int(number.group(1) or number.group(2))
                highest = max(highest, current) if _is_marked_current(element) else highest
            continue
        url, why = _target(document, element, join)
        if number:
            value = int(number.group(1) or number.group(2))
            previous = value
            highest = max(highest, value)
            if _is_marked_current(element) or (not url and not why and not current and not element.attr("href")):
                current = value
            if url:
                steps.append(_Step(value, url))
            hidden = hidden or why
        elif _NEXT.fullmatch(word) and word not in (">>", "»"):
            next_url = url or next_url
            hidden = hidden or why
        elif _LAST.fullmatch(word):
            last_url = url or last_url
            hidden = hidden or why
        elif _FIRST.fullmatch(word) and url:
            steps.append(_Step(1, url))
    for option in box.find_all("option"):
        address = (option.attr("value") or "").strip()
        shown = _NUMBER.fullmatch(single_spaced(option.text))
        if shown:
            number_shown = int(shown.group(1) or shown.group(2))
            highest = max(highest, number_shown)
            if "." in address or "/" in address or "=" in address:
                steps.append(_Step(number_shown, join(address)))
            if "selected" in option.attrs:
                current = current or number_shown
    return _Bar(steps, single_spaced(box.text), next_url, last_url, current, hidden, highest)


def _is_marked_current(element: Element) -> bool:
    for node in (element, element.parent):
        if isinstance(node, Element) and node.tag in ("a", "span", "li", "em", "strong", "b", "font", "i"):
            name = (node.attr("class") or "").lower()
            if name and re.search(r"cur|active|\bon\b|here|sel|now|this|thispage|hover", name):
                return True
            if (node.tag == "font" and node.attr("color")) or "color" in (node.attr("style") or ""):
                return True
    return False


def _target(document: Document, anchor: Element, join: Any) -> tuple[str, str]:
    """(address, what hides it) of a link of the bar."""
    href = (anchor.attr("href") or "").strip()
    onclick = (anchor.attr("onclick") or "").strip()
    if href and href[0] != "#" and not href.lower().startswith("javascript:"):
        return join(href), ""
    script = onclick or href[11:]
    if "__doPostBack" in script:
        return "", "post"
    called = _CALLED.match(script)
    if called and called.group(1).split(".")[0] not in _PASSED_OVER:
        template = _template_of(document, called.group(1).rpartition(".")[2])
        argument = called.group(2).strip()
        if template is None:
            return "", "script"
        if argument.isdigit() and template[0]:
            return join(template[0] + argument + template[1]), ""
        return "", "post" if template == ("", "") else "script"
    if "location" in script or "open" in script:
        quoted = re.search(r"""["']([^"']+)["']""", script)
        if quoted:
            return join(quoted.group(1)), ""
    return "", "script" if script and "void" not in script and script.strip("; ") else ""


def _template_of(document: Document, name: str) -> tuple[str, str] | None:
    """How a page function of the script makes an address: ("list.jsp?page=", ""); ("", "") where it posts a form."""
    text = script_text(document)
    place = re.search(
        rf"function\s+{re.escape(name)}\s*\(\s*(\w+)|\b{re.escape(name)}\s*=\s*function\s*\(\s*(\w+)", text
    )
    if not place:
        return None
    parameter = place.group(1) or place.group(2)
    body = text[place.end() : place.end() + 800]
    following = re.search(r"\n\s*function\s", body)
    body = body[: following.start()] if following else body
    made = re.search(_PUT_TOGETHER % re.escape(parameter), body)
    if made and ("location" in body or "open" in body) and "ajax" not in body:
        return made.group(1), made.group(2) or ""
    return ("", "") if ".submit(" in body else None


def _with_next_and_last(bar: _Bar, pages: int, current: int) -> tuple[list[_Step], int]:
    """The bar's steps with 下一页 and 尾页 among them, and the last page's number where its address tells."""
    steps = [step for step in bar.steps if step.url]
    if bar.next_url and all(step.number != current + 1 for step in steps):
        steps.append(_Step(current + 1, bar.next_url))
    last = 0
    if bar.last_url:
        if pages > 1:
            steps.append(_Step(pages, bar.last_url))
        else:
            rule = _rule(steps)
            last = _number_of(rule, bar.last_url) if rule else 0
            if last > current:
                steps.append(_Step(last, bar.last_url))
    return steps, last


class _Rule(NamedTuple):
    """Address of page n: `before` + (slope * n + shift) + `after`; `width` digits where it is padded with zeros."""

    before: str
    after: str
    slope: int
    shift: int
    width: int


def _rule(steps: list[_Step]) -> _Rule | None:
    """The rule that two steps agree on: the one number of the address that changes evenly with the page's number."""
    pairs = [step for step in dict.fromkeys(steps) if step.number > 1]
    for place, one in enumerate(pairs):
        for other in pairs[place + 1 :]:
            if one.number == other.number:
                continue
            first, second = list(_NUMERALS.finditer(one.url)), list(_NUMERALS.finditer(other.url))
            if len(first) != len(second) or _NUMERALS.sub("#", one.url) != _NUMERALS.sub("#", other.url):
                continue
            changed = [
                at for at, (left, right) in enumerate(zip(first, second, strict=True)) if left.group() != right.group()
            ]
            if len(changed) != 1:
                continue
            left, right = first[changed[0]], second[changed[0]]
            difference, distance = int(right.group()) - int(left.group()), other.number - one.number
            if difference == 0 or difference % distance:
                continue
            slope = difference // distance
            width = len(left.group()) if left.group()[0] == "0" and len(left.group()) > 1 else 0
            return _Rule(
                one.url[: left.start()], one.url[left.end() :], slope, int(left.group()) - slope * one.number, width
            )
    return None


def _number_of(rule: _Rule, url: str) -> int:
    """The page number that the rule gives to an address; 0 where the address is of another form."""
    if not url.startswith(rule.before) or not url.endswith(rule.after):
        return 0
    value = url[len(rule.before) : len(url) - len(rule.after)]
    if not value.isdigit() or (int(value) - rule.shift) % rule.slope:
        return 0
    return max((int(value) - rule.shift) // rule.slope, 0)


def _addresses(document: Document, steps: list[_Step], pages: int, current: int) -> list[str]:
    """All further pages' addresses in order: those shown, and those between that follow their rule."""
    shown: dict[int, str] = {}
    for step in steps:
        shown.setdefault(step.number, step.url)
    rule = _rule(steps) or _rule_of_one(steps)
    urls: dict[str, None] = {}
    for number in range(1, max([pages, *shown]) + 1)[: MOST_PAGES + 1] if shown else ():
        if number == current:
            continue
        url = shown.get(number, "")
        if not url and rule and number > 1:
            value = rule.slope * number + rule.shift
            if value < 0:
                continue
            url = f"{rule.before}{str(value).zfill(rule.width)}{rule.after}"
        if url and url != document.url:
            urls.setdefault(url)
    return list(urls)[:MOST_PAGES]


_PAGE_NUMBER = re.compile(
    r"^(.*?(?:[?&](?:page|pageindex|pageno|pagenum|currpage|currentpage|pagenumber|pn|p|page_no|curpage|nowpage)=|[_\-](?=\d+\.\w+$)|/(?=\d+/?$)))(\d+)(.*)$",
    re.I,
)


def _rule_of_one(steps: list[_Step]) -> _Rule | None:
    """The rule of a single step whose number stands where page numbers do: page=2, list_2.html, index_1.html."""
    for step in steps:
        if step.number < 2:
            continue
        match = _PAGE_NUMBER.match(step.url)
        if match and 0 <= step.number - int(match.group(2)) <= 1:
            return _Rule(match.group(1), match.group(3), 1, int(match.group(2)) - step.number, 0)
    return None


def _drawn(script: str) -> str:
    """The word for what draws the list where a known platform's script does; empty otherwise."""
    for mark, word in _DRAWN:
        if mark in script:
            return word
    return ""
