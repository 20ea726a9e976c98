"""The command line. Each command imports what it needs when it runs, so that `--help` is quick."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from zhengping.errors import ZhengpingError, reason

app = typer.Typer(
    help="政评：政府部门网站绩效评估。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

USAGE_ERROR: type[Exception] = typer.BadParameter.__bases__[0]
"""What typer raises for wrong use; its messages are English, so `main` says them in Chinese."""


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"zhengping {version('zhengping')}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, help="显示版本")] = False,
) -> None:
    """政评：政府部门网站绩效评估。"""


@app.command("score")
def score_command(
    file: Annotated[str, typer.Argument(help="评估数据（JSON）；- 表示标准输入")],
    lines: Annotated[bool, typer.Option("--lines", help="每行一份评估，每行输出一份成绩单")] = False,
    edition: Annotated[str | None, typer.Option("--edition", help="另用一份指标体系文件（YAML）")] = None,
) -> None:
    """按指标体系的规则精确计分。"""
    from zhengping.score_command import run

    run(file, lines=lines, edition_file=edition)


@app.command("explain")
def explain_command(
    code: Annotated[str | None, typer.Argument(metavar="采分点", help="采分点编码，如 1.1.4-2")] = None,
    docs: Annotated[Path | None, typer.Option("--docs", help="把全部采分点的说明写进这个目录")] = None,
    edition: Annotated[str | None, typer.Option("--edition", help="另用一份指标体系文件（YAML）")] = None,
) -> None:
    """一个采分点怎样评：看什么、分值怎样得来、不算什么、有什么局限。"""
    from zhengping.explain_command import run

    run(code, docs=docs, edition_file=edition)


sample_app = typer.Typer(help="样本网站：生成和提供三个虚构的部门网站。", no_args_is_help=True)
app.add_typer(sample_app, name="sample")


@sample_app.command("make")
def sample_make_command(
    out: Annotated[Path, typer.Option("--out", help="输出目录")],
    seed: Annotated[int, typer.Option("--seed", help="种子：相同的种子得到相同的样本")] = 1,
    monitoring_date: Annotated[str, typer.Option("--monitoring-date", help="监测点日期，YYYY-MM-DD")] = "2025-11-30",
    shared: Annotated[int, typer.Option("--shared", min=0, max=20, help="各站之间互相转载的稿件，每种几篇")] = 0,
) -> None:
    """生成三个样本网站和各自的标准答案。"""
    from zhengping.sample_command import make

    make(out, seed=seed, monitoring_date=monitoring_date, shared=shared)


@sample_app.command("serve")
def sample_serve_command(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="样本目录")],
    port: Annotated[int, typer.Option("--port", min=0, max=65000, help="首个端口；0 表示任意空闲端口")] = 8800,
) -> None:
    """在本机提供样本网站，每站一个端口，Ctrl-C 结束。"""
    from zhengping.sample_command import serve_until_interrupted

    serve_until_interrupted(directory, port=port)


@app.command("demo")
def demo_command(
    out: Annotated[Path, typer.Option("--out", help="输出目录")] = Path("demo"),
    seed: Annotated[int, typer.Option("--seed", help="种子：相同的种子得到相同的样本")] = 1,
    no_open: Annotated[bool, typer.Option("--no-open", help="做完不打开报告")] = False,
    no_probes: Annotated[bool, typer.Option("--no-probes", help="不用浏览器实测")] = False,
    office: Annotated[bool, typer.Option("--office", help="再建一个十二部门的演示轮次，并启动评估办公室")] = False,
    only_office: Annotated[bool, typer.Option("--only-office", help="用已有的评估结果重建演示轮次")] = False,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="建好演示轮次就结束，不启动")] = False,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="评估办公室的端口")] = 8000,
) -> None:
    """演示：生成三个样本网站，逐一评估，与标准答案对照；需要时再办一轮评估。不联网。"""
    from zhengping.demo import run

    code = 0 if only_office else run(out, seed=seed, open_reports=not no_open, probes=not no_probes)
    if code == 0 and (office or only_office):
        from zhengping.office_demo import run as run_office

        code = run_office(out, serve=not no_serve, port=port)
    raise typer.Exit(code)


@app.command("evaluate")
def evaluate_command(
    url: Annotated[str | None, typer.Argument(help="网站地址")] = None,
    out: Annotated[Path, typer.Option("--out", help="结果目录")] = ...,  # type: ignore[assignment]
    archive: Annotated[Path | None, typer.Option("--archive", help="不联网，从已有档案重新评判")] = None,
    read_again: Annotated[bool, typer.Option("--read-again", help="不用存下的页面信息，按档案重新读取")] = False,
    run_file: Annotated[Path | None, typer.Option("--run", help="与其他网站比对的结果（run.json）")] = None,
    monitoring_date: Annotated[str | None, typer.Option("--monitoring-date", help="监测点，YYYY-MM-DD")] = None,
    department: Annotated[Path | None, typer.Option("--department", help="部门情况与登记数据（JSON）")] = None,
    calendar: Annotated[Path | None, typer.Option("--calendar", help="本地的工作日历（YAML）：放假、调休")] = None,
    max_pages: Annotated[int, typer.Option("--max-pages", min=1, help="最多抓取的网页数")] = 5000,
    max_files: Annotated[int, typer.Option("--max-files", min=0, help="最多下载的附件数")] = 1000,
    max_file_mb: Annotated[int, typer.Option("--max-file-mb", min=1, help="一个附件的上限（MB）")] = 16,
    max_files_mb: Annotated[int, typer.Option("--max-files-mb", min=0, help="全部附件的上限（MB）")] = 512,
    max_minutes: Annotated[float, typer.Option("--max-minutes", min=0, help="最多用时（分钟），0 为不限")] = 0.0,
    delay: Annotated[float | None, typer.Option("--delay", min=0, help="同一主机两次请求的间隔（秒）")] = None,
    sibling: Annotated[list[str] | None, typer.Option("--sibling", help="同属本站的其他主机名，可多次给出")] = None,
    edition: Annotated[str, typer.Option("--edition", help="指标体系的名称或文件")] = "guangxi-departments",
    contact: Annotated[str | None, typer.Option("--contact", help="写进 User-Agent 的联系方式（网址或邮箱）")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="从中断处继续")] = False,
    no_probes: Annotated[bool, typer.Option("--no-probes", help="不用浏览器实测")] = False,
    may_ask: Annotated[bool, typer.Option("--may-ask", help="允许向网站的智能问答提几个问题")] = False,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="允许访问本机和内网地址")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="不显示进度和摘要")] = False,
) -> None:
    """评估一个网站：抓取、判断每个采分点、计分、出报告。"""
    from zhengping.crawl.options import DEFAULT_CONTACT
    from zhengping.evaluate_command import Arguments, run

    arguments = Arguments(
        url=url,
        out=out,
        archive=archive,
        read_again=read_again,
        run=run_file,
        monitoring_date=monitoring_date,
        department=department,
        calendar=calendar,
        max_pages=max_pages,
        max_minutes=max_minutes,
        max_files=max_files,
        max_file_mb=max_file_mb,
        max_files_mb=max_files_mb,
        delay=delay,
        siblings=tuple(sibling or ()),
        edition=edition,
        contact=contact or DEFAULT_CONTACT,
        resume=resume,
        allow_private=allow_private,
        no_probes=no_probes,
        may_ask=may_ask,
        quiet=quiet,
    )
    raise typer.Exit(run(arguments))


@app.command("compare")
def compare_command(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR...", help="同一次评估中各网站的结果目录，至少两个")],
    out: Annotated[Path, typer.Option("--out", help="比对结果目录")],
    quiet: Annotated[bool, typer.Option("--quiet", help="不显示进度和摘要")] = False,
) -> None:
    """比对一次评估中的各个网站：谁先发布，谁是转载，据此重新评判。不联网。"""
    from zhengping.compare_command import run

    run(folders, out, quiet=quiet)


@app.command("read")
def read_command(
    target: Annotated[str, typer.Argument(metavar="URL-OR-FILE", help="网址、网页文件，或 - 表示标准输入")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    base: Annotated[str, typer.Option("--base", help="网页文件原来的网址，用来解析相对链接")] = "",
    allow_private: Annotated[bool, typer.Option("--allow-private", help="允许访问本机和内网地址")] = False,
) -> None:
    """读一个网页：标题、日期、来源、栏目、正文、列表、表单、附件等。"""
    from zhengping.read_command import run

    run(target, as_json=as_json, base=base, allow_private=allow_private)


@app.command("serve")
def serve_command(
    host: Annotated[
        str, typer.Option("--host", help="监听的地址；对外服务时用 0.0.0.0 并设 ZHENGPING_HOSTS")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="端口；0 表示任选一个空闲的")] = 8000,
) -> None:
    """启动评估办公室：网页和后台工作在一个进程里；第一次启动时建立数据库和管理员。"""
    from zhengping.serve_command import run

    raise typer.Exit(run(host, port))


audit_app = typer.Typer(help="操作记录：核对有没有被改动。", no_args_is_help=True)
app.add_typer(audit_app, name="audit")


@audit_app.command("check")
def audit_check_command() -> None:
    """核对评估办公室的操作记录：逐条验哈希，列出被改、被删、被截断的地方；有的话退出码为 1。"""
    from zhengping.audit_command import check

    check()


standard_app = typer.Typer(help="查看和检查指标体系。", no_args_is_help=True)
app.add_typer(standard_app, name="standard")


@standard_app.command("check")
def standard_check_command(
    file: Annotated[str, typer.Argument(help="指标体系文件（YAML）或内置名称")],
) -> None:
    """检查一份指标体系文件，指出有错的行。"""
    from zhengping.standard_command import check

    check(file)


@standard_app.command("show")
def standard_show_command(
    code: Annotated[str | None, typer.Argument(help="指标或采分点代码，如 1.1.1 或 1.1.1-2")] = None,
    edition: Annotated[str, typer.Option("--edition", help="指标体系的名称或文件")] = "guangxi-departments",
) -> None:
    """列出指标体系，或给出一个代码的全部内容。"""
    from zhengping.standard_command import print_standard

    print_standard(code, edition)


def main() -> None:
    """Runs the program; a `ZhengpingError` becomes one line on standard error and its exit code."""
    try:
        sys.exit(app(standalone_mode=False))
    except USAGE_ERROR as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.exit(2)
        print(f"错误：{_usage_line(error)}", file=sys.stderr)
        sys.exit(2)
    except ZhengpingError as error:
        print(f"错误：{error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        print("已中断；已写入的内容都在，采集可加 --resume 继续。", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        place = f"{error.filename}：" if error.filename else ""
        print(f"错误：{place}读写失败（{reason(error)}），请检查磁盘空间和权限", file=sys.stderr)
        sys.exit(1)


def _usage_line(error: Exception) -> str:
    """Wrong use of the command line in one Chinese line."""
    parameter = getattr(error, "param", None)
    name = (max(parameter.opts, key=len) if parameter.opts else parameter.name) if parameter else ""
    kind = type(error).__name__
    if kind == "MissingParameter":
        return f"缺少参数 {name}，用 --help 查看用法"
    if kind == "NoSuchOption":
        return f"没有 {getattr(error, 'option_name', '')} 这个选项，用 --help 查看用法"
    message = str(getattr(error, "message", error))
    if kind == "BadParameter":
        return f"参数 {name} 的值不对{_wanted(message)}，用 --help 查看用法"
    quoted = next(iter(re.findall(r"'([^']*)'|\(([^)]*)\)$", message)), ("", ""))
    what = quoted[0] or quoted[1]
    if message.startswith("No such command"):
        return f"没有 {what} 这个命令，用 --help 查看有哪些命令"
    if "extra argument" in message:
        return f"多了参数 {what}，用 --help 查看用法"
    if "requires an argument" in message:
        return f"选项 {what} 后面缺少值，用 --help 查看用法"
    return "用法不对，用 --help 查看用法"


def _wanted(message: str) -> str:
    """What a value should have been, said in Chinese from the library's English message."""
    if "integer" in message:
        return "，应为整数"
    if "valid number" in message or "finite" in message:
        return "，应为数字"
    for words, said in _BOUNDS.items():
        if found := re.search(words + r" (-?[\d.]+)", message):
            return f"，{said} {found[1]}"
    return ""


_BOUNDS = {
    "greater than or equal to": "不能小于",
    "less than or equal to": "不能大于",
    "greater than": "应大于",
    "less than": "应小于",
}


if __name__ == "__main__":
    main()
