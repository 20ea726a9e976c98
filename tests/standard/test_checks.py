"""Each rule of an edition: an edition that breaks it is refused with the line, the field and the remedy."""

from pathlib import Path

import pytest

from zhengping.errors import EditionError
from zhengping.standard import load_edition, parse_edition

SMALL = (Path(__file__).parents[1] / "data" / "small-edition.yaml").read_text(encoding="utf-8")


def refusal(old: str, new: str, text: str = SMALL) -> tuple[int, str]:
    """The line named and the message after `old` (which stands once) is replaced by `new`."""
    assert text.count(old) == 1, f"{old} stands {text.count(old)} times"
    with pytest.raises(EditionError) as caught:
        parse_edition(text.replace(old, new), "broken.yaml")
    message = str(caught.value)
    assert "\n" not in message
    name, line, rest = message.split(":", 1)[0], *message.split(":", 1)[1].split("：", 1)
    assert name == "broken.yaml"
    return int(line), rest


def line_of(words: str, text: str = SMALL) -> int:
    return text[: text.index(words)].count("\n") + 1


BREACHES = [
    # (what is replaced, by what, words of the line that must be named, words of the message)
    ("id: small-county", "id: Small County", "id:", "版本标识"),
    ("name: 某县部门网站评估指标（虚构）", 'name: ""', "name: 某县", "空的"),
    ("  - code: 1.3\n", "  - code: 1.2\n", "  - code: 1.3\n", "指标代码 1.2 重复"),
    ("  - code: 1.3\n", "  - code: 一.三\n", "  - code: 1.3\n", "不合规"),
    ("code: 1.3-2", "code: 1.3-1", "code: 1.3-2", "采分点代码 1.3-1 重复"),
    ("code: 2.1-1", "code: 2.2-1", "code: 2.1-1", "与所属指标 2.1 不符"),
    ("    weight: 7\n", "    weight: 7.5\n", "totals:", "40.5"),
    ("    weight: 7\n", "    weight: -7\n", "    weight: 7\n", "不大于 0"),
    ("    weight: 12\n", "    weight: 11\n", "totals:", "offers_services 为 false"),
    ("level2: 项目, weight: 5", "level2: 项目, weight: 6", "totals:", "加分指标"),
    ("weight: 3.5", "weight: 3", "totals:", "扣分指标"),
    ("    weight: 7\n", "    weight: 七\n", "    weight: 7\n", "写成整数、小数或分数"),
    ("share: 1/4", "share: 1/2", "share: 1/4", "份额之和是 1.25"),
    ("share: 1/4", "share: 0", "share: 1/4", "不大于 0"),
    ("share: 1/4", "share: 1/0", "share: 1/4", "写成整数、小数或分数"),
    ("        share: 0.75\n", "", "code: 1.1-2", "只有部分采分点写了份额"),
    ("{value: 2, unit: months, source: 测试用}", '{value: 2, unit: months, source: ""}', "deadline:", "没有出处"),
    ("{value: 2, unit: months, source: 测试用}", "{value: 2, unit: months}", "deadline:", "缺少这一项"),
    ("{value: 2, unit: months, source: 测试用}", "{value: 2, unit: 月, source: 测试用}", "deadline:", "单位"),
    ("{value: 2, unit: months, source: 测试用}", "{value: -2, unit: months, source: 测试用}", "deadline:", "负数"),
    ("{value: 2, unit: months, source: 测试用}", "{value: 2, unit: share, source: 测试用}", "deadline:", "大于 1"),
    ("placeholder: [暂无]", "placeholder: []", "placeholder:", "是空的"),
    ("placeholder: [暂无]", "placeholder: [暂无, 暂无]", "placeholder:", "写了 2 次"),
    ("placeholder: [暂无]", 'placeholder: ["暂无 "]', "placeholder:", "空白"),
    ("      names: [机构职能]", "      names: [机构职能, 领导]", "context:", "既在 names 又在 context"),
    ("slugs: [jgzn]", "slugs: [jgzn_2]", "slugs:", "地址段"),
    ("context: {领导: [机构]}", "context: {领导: []}", "context:", "是空的"),
    ("管什么的: [机构职能, 主要职责]", "管什么的: []", "        管什么的", "是空的"),
    ("管什么的: [机构职能, 主要职责]", "职能: [机构职能]", "        管什么的", "就在正式名称里"),
    ("      source: 测试用\n      names:", '      source: ""\n      names:', "      source: 测试用\n", "没有出处"),
    ("    text: 公开数据。\n", '    text: ""\n', "    text: 公开数据。", "text 是空的"),
    ("advice: 设栏目。\n", 'advice: ""\n', "advice: 设栏目。\n", "advice 是空的"),
    ("sources: [expert, site]", "sources: [expert, expert]", "sources: [expert", "来源空缺或重复"),
    (
        "sources: [expert, site]",
        "sources: [expert, oracle]",
        "sources: [expert",
        "改成 site、probe、register",
    ),
    ("sources: [expert, site]", "sources: expert", "sources: [expert", "应是一个列表"),
    ("kind: deduction", "kind: fine", "- {code: 8.3", "base、bonus"),
    ("effort: high", "effort: huge", "effort:", "不在可选值里"),
    ("effort: high", "efort: high", "effort:", "不认识这一项"),
    ("fact: offers_services", "fact: offers_service", "fact: offers_services", "没有定义"),
    ("when_true: [3.1, 3.2]", "when_true: [3.1, 3.9]", "when_true:", "没有代码为 3.9 的指标"),
    ("when_true: [3.1, 3.2]", "when_true: [3.1, 8.1]", "when_true:", "不是基础指标"),
    ("when_true: [3.1, 3.2]", "when_true: []", "when_true:", "没有写指标代码"),
    ("when_true: [3.1, 3.2]", "when_true: [3.1, 3.3]", "when_false:", "出现了两次"),
    ("fact: has_own_data\n", "fact: has_data\n", "fact: has_own_data\n", "没有定义"),
    ("source: 1.2\n", "source: 1.9\n", "source: 1.2\n", "没有代码为 1.9 的指标"),
    ("source: 1.2\n", "source: 3.1\n", "source: 1.2\n", "只留一条规则"),
    ("targets: [1.1, 1.3, 2.1]", "targets: [1.1, 1.9]", "targets:", "没有代码为 1.9 的指标"),
    ("targets: [1.1, 1.3, 2.1]", "targets: [1.1, 1.2]", "targets:", "不能接收权重"),
    ("targets: [1.1, 1.3, 2.1]", "targets: [1.1, 3.1]", "targets:", "不能接收权重"),
    ("targets: [1.1, 1.3, 2.1]", "targets: [1.1, 1.1]", "targets:", "不能接收权重"),
    ("equals: false", "equals: 否", "equals:", "true 或 false"),
    ("name: silent-mailbox", "name: late-letter", "silent-mailbox", "规则名 late-letter 重复"),
    ("target: 2.1, months: 2", "target: 2.1-1, months: 2", "late-letter", "没有代码为 2.1-1 的基础指标"),
    ("target: 2.1, months: 2", "target: 2.1, months: 0", "late-letter", "应大于 0"),
    ("target: 2.1, months: 2", "target: 2.1, months: 两", "late-letter", "应是整数"),
    ("target: 2.2-2", "target: 2.2-9", "too-few-surveys", "没有代码为 2.2-9 的采分点"),
    ("indicator: 8.2, field", "indicator: 8.1, field", "field: prizes", "两条计分规则"),
    ("indicator: 8.2, field", "indicator: 8.3, field", "field: prizes", "不是加分指标"),
    ("field: prizes", "field: projects", "field: prizes", "被两条规则使用"),
    ("each: 2.5", "each: 0", "each: 2.5", "不大于 0"),
    ("    - {indicator: 8.1, field: projects, each: 2.5}\n", "    []\n", "- {code: 8.1", "没有计分规则"),
    (
        "kind: bonus, text: 每次三分之一分。}",
        "kind: bonus, text: 空, points: [{code: 8.2-1, name: 空, share: 1, "
        "sources: [site], law: 空, how: 空, advice: 空}]}",
        "- {code: 8.2",
        "不应有采分点",
    ),
    (
        "    points:\n      - {code: 1.2-1, name: 数据, sources: [site], "
        "law: 测试用, how: 看数据。, advice: 发布数据。}\n",
        "",
        "  - code: 1.2\n",
        "没有采分点",
    ),
]


@pytest.mark.parametrize(("old", "new", "place", "words"), BREACHES, ids=[f"{b[1][:30]!r}-{b[3]}" for b in BREACHES])
def test_a_breach_is_refused_with_its_line(old: str, new: str, place: str, words: str) -> None:
    line, message = refusal(old, new)
    wanted = line_of(place)
    shift = new.count("\n") - old.count("\n")
    if shift and SMALL.index(place) > SMALL.index(old):
        wanted += shift
    assert line == wanted, message
    assert words in message


def test_the_field_is_named_by_codes_and_not_by_positions() -> None:
    _, message = refusal("effort: high", "effort: huge")
    assert message.startswith("indicators › 1.1 › points › 1.1-2 › effort：")


def test_further_breaches_are_counted() -> None:
    text = SMALL.replace("effort: high", "effort: huge").replace("kind: deduction", "kind: fine")
    with pytest.raises(EditionError, match="另有 1 处"):
        parse_edition(text, "broken.yaml")


def test_a_key_written_twice_is_refused() -> None:
    line, message = refusal('year: "2030"\n', 'year: "2030"\nyear: "2031"\n')
    assert (line, "year 写了两次" in message) == (line_of('year: "2030"') + 1, True)


def test_broken_yaml_names_its_line() -> None:
    line, message = refusal("totals: {base: 40", "totals: {base: [40")
    assert line == line_of("totals:")
    assert "不是合法的 YAML" in message


@pytest.mark.parametrize("text", ["", "- 1\n", "只有一句话"])
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(EditionError, match="键: 值"):
        parse_edition(text, "broken.yaml")


def test_control_characters_are_refused() -> None:
    with pytest.raises(EditionError, match="不是合法的 YAML"):
        parse_edition("id: \x01", "broken.yaml")


def test_a_missing_part_is_named() -> None:
    with pytest.raises(EditionError, match="name：缺少这一项；补上"):
        parse_edition("id: x\n", "broken.yaml")


def test_an_unknown_edition_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"没有名为 .*guangxi-departments"):
        load_edition(tmp_path / "none.yaml")


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "gbk.yaml"
    file.write_bytes("id: 指标".encode("gbk"))
    with pytest.raises(EditionError, match="UTF-8"):
        load_edition(file)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="读不了"):
        load_edition(tmp_path)


@pytest.mark.parametrize("text", ["id: &a [*a]", "id: &a {x: *a}", "a: &a [x]\nb: [*a, *a]"])
def test_references_are_refused(text: str) -> None:
    with pytest.raises(EditionError, match="引用"):
        parse_edition(text, "broken.yaml")


@pytest.mark.parametrize("opening", ["[", "{x: ", "- "])
def test_a_file_nested_without_end_is_refused(opening: str) -> None:
    with pytest.raises(EditionError, match=r"嵌套过深|不是合法的 YAML"):
        parse_edition("id:\n  " + opening * 100_000, "broken.yaml")


@pytest.mark.parametrize("number", ["1e400", "9" * 5000, "nan", "0x10", "½", "1/3/5", "--1"])
def test_only_plain_numbers_are_read(number: str) -> None:
    _, message = refusal("weight: 12", f"weight: {number}")
    assert "写成整数、小数或分数" in message
    assert len(message) < 200


def test_a_second_document_is_refused() -> None:
    with pytest.raises(EditionError, match="第二份文档"):
        parse_edition(SMALL + "---\nid: x\n", "broken.yaml")


def test_a_key_that_is_no_word_is_refused() -> None:
    with pytest.raises(EditionError, match=r"broken\.yaml:1：键应是一个词"):
        parse_edition("? [1, 2]\n: x\n", "broken.yaml")
