"""Texts as clauses: what an edit, markup or punctuation changes, and what it does not."""

from zhengping.reading.clauses import SKETCH_SIZE, WHOLE, clauses, sketch

TEXT = "六月二日，安平市水务局在红石县召开防汛会议，安排部署水库巡查工作。会议要求各县排查险情三百处！"


def test_blanks_and_the_width_of_marks_change_nothing() -> None:
    spaced = TEXT.replace("水务局", "水 务　局").replace("，", ",").replace("。", ". ").replace("！", "!\n")
    assert clauses(spaced) == clauses(TEXT)


def test_wide_digits_and_letters_are_the_narrow_ones() -> None:
    assert clauses("全市共巡查水库１２０座次ＡＢ") == clauses("全市共巡查水库120座次AB")


def test_one_changed_word_changes_one_clause() -> None:
    changed = clauses(TEXT.replace("三百处", "四百处"))
    assert len(clauses(TEXT)) - len(clauses(TEXT).keys() & changed.keys()) == 1


def test_short_clauses_and_long_numbers_are_not_kept() -> None:
    assert clauses("近日，会议强调，110101199003070000，13800000000。") == {}


def test_a_sketch_of_a_long_text_keeps_the_smallest_sums_and_says_up_to_where() -> None:
    found = clauses("，".join(f"第{number}座水库巡查完毕没有险情" for number in range(500)))
    made = sketch(found)
    assert made.count == 500
    assert list(made.checksums) == sorted(found)[:SKETCH_SIZE]
    assert made.bound == sorted(found)[SKETCH_SIZE - 1]


def test_a_sketch_of_a_short_text_is_whole() -> None:
    made = sketch(clauses(TEXT))
    assert made.bound == WHOLE
    assert made.characters == sum(clauses(TEXT).values())
