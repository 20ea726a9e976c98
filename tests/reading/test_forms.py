# ruff: noqa: E501 - lines of HTML
"""Forms and what they are for."""

from __future__ import annotations

import pytest

from tests.reading.pages import page
from zhengping.reading.facts import Form
from zhengping.reading.forms import read_forms


def forms(body: str) -> tuple[Form, ...]:
    return read_forms(page(body))


PURPOSES = {
    "search": '<form action="/s"><input name="searchWord" placeholder="请输入关键字"><input type="submit" value="搜索"></form>',
    "login": '<form><p>用户名：<input name="u"></p><p>密码：<input type="password" name="p"></p><button>登录</button></form>',
    "mailbox": """<form method="post"><p>姓名：<input name="xm"></p><p>联系电话：<input name="dh"></p><p>信件标题：<input name="bt"></p>
        <p>信件内容：<textarea name="nr"></textarea></p><input type="submit" value="提交"></form>""",
    "application": """<form method="post"><table><tr><td>申请人姓名</td><td><input name="a"></td></tr><tr><td>联系电话</td><td><input name="b"></td></tr>
        <tr><td>所需信息的内容描述</td><td><textarea name="c"></textarea></td></tr></table><input type="submit"></form>""",
    "opinion": """<form><p>姓名<input name="a"></p><p>您的意见：<textarea name="c"></textarea></p><input type="submit" value="提交意见"></form>""",
    "survey": """<form><h3>网站满意度调查</h3><p>1. 您对本网站是否满意？<input type="radio" name="q1" value="1">满意<input type="radio" name="q1" value="2">一般</p>
        <p>2. 您最常用哪个栏目？<input type="radio" name="q2" value="1">新闻<input type="radio" name="q2" value="2">服务</p><input type="submit" value="提交"></form>""",
    "letter-query": '<form><p>信件查询 查询编号：<input name="code"></p><input type="submit" value="查询"></form>',
    "case-query": '<form><p>办件进度查询 受理号：<input name="no"></p><input type="submit" value="查询"></form>',
    "data-query": '<form><p>证书编号：<input name="zsbh"></p><p>持有单位：<input name="dw"></p><input type="submit" value="查询"></form>',
    "comment": '<form><p>网友评论</p><textarea name="pl"></textarea><input type="submit" value="发表评论"></form>',
}


@pytest.mark.parametrize("purpose", PURPOSES)
def test_purpose(purpose: str) -> None:
    found = forms(PURPOSES[purpose])
    assert [form.purpose for form in found] == [purpose]


def test_fields_carry_labels_kinds_and_whether_they_must_be_filled() -> None:
    (form,) = (
        forms("""<form action="/save" method="POST"><table><tr><td>姓名<font color="red">*</font>：</td><td><input name="xm"></td></tr>
        <tr><td>附件：</td><td><input type="file" name="fj"></td></tr><tr><td>验证码：</td><td><input name="yzm"></td></tr>
        <tr><td>内容</td><td><textarea name="nr" required></textarea></td></tr></table><input type="hidden" name="t" value="1">
        <input type="submit" value="提交"></form>""")
    )
    assert (form.action, form.method) == ("https://dept.example.cn/save", "post")
    assert [(field.name, field.kind, field.label, field.required) for field in form.fields] == [
        ("xm", "text", "姓名", True),
        ("fj", "file", "附件", False),
        ("yzm", "captcha", "验证码", False),
        ("nr", "textarea", "内容", True),
        ("t", "hidden", "", False),
        ("", "submit", "提交", False),
    ]


def test_controls_that_a_script_sends_are_a_form() -> None:
    (form,) = forms(
        '<div class="ss"><input id="keyword" placeholder="请输入搜索内容"><a onclick="dosearch()">搜索</a></div>'
    )
    assert (form.purpose, form.method) == ("search", "script")


def test_a_questionnaire_without_a_form_is_one_form() -> None:
    (form,) = (
        forms("""<div class="dc"><h3>民意调查问卷</h3><dl><dt>1. 您是否了解本项政策？</dt><dd><input type="radio" name="a">了解</dd><dd><input type="radio" name="a">不了解</dd></dl>
        <dl><dt>2. 您从哪里了解？</dt><dd><input type="checkbox" name="b">网站</dd><dd><input type="checkbox" name="b">报纸</dd></dl><button onclick="vote()">提交</button></div>""")
    )
    assert form.purpose == "survey"
    assert [field.label for field in form.fields if field.kind == "radio"] == [
        "民意调查问卷1. 您是否了解本项政策？"
    ] or form.fields


def test_the_page_wide_form_of_asp_net_is_no_form_of_its_own() -> None:
    found = forms("""<form method="post"><input type="hidden" name="__VIEWSTATE" value="x"><div><input name="ctl$key" placeholder="请输入关键字"><input type="submit" value="搜索"></div>
        <p>正文</p></form>""")
    assert [form.purpose for form in found] == ["search"]


def test_a_page_without_controls_has_no_form() -> None:
    assert forms("<p>可在本文底部评论。</p>") == ()
    assert forms('<form><input type="hidden" name="a"></form>') == ()


AROUND = "<p>办件进度查询请输入受理号，信件查询请输入查询码，欢迎提出意见建议，申请人信息由窗口核对。</p>" * 30


@pytest.mark.parametrize(
    "box",
    [
        '<input name="q"><a href="#" onclick="so()">搜索</a>',
        '<input name="q"><input type="button" value="搜索">',
        '<span><input name="q"><input type="button" value="搜索"></span>',
    ],
)
def test_a_box_that_stands_free_in_the_page_takes_none_of_its_text(box: str) -> None:
    (form,) = forms(AROUND + box + AROUND)
    assert form.purpose == "search"
    assert "办件" not in form.text


def test_labels_in_blocks_of_their_own_name_the_fields_below() -> None:
    (form,) = forms(
        "<div><div>姓名</div><div><input name='a'></div><div>来信内容</div><div><textarea name='b'></textarea></div></div>"
    )
    assert [field.label for field in form.fields] == ["姓名", "来信内容"]
