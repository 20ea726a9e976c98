"""What stands around a text and is none of it: controls of the page, neighbours in the list, link farms, the footer."""

from __future__ import annotations

import re

_CONTROLS = re.compile(
    r"^(?:[【\[(（]?\s*(?:字\s*[体号]|字体大小|字号大小)\s*[:：]?.{0,16}"
    r"|[【\[(（]?\s*(?:打\s*印|关\s*闭|收\s*藏|返\s*回|分\s*享|纠\s*错|复制链接)"
    r"(?:本页|本文|页面|窗口|此页|列表|上页|顶部|到)?\s*[】\])）]?"
    r"(?:\s*[|｜]?\s*[【\[(（]?(?:打印|关闭|收藏|返回|分享|推荐)\S{0,4})*"
    r"|分享(?:到|至|给|文章|本文).{0,60}|(?:扫一扫|扫码|微信扫).{0,40}"
    r"|(?:上|下|前|后)一[篇条页则]\s*(?:[:：].{0,120}|没有.{0,8}|$)"
    r"|(?:浏览|点击|阅读|访问)(?:次数|量|数)\s*[:：]?\s*[\d\-次]{0,10}"
    r"|(?:您|你)?(?:当前|现在|所在).{0,6}位\s*置\s*[:：].{0,160}"
    r"|(?:【|\[)?(?:大|中|小)(?:\s*(?:中|小|大))*(?:】|\])?|视力保护色?\s*[:：]?.{0,12}|背景色\s*[:：]?.{0,20}"
    r"|(?:微信|微博|新浪微博|QQ空间|QQ|空间|朋友圈)|(?:我要|网页)?纠错|返回(?:顶部|首页|上一页|列表)|TOP"
    r"|语音(?:播报|朗读).{0,8}|\[\s*(?:大|中|小)\s*\].{0,12}|二维码"
    r"|(?:首页\s*)?(?:«|<|上一页|前页).{0,60}(?:下一页|后页|尾页|末页|»|>).{0,40}"
    r"|共\s*\d+\s*[条页](?:记录|信息|数据)?[\s,，]*(?:(?:当前|第|每页|首页|上一页|下一页|\d).{0,60})?"
    r"|(?:\d{1,3}\s+){1,12}(?:\d{1,3}|…|\.{3}|下一页|尾页).{0,20})$"
)
_CONTROL_STARTS = frozenset(
    "«<共首【[(（0123456789字打关收返分纠复扫微上下前后浏点阅访您你当现所大中小视背新空朋我网语二T"
)
_LONGEST_CONTROL = 160
_ALWAYS_TRIED = 24

_FOLLOWS = re.compile(
    r"^【?\s*(?:相关(?:链接|阅读|文章|新闻|信息|报道|稿件|内容|推荐|文档|解读|文件|附件列表)|(?:友情|网站|常用)链接|延伸阅读|推荐阅读"
    r"|热门(?:文章|信息|新闻|推荐)|网站地图|关于我们|网友评论|我要评论|发表评论)\s*(?:[:：】|｜].{0,160})?$"
    r"|^版权所有|^扫一扫(?:在手机|分享)"
)
_FOLLOWS_STARTS = frozenset("【相友网常延推热版关扫我发")
_FOOTER = re.compile(r"版权所有|ICP备|公网安备|网站标识码|技术支持|主办[:：]|Copyright", re.I)
_FOOT = re.compile(r"版权所有|ICP备|公网安备|网站标识码|Copyright|^(?:上|下)一[篇条]\s*[:：]", re.I)
_ORGANIZER = re.compile(r"^(?:主办|承办|协办|管理|维护|联系|地址|电话|邮编|传真|网站地图|关于我们).{0,60}$")


def is_control(line: str) -> bool:
    """Whether a line is a control of the page (字体：大 中 小, 打印, 分享到, 上一篇：…, page numbers)."""
    if len(line) > _LONGEST_CONTROL or (len(line) > _ALWAYS_TRIED and line[0] not in _CONTROL_STARTS):
        return False
    return _CONTROLS.match(line) is not None


def begins_what_follows(line: str) -> bool:
    """Whether a line heads what stands below a text (相关链接, 友情链接, 版权所有 …); the words alone or before
    a colon, since a sentence may begin with them too."""
    return line[0] in _FOLLOWS_STARTS and len(line) < 200 and _FOLLOWS.match(line) is not None


def is_footer(text: str) -> bool:
    """Whether a short text has the marks of a site's footer."""
    return _FOOTER.search(text) is not None


def is_foot(line: str) -> bool:
    """Whether a line ends the text for certain: the footer's marks, or the neighbours in the list."""
    return len(line) < 200 and _FOOT.search(line) is not None


def may_begin_footer(line: str) -> bool:
    """Whether a line before the footer's marks belongs to it (主办单位：…); within a text it may be the organizer of
    an event."""
    return _ORGANIZER.match(line) is not None
