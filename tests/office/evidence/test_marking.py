"""A quotation is found where it stands, over elements too; private numbers are hidden before anything is shown."""

import pytest

from zhengping.office.evidence.marking import Piece, hide_private_numbers, mark


def marked(texts: list[str], quotation: str, linked: tuple[int, ...] = ()) -> tuple[str, list[str]]:
    pieces = [Piece(text, linked=at in linked) for at, text in enumerate(texts)]
    hide_private_numbers(pieces)
    found = mark(pieces, quotation)
    return found, [piece.text[start:end] for piece in pieces for start, end in piece.marks]


def test_a_quotation_within_one_text_is_marked() -> None:
    assert marked(["本局负责全区林业工作。"], "全区林业") == ("whole", ["全区林业"])


def test_a_quotation_over_several_elements_is_marked_in_each() -> None:
    assert marked(["本局负责", "全区", "林业工作"], "负责全区林业") == ("whole", ["负责", "全区", "林业"])


def test_blanks_and_line_ends_do_not_matter() -> None:
    assert marked(["联系 \n 电话：0771", "-123"], "联系电话： 0771 -123")[0] == "whole"


def test_a_cut_quotation_is_found_without_its_cuts() -> None:
    assert marked(["一二三四五六七"], "…三四五…") == ("whole", ["三四五"])


def test_a_row_is_found_without_its_day() -> None:
    assert marked(["关于印发办法的通知"], "2025-10-21 关于印发办法的通知")[0] == "whole"


def test_of_several_places_the_first_outside_of_links_is_marked() -> None:
    pieces = [Piece("机构职能", linked=True), Piece("机构职能")]
    mark(pieces, "机构职能")
    assert [bool(piece.marks) for piece in pieces] == [False, True]


def test_the_longest_beginning_is_marked_where_the_rest_is_missing() -> None:
    assert marked(["一二三四五六七八"], "一二三四五六七九十") == ("part", ["一二三四五六七"])


def test_words_that_are_not_there_are_not_marked() -> None:
    assert marked(["全然不同的内容"], "本局负责全区林业工作") == ("none", [])


@pytest.mark.parametrize(
    ("texts", "hidden"),
    [
        (["电话13877112345"], "电话138****2345"),
        (["电话138", "7711", "2345"], "电话138****2345"),
        (["身份证45010219800101", "1239"], "45010219800101"),
        (["邮箱someone@example.com"], "s***@example.com"),
    ],
)
def test_private_numbers_are_hidden_even_where_elements_split_them(texts: list[str], hidden: str) -> None:
    pieces = [Piece(text) for text in texts]
    hide_private_numbers(pieces)
    shown = "".join(piece.text for piece in pieces)
    if hidden.isdigit():
        assert hidden not in shown
        assert "450102" in shown
    else:
        assert hidden in shown


def test_a_masked_quotation_is_found_in_the_masked_page() -> None:
    assert marked(["联系人手机138", "77112345"], "手机138****2345")[0] == "whole"
