"""Names and numbers of documents: frames taken off, other documents told apart, numbers however they are written."""

import pytest

from tests.checks.sites import edition
from zhengping.checks.document_names import Frames, Number, numbers_in, other_number, same_name, same_number


def frames() -> Frames:
    words, own = edition().words, edition().by_code["2.1"].words
    return Frames(
        words["issuing_verbs"],
        words["issuing_kinds"],
        own["frame_before"],
        own["frame_after"],
        words["version_words"],
    )


@pytest.mark.parametrize(
    ("title", "core"),
    [
        ("关于印发《取水管理办法》的通知", "取水管理办法"),
        ("安平市水务局关于印发《安平市取水管理办法（试行）》的通知", "安平市取水管理办法"),
        ("安平市水务局关于印发取水管理办法的通知", "取水管理办法"),
        ("转发自治区水利厅关于印发《取水管理办法》的通知", "取水管理办法"),
        ("关于转发《自治区水利厅关于印发〈取水管理办法〉的通知》的通知", "取水管理办法"),
        ("取水管理办法（2019年修订）", "取水管理办法"),
        ("取水管理办法（安水发〔2021〕3号）", "取水管理办法"),
        ("关于修改《取水管理办法》的决定", "修改取水管理办法的决定"),
        ("贯彻落实《取水管理办法》实施意见", "贯彻落实取水管理办法实施意见"),
        ("2021年节水工作方案", "节水工作方案"),
    ],
)
def test_the_name_stands_inside_the_frame(title: str, core: str) -> None:
    assert frames().name(title).core == core


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于印发《取水管理办法》的通知", "《取水管理办法》"),
        ("安平市取水管理办法", "关于印发取水管理办法的通知"),
        ("安平市水务局行政处罚裁量标准", "关于印发《行政处罚裁量标准》的通知"),
        ("取水管理办法（试行）", "取水管理办法"),
        ("取水管理办法(2021年修订)", "取水管理办法（2021年修订）"),
        ("“十四五”节水规划", "十四五节水规划"),
        ("安平市水务局关于加强节水工作的通知", "关于加强节水工作的通知"),
        ("安平市水务局关于加强节水工作的通知", "市水务局关于加强节水工作的通知"),
        ("自治区水利厅关于印发《取水管理办法》等文件的通知", "取水管理办法"),
    ],
)
def test_one_document_under_two_titles(one: str, other: str) -> None:
    assert same_name(frames().name(one), frames().name(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("取水管理办法", "取水管理办法实施细则"),
        ("北海市取水管理办法", "安平市取水管理办法"),
        ("城市供水管理办法", "供水管理办法"),
        ("农村地区供水管理办法", "供水管理办法"),
        ("中小城市供水管理办法", "供水管理办法"),
        ("2020年节水工作方案", "2021年节水工作方案"),
        ("取水管理办法（2018年修订）", "取水管理办法（2021年修订）"),
        ("关于修改《取水管理办法》的决定", "取水管理办法"),
        ("办法", "取水办法"),
        ("国务院办公厅关于加强节水工作的通知", "安平市水务局关于加强节水工作的通知"),
        ("《取水管理办法》实施细则", "取水管理办法"),
        ("《取水管理办法》正式施行", "取水管理办法"),
    ],
)
def test_two_documents_with_similar_titles(one: str, other: str) -> None:
    assert not same_name(frames().name(one), frames().name(other))


@pytest.mark.parametrize(
    ("title", "core"),
    [
        ("《取水管理办法》政策解读", "取水管理办法"),
        ("《关于印发〈取水管理办法〉的通知》解读", "取水管理办法"),
        ("一图读懂《取水管理办法》", "取水管理办法"),
        ("一图读懂丨取水管理办法", "取水管理办法"),
        ("【视频解读】取水管理办法", "取水管理办法"),
        ("市水务局负责人就《取水管理办法》答记者问", "取水管理办法"),
        ("取水管理办法政策解读（二）", "取水管理办法"),
        ("关于《取水管理办法》的起草说明", "取水管理办法"),
        ("《关于修改〈取水管理办法〉的决定》解读", "修改取水管理办法的决定"),
        ("关于修改《取水管理办法》的决定解读", "修改取水管理办法的决定"),
        ("关于印发《取水管理办法》的通知解读", "取水管理办法"),
    ],
)
def test_the_policy_that_an_interpretation_names(title: str, core: str) -> None:
    assert [name.core for name in frames().explained(title)] == [core]


def test_an_interpretation_that_names_no_policy_names_none() -> None:
    assert not frames().explained("政策解读")


@pytest.mark.parametrize(
    "text",
    [
        "安水发〔2020〕5号",
        "安水发[2020]5号",
        "安水发(2020)5号",
        "安水发（2020）5号",
        "安水发【2020】第5号",
        "安水发２０２０年第５号",
    ],
)
def test_a_number_is_read_however_it_is_written(text: str) -> None:
    assert numbers_in(f"《办法》（{text}）") == [Number("安水发", 2020, 5)]


def test_an_announcements_number_stands_after_the_year() -> None:
    assert numbers_in("安平市水务局公告2020年第5号") == [Number("安平市水务局公告", 2020, 5)]
    assert numbers_in("广西壮族自治区人民政府令第98号") == [Number("广西壮族自治区人民政府令", 0, 98)]


def test_no_number_is_read_from_other_figures() -> None:
    assert numbers_in("2020年5月1日，3号楼，电话0771-12345号段") == []


def test_numbers_of_two_agencies_are_two() -> None:
    own, higher = numbers_in("安水发〔2020〕5号")[0], numbers_in("国办发〔2020〕5号")[0]
    assert not same_number(own, higher)
    assert other_number(own, higher)


def test_words_before_an_agencys_mark_do_not_make_another_number() -> None:
    assert same_number(numbers_in("根据安水发〔2020〕5号")[0], Number("安水发", 2020, 5))


def test_a_number_without_a_mark_is_neither_the_same_nor_certainly_another() -> None:
    bare, whole = Number("", 2020, 5), Number("安水发", 2020, 5)
    assert not same_number(bare, whole)
    assert not other_number(bare, whole)
