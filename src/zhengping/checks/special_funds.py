"""1.2.1-4 专项资金使用管理: what the money of special funds went to, and by which rules it is managed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.finding import Finding
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    Document,
    all_columns,
    documents,
    fresh,
    has_any,
    in_columns,
    named_columns,
    seen,
    settle,
    titled,
    undecided,
    unread_columns,
    words,
    zero,
)

CODE = "1.2.1"
_POINT = "1.2.1-4"
_PARTS = {"use": "使用分配", "management": "管理制度"}
_FEWEST_MENTIONS = 2
"""Times that a rule must speak of funds to manage them; a list of amounts needs the word once."""


@check(_POINT)
def special_funds(context: Context) -> Finding:
    """Special funds of major projects within the year: a half for their use, a half for their management.

    What stands only in the text of documents under other titles (a project's rules, a list of amounts) is half of that.
    """
    columns = named_columns(all_columns(context.site), words(context, CODE, "special_funds_columns"))
    found = titled(context, words(context, CODE, "special_funds"), without=words(context, CODE, "special_funds_not"))
    found = list({document.url: document for document in [*found, *in_columns(context, columns)]}.values())
    if year := fresh(context, found):
        return _titled(context, year)
    if missing := unread_columns(columns):
        return undecided(context, _POINT, missing, "有专项资金类栏目")
    inside = _inside_others(context)
    if any(inside.values()):
        return _scattered(context, inside)
    places = [*columns, *context.site.columns_for(CODE)]
    old = f"，最近一条为{found[0].day}《{found[0].title}》" if found and found[0].day else ""
    return zero(
        context,
        _POINT,
        f"一年内未见专项资金使用、管理信息{old}",
        places,
        anywhere=True,
        since=context.year_start,
    )


def _titled(context: Context, year: Sequence[Document]) -> Finding:
    rules = (*words(context, CODE, "fund_rules"), *words(context, CODE, "fund_management"))
    management = [document for document in year if has_any(document.title, rules)]
    use = [document for document in year if document not in management]
    parts = {"use": use, "management": management}
    sentence = f"一年内公开专项资金信息{len(year)}条，如{year[0].day}《{year[0].title}》；{_named(parts)}。"
    evidence = seen(*(document.see() for document in [*use[:3], *management[:2]]))
    value = Fraction(sum(map(bool, parts.values())), len(parts))
    confidence = LIKELY if value == 1 else 0.65
    doubt = "是否全面由人工确认。"
    return settle(context, _POINT, value, sentence, evidence, sure=False, confidence=confidence, doubt=doubt)


def _inside_others(context: Context) -> dict[str, list[Document]]:
    """Rules and lists of the year whose titles name no fund, but whose text manages or deals out money."""
    funds, amounts = words(context, CODE, "funds_in_text"), words(context, CODE, "amounts_in_text")
    rules, lists = words(context, CODE, "fund_rules"), words(context, CODE, "fund_lists")
    unwanted = words(context, CODE, "special_funds_not")
    found: dict[str, list[Document]] = {"use": [], "management": []}
    for document in fresh(context, documents(context)):
        if not document.text or has_any(document.title, unwanted):
            continue
        if document.title.rstrip("）)》").endswith(rules):
            if sum(document.text.count(fund) for fund in funds) >= _FEWEST_MENTIONS:
                found["management"].append(document)
        elif has_any(document.title, lists) and has_any(document.text, amounts):
            found["use"].append(document)
    return found


def _scattered(context: Context, inside: dict[str, list[Document]]) -> Finding:
    named = [document for part in inside.values() for document in part]
    sentence = f"未见专项资金的专门公开，但在《{named[0].title}》等{len(named)}篇中有相关内容；"
    sentence += f"{_named(inside)}，是否算作专项资金公开由人工确认。"
    value = Fraction(sum(map(bool, inside.values())), 2 * len(inside))
    places = seen(*(document.see() for part in inside.values() for document in part[:3]))
    return settle(context, _POINT, value, sentence, places, sure=False, confidence=GUESS)


def _named(parts: dict[str, list[Document]]) -> str:
    return "、".join(f"{_PARTS[name]}{len(found)}条" for name, found in parts.items())
