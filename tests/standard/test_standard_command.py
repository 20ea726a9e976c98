"""`zhengping standard check` and `zhengping standard show`."""

import sys
from pathlib import Path

import pytest

from zhengping.cli import main

SMALL = Path(__file__).parents[1] / "data" / "small-edition.yaml"


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    monkeypatch.setattr(sys, "argv", ["zhengping", "standard", *arguments])
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit) as ended:
        main()
    captured = capsys.readouterr()
    return int(ended.value.code or 0), captured.out, captured.err


def test_check_sums_a_good_edition_up(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(monkeypatch, capsys, "check", str(SMALL))
    assert (code, err) == (0, "")
    assert out == "small-county：11 个指标、12 个采分点，基础 40 分、加分至多 7 分、扣分至多 3.5 分；检查通过\n"


def test_check_names_the_wrong_line_of_a_broken_edition(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(SMALL.read_text(encoding="utf-8").replace("weight: 12", "weight: 13"), encoding="utf-8")
    code, out, err = run(monkeypatch, capsys, "check", str(broken))
    assert (code, out) == (2, "")
    assert err.startswith(f"错误：{broken}:7：totals › base：基础指标的权重之和")
    assert err.count("\n") == 1


def test_show_lists_every_indicator(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(monkeypatch, capsys, "show")
    assert code == 0
    assert all(words in out for words in ("1.1.1", "机构职能", "8.2.3", "媒体曝光", "注：咨询信件超过3个月未回应的"))


def test_show_tells_everything_about_an_indicator(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(monkeypatch, capsys, "show", "2.1")
    assert code == 0
    assert "从 2.2 接收其权重的 1/1" in out
    assert "本部门发布涉及面广、社会关注度高的重要政策文件的解读情况" in out
    assert "2.1-7 文件发布同步发布新闻通稿和解读材料" in out


def test_show_tells_the_points_of_an_indicator_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(monkeypatch, capsys, "show", "1.1-2", "--edition", str(SMALL))
    assert code == 0
    assert "0.75（5.25 分）" in out
    assert "专家、网站" in out
    assert "1.1-1" not in out


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("8.1", "每个案例 0 到 2.5 分，合计至多 5 分"),
        ("8.2", "每次 1/3 分，合计至多 2 分"),
        ("8.3", "本部门网站每次扣 1.5 分，下属网站每次扣 0.25 分"),
        ("2.1", "late-letter"),
        ("2.2", "too-few-surveys：2.2-2 为零"),
        ("3.1", "offers_services 为 false 时不适用"),
        ("3.3", "offers_services 为 true 时不适用"),
        ("1.2", "权重平均分给 1.1、1.3、2.1"),
        ("1.3", "2 个月（测试用；未核实）"),
        ("1.1", "管什么的＝机构职能、主要职责"),
    ],
)
def test_show_says_what_the_rules_do_to_an_indicator(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: str, words: str
) -> None:
    _, out, _ = run(monkeypatch, capsys, "show", code, "--edition", str(SMALL))
    assert words in out


def test_show_refuses_an_unknown_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(monkeypatch, capsys, "show", "1.1.1-9")
    assert (code, out) == (2, "")
    assert err == "错误：没有代码为 1.1.1-9 的指标或采分点；用 zhengping standard show 查看全部代码\n"
