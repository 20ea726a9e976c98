"""5.2.1 站内搜索, as a browser tried it: what was asked, what came, and which of the eight qualities that shows.

A quality that was not tried to its end (no service known on the site, an answer that this program cannot read) leaves
the value a proposal; so does a refusal, a form that posts, an address that answers 404. Only answers prove a zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from zhengping.checks.context import Context, tried
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.quoting import quote, sentence
from zhengping.checks.tools import GUESS, LIKELY, PARTLY, has_any, number, words
from zhengping.checks.verdicts import NEARLY_SURE
from zhengping.crawl.addresses import page_key
from zhengping.reading.probed.search import Hit, Query, SearchTrial

_CODE = "5.2.1"
_KNOWN = ("title", "number", "service")
_READ = ("ok", "nothing")
_TIMED_TO_MIXED = 4
"""Among equally good rows many engines put the newer one first: so many lists in order of time to one that is not."""
_KINDS = {
    "title": "标题",
    "number": "文号",
    "service": "事项名称",
    "broad": "常用词",
    "typo": "错别字",
    "pinyin": "拼音",
    "plain": "通俗说法",
    "nonsense": "站内没有的词",
    "reordered": "改按相关度",
}
_OUTCOMES = {
    "nothing": "没有找到",
    "unread": "没有认出结果",
    "blocked": "拒绝访问",
    "captcha": "要求验证码",
    "login": "要求登录",
    "robots": "robots.txt 不允许",
    "private": "指向内网",
    "error": "服务器出错",
    "not-found": "页面不存在",
    "timeout": "没有加载完",
    "dead": "没有应答",
    "held": "以 POST 提交，未放行",
    "unchanged": "点了没有反应",
}


@dataclass(frozen=True)
class Figures:
    """What the questions for known items measured: how many, found first, found in the first ten, 1/rank on average."""

    asked: int
    first: int
    found: int
    reciprocal: Fraction

    @property
    def share(self) -> Fraction:
        """Share of the known items found in the first ten; 0 where nothing was asked."""
        return Fraction(self.found, self.asked) if self.asked else Fraction(0)


@dataclass(frozen=True)
class Part:
    """One of the qualities. `met`: None where it could not be tried to its end; `said` tells why (Chinese)."""

    name: str
    met: bool | None
    said: str


def figures(trial: SearchTrial, most: int = 10) -> Figures:
    """Success at 1 and at `most`, and the mean reciprocal rank, over the known items whose answers could be read."""
    known = [query for query in trial.queries if query.kind in _KNOWN and query.outcome in _READ]
    ranks = [_rank(trial, query, most) for query in known]
    total = sum((Fraction(1, rank) for rank in ranks if rank), Fraction(0))
    return Figures(len(known), ranks.count(1), sum(map(bool, ranks)), total / len(known) if known else Fraction(0))


def search_table(trial: SearchTrial) -> list[tuple[str, str, str, str]]:
    """The questions as rows for a report: how it was asked, the words, what was wanted, what came."""
    return [
        (_kind(query), query.text, query.wanted_title or "（应当没有结果）", _came(trial, query))
        for query in trial.queries
    ]


def _kind(query: Query) -> str:
    return _KINDS[query.kind] + (f"（{query.rule}）" if query.rule else "")


def _came(trial: SearchTrial, query: Query) -> str:
    if query.outcome != "ok":
        return _OUTCOMES[query.outcome]
    total = f"，共{query.total}条" if query.total > 0 else ""
    if query.kind == "nonsense":
        return f"仍列出{len(query.hits)}条{total}"
    place = f"第{query.rank}条" if query.rank else f"前{len(query.hits)}条中没有"
    corrected = f"，提示“{query.corrected}”" if query.corrected else ""
    same = "（问什么都是同一列表）" if trial.unvaried else ""
    return f"{place}{total}{corrected}{same}"


def _rank(trial: SearchTrial, query: Query, most: int) -> int:
    """The item's place within the first results; a list that is the same whatever is asked finds nothing."""
    return 0 if trial.unvaried or query.rank > most else query.rank


# --- 5.2.1-1 -------------------------------------------------------------------------------------------------


@tried("5.2.1-1")
def usable_search(context: Context, finding: Finding) -> Finding:
    """可用、分类、相关性排序、办事直达: one of four each, where known items were really searched for."""
    trial = context.probed.search if context.probed is not None else None
    if trial is None:
        return finding
    early = _not_tried(context, trial, finding, "5.2.1-1")
    if early is not None:
        return early
    parts = [_usable(context, trial), _classes(trial), _order(context, trial), _direct(context, trial)]
    if parts[0].met is False:
        # What does not find what is there cannot put it in order; a service may still be found.
        said = "搜不到站内已有的信息，谈不上"
        parts[2] = replace(parts[2], met=False, said=said)
        parts[3] = replace(parts[3], met=False, said=said) if parts[3].met is None else parts[3]
    return _finding(context, trial, finding, "5.2.1-1", parts)


def _usable(context: Context, trial: SearchTrial) -> Part:
    most = number(context, _CODE, "first_results")
    found = figures(trial, most)
    unread = [query for query in _base(trial) if query.outcome not in _READ]
    enough = context.threshold(_CODE, "usable_share").value
    said = (
        f"用标题、文号、事项名称搜索{found.asked}条站内已有信息，{found.found}条排在前{most}条、{found.first}条排第一"
        f"（平均倒数排名{float(found.reciprocal):.2f}）"
    )
    if trial.unvaried:
        return Part("可用", False, f"{said}，而且问什么都是同一列表")
    broken = [query for query in unread if query.outcome == "error"]
    if not found.asked:
        return Part("可用", False if broken else None, f"试了{len(unread)}次都没有得到结果（{_why(unread)}）")
    if unread:
        said += f"，另有{len(unread)}次{_why(unread)}"
    best = Fraction(found.found + len(unread), found.asked + len(unread))
    worst = Fraction(found.found, found.asked + len(unread))
    if worst < enough <= best:
        return Part("可用", None, said)
    return Part("可用", worst >= enough, said)


def _base(trial: SearchTrial) -> list[Query]:
    return [query for query in trial.queries if query.kind in _KNOWN]


def _why(queries: Iterable[Query]) -> str:
    return "、".join(dict.fromkeys(_OUTCOMES.get(query.outcome, "有结果") for query in queries))


def _classes(trial: SearchTrial) -> Part:
    answered = [query for query in trial.queries if query.outcome == "ok" and query.hits and query.kind != "nonsense"]
    offered = max((query.groups for query in answered), key=len, default=())
    if trial.unvaried:
        return Part("分类", False, "没有真正的结果可以分类")
    if offered:
        return Part("分类", True, f"结果可按{'、'.join(offered[:5])}{'等' if len(offered) > 5 else ''}分类查看")
    marked = sorted({hit.group for query in answered for hit in query.hits if hit.group})
    if len(marked) > 1:
        return Part(
            "分类", None, f"结果逐条注明类别（{'、'.join(marked[:4])}），不能按类别查看，是否算分类展示由人工确认"
        )
    if not answered:
        return Part("分类", False if _proven(trial) else None, "没有得到结果，看不到分类")
    return Part("分类", False, "结果没有分类")


def _proven(trial: SearchTrial) -> bool:
    """Whether answers show that the search finds nothing: by the page's own words, an error, or one list for all."""
    outcomes = [query.outcome for query in _base(trial)]
    return trial.unvaried or (bool(outcomes) and all(outcome in ("nothing", "error", "ok") for outcome in outcomes))


def _order(context: Context, trial: SearchTrial) -> Part:
    """By relevance where a better match stands before a newer row; only by time where every list is newest first."""
    least = int(context.threshold(_CODE, "dated_results").value)
    kinds = (*_KNOWN, "broad", "typo", "pinyin", "plain")
    read = [query for query in trial.queries if query.outcome == "ok" and query.kind in kinds]
    lists = [(query, _days(context, query.hits)) for query in read]
    mixed = [query for query, days in lists if _some(days) and not _newest_first(days)]
    dated = [query for query, days in lists if _some(days) >= least and len(set(days)) > 2 and _newest_first(days)]
    timed = [query for query in dated if query.kind != "broad" or _passed_over(query)]
    offered = [label for label in trial.sorts if has_any(label, words(context, _CODE, "order_relevance"))]
    older_first = [query for query in mixed if query.rank == 1]
    again = [query for query in trial.queries if query.kind == "reordered" and query.outcome == "ok"]
    if older_first and len(mixed) * _TIMED_TO_MIXED >= len(timed):
        return Part("相关性排序", True, f"搜“{_short(older_first[0].text)}”，最相符的排在更新的信息前面")
    if again and any(not _newest_first(_days(context, query.hits)) for query in again):
        return Part("相关性排序", True, f"可选“{offered[0] if offered else '相关度'}”，选后最相符的排在前面")
    behind = [query for query in timed if query.rank != 1]
    # The same page once more: the order offered has no effect, or is the one in which the rows stand already.
    stayed = [query for query in trial.queries if query.kind == "reordered" and query.outcome == "unchanged"]
    if (len(timed) > 1 or behind) and (again or not offered or any(query.hits for query in stayed)):
        chosen = f"，选“{offered[0]}”后也一样" if offered else ""
        first = (behind or timed)[0]
        where = f"，“{_short(first.wanted_title)}”排第{first.rank}条" if first.rank > 1 else ""
        return Part("相关性排序", False, f"结果只按时间从新到旧排列{chosen}{where}")
    if mixed and not timed:
        return Part(
            "相关性排序",
            _well_placed(trial),
            "结果不按时间排列" + ("" if _well_placed(trial) else "，最相符的也不在前面"),
        )
    if offered:
        return Part("相关性排序", None, f"可选“{'”“'.join(offered[:2])}”，从结果看不出是否有效")
    return Part("相关性排序", None, "结果太少或没有日期，看不出排列次序")


def _passed_over(query: Query) -> bool:
    """Whether only rows whose titles lack the word asked for stand before the item whose title has it.

    Of rows that all have it in their titles many are as good as one another, and a newer one first is no fault.
    """
    before = query.hits[: query.rank - 1] if query.rank else ()
    return bool(before) and not any(query.text in hit.title for hit in before)


def _well_placed(trial: SearchTrial) -> bool:
    found = figures(trial)
    return found.first * 2 >= found.asked > 0


def _days(context: Context, hits: Sequence[Hit]) -> list[str]:
    """The dates of the rows in order, as the list shows them, else as the site's own pages have them."""
    known = _known_days(context)
    return [day for hit in hits if (day := hit.day or known.get(page_key(hit.url), ""))]


def _known_days(context: Context) -> dict[str, str]:
    memory = context.site.memory
    if "days by address" not in memory:
        memory["days by address"] = {
            page_key(url): article.published.isoformat()
            for article in context.site.articles
            for url in (article.url, *article.copies)
            if article.published is not None
        }
    known: dict[str, str] = memory["days by address"]
    return known


def _some(days: Sequence[str]) -> int:
    return len(days) if len(days) > 1 else 0


def _newest_first(days: Sequence[str]) -> bool:
    return all(one >= other for one, other in pairwise(days))


def _direct(context: Context, trial: SearchTrial) -> Part:
    services = [query for query in trial.queries if query.kind == "service" and query.outcome in _READ]
    if not services:
        return Part("办事直达", None, "没有试到站内的办事事项，能否一键直达由人工确认")
    near = number(context, _CODE, "direct_results")
    reached = [query for query in services if query.direct and query.rank <= near]
    unknown = [query for query in services if query not in reached and query.leads_to == "script"]
    least = context.threshold(_CODE, "direct_share").value
    said = f"{len(services)}个事项中{len(reached)}个在结果最前面直接打开办事指南"
    if Fraction(len(reached), len(services)) >= least:
        return Part("办事直达", True, said)
    if Fraction(len(reached) + len(unknown), len(services)) >= least:
        return Part("办事直达", None, f"{said}，另有{len(unknown)}个由脚本打开，通向何处由人工确认")
    return Part("办事直达", False, said)


# --- 5.2.1-2 -------------------------------------------------------------------------------------------------


@tried("5.2.1-2")
def forgiving_search(context: Context, finding: Finding) -> Finding:
    """纠错、推荐词、拼音、通俗语言: one of four each."""
    trial = context.probed.search if context.probed is not None else None
    if trial is None:
        return finding
    early = _not_tried(context, trial, finding, "5.2.1-2")
    if early is not None:
        return early
    parts = [
        _variant(context, trial, "纠错", "typo"),
        _suggestions(trial),
        _variant(context, trial, "拼音", "pinyin"),
        _variant(context, trial, "通俗语言", "plain"),
    ]
    return _finding(context, trial, finding, "5.2.1-2", parts)


def _variant(context: Context, trial: SearchTrial, name: str, kind: str) -> Part:
    """Found where the same item is found as such: a variant of what no search finds tells nothing of the variant."""
    most, kind_said = number(context, _CODE, "first_results"), _KINDS[kind]
    if _usable(context, trial).met is False and _proven(trial) and not figures(trial, most).found:
        return Part(name, False, f"正确的写法也搜不到，谈不上{kind_said}搜索")
    missed = {query.wanted for query in _base(trial) if query.outcome != "ok" or not _rank(trial, query, most)}
    asked = [query for query in trial.queries if query.kind == kind and query.wanted not in missed]
    read = [query for query in asked if query.outcome in _READ]
    if not read:
        why = _why(asked) if asked else "站内没有合适的内容可试"
        return Part(name, None, f"{kind_said}搜索没有试成（{why}）")
    good = [query for query in read if _rank(trial, query, most) or _put_right(query)]
    if kind == "plain":
        # Found only because part of the saying was left out: that is no knowledge of what people say.
        good = [query for query in good if not query.corrected or query.corrected not in query.text]
    enough = context.threshold(_CODE, "plain_share" if kind == "plain" else "variant_share").value
    example = (good or read)[0]
    said = f"{kind_said}（如“{_short(example.text)}”）{len(read)}次中{len(good)}次找到"
    unread = len(asked) - len(read)
    if Fraction(len(good), len(read) + unread) >= enough:
        return Part(name, True, said)
    if Fraction(len(good) + unread, len(read) + unread) >= enough:
        return Part(name, None, f"{said}，另有{unread}次{_why(query for query in asked if query not in read)}")
    return Part(name, False, said)


def _put_right(query: Query) -> bool:
    """Whether the page proposes the right words instead."""
    return query.kind == "typo" and bool(query.corrected) and query.corrected in query.original != query.text


def _suggestions(trial: SearchTrial) -> Part:
    shown = [(prefix, proposed) for prefix, proposed in trial.suggestions if proposed]
    if shown:
        prefix, proposed = shown[0]
        return Part("推荐词", True, f"输入“{prefix}”时推荐“{_short(proposed[0])}”等{len(proposed)}条")
    if trial.suggest_held:
        return Part("推荐词", None, "输入时用 POST 方式取推荐词，程序没有放行，由人工确认")
    if not trial.suggestions:
        return Part("推荐词", None, "没有试成输入时的推荐词")
    tried_words = "、".join(f"“{prefix}”" for prefix, _ in trial.suggestions[:3])
    return Part("推荐词", False, f"输入{tried_words}时没有推荐词")


# --- both ----------------------------------------------------------------------------------------------------


def _not_tried(context: Context, trial: SearchTrial, finding: Finding, code: str) -> Finding | None:
    """The finding where no question was answered; None where there is something to judge."""
    answered = [query for query in trial.queries if query.outcome in _READ]
    proposed = replace(finding, state="suggested") if finding.state == "judged" and finding.value else finding
    if trial.state == "absent":
        if not finding.value and finding.state == "judged":
            return replace(finding, finding=sentence(f"{finding.finding}浏览器打开后也没有看到"))
        said = "浏览器打开首页和有关页面，没有看得见的搜索框，也没有搜索按钮或入口"
        state = "judged" if trial.bare else "suggested"
        return _valued(context, trial, code, Fraction(0), said, state, LIKELY if trial.bare else GUESS)
    if trial.state == "blocked":
        said = f"浏览器实测时{trial.why or '被拒绝'}，不作扣分，由人工核验"
        return replace(proposed, finding=sentence(said), evidence=_evidence(trial) or finding.evidence)
    if not answered and any(query.outcome == "error" for query in _base(trial)) and trial.state == "done":
        return None
    if not answered:
        gone = [query for query in trial.queries if query.outcome in ("not-found", "unchanged")]
        if gone and code == "5.2.1-1":
            said = f"浏览器提交搜索后{_why(gone)}，是否一直如此由人工确认"
            return _valued(context, trial, code, Fraction(0), said, "suggested", GUESS)
        said = f"浏览器没有试成搜索（{trial.why or _why(trial.queries) or '没有应答'}），由人工实测"
        return replace(proposed, finding=sentence(said), evidence=_evidence(trial) or finding.evidence)
    return None


def _finding(context: Context, trial: SearchTrial, finding: Finding, code: str, parts: Sequence[Part]) -> Finding:
    """The share of the qualities that are met: judged where all were tried to the end, else a proposal."""
    told = [part for part in parts if part.met is not None]
    said = "；".join(f"{part.name}{_mark(part)}：{part.said}" for part in parts)
    if not told:
        return replace(finding, finding=sentence(f"浏览器实测没有结论。{said}"), evidence=_evidence(trial))
    value = Fraction(sum(part.met is True for part in told), len(told))
    foreign = has_any(trial.engine, words(context, _CODE, "foreign_engines"))
    if foreign:
        said += f"；结果由{trial.engine}给出，不是本站或政府网站的搜索，由人工确认"
    if trial.state != "done":
        said += f"；{trial.why}"
    ended = trial.state == "done" and len(told) == len(parts) and not foreign
    if not value and not (trial.unvaried or _proven(trial)):
        ended = False
    return _valued(context, trial, code, value, f"浏览器实测：{said}", "judged" if ended else "suggested", None)


def _mark(part: Part) -> str:
    return "不明" if part.met is None else "有" if part.met else "无"


def _valued(
    context: Context, trial: SearchTrial, code: str, value: Fraction, said: str, state: str, confidence: float | None
) -> Finding:
    advice = "" if value == 1 else context.edition.points[code].advice
    sure = state == "judged"
    likely = NEARLY_SURE if sure else PARTLY
    places = _evidence(trial) or (Evidence(context.site.url, "首页"),)
    return Finding("judged" if sure else "suggested", value, sentence(said), advice, confidence or likely, places)


def _evidence(trial: SearchTrial) -> tuple[Evidence, ...]:
    """One question of each kind, with its screenshot; the form's page where nothing was asked."""
    found = [
        Evidence(query.page, quote(f"{_kind(query)}“{query.text}”：{_came(trial, query)}"), shot=query.shot)
        for query in trial.queries
        if query.shot and query.page.startswith("http")
    ]
    found += [
        Evidence(shot.url, quote(shot.caption), shot=shot.file)
        for shot in trial.shots
        if shot.file not in {each.shot for each in found} and shot.url.startswith("http")
    ]
    if not found and trial.form:
        found = [Evidence(trial.form, "搜索框所在页面")]
    return tuple(found)[:8]


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"
