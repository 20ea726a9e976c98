"""What a form is for, by its fields and words."""

from __future__ import annotations

import re

from zhengping.reading.facts import Field

CHOICES = frozenset({"radio", "checkbox"})
_SEARCH = re.compile(
    r"search|sousuo|keyword|searchword|\bq\b|query|s_?word|\bso\b|jsearch|\bwd\b|was5|igs|\bkw\b|keys?\b", re.I
)
_SEARCH_WORDS = re.compile(
    r"搜索|检索|搜一搜|站内|请输入(?:您?要?(?:查询|搜索|查找)的?)?(?:关键|内容)|关键[字词]|全文|热搜"
)
_LOGIN = re.compile(r"登\s*录|登\s*陆|用户名|密码|login|signin|passw", re.I)
_APPLICATION = re.compile(
    r"依申请公开|信息公开申请|申请人(?:信息|姓名|类型)|所需信息|获取(?:信息|方式)|信息的?(?:用途|内容描述|载体)|公民.{0,30}法人.{0,10}其他组织"
)
_LETTER_QUERY = re.compile(
    r"(?:信件|来信|留言|咨询|诉求|邮件|投诉|写信)(?:办理)?(?:进度|状态|结果|编号|情况|回复)?(?:查询|编号|查询码)|信件查"
)
_QUERY_CODE = re.compile(r"查询(?:编号|密码|码|号)")
_CASE_QUERY = re.compile(
    r"办(?:件|事|理)(?:进度|状态|结果)?(?:查询|编号)|(?:进度|状态|受理|申办|审批|许可|业务)(?:结果)?(?:查询|号码|编号)|受理号|申办(?:流水)?号|办件编号"
)
_SURVEY = re.compile(r"调查|问卷|投票|测评|评价|满意度")
_OPINION = re.compile(
    r"征集|征求意见|意见征询|(?:您|你)的(?:意见|建议)|意见(?:内容|建议)|建言|提(?:出)?(?:意见|建议)|反馈意见|意见和建议|意见反馈"
)
_COMMENT = re.compile(r"评论|发表(?:看法|言论)|网友(?:留言|跟帖)|我要?说(?:两句|一句)|跟帖|comment", re.I)
_MAILBOX = re.compile(
    r"信箱|来信|写信|信件|留言|咨询|投诉|举报|建议|诉求|求助|我要?(?:写信|咨询|提问|留言|投诉)|(?:信件|留言|咨询|问题|投诉)(?:标题|主题|内容|类[型别])|mailbox|guestbook|liuyan",
    re.I,
)
_PERSON = re.compile(
    r"姓\s*名|联系(?:电话|方式|人)|手机|电\s*话|邮\s*箱|e-?mail|住址|地\s*址|身份证|昵称|称呼|name|phone|mobile|tel",
    re.I,
)
_DATA_QUERY = re.compile(r"查询|query|chaxun", re.I)


def purpose_of(fields: list[Field], buttons: list[str], text: str, name: str) -> str:
    """What a form is for, by its fields first and its words second."""
    texts = [field for field in fields if field.kind == "text"]
    areas = [field for field in fields if field.kind == "textarea"]
    choices = [field for field in fields if field.kind in CHOICES]
    labels = " ".join(f"{field.label} {field.name}" for field in fields if field.kind != "hidden")
    words = f"{text} {labels} {' '.join(buttons)}"
    asks_password = any(field.kind == "password" for field in fields) and not areas
    if asks_password and not _LETTER_QUERY.search(words) and not _CASE_QUERY.search(words):
        return "login"
    people = sum(1 for field in texts if _PERSON.search(f"{field.label} {field.name}"))
    if areas:
        if _APPLICATION.search(words) and (people or len(texts) > 3):
            return "application"
        if len(choices) >= 2 and _SURVEY.search(words) and len(choices) > len(texts):
            return "survey"
        if _OPINION.search(words) and not re.search("信箱|来信|写信", words):
            return "opinion"
        if _COMMENT.search(f"{words} {name}") and people < 3:
            return "comment"
        return "mailbox" if _MAILBOX.search(f"{words} {name}") or people >= 2 else "other"
    if choices and (_SURVEY.search(words) or len(choices) >= 2) and not _SEARCH_WORDS.search(words):
        return "survey" if len(choices) >= 2 or re.search("投票|提交|查看结果", words) else "other"
    if _LETTER_QUERY.search(words):
        return "letter-query"
    if _CASE_QUERY.search(words):
        return "case-query"
    if _QUERY_CODE.search(words):
        return "letter-query"
    if _APPLICATION.search(words) and people >= 2:
        return "application"
    if people >= 3 and _MAILBOX.search(words):
        return "mailbox"
    if (
        texts
        and len(texts) <= 2
        and (_SEARCH_WORDS.search(words) or _SEARCH.search(name) or any(_SEARCH.search(field.name) for field in texts))
    ):
        return "data-query" if _DATA_QUERY.search("".join(buttons)) and not _SEARCH_WORDS.search(words) else "search"
    if _DATA_QUERY.search(words):
        return "data-query"
    if _LOGIN.search(words) and people:
        return "login"
    return "other"
