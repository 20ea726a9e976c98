"""Forms of interpretations: by title, column and what the page holds; a policy's own name is no form."""

import pytest

from tests.checks.sites import HOST, Doc, column, context, doc
from zhengping.checks.interpretation_forms import forms_of
from zhengping.checks.tools import documents
from zhengping.reading.facts import Attachment, Media, Picture


def forms(made: Doc, name: str = "政策解读", **more: object) -> list[str]:
    found = context(column(name, made, serves="2.1"), **more)
    return forms_of(found, documents(found)[0])


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("一图读懂《节水办法》", "图解"),
        ("视频解读：《节水办法》", "视频"),
        ("音频解读《节水办法》", "音频"),
        ("动漫解读《节水办法》", "动漫"),
        ("市水务局负责人就《节水办法》答记者问", "问答"),
        ("《节水办法》新闻发布会实录", "新闻发布会"),
        ("专访局长：《节水办法》怎么看", "专访"),
        ("《节水办法》政策解读", "文字"),
        ("《公共安全视频图像管理办法》解读", "文字"),
        ("《广播电视管理条例》解读", "文字"),
    ],
)
def test_the_title_tells_the_form_and_the_policys_name_does_not(title: str, form: str) -> None:
    assert forms(doc(title, "2021-03-02")) == [form]


def test_the_column_tells_the_form() -> None:
    assert forms(doc("《节水办法》解读", "2021-03-02"), "视频解读") == ["视频"]


def test_questions_in_the_text_are_questions_and_answers() -> None:
    text = "问：为什么要节水？\n答：水少。\n问：怎样节水？\n答：少用。"
    assert forms(doc("《节水办法》解读", "2021-03-02", text)) == ["问答"]


def test_a_player_and_a_linked_film_are_videos() -> None:
    player = doc("《节水办法》解读", "2021-03-02", media=(Media(f"{HOST}a.mp4", "video"),))
    film = doc("《节水办法》解读", "2021-03-02", attachments=(Attachment(f"{HOST}a.mp4", "解读", "mp4"),))
    assert forms(player) == forms(film) == ["视频"]


def test_a_video_that_does_not_load_is_none() -> None:
    dead = doc("视频解读《节水办法》", "2021-03-02", media=(Media(f"{HOST}a.mp4", "video"),))
    assert forms(dead, outcomes={f"{HOST}a.mp4": "not-found"}) == ["文字"]


def test_a_page_of_pictures_is_a_picture_form_and_a_picture_beside_text_is_none() -> None:
    picture = (Picture(f"{HOST}a.png", in_body=True),)
    assert forms(doc("《节水办法》解读", "2021-03-02", "见图。", pictures=picture)) == ["图解"]
    assert forms(doc("《节水办法》解读", "2021-03-02", "正文。" * 200, pictures=picture)) == ["文字"]


def test_one_interpretation_can_have_several_forms() -> None:
    made = doc("图解、视频说《节水办法》", "2021-03-02", media=(Media(f"{HOST}a.mp4", "video"),))
    assert forms(made) == ["图解", "视频"]
