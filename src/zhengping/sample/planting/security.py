"""6.1: faults that a visitor's browser would be shown as well, and what only looks like one."""

from __future__ import annotations

from zhengping.sample.plan import Security
from zhengping.sample.prose import paragraphs
from zhengping.sample.site import CONTENT_TYPES, SampleSite, Stored

POINT_HOST, POINT_PAGES = "6.1-1", "6.1-2"
IDENTITY, SPACED, WIDE = "450199199001011230", "450199 19850505 2345", "４５０１９９１９７００７０７１２３４"
"""Made up, in an area that does not exist; the check digits are put right where they are planted."""
MOBILES = ("13800138001", "139 0013 9002", "１３７００１３７００３")
FARM = ("时时彩计划", "澳门新葡京", "北京赛车", "真人娱乐", "百家乐", "老虎机")
LIBRARIES = {"trs": "", "jcms": "jquery 1.11.1", "aspnet": "jquery 1.7.2"}
"""Old libraries that the templates of the families link to."""
NOTICES, OLD = "xwdt/tzgg", 500
"""Where articles are planted, and how many days back: older than every window that a point looks at."""


def plant_security(site: SampleSite, plan: Security, family: str) -> None:
    """Faults, each with its truth, and on every site the traps that are none."""
    _traps(site)
    truth = site.truth
    if LIBRARIES[family]:
        truth.fault("libraries", POINT_PAGES, f"引用有已知漏洞的{LIBRARIES[family]}", ["/"])
    if "/" in plan.server:
        truth.fault("banner", POINT_HOST, f"响应头写明软件版本 {plan.server}", ["/"])
    if not plan.frame_headers:
        truth.fault("headers", POINT_PAGES, "没有安全响应头", ["/"])
    if plan.cookie and "httponly" not in plan.cookie.lower():
        truth.fault("cookies", POINT_PAGES, "会话Cookie没有HttpOnly", ["/"])
    if plan.hidden_links:
        links = "".join(f'<a href="http://www.bet{n}.example/">{name}</a>' for n, name in enumerate(FARM))
        site.home_extra.append(f'<div style="position:absolute;left:-9999px">{links}</div>')
        truth.fault("hidden", POINT_PAGES, "首页藏有看不见的赌博网站链接", ["/"])
    if plan.gambling_title:
        url = site.stray("/plus/news/8848.html", _page(site, "澳门新葡京娱乐注册送彩金", "<p>欢迎光临，欢迎注册。</p>"))
        site.home_extra.append(f'<p><a href="{url}">更多</a></p>')
        truth.fault("words", POINT_PAGES, "被人写入的赌博页面，标题是招揽用语", [url])
    if plan.open_directory:
        _open_directory(site, plan.leaked_file)
    if plan.form_to_bare_host:
        site.home_extra.append(
            '<form action="http://192.0.2.7:8083/oa/login" method="post">用户名<input type="text" name="user">'
            '密码<input type="password" name="password"><input type="submit" value="登录"></form>'
        )
        truth.fault("forms", POINT_PAGES, "登录表单以明文提交到裸IP地址", ["/"])
    if plan.private_numbers:
        _private_numbers(site)


def _traps(site: SampleSite) -> None:
    """A warning against gambling, a tab of newspapers, numbers that belong to nobody."""
    column = site.columns[NOTICES]
    warning = site.article(
        column,
        "警惕“百家乐”等网络赌博骗局",
        site.day(OLD),
        paragraphs("时时彩、六合彩等网络赌博均属违法，请远离。举报电话：0770-5110110。"),
    )
    number = site.article(
        column,
        "项目编号编制规则",
        site.day(OLD + 9),
        paragraphs("编号450199199001011231按项目流水号编制，咨询电话0770-5864325。"),
    )
    site.home_extra.append(
        '<div id="media" style="display:none"><a href="http://www.people.com.cn/">人民网</a>'
        '<a href="http://www.xinhuanet.com/">新华网</a><a href="http://www.cctv.com/">央视网</a>'
        '<a href="http://www.gmw.cn/">光明网</a><a href="http://www.ce.cn/">中国经济网</a></div>'
    )
    site.truth.fault(
        "security-look-alike",
        POINT_PAGES,
        "反赌提醒、媒体链接标签页、流水编号都不是问题",
        [warning.url, number.url, "/"],
    )


def _open_directory(site: SampleSite, leaked: bool) -> None:
    rows = '<a href="../">Parent Directory</a><br><a href="/upload/readme.txt">readme.txt</a>'
    site.files["/upload/readme.txt"] = Stored("附件目录".encode(), CONTENT_TYPES["txt"])
    if leaked:
        rows += '<br><a href="/upload/db_20200101.sql">db_20200101.sql</a>'
        site.files["/upload/db_20200101.sql"] = Stored(b"-- nothing in it", CONTENT_TYPES["txt"])
        site.truth.fault("leaked", POINT_PAGES, "页面链接到数据库备份", ["/upload/"])
    listing = f"<html><head><meta charset=[charset]><title>Index of /upload</title></head><body><h1>Index of /upload</h1>{rows}</body></html>"
    url = site.stray("/upload/", listing)
    site.home_extra.append(f'<p><a href="{url}">附件</a></p>')
    site.truth.fault("listing", POINT_HOST, "目录可以直接浏览，且有页面链接到它", [url])


def _private_numbers(site: SampleSite) -> None:
    """A list with whole identity numbers, written in three ways, and mobile numbers."""
    numbers = [_checked(IDENTITY), _grouped(_checked(SPACED.replace(" ", ""))), _wide(_checked(_narrow(WIDE)))]
    rows = "".join(
        f"<tr><td>第{n}位</td><td>{i}</td><td>{m}</td></tr>"
        for n, (i, m) in enumerate(zip(numbers, MOBILES, strict=True))
    )
    table = f"<table><tr><th>序号</th><th>身份证号</th><th>手机号码</th></tr>{rows}</table>"
    file = site.attach("docx", f"申请表{_checked(IDENTITY)}.docx", ["申请表"])
    url = site.article(
        site.columns[NOTICES], "走访慰问人员名单", site.day(OLD + 20), f"<p>名单如下。</p>{table}", attachments=[file]
    ).url
    site.truth.fault("identity", POINT_PAGES, "名单公开了完整的身份证号", [url])
    site.truth.fault("mobiles", POINT_PAGES, "名单公开了手机号码", [url])


def _page(site: SampleSite, title: str, body: str) -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset=[charset]><title>{title}-{site.office}</title></head>"
        f'<body><div class="main"><h1>{title}</h1><div class="content">{body}</div></div></body></html>'
    )


def _checked(number: str) -> str:
    """The number with its last character put right (GB 11643-1999)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return number[:17] + "10X98765432"[sum(w * int(d) for w, d in zip(weights, number, strict=False)) % 11]


def _grouped(number: str) -> str:
    return f"{number[:6]} {number[6:14]} {number[14:]}"


def _narrow(number: str) -> str:
    return number.translate({ord("０") + n: str(n) for n in range(10)})


def _wide(number: str) -> str:
    return number.translate({ord("0") + n: chr(ord("０") + n) for n in range(10)})
