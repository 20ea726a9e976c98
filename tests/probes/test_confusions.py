"""Which characters are mistaken for one another."""

import pytest

from zhengping.probes.confusions import confusions, syllables

LEVEL_1 = {
    bytes([row, cell]).decode("gb2312")
    for row in range(0xB0, 0xD8)
    for cell in range(0xA1, 0xFF)
    if (row, cell) < (0xD7, 0xFA)
}


def test_the_table_covers_the_common_characters_of_the_field() -> None:
    table = confusions()
    assert len(table.alike) >= 250
    assert sum(len(characters) for characters in table.sounds.values()) >= 1000


@pytest.mark.parametrize("pair", ["办为", "治冶", "账帐", "划刘", "己已", "未末", "验检", "证征"])
def test_look_alikes_are_mistaken_for_one_another_both_ways(pair: str) -> None:
    assert pair[1] in confusions().looking_like(pair[0])
    assert pair[0] in confusions().looking_like(pair[1])


@pytest.mark.parametrize(
    ("character", "syllable", "other"), [("保", "bao", "报"), ("在", "zai", "再"), ("理", "li", "里")]
)
def test_sound_alikes_are_the_common_characters_of_the_syllable(character: str, syllable: str, other: str) -> None:
    assert other in confusions().sounding_like(character, syllable)


def test_no_character_is_mistaken_for_itself() -> None:
    table = confusions()
    assert not [character for character, others in table.alike.items() if character in others]
    assert "理" not in table.sounding_like("理", "li")


def test_people_do_not_type_rare_characters_by_mistake() -> None:
    table = confusions()
    assert {other for others in table.alike.values() for other in others} <= LEVEL_1
    assert {other for others in table.sounds.values() for other in others} <= LEVEL_1


def test_a_word_is_read_as_the_dictionary_has_it() -> None:
    assert syllables("银行") == ["yin", "hang"]
    assert syllables("行政") == ["xing", "zheng"]
    assert syllables("女") == ["nv"]


def test_every_character_has_its_place_among_the_syllables() -> None:
    assert syllables("第3批") == ["di", "", "pi"]
    assert syllables("A级") == ["", "ji"]
    assert syllables("") == []
