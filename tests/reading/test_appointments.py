"""Appointments and removals as notices word them."""

import pytest

from zhengping.reading.appointments import appointments_in, titles_of

OFFICE = ("安平市", "水务局")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("任命张三为安平市水务局局长；", [("张三", "安平市水务局局长", True)]),
        ("免去李四的安平市水务局副局长职务。", [("李四", "安平市水务局副局长", False)]),
        ("免去李四同志市水务局副局长职务，退休。", [("李四", "市水务局副局长", False)]),
        (
            "张三同志任市水务局局长（试用期一年），免去其市水务局副局长职务。",
            [("张三", "市水务局局长", True), ("张三", "市水务局副局长", False)],
        ),
        ("李四同志不再担任市水务局副局长职务。", [("李四", "市水务局副局长", False)]),
        ("会议研究了任务分工，免去繁琐手续。", []),
    ],
)
def test_who_is_put_into_or_taken_out_of_which_post(text: str, said: list[tuple[str, str, bool]]) -> None:
    assert [(each.name, each.post, each.appointed) for each in appointments_in(text)] == said


@pytest.mark.parametrize(
    ("post", "titles", "named"),
    [
        ("市水务局党组书记、局长", ("党组书记", "局长"), True),
        ("党组成员、副局长", ("党组成员", "副局长"), False),
        ("局党组书记、局长", ("党组书记", "局长"), False),
        ("办公室主任", (), False),
        ("安平市水务局办公室主任", (), True),
        ("南宁市水务局局长", (), False),
        ("市河长制办公室主任、市水务局副局长", ("副局长",), True),
    ],
)
def test_only_the_offices_own_titles_count(post: str, titles: tuple[str, ...], named: bool) -> None:
    assert titles_of(post, *OFFICE) == (titles, named)
