"""5.4 信息转载分享: buttons that share an article to WeChat and Weibo."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import absent, front
from zhengping.checks.finding import Finding
from zhengping.checks.tools import GUESS, LIKELY, SURE, has_any, number, see, settle, share, words


@check("5.4-1")
def sharing(context: Context) -> Finding:
    """分享功能: WeChat and Weibo among the share buttons, share of the two; on few articles, their share."""
    pages = [article.page for article in context.site.articles]
    targets = {name: words(context, "5.4", name) for name in ("微信", "微博")}
    with_share = [page for page in pages if page.share]
    if not with_share:
        gaps = ["读到的文章过少"] if len(pages) < number(context, "5.4", "least_articles") else []
        gaps += ["文章页由脚本绘制"] if 2 * sum(page.scripted for page in pages) > len(pages) else []
        sentence = f"所读{len(pages)}个文章页均无分享按钮或分享脚本"
        return absent(context, "5.4-1", sentence, pages[:4] or front(context), gaps)
    counts = Counter(
        name
        for page in with_share
        for name, needles in targets.items()
        if has_any(" ".join(page.share).lower(), needles)
    )
    whole = words(context, "5.4", "services")
    general = sum(has_any(" ".join(page.share).lower(), whole) != "" for page in with_share)
    there = [name for name in targets if 2 * (counts[name] + (general if not counts[name] else 0)) > len(with_share)]
    most = 2 * len(with_share) >= len(pages)
    value = share(there, targets) * (1 if most else Fraction(len(with_share), len(pages)))
    names = "、".join(there) or "未见微信、微博"
    sentence = f"{len(pages)}个文章页中{len(with_share)}个有分享功能（{names}）。"
    sure = most and value == 1 and all(counts.values()) and len(counts) == len(targets)
    places = [see(page, " ".join(page.share)) for page in with_share[:4]]
    return settle(
        context,
        "5.4-1",
        value,
        sentence,
        places,
        sure=sure,
        confidence=SURE if sure else LIKELY if most else GUESS,
        doubt="点击效果由浏览器实测。",
    )
