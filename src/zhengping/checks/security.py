"""6.1 安全防护: signs that ordinary answers show anyway. Nothing is probed, guessed or sent (网络安全法 art. 27).

The values are proposals: what counts is the imported scan report, which a person weighs with these signs. What the
signs are stands apart (`security.html`, `security.csv`): a public finding must not tell where a site is weak.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zhengping.checks.content_signs import content_signs
from zhengping.checks.context import Context, check
from zhengping.checks.finding import Finding
from zhengping.checks.host_signs import home_address, host_signs, known_headers
from zhengping.checks.page_signs import page_signs
from zhengping.checks.signs import Sign
from zhengping.checks.tools import needs_person, see, settle

APART = "明细涉及安全，不写入本结果，另存security.html和security.csv，只供评估单位和网站单位内部使用"


def observe_security(context: Context) -> tuple[Sign, ...]:
    """All passive signs of the site, in a fixed order; worked out once."""
    memory = context.site.memory
    if "security_signs" not in memory:
        pages = [page for _, page in sorted(context.site.pages.items())]
        signs = [*host_signs(context), *page_signs(context, pages), *content_signs(context, pages)] if pages else []
        memory["security_signs"] = tuple(signs)
    return tuple(memory["security_signs"])


def _verdict(context: Context, code: str) -> Finding:
    """What is left of 1 after each fault's deduction by its severity, in quarters; 0 for one that outweighs all.

    A share of signs in order would make a site the better the more there is to look at.
    """
    signs = [sign for sign in observe_security(context) if sign.point == code and sign.state != "look"]
    good = sum(sign.state == "good" for sign in signs)
    faults = {sign.key: sign.severity for sign in signs if sign.state == "bad"}
    left = 1 - sum(
        (context.threshold(code.rsplit("-", 1)[0], f"deduct_{how}").value for how in faults.values()), Fraction(0)
    )
    step = Fraction(max(0, int(left * 4)), 4)
    if any(sign.grave and sign.state == "bad" for sign in signs):
        step = Fraction(0)
    sentence = f"被动观察{len(signs)}项，{good}项正常{_left(signs, good)}。{APART}；正式结论以安全检测报告为准。"
    return settle(context, code, step, sentence, [see(home_address(context), "首页及所链接页面的正常应答")], sure=False)


def _left(signs: Sequence[Sign], good: int) -> str:
    return f"，{len(signs) - good}项需要处理" if good < len(signs) else ""


@check("6.1-1")
def host_risk(context: Context) -> Finding:
    """主机风险控制: TLS and certificate, server banner, directory listings that a page links to."""
    if not context.site.pages or not (known_headers(context) or context.site.tls):
        return needs_person(context, "6.1-1", "没有读到响应头和证书信息，由安全检测报告判断。", [home_address(context)])
    return _verdict(context, "6.1-1")


@check("6.1-2")
def leak_protection(context: Context) -> Finding:
    """网站漏洞防护: headers, cookies, mixed content, forms, libraries, leaked files, hidden links, personal data."""
    if not context.site.pages:
        return needs_person(context, "6.1-2", "没有读到页面，由安全检测报告判断。")
    return _verdict(context, "6.1-2")
