"""Why a site gave no page, in one line for the person at the keyboard."""

from __future__ import annotations

from zhengping.crawl.model import Entry
from zhengping.crawl.outcomes import TLS_LABELS, Outcome, label

_REASONS: dict[str, str] = {
    Outcome.DNS: "域名无法解析；请检查网址是否正确、网络和 DNS 是否可用",
    Outcome.REFUSED: "连接被拒绝；网站可能未开放或端口不对",
    Outcome.TIMEOUT: "超时无应答；网站可能已停止服务，请稍后再试",
    Outcome.CUT_OFF: "连接后没有给出应答就断开；请稍后再试",
    Outcome.BLOCKED: "访问被网站的防护拦截；请商请网站方放行本程序的地址和 User-Agent 后再试，不据此扣分",
    Outcome.ROBOTS: "网站的 robots.txt 不允许抓取（或无法取得 robots.txt）；请商请网站方放行后再试",
    Outcome.NOT_FOUND: "首页不存在；请检查网址",
    Outcome.SOFT_NOT_FOUND: "首页提示页面不存在；请检查网址",
    Outcome.REDIRECT_LOOP: "首页循环跳转，无法到达",
    Outcome.OFF_SCOPE: "首页跳转到了本站范围之外",
    Outcome.PRIVATE: "首页跳转到了内网地址，未访问",
    Outcome.DAMAGED: "首页内容损坏，无法读取",
}


def explain(start: Entry) -> str:
    """The line for a start page's entry that is no page to judge."""
    if start.outcome == Outcome.TLS:
        fault = TLS_LABELS.get(start.tls.get("fault", ""), "加密连接失败")
        return f"{start.url} 无法访问：{fault}；请网站方修复证书后再试，或改用 http:// 网址"
    if start.outcome == Outcome.SERVER_ERROR:
        return f"{start.url} 无法访问：服务器返回 {start.status} 错误，请稍后再试"
    if start.outcome == Outcome.OK:
        return f"{start.url} 不是网页（{start.content_type or start.file_type or '类型不明'}）；请检查网址"
    return f"{start.url} 无法访问：{_REASONS.get(start.outcome, label(start.outcome))}"
