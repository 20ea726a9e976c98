"""The demonstration's office: a round of twelve departments half-way through review, then served (`make demo`)."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

from zhengping.errors import InputError

KEYS = ("good", "middling", "poor")
MARK = ".zhengping-demo"


def run(out: Path, *, serve: bool = True, host: str = "127.0.0.1", port: int = 8000) -> int:
    """Makes the office's data below `out` out of the demonstration's results, tells the passwords, and serves it.

    InputError where `out` holds no results of `zhengping demo`.
    """
    results, samples = out / "results", out / "samples"
    for key in KEYS:
        if not (results / key / "result.json").is_file():
            raise InputError(f"--out：{out} 里没有演示的评估结果，请先运行 zhengping demo")
    data = _own_folder(out / "office")
    os.environ["ZHENGPING_DATA"] = str(data)
    os.environ.pop("ZHENGPING_DATABASE", None)
    os.environ["ZHENGPING_ALLOW_PRIVATE"] = "1"
    from zhengping.serve_command import prepare

    prepare()
    from zhengping.office.collection.importing import read_result
    from zhengping.office.demo.cast import make_cast, sample_data
    from zhengping.office.demo.round import make_round

    print("生成演示轮次：三个样本网站和九个生成的部门 ……", flush=True)
    found = {key: read_result(results / key) for key in KEYS}
    given = {key: sample_data(samples, key, found[key]["site"]) for key in KEYS}
    cast = make_cast(given)
    monitoring_date = date.fromisoformat(found[KEYS[0]]["monitoring_date"])
    work = out / "office-work"
    made = make_round(cast, KEYS, results, work, monitoring_date, lambda words: print(f"  {words}", flush=True))
    print(f"轮次“{made.name}”已到“{made.get_phase_display()}”阶段。")
    print(f"所有用户的密码：{cast.password}")
    for name, user in cast.users.items():
        where = f"　{user.department}" if user.department else ""
        print(f"  {name:<12}{user.get_role_display()}{where}　{user.display_name}")
    print("（部门用户：…-tb 填报，…-sh 审核）", flush=True)
    if not serve:
        return 0
    from zhengping.serve_command import run as serve_office

    return serve_office(host, port)


def _own_folder(data: Path) -> Path:
    """The folder of the demonstration's data, empty; one that is not the demonstration's is left alone."""
    if data.exists() and any(data.iterdir()):
        if not (data / MARK).exists():
            raise InputError(f"{data} 不是演示的数据目录，请换一个 --out")
        shutil.rmtree(data)
    data.mkdir(parents=True, exist_ok=True)
    (data / MARK).touch()
    return data
