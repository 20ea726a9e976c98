"""A form is found, recognised and filled as a visitor meets it; what stands in its way is named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.sites import context
from tests.probes.browsing import browse, needs_browser
from tests.probes.serving import Answer, serving
from zhengping.probes.form_places import FormPlace, FormTarget
from zhengping.probes.forms import form_words, try_place
from zhengping.probes.session import Session
from zhengping.reading.probed.functions import FormTrial

pytestmark = needs_browser

BOX = '<form action="/s"><input name="q" placeholder="请输入关键词"><input type="submit" value="搜索"></form>'
LETTER = (
    '<p>姓名：<input name="name"></p><p>联系电话：<input name="phone"></p>'
    '<p>信件内容：<textarea name="content"></textarea></p><input type="submit" value="提交信件">'
)
FORM = f'<form action="/sent" method="post">{LETTER}</form>'
LABELS = """<form action="/sent" method="post"><table>
<tr><td><label for="a">申请人姓名</label></td><td><input id="a" required></td></tr>
<tr><th>身份证号码<i>*</i>：</th><td><input name="card"></td></tr>
<tr><td>手机：</td><td><input type="tel" name="t"></td></tr></table>
<label>电子邮箱 <input name="e" type="email"></label>
<div><span>通信地址</span><div><input name="x1"></div></div>
<p><input name="x2" placeholder="所需信息名称"></p>
<p><input name="x3" aria-label="信息用途"></p>
<p>获取方式：<label><input type="radio" name="r" value="1">邮寄</label>
<label><input type="radio" name="r" value="2">自取</label></p>
<p>申请类型：<select name="s"><option value="">请选择</option><option value="1">公民</option></select></p>
<p>申请日期：<input type="date" name="d"></p>
<p>详细描述：<textarea name="c"></textarea></p>
<p>附件：<input type="file" name="f"></p>
<p>密码：<input type="password" name="p"></p>
<p>验证码：<input name="yzm"></p>
<input type="submit" value="提交申请"><input type="reset" value="重置"></form>"""
PAGES = {
    "whole": BOX + FORM,
    "labels": LABELS,
    "in-a-frame": BOX + '<iframe src="/framed" width="700" height="400"></iframe>',
    "framed": FORM,
    "drawn": BOX + f'<div id="a"></div><script>setTimeout(()=>{{a.innerHTML=`{FORM}`}},900)</script>',
    "without-form-element": f"{BOX}<div class=box>{LETTER.replace('submit', 'button')}</div>",
    "shadow": "<div id=h></div><script>h.attachShadow({mode:'open'}).innerHTML=`" + FORM + "`</script>",
    "editor": FORM.replace(
        '<textarea name="content"></textarea>', '<div contenteditable="true" style="height:60px"></div>'
    ),
    "editor-in-a-frame": FORM.replace(
        '<textarea name="content"></textarea>',
        '<iframe id=e></iframe><script>e.contentDocument.designMode="on"</script>',
    ),
    "whole-page-in-a-form": f'<form method="post"><input type="hidden" name="__VIEWSTATE" value="1">{BOX[18:-7]}'
    + "".join(f'<a href="/x{n}">栏目{n}</a>' for n in range(50))
    + f"<div>{LETTER}</div></form>",
    "alert": FORM.replace("<form", "<form onsubmit=\"if(!this.name.value){alert('请填写您的姓名');return false}\""),
    "own-messages": FORM.replace("<form", '<form novalidate onsubmit="return ck()"')
    + "<script>function ck(){const s=document.createElement('span');s.textContent='信件内容不能为空';"
    "document.querySelector('textarea').after(s);return false}</script>",
    "messages-while-typing": FORM
    + "<script>document.querySelector('[name=phone]').addEventListener('change',e=>{if(!/^1[3-9]/.test(e.target.value))"
    "{const s=document.createElement('b');s.textContent='电话格式不正确';e.target.after(s)}})</script>",
    "fixed": FORM.replace("<form", "<fieldset disabled><form") + "</fieldset>",
    "rules": '<h1>写信须知</h1><p>请遵守法律。</p><label><input type="checkbox" id="k">我已阅读并同意</label>'
    '<button id="b" disabled onclick="location=\'/whole\'">下一步</button>'
    "<script>k.onchange=()=>setTimeout(()=>{b.disabled=!k.checked},600)</script>",
    "rules-by-form": '<p>须知</p><form action="/whole"><input type="checkbox" name="k">同意'
    '<input type="submit" value="下一步"></form>',
    "rules-by-post": '<p>须知</p><form action="/whole" method="post"><input type="checkbox">同意'
    '<input type="submit" value="下一步"></form>',
    "link": '<p>欢迎来信</p><ul><li><a href="/query">信件查询</a><li><a href="/whole">我要写信</a></ul>',
    "script-link": '<p>欢迎来信</p><a href="javascript:;" onclick="location=\'/whole\'">我要写信</a>',
    "new-window": '<p>欢迎来信</p><a href="javascript:;" onclick="window.open(\'/whole\')">我要写信</a>',
    "login": '<title>用户登录</title><form action="/in" method="post">用户名<input name="u">密码<input type="password">'
    '<input type="submit" value="登录"></form>',
    "login-asked": "<p>请先登录后再写信。</p>" * 6,
    "captcha": '<p>请输入验证码后继续访问</p><form action="/c" method="post"><input name="captcha">'
    '<input type="submit" value="确定"></form>',
    "nothing": "",
    "broken": f"{BOX}<div id=app>正在加载……</div>"
    "<script>fetch('/gone.json').then(r=>r.json()).then(d=>app.innerHTML=d.h)</script>",
    "by-post-data": f"{BOX}<div id=app>正在加载……</div>"
    "<script>fetch('/data',{method:'POST'}).then(r=>r.text()).then(d=>app.innerHTML=d)</script>",
    "words": "<p>来信请寄到某某路1号，或发送电子邮件，也可以拨打电话。</p>" * 5,
    "hangs": FORM + "<script>document.querySelector('[name=name]').oninput=()=>{for(;;);}</script>",
}
PROMISED = ("whole", "broken", "by-post-data")


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FormTrial]:
    words = form_words(context())
    follow = context().words("4.1", "submit")
    found: dict[str, FormTrial] = {}
    asked: dict[str, int] = {}

    def failing(_: dict[str, str]) -> Answer:
        asked["error"] = asked.get("error", 0) + 1
        return 500, "text/html; charset=utf-8", b"<h1>500</h1>"

    def failing_once(_: dict[str, str]) -> str | Answer:
        asked["once"] = asked.get("once", 0) + 1
        return failing(_) if asked["once"] == 1 else FORM

    pages: dict[str, Any] = {
        f"/{name}": f"<!DOCTYPE html><meta charset=utf-8><body>{body}" for name, body in PAGES.items()
    }
    pages |= {"/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /closed"), "/closed": FORM}
    pages |= {"/error": failing, "/once": failing_once}
    with serving(pages) as served:

        async def use(session: Session) -> None:
            for name in (*PAGES, "error", "once", "closed", "gone"):
                target = FormTarget(
                    "4.1-2",
                    "submit",
                    (),
                    follow,
                    lambda form: form.purpose not in ("search", "login") and bool(form.areas),
                )
                if name == "framed":
                    continue
                place = FormPlace(f"{served.url}{name}", "我要写信", promised=name in PROMISED)
                found[name] = await try_place(session, words, target, place)

        browse(tmp_path_factory.mktemp("forms"), use, max_seconds=600.0)
        assert not served.posted
    return found


OPENS = (
    "whole", "in-a-frame", "drawn", "without-form-element", "shadow", "editor", "editor-in-a-frame",
    "whole-page-in-a-form", "alert", "own-messages", "messages-while-typing", "rules", "rules-by-form", "link",
    "script-link", "new-window", "once",
)  # fmt: skip


@pytest.mark.parametrize("page", OPENS)
def test_a_form_opens_and_takes_what_is_typed(tried: dict[str, FormTrial], page: str) -> None:
    trial = tried[page]
    assert (trial.state, trial.opening, trial.opens) == ("done", "open", True)
    assert [(each.label, each.filled) for each in trial.fields] == [
        ("姓名", True),
        ("联系电话", True),
        ("信件内容", True),
    ]


@pytest.mark.parametrize(
    ("page", "state", "opening"),
    [
        ("fixed", "done", "fixed"),
        ("login", "done", "login"),
        ("login-asked", "done", "login"),
        ("captcha", "blocked", "captcha"),
        ("nothing", "done", "blank"),
        ("broken", "done", "blank"),
        ("words", "done", "no-form"),
        ("error", "done", "error"),
        ("gone", "done", "missing"),
        ("closed", "blocked", "refused"),
        ("rules-by-post", "done", "held"),
        ("hangs", "failed", ""),
    ],
)
def test_what_stands_in_the_way_is_named(tried: dict[str, FormTrial], page: str, state: str, opening: str) -> None:
    trial = tried[page]
    assert (trial.state, trial.opening, trial.opens) == (state, opening, False)
    assert trial.why


def test_labels_are_found_wherever_they_stand(tried: dict[str, FormTrial]) -> None:
    assert [each.label for each in tried["labels"].fields] == [
        "申请人姓名", "身份证号码", "手机", "电子邮箱", "通信地址", "所需信息名称", "信息用途", "获取方式", "申请类型",
        "申请日期", "详细描述", "附件", "密码", "验证码",
    ]  # fmt: skip


def test_captcha_password_and_file_are_left(tried: dict[str, FormTrial]) -> None:
    left = [each.kind for each in tried["labels"].fields if not each.filled]
    assert left == ["file", "password", "captcha"]
    assert tried["labels"].captcha


def test_required_fields_are_known(tried: dict[str, FormTrial]) -> None:
    assert [each.label for each in tried["labels"].fields if each.required] == ["申请人姓名", "身份证号码"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("alert", "请填写您的姓名"),
        ("own-messages", "信件内容不能为空"),
        ("messages-while-typing", "电话格式不正确"),
        ("labels", "申请人姓名：此项必填"),
    ],
)
def test_the_checks_of_the_page_are_seen(tried: dict[str, FormTrial], page: str, said: str) -> None:
    assert tried[page].checks_seen
    assert said in tried[page].complaints


def test_a_page_without_checks_shows_none(tried: dict[str, FormTrial]) -> None:
    assert not tried["whole"].checks_seen


def test_an_error_is_asked_once_more(tried: dict[str, FormTrial]) -> None:
    assert [step.action for step in tried["error"].steps] == ["打开“我要写信”", "再打开一次"]


def test_a_page_that_needed_what_is_not_let_out_is_no_proof(tried: dict[str, FormTrial]) -> None:
    assert tried["by-post-data"].hindered
    assert not tried["broken"].hindered


def test_the_button_is_named(tried: dict[str, FormTrial]) -> None:
    assert tried["labels"].submit == "提交申请"


def test_a_filled_form_is_photographed(tried: dict[str, FormTrial]) -> None:
    assert tried["whole"].shots[0].caption == "表单已填写，没有提交"
