"""Accessibility, quality and broken pages as a browser met them: the webmaster's list, and a line for 8.1.1.

None of it is a point: nothing here changes a value. What encryption a page lacks stands with the other signs of 6.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhengping.checks.context import Context
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.quoting import masked, quote
from zhengping.checks.tried_phone import fits, laid_out, readable, touchable
from zhengping.reading.probed import Probed
from zhengping.reading.probed.appearance import PageQuality, PhonePage, QualityTrial

QUALITY_FILE = "quality.csv"
QUALITY_HEADER = ("url", "kind", "what", "rule", "count", "where", "remedy")
_KINDS = {
    "home": "首页",
    "list": "列表页",
    "article": "文章页",
    "form": "表单页",
    "guide": "办事指南",
    "other": "其他页面",
}
_KINDS |= {"mobile": "移动版"}
_IMPACTS = {"critical": "严重", "serious": "较重", "moderate": "一般", "minor": "轻微"}
BROKEN = {
    "error-text": "能打开但显示出错提示",
    "stack-trace": "能打开但显示程序出错信息",
    "database-error": "能打开但显示数据库出错信息",
    "template": "模板没有套上内容",
    "garbled": "乱码",
    "blank": "空白页",
}
_MEND_BROKEN = {
    "error-text": "查程序日志改正错误；确实出错时应回 500 状态，不应回 200",
    "stack-trace": "改正程序错误，并关闭向访问者显示出错细节（泄露程序信息）",
    "database-error": "恢复数据库连接或改正语句，并关闭向访问者显示出错细节",
    "template": "检查模板标签和数据接口，重新生成页面",
    "garbled": "页面声明的编码与文件实际编码改成一致，统一用 UTF-8",
    "blank": "检查页面脚本和数据接口；没有内容的页面应撤下或说明",
}
_MEND_RULE = {
    "image-alt": "给图片写 alt 说明；纯装饰的图片写 alt=\"\"",
    "link-name": "给只有图片的链接写 alt 或 aria-label",
    "button-name": "给按钮写文字或 aria-label",
    "label": "给每个输入框配 label 标签",
    "select-name": "给下拉框配 label 标签",
    "input-image-alt": "给图片按钮写 alt 说明",
    "input-button-name": "给按钮写 value 文字",
    "html-has-lang": "在 html 标签上写 lang=\"zh-CN\"",
    "html-lang-valid": "html 标签的 lang 写成 zh-CN",
    "document-title": "给页面写 title",
    "frame-title": "给 iframe 写 title 说明",
    "color-contrast": "加深文字颜色或改底色，对比度不低于 4.5:1",
    "meta-viewport": "viewport 里去掉 user-scalable=no 和 maximum-scale，允许放大",
    "list": "列表标签 ul、ol 里只放 li",
    "listitem": "li 放在 ul 或 ol 里",
    "definition-list": "dl 里只放 dt、dd",
    "dlitem": "dt、dd 放在 dl 里",
    "marquee": "去掉 marquee 滚动文字",
    "blink": "去掉闪烁文字",
    "meta-refresh": "不要定时自动刷新或跳转",
    "duplicate-id-aria": "同一页面里 id 不要重复",
    "bypass": "加“跳到正文”的链接",
    "nested-interactive": "链接和按钮不要互相嵌套",
    "object-alt": "给 object 写替代文字",
    "area-alt": "给图片热区写 alt 说明",
    "scrollable-region-focusable": "可滚动的区域加 tabindex=\"0\"，用键盘也能滚动",
    "aria-hidden-focus": "隐藏的部分里不要放能得到焦点的链接、按钮",
}  # fmt: skip
_MEND_OTHER = "按“规则”一栏的说明修改"


@dataclass(frozen=True)
class QualityRow:
    """A line of the list: page, its kind, what is wrong, by which rule, how often, where on the page, how to mend it.

    All texts are Chinese but addresses, names of rules and pieces of HTML.
    """

    url: str
    kind: str
    what: str
    rule: str
    count: int
    where: str
    remedy: str


def quality_rows(probed: Probed, context: Context | None = None) -> list[QualityRow]:
    """The webmaster's list: broken pages first, then page by page in the order of looking.

    Times and sizes are those of one visit and judge nothing. With `context` the pages that do not fit a telephone are
    listed too, by the edition's sizes. A fault of a template is named once, for the first page that shows it; `count`
    is how often it was seen on all pages looked at.
    """
    rows: list[QualityRow] = []
    if probed.quality is not None:
        pages = probed.quality.pages
        rows += [row for page in pages for row in _broken(page)]
        rows += [row for page in pages for row in _of_page(page)]
    if probed.phone is not None and context is not None:
        rows += [row for page in probed.phone.pages for row in _on_a_phone(context, page)]
    return _merged(rows)


def _merged(rows: Sequence[QualityRow]) -> list[QualityRow]:
    """Rows with private numbers masked; the same fault at the same place of several pages (a template's) once."""
    found: dict[tuple[str, str, str], QualityRow] = {}
    for row in rows:
        row = replace(row, where=masked(row.where))
        own = row.url if row.rule in BROKEN or row.rule.startswith("phone-") else ""
        known = found.get((row.rule, row.where, own))
        found[row.rule, row.where, own] = replace(known, count=known.count + row.count) if known else row
    return list(found.values())


def _broken(page: PageQuality) -> Iterator[QualityRow]:
    if page.broken:
        what = BROKEN.get(page.broken, page.broken)
        yield QualityRow(
            page.url, _KINDS[page.kind], what, page.broken, 1, page.quote, _MEND_BROKEN.get(page.broken, "")
        )


def _of_page(page: PageQuality) -> Iterator[QualityRow]:
    url, kind = page.url, _KINDS[page.kind]
    for each in page.violations:
        rule = f"{each.rule}（{_IMPACTS.get(each.impact, each.impact)}）：{each.help}"
        yield QualityRow(url, kind, "无障碍", rule, each.count, each.sample, _MEND_RULE.get(each.rule, _MEND_OTHER))
    for picture in page.broken_pictures:
        yield QualityRow(url, kind, "图片显示不出", "broken-picture", 1, picture, "补上图片或改正地址")
    for part in page.mixed:
        yield QualityRow(url, kind, "加密页面引用未加密内容", "mixed-content", 1, part, "引用地址改用 HTTPS")
    for line in page.console_errors:
        yield QualityRow(
            url, kind, "脚本或资源出错", "console-error", 1, line, "在浏览器控制台查出错的脚本或缺少的文件并改正"
        )
    if page.load_ms:
        said = f"加载用时{page.load_ms}毫秒，{page.requests}个请求，共{page.bytes // 1024}KB（本次所见，不作评判）"
        yield QualityRow(url, kind, "首页加载", "load", 1, said, "压缩图片、合并脚本样式，减少首页请求")


def _on_a_phone(context: Context, page: PhonePage) -> Iterator[QualityRow]:
    if page.outcome != "ok" or not page.characters:
        return
    url, kind = page.url, _KINDS[page.kind]
    if not laid_out(context, page) or not fits(context, page):
        said = f"内容宽{page.content_width}像素，屏幕宽{page.width}像素"
        mend = "页面写 viewport 并改成自适应排版，宽表格放进可滑动的容器"
        yield QualityRow(url, kind, "手机上超出屏幕", "phone-width", 1, said, mend)
    elif not readable(context, page):
        said = f"{page.small_text // 10}%的文字过小，文字多为{page.text_size}像素"
        yield QualityRow(
            url, kind, "手机上文字过小", "phone-text", 1, said, "手机上正文字号不小于16像素，其他不小于12像素"
        )
    if laid_out(context, page) and not touchable(context, page):
        said = f"{page.targets}个链接、按钮中{page.small_targets // 10}%过小又过密"
        yield QualityRow(
            url, kind, "手机上链接、按钮不好点", "phone-targets", 1, said, "加大行距和按钮，每个不小于24×24像素"
        )
    if page.lost:
        yield QualityRow(
            url, kind, "手机上缺内容", "phone-lost", len(page.lost), "；".join(page.lost), "手机上不要隐藏正文和条目"
        )


def barrier_free(context: Context) -> Finding | None:
    """What was measured for a case of 8.1.1 (无障碍访问); None where no page was examined.

    Never a value: whether a case is put forward is for the department, what it earns for the experts.
    """
    trial = context.probed.quality if context.probed else None
    pages = [page for page in trial.pages if page.checked] if trial else []
    if trial is None or not pages:
        return None
    entrance = "首页标有无障碍（适老化）入口" if context.site.footer.accessibility else "首页未见无障碍入口"
    grave = [page for page in pages if any(each.impact in ("critical", "serious") for each in page.violations)]
    sentence = f"{entrance}；浏览器按 WCAG 2.1 A、AA 级自动检查{len(pages)}个页面（axe-core），"
    sentence += f"{len(grave)}个有严重或较重的问题" + (f"：{_most_frequent(trial)}。" if grave else "。")
    sentence += "自动检查只能发现一部分问题；是否作为无障碍访问的创新案例（8.1.1）申报由部门决定，得分由专家评定。"
    advice = "按质量清单逐项改正，并请视障人员用读屏软件试用。" if grave else ""
    seen = tuple(Evidence(page.url, quote(_in_brief(page)), shot=page.shot) for page in pages)
    return Finding("person", None, sentence, advice, 0.0, seen)


def _most_frequent(trial: QualityTrial, limit: int = 3) -> str:
    """The grave rules that most pages break, with their Chinese text."""
    counts: dict[tuple[str, str], int] = {}
    for page in trial.pages:
        for each in page.violations:
            if each.impact in ("critical", "serious"):
                counts[each.help, each.rule] = counts.get((each.help, each.rule), 0) + 1
    ordered: Sequence[tuple[tuple[str, str], int]] = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return "；".join(f"{text}（{pages}页）" for (text, _), pages in ordered[:limit])


def _in_brief(page: PageQuality) -> str:
    rules = len(page.violations)
    return (
        f"{_KINDS[page.kind]}：{rules}类问题，共{sum(each.count for each in page.violations)}处"
        if rules
        else "未见问题"
    )
