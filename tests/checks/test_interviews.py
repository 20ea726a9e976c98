from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.checks.sites import HOST, column, doc, judge
from zhengping.reading.facts import Link, Media, Page, Picture
from zhengping.reading.site import Activity

OTHERS = tuple(
    column(name, doc("我局召开会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
)
COLUMN = column("在线访谈", doc("谈节水", "2021-05-01"), serves="4.3")


def interview(day: str, text: str = "", **facts: Any) -> Activity:
    url = f"{HOST}{day}.html"
    return Activity(
        url, "在线访谈：谈节水", date.fromisoformat(day), "interview", None, Page(url=url, text=text, **facts)
    )


@pytest.mark.parametrize("code", ["4.3-1", "4.3-2", "4.3-3", "4.3-4", "4.3-5", "4.3-6"])
def test_no_column_on_a_site_seen_whole_is_a_judged_zero(code: str) -> None:
    finding = judge(code, *OTHERS)
    assert (finding.state, finding.value) == ("judged", 0)


@pytest.mark.parametrize("code", ["4.3-2", "4.3-3", "4.3-4", "4.3-5", "4.3-6"])
def test_a_column_that_was_not_read_is_for_a_person(code: str) -> None:
    assert judge(code, column("在线访谈", serves="4.3", state="scripted"), *OTHERS).state == "person"


def test_preview_and_question_are_half_each() -> None:
    asking = column("在线访谈", doc("谈节水", "2021-05-01"), serves="4.3", links=(Link(f"{HOST}tw/", "我要提问"),))
    assert judge("4.3-2", asking, *OTHERS).value == Fraction(1, 2)


def test_fewer_than_three_are_zero_by_rule() -> None:
    two = [interview("2021-05-01"), interview("2021-01-01")]
    finding = judge("4.3-4", COLUMN, *OTHERS, interviews=two)
    assert (finding.state, finding.value) == ("judged", 0)


def test_a_greeting_to_the_public_is_no_question_of_the_public() -> None:
    silent = interview("2021-05-01", "主持人：各位网友大家好，今天做客的是副局长李四。" * 3)
    lively = interview("2021-03-01", "网友提问：水价会涨吗？局长张三：不会。" * 3)
    assert judge("4.3-5", COLUMN, *OTHERS, interviews=[silent]).value == Fraction(1, 2)
    assert judge("4.3-5", COLUMN, *OTHERS, interviews=[lively]).value == 1


def test_video_picture_and_text_are_a_third_each() -> None:
    picture = (Picture(f"{HOST}p.jpg", in_body=True),)
    text = interview("2021-05-01", "实录。" * 200, pictures=picture)
    assert judge("4.3-6", COLUMN, *OTHERS, interviews=[text]).value == Fraction(2, 3)
    video = interview("2021-05-01", "实录。" * 200, pictures=picture, media=(Media(f"{HOST}v.mp4", "video"),))
    assert judge("4.3-6", COLUMN, *OTHERS, interviews=[video]).value == 1
