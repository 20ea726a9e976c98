"""Makes the three sites on disk. Same seed and monitoring date, same bytes; no clock is asked."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from zhengping.errors import InputError, ZhengpingError, reason
from zhengping.sample import files, words
from zhengping.sample.live.data import live_data
from zhengping.sample.live.truth import live_truth
from zhengping.sample.plan import Plan, Security
from zhengping.sample.planting.everything import plant_everything
from zhengping.sample.prose import Prose
from zhengping.sample.scenarios import SCENARIOS
from zhengping.sample.shared import plant_shared
from zhengping.sample.site import CONTENT_TYPES, SampleSite, Stored
from zhengping.sample.templates.aspnet import AspNetTemplate
from zhengping.sample.templates.base import OPEN_CHARSET, Template
from zhengping.sample.templates.jcms import JcmsTemplate
from zhengping.sample.templates.trs import TrsTemplate

DEFAULT_DATE = date(2025, 11, 30)
FAMILIES: dict[str, type[Template]] = {"trs": TrsTemplate, "jcms": JcmsTemplate, "aspnet": AspNetTemplate}
ASSETS = (
    "/images/logo.png",
    "/images/top.png",
    "/images/banner.png",
    "/images/jiucuo.png",
    "/images/red.png",
    "/images/so.png",
    "/images/hand.gif",
    "/images/dot.gif",
    "/images/doc.gif",
    "/images/docx.gif",
    "/images/xlsx.gif",
    "/images/pdf.gif",
)
TEXTS = {
    "/images/style.css": "body{font-family:SimSun}.wrap{max-width:1200px;margin:0 auto}img{max-width:100%}@media(max-width:600px){.left{display:none}table{width:100%}}",
    "/css/main.css": "body{font-size:14px}",
    "/css/style.css": "td{font-size:12px}",
    "/images/jquery-3.7.1.min.js": "/* jQuery v3.7.1 */",
    "/script/jquery-1.11.1.min.js": "/* jQuery v1.11.1 */",
    "/js/jquery-1.7.2.min.js": "/* jQuery v1.7.2 */",
    "/js/bshare.js": "/* bShare */",
    "/js/echarts.min.js": "/* echarts 5.4.0 */var echarts={init:function(){return{setOption:function(){}}}};",
}


def make_samples(
    out: Path,
    *,
    seed: int = 1,
    monitoring_date: date = DEFAULT_DATE,
    plans: Sequence[Plan] = SCENARIOS,
    shared: int = 0,
) -> list[Path]:
    """Makes the samples below `out`, a directory a plan, and returns the directories.

    `shared`: how many items of each kind stand on two samples, with the first publisher in the truth.

    Raises InputError where `out` holds something else, ZhengpingError where it cannot be written.
    """
    if out.exists() and not out.is_dir():
        raise InputError(f"--out：{out} 不是目录；请换一个目录。")
    if out.exists() and any(out.iterdir()) and not (out / "samples.json").is_file():
        raise InputError(f"--out：目录 {out} 不是空的，也不是样本目录；请换一个目录。")
    part = out.parent / f".{out.name}.part"
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        made = {plan.key: (plan, *build_site(plan, seed, monitoring_date)) for plan in plans}
        copies = plant_shared({key: site for key, (_, site, _) in made.items()}, seed, shared) if shared else {}
        for key, (plan, site, template) in made.items():
            _write(part / key, plan, site, template, seed, monitoring_date, copies.get(key, []))
        keys = [plan.key for plan in plans]
        index = {"seed": seed, "monitoring_date": monitoring_date.isoformat(), "sites": keys}
        (part / "samples.json").write_text(_json(index), encoding="utf-8")
        if out.exists():
            shutil.rmtree(out)
        part.rename(out)
    except OSError as error:
        raise ZhengpingError(f"样本不能写到 {out}：{reason(error)}；请检查磁盘空间和权限。") from error
    return [out / key for key in keys]


def build_site(plan: Plan, seed: int, monitoring_date: date) -> tuple[SampleSite, Template]:
    """Plants one plan, in memory."""
    leaders_prose = Prose(f"{seed}/{plan.key}/leaders", plan.trade, plan.office, plan.short, ())
    leaders = [leaders_prose.person() for _ in range(plan.organisation.leader_count)]
    prose = Prose(f"{seed}/{plan.key}", plan.trade, plan.office, plan.short, leaders)
    template = FAMILIES[plan.family](plan)
    site = SampleSite(plan.office, plan.short, monitoring_date, prose, template)
    plant_everything(site, plan)
    return site, template


def render(site: SampleSite, template: Template) -> dict[str, Stored]:
    """Every answer of the site: address (path and query) to body, type and status."""
    answers = {}
    for url, html in template.pages_of(site):
        if isinstance(template, TrsTemplate) and url not in site.stray_pages:
            html = template.relative(url, html)
        # A stray page that leaves its charset open was made in the site's own.
        stray = url in site.stray_pages and OPEN_CHARSET not in html
        charset = "utf-8" if stray else template.charset
        html = html.replace(OPEN_CHARSET, "gb2312" if charset == "gbk" else charset)
        # The charset stands in the page only, as on many of these servers.
        answers[url] = Stored(html.encode(charset), "text/html")
    answers.update(site.files)
    for url in ASSETS:
        answers[url] = Stored(files.png(24, 24, (180, 40, 40)), CONTENT_TYPES["png"])
    for url, text in TEXTS.items():
        answers[url] = Stored(text.encode(), CONTENT_TYPES[url.rsplit(".", 1)[1]])
    answers["/robots.txt"] = Stored(b"User-agent: *\nDisallow: /admin/\n", "text/plain")
    if isinstance(template, JcmsTemplate):
        answers.update(template.extra_answers(site))
    return answers


def department(plan: Plan, site: SampleSite) -> dict[str, Any]:
    """What `--department` takes for this sample: facts and registers."""
    return {
        "name": plan.office,
        "other_names": [plan.short],
        "higher_levels": list(words.HIGHER_LEVELS),
        "has_administrative_services": True,
        "has_key_area_tasks": bool(site.key_areas),
        "declared_no_hot_events": plan.interpretation.declared_no_events,
        "items": list(site.service_items),
        "areas": list(site.key_areas),
        "services": list(site.public_services),
        "subordinate_sites": [],
    }


def _write(
    directory: Path,
    plan: Plan,
    site: SampleSite,
    template: Template,
    seed: int,
    monitoring_date: date,
    shared: list[dict[str, str]],
) -> None:
    answers = render(site, template)
    routes = {}
    for url, stored in answers.items():
        name = _file_name(url)
        path = directory / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(stored.body)
        routes[url] = {"file": name, "type": stored.content_type, "status": stored.status}
    live = live_data(site, plan, answers)
    for code, used in live_truth(live, plan.live).items():
        site.truth.use(code, used.value, used.low, used.high, used.reason, used.settled)
    _unsettle_refused(site, plan)
    truth = {
        "site": plan.key,
        "level": plan.level,
        "office": plan.office,
        "family": plan.family,
        "charset": template.charset,
        "seed": seed,
        "monitoring_date": monitoring_date.isoformat(),
        **site.truth.as_dict(),
        **({"shared": shared} if shared else {}),
    }
    server = {
        "soft_not_found": plan.innovation.soft_not_found,
        "charset": template.charset,
        "headers": _headers(plan.security),
        "routes": routes,
    }
    (directory / "live.json").write_text(_json(live), encoding="utf-8")
    (directory / "truth.json").write_text(_json(truth), encoding="utf-8")
    (directory / "routes.json").write_text(_json(server), encoding="utf-8")
    (directory / "department.json").write_text(_json(department(plan, site)), encoding="utf-8")
    articles = [
        [
            a.url,
            a.title,
            a.day.isoformat() if a.date_shown != "none" else "",
            a.source,
            " > ".join(c.name for c in a.column.path),
        ]
        for a in site.articles
        if a.is_article
    ]
    (directory / "articles.csv").write_text(
        _csv(["url", "title", "published", "source", "column"], articles), encoding="utf-8"
    )
    columns = [
        [c.url, c.name, " > ".join(step.name for step in c.path), len(c.articles)] for c in site.columns.values()
    ]
    (directory / "columns.csv").write_text(_csv(["url", "name", "path", "items"], columns), encoding="utf-8")


def _unsettle_refused(site: SampleSite, plan: Plan) -> None:
    """Nobody may stand by a value of a point whose column refuses programs."""
    for key, kind in plan.drawn:
        refuses = (kind == "captcha" and plan.live.captcha) or (kind == "refused" and plan.live.refused)
        if not refuses or key not in site.columns:
            continue
        column = site.columns[key]
        site.truth.fault("refused-column", "", f"“{column.name}”栏目拒绝程序访问（{kind}）", [column.url])
        hidden = {column.url, *(article.url for article in column.articles)}
        for code, point in list(site.truth.points.items()):
            if hidden.intersection(point.pages):
                reason = f"{point.reason}；“{column.name}”栏目拒绝程序访问"
                site.truth.use(code, point.value, Fraction(0), Fraction(1), reason, False)


def _headers(security: Security) -> dict[str, str]:
    """What the server says of itself with every answer."""
    headers = {"Server": security.server}
    if security.frame_headers:
        headers |= {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "SAMEORIGIN"}
    if security.cookie:
        headers["Set-Cookie"] = security.cookie
    return headers


def _file_name(url: str) -> str:
    path, _, query = url.partition("?")
    if path.endswith("/"):
        path += "index.html"
    if query:
        path += "@" + re.sub(r"[^A-Za-z0-9]+", "-", query)
    return path.lstrip("/")


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _csv(head: list[str], rows: list[list[Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return buffer.getvalue()
