"""The command line. Each command imports what it needs when it runs, so that `--help` is quick."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from zhengping.errors import ZhengpingError

app = typer.Typer(
    help="政评：政府部门网站绩效评估。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command("score")
def score_command(
    file: Annotated[str, typer.Argument(help="评估数据（JSON）；- 表示标准输入")],
    lines: Annotated[bool, typer.Option("--lines", help="每行一份评估，每行输出一份成绩单")] = False,
    edition: Annotated[str | None, typer.Option("--edition", help="另用一份指标体系文件（YAML）")] = None,
) -> None:
    """按指标体系的规则精确计分。"""
    from zhengping.score_command import run

    run(file, lines=lines, edition_file=edition)


def main() -> None:
    """Runs the program; a `ZhengpingError` becomes one line on standard error and its exit code."""
    try:
        app()
    except ZhengpingError as error:
        print(f"错误：{error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
