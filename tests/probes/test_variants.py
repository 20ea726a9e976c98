"""How people ask for what they know."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.sites import column, context, doc
from zhengping.probes.confusions import confusions, syllables
from zhengping.probes.core_phrases import Phrases
from zhengping.probes.variants import pinyin, prefixes, typo, varied

PHRASES = Phrases(context(column("通知公告", doc("社保缴费基数", "2021-03-01"), doc("防汛值班", "2021-03-02"))))
WORDS = sorted(confusions().words)
COMMON = sorted({character for characters in confusions().sounds.values() for character in characters})

phrases_of_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join)
any_phrase = st.text(alphabet=COMMON, min_size=1, max_size=12)
seeds = st.text(alphabet="abc123", max_size=4)


@settings(max_examples=80, deadline=None)
@given(st.one_of(phrases_of_words, any_phrase), seeds)
def test_a_typo_differs_in_one_character_that_is_mistaken_for_it(phrase: str, seed: str) -> None:
    made = typo(phrase, seed, PHRASES)
    if made is None:
        return
    changed = [(at, old, new) for at, (old, new) in enumerate(zip(phrase, made.text, strict=True)) if old != new]
    assert len(changed) == 1
    at, old, new = changed[0]
    alike = new in confusions().looking_like(old)
    assert alike or new in confusions().sounding_like(old, syllables(phrase)[at])
    assert made.rule == f"{'形近' if alike else '音近'}：{old}→{new}"
    assert made.original == phrase


@settings(max_examples=40, deadline=None)
@given(any_phrase, seeds)
def test_the_same_seed_gives_the_same_questions(phrase: str, seed: str) -> None:
    assert varied(phrase, seed, PHRASES) == varied(phrase, seed, PHRASES)


def test_seeds_give_different_typos() -> None:
    assert len({typo("森林防火应急预案", str(seed), PHRASES) for seed in range(20)}) > 5


def test_every_common_word_can_be_mistyped() -> None:
    assert [word for word in WORDS if typo(word, "1", PHRASES) is None] == []


def test_what_the_site_writes_is_no_typo() -> None:
    writes = Phrases(context(column("公告", *(doc(f"{a}保与社{b}", "2021-03-01") for a in "射设射" for b in "报宝包"))))
    texts = {typo("社保", str(seed), writes) for seed in range(60)}
    assert not {made.text for made in texts if made} & {"射保", "设保", "社报", "社宝", "社包"}


def test_a_phrase_of_no_known_word_is_not_mistyped() -> None:
    assert typo("欢天喜地迎新", "1", PHRASES) is None


@settings(max_examples=80, deadline=None)
@given(st.one_of(phrases_of_words, any_phrase))
def test_pinyin_is_lower_case_letters_of_a_piece_of_the_phrase(phrase: str) -> None:
    made = pinyin(phrase)
    if made is not None:
        assert made.text.isascii()
        assert made.text.isalpha()
        assert made.text.islower()
        assert made.original in phrase
        assert made.text == "".join(syllables(made.original))


def test_a_short_phrase_is_spelled_out_whole() -> None:
    made = pinyin("社保缴费")
    assert made is not None
    assert (made.text, made.original) == ("shebaojiaofei", "社保缴费")


def test_of_a_long_phrase_its_common_words_are_spelled_out() -> None:
    made = pinyin("欢天喜地教师资格迎新春")
    assert made is not None
    assert (made.text, made.original) == ("jiaoshizige", "教师资格")


def test_what_has_no_reading_is_not_spelled_out() -> None:
    assert pinyin("A级") is None
    assert pinyin("") is None


def test_prefixes_are_the_first_two_to_four_characters() -> None:
    assert prefixes("教师资格认定") == ("教师", "教师资", "教师资格")
    assert prefixes("社保卡") == ("社保",)
    assert prefixes("") == ()
