"""The question box: what it answers, and the page that stands in its frame."""

from __future__ import annotations

from html import escape
from typing import Any

from zhengping.sample.live.answers import Answer, Request, as_json, html
from zhengping.sample.live.scripting import read_script
from zhengping.sample.live.search import bare
from zhengping.sample.live.site import LiveSite

GREETING = "您好，我是智能客服小澜，请输入您的问题。"
FIXED = "感谢您的提问，请拨打政务服务热线12345咨询。"
HUMAN = "当前为人工服务时段以外，请在工作日9:00至17:00转接人工客服。"
UNKNOWN = "抱歉，小澜还没有学会这个问题，请换一种说法。"


def answer_robot(site: LiveSite, request: Request) -> Answer | None:
    """The answers as a page and as data, and the page of the frame."""
    path = request.path
    if not path.startswith(("/robot/", "/live/robot")) or not site.data["facts"]["robot"]:
        return None
    if site.live.robot == "absent" or (site.live.robot == "post" and path != "/live/robot.html"):
        return html(site.short("<h1>405 Method Not Allowed</h1>"), 405)
    if path == "/live/robot.html":
        return html(_frame(site))
    said = reply(site, request.query.get("question", ""))
    if path == "/robot/api":
        return as_json({"answer": said["text"], "link": said["link"], "guess": said["guess"]})
    if path == "/robot/ask":
        link = f'<a href="{escape(said["link"])}">查看办事指南</a>' if said["link"] else ""
        shown = f'<p class="wt">问：{escape(request.query.get("question", ""))}</p>'
        shown += f'<p class="hd">答：{escape(said["text"])} {link}</p>' if said["text"] else ""
        return html(site.page("智能问答", f'<div class="robot">{shown}</div>'))
    return None


def reply(site: LiveSite, question: str) -> dict[str, Any]:
    """What the box says: the guide of the service that is asked for, the answer of a known question, or that it
    does not know."""
    mode, asked = site.live.robot, bare(question)
    said: dict[str, Any] = {"text": "", "link": "", "guess": []}
    if mode == "silent" or not asked:
        return said
    if mode in ("fixed", "human"):
        return {**said, "text": FIXED if mode == "fixed" else HUMAN}
    guides = [item for item in site.data["items"] if item["kind"] == "service"]
    plain = next((item for word, item in site.data["plain_words"].items() if bare(word) in asked), "")
    for guide in guides:
        if bare(guide["title"]) in asked or guide["title"] == plain:
            return {**said, "text": f"{guide['title']}：{guide['text']}", "link": guide["url"]}
    for known in site.data["faq"]:
        if bare(known["question"]) in asked or asked in bare(known["question"]):
            return {**said, "text": known["answer"]}
    near = [guide for guide in guides if len(set(asked) & set(guide["title"])) >= min(4, len(asked))]
    return {**said, "text": UNKNOWN, "guess": [guide["title"] for guide in near[:3]]}


def _frame(site: LiveSite) -> str:
    """The page inside the frame: the same box, alone."""
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>智能问答</title></head>'
        f'<body style="margin:8px"><script>window.liveSite={{robot:{{place:"frame-page",post:{str(site.live.robot == "post").lower()},'
        f'greeting:"{GREETING}"}}}};{read_script("robot.js")}</script></body></html>'
    )
