"""What a browser adds to 5.2.2-1: the question box opened, and where the office allows it, asked."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from zhengping.checks.context import Context, tried
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.quoting import quote
from zhengping.checks.tools import GUESS, LIKELY, number, settle
from zhengping.reading.probed.functions import Answered, QuestionTrial

_CODE, _INDICATOR = "5.2.2-1", "5.2.2"
_PLACES = {"floating": "页面上的浮动窗口", "frame": "页面里的框架窗口", "page": "单独的问答页面"}


@tried(_CODE)
def question_box(context: Context, finding: Finding) -> Finding:
    """智能问答: whether the box opens; what its answers have to do with the questions, where it was asked."""
    trial = context.probed.question if context.probed else None
    if trial is None or trial.state in ("failed", "skipped", "blocked"):
        return _kept(finding, trial)
    if not trial.opens:
        return _not_opened(context, finding, trial)
    opened = f"智能问答在{_PLACES[trial.kind]}，能打开、有输入框"
    opened += f"，问候语“{quote(trial.greeting, length=40)}”" if trial.greeting else ""
    opened += "，有转人工的入口" if trial.human else ""
    if trial.posted:
        sentence = f"{opened}；提问要以 POST 发送，评估不发送，回答得怎样由人工确认。"
        return settle(context, _CODE, 1, sentence, [_see(trial)], sure=False)
    if not trial.asked:
        return settle(context, _CODE, 1, f"{opened}；没有提问，回答得怎样由人工确认。", [_see(trial)], sure=False)
    return _answers(context, trial, opened)


def _answers(context: Context, trial: QuestionTrial, opened: str) -> Finding:
    """The value by the answers: most of them related is full, one answer to everything is none."""
    asked = trial.asked
    least = context.threshold(_INDICATOR, "related").value
    answered = [each for each in asked if each.answer]
    related = [each for each in answered if Fraction(each.overlap) >= least]
    enough = len(answered) >= number(context, _INDICATOR, "questions_enough")
    said = (
        f"{opened}；用本网站的指南和常见问题问了{len(asked)}个问题，回答{len(answered)}个，其中有关的{len(related)}个"
    )
    places = [_see(trial), *(_see_answer(trial, each) for each in [*related, *answered][:3])]
    share = Fraction(len(related), len(asked))
    if enough and share >= context.threshold(_INDICATOR, "related_share").value:
        return settle(context, _CODE, 1, f"{said}。", places, sure=True, confidence=LIKELY)
    if enough and not related and len({each.answer for each in answered}) == 1:
        sentence = f"{said}，不同的问题都答“{quote(answered[0].answer, length=40)}”，不是智能问答。"
        return settle(context, _CODE, 0, sentence, places, sure=True, confidence=LIKELY)
    return settle(context, _CODE, share, f"{said}，由人工确认。", places, sure=False)


def _not_opened(context: Context, finding: Finding, trial: QuestionTrial) -> Finding:
    """Entrances that open without a field for questions are a proposal of zero, unless something was not let out."""
    if not trial.entrances or trial.hindered or finding.value is None:
        return _kept(finding, trial)
    if finding.state == "judged":
        return finding
    sentence = f"用浏览器试过：{trial.why}，由人工确认。"
    return settle(context, _CODE, 0, sentence, [_see(trial), *finding.evidence], sure=False)


def _kept(finding: Finding, trial: QuestionTrial | None) -> Finding:
    """The pages' finding with what the browser met."""
    if trial is None or not trial.why or not finding.value:
        return finding
    evidence = (*finding.evidence, _see(trial))[:8] if trial.page else finding.evidence
    confidence = min(finding.confidence, GUESS)
    return replace(
        finding, finding=f"{finding.finding}用浏览器试过：{trial.why}。", evidence=evidence, confidence=confidence
    )


def _see(trial: QuestionTrial) -> Evidence:
    shot = trial.shots[-1].file if trial.shots else ""
    return Evidence(trial.page, trial.greeting or trial.why, trial.records.get(trial.page, ""), shot=shot)


def _see_answer(trial: QuestionTrial, each: Answered) -> Evidence:
    return Evidence(each.about, quote(f"问：{each.question}答：{each.answer}"))
