"""The registers as data (domain reference, section g): columns, what makes two rows the same, what the office sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zhengping.office.sheets.fields import Field, Value

Values = Mapping[str, Value]

_SITE = Field("site", "网站", ("网站名称", "被检测网站", "涉及网站", "系统名称"), longest=300, help="名称或网址")
_SITE_CODE = Field(
    "site_code",
    "网站标识码",
    ("标识码", "站点标识码"),
    kind="code",
    longest=20,
    help="没有写部门的，按标识码认部门",
)
_NOTE = Field("note", "备注", ("说明", "情况说明"), longest=500, rows=3)
_OWN = Field(
    "owner",
    "网站类别",
    ("网站归属", "是否本部门网站", "归属"),
    kind="choice",
    required=True,
    choices={
        "own": ("本部门网站", "本部门", "本级", "自治区部门网站", "部门网站", "是"),
        "subordinate": ("组织填报网站", "下属网站", "下属单位网站", "组织填报", "下属", "否"),
    },
    help="本部门网站与组织填报（下属）网站扣分不同",
)
_PROOF = Field(
    "proof",
    "文号或证明",
    ("文号", "文件号", "通报文号", "证明材料", "依据", "网址", "报道网址", "证明"),
    required=True,
    longest=300,
    help="文件编号、网址或证明材料的名称；没有的不登记",
)


@dataclass(frozen=True)
class RegisterKind:
    """One register. `points`: what it fills; `indicators`: additions and deductions that it counts.

    `day`: the column whose date must lie in the round's window ("" = none has to). `key_of`: the number of a row
    where people give none. `check`: what is wrong between the columns of one row. `settings`: what the office sets
    for a round. `sensitive`: only the office, the auditor and the department itself see rows.
    """

    key: str
    words: str
    about: str
    fields: tuple[Field, ...]
    points: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    day: str = ""
    key_of: Callable[[Values], str] = lambda values: str(values.get("key", ""))
    check: Callable[[Values], dict[str, str]] = lambda values: {}
    settings: tuple[Field, ...] = ()
    sensitive: bool = False
    from_departments: bool = False
    by_site_code: bool = False

    def number_of(self, values: Values) -> str:
        """The number under which a row is kept: without blanks, so that it reads the same from any file."""
        return re.sub(r"\s+", "", self.key_of(values))[:200]

    @property
    def import_key(self) -> str:
        """The key of its kind of import."""
        return f"register-{self.key}"

    @property
    def columns(self) -> tuple[Field, ...]:
        """The columns that are kept in an entry's data."""
        return tuple(field for field in self.fields if field.key != "key")


def _later(first: str, second: str, words: str) -> Callable[[Values], dict[str, str]]:
    """A check that one date is not before another."""

    def check(values: Values) -> dict[str, str]:
        if values.get(first) and values.get(second) and values[second] < values[first]:
            return {second: f"早于{words}；请核对"}
        return {}

    return check


def _letters(values: Values) -> dict[str, str]:
    faults = _later("forwarded", "answered", "转办日期")(values)
    return {**_later("forwarded", "due", "转办日期")(values), **faults}


def _surveys(values: Values) -> dict[str, str]:
    return {**_later("day", "closes", "开始日期")(values), **_later("day", "result_day", "开始日期")(values)}


def _duties(values: Values) -> dict[str, str]:
    if values.get("required") == 0:
        return {"required": "不能为 0；没有要求次数的请留空"}
    return {}


def _scans(values: Values) -> dict[str, str]:
    if values.get("level") == "none" and values.get("fixed"):
        return {"fixed": "没有发现问题的不填整改日期；请核对"}
    return _later("day", "fixed", "检测日期")(values)


_DECIDES = Field(
    "decides",
    "由规则定分",
    kind="yesno",
    empty=True,
    help="否：登记只给专家参考，不按规则定分",
)
_FULL = Field(
    "full",
    "满分次数",
    kind="whole",
    empty=1,
    help="一年开展多少次得满分；少于此数按比例",
    example="1",
)
_INCIDENT = (
    Field(
        "key",
        "事件编号",
        ("编号", "序列号", "事件号"),
        kind="code",
        required=True,
        longest=100,
        help="同一事件在几张表里用同一编号，只扣一次",
    ),
    Field("day", "日期", ("发生日期", "通报日期", "曝光日期", "时间", "发生时间"), kind="date", required=True),
    _OWN,
    _SITE,
    _PROOF,
    Field("title", "事由", ("事件", "内容", "标题", "通报事由", "问题"), required=True, longest=300, rows=2),
    _NOTE,
)
_EVENT = (
    Field("key", "编号", ("序列号",), kind="code", longest=200, help="不填则按日期和名称"),
    Field("title", "名称", ("标题", "表彰名称", "报道标题", "事项"), required=True, longest=300),
    Field("issuer", "颁发或报道单位", ("表彰单位", "颁发单位", "报道媒体", "媒体"), required=True, longest=120),
    Field("day", "日期", ("表彰日期", "报道日期", "发布日期", "时间"), kind="date", required=True),
    _PROOF,
    _NOTE,
)


def _by_title(values: Values) -> str:
    return str(values.get("key") or f"{values.get('day', '')}_{values.get('title', '')}")


KINDS: dict[str, RegisterKind] = {
    kind.key: kind
    for kind in (
        RegisterKind(
            "error-reports",
            "网民纠错",
            "“我为政府网站找错”平台的留言：收到、答复日期和是否有效。",
            (
                Field("key", "留言编号", ("编号", "纠错编号", "信件编号", "留言id", "id"), kind="code", required=True),
                Field(
                    "received",
                    "收到日期",
                    ("留言日期", "提交日期", "留言时间", "提交时间", "收到时间", "受理日期", "受理时间"),
                    kind="date",
                    required=True,
                    help="收到的次日起算 3 个工作日",
                ),
                Field("answered", "答复日期", ("办结日期", "答复时间", "办结时间", "回复日期"), kind="date"),
                Field(
                    "valid",
                    "是否有效",
                    ("有效", "是否有效留言", "留言是否有效"),
                    kind="yesno",
                    empty=True,
                    help="不填按有效",
                ),
                Field("status", "状态", ("办理状态", "处理状态"), longest=60),
                _SITE,
                _SITE_CODE,
                Field("problem", "问题", ("问题描述", "留言内容", "内容"), longest=500, rows=3),
            ),
            points=("6.2.1-3", "6.3.1-1"),
            day="received",
            check=_later("received", "answered", "收到日期"),
            settings=(
                _DECIDES,
                Field(
                    "steps",
                    "6.3.1 分档",
                    longest=200,
                    help="平均每个网站的有效条数不超过几条得几分，最后写“超过”得几分。不填：没有有效纠错的得满分，"
                    "其余只列条数，不定分",
                    example="1=0.75；3=0.5；超过=0",
                ),
            ),
            by_site_code=True,
        ),
        RegisterKind(
            "letters",
            "主席信箱",
            "转办的主席信箱信件：转办、要求反馈和实际反馈日期。",
            (
                Field("key", "信件编号", ("编号", "信件号", "办件编号"), kind="code", required=True),
                Field(
                    "forwarded",
                    "转办日期",
                    ("转办时间", "交办日期", "交办时间", "转交日期"),
                    kind="date",
                    required=True,
                ),
                Field(
                    "due",
                    "要求反馈日期",
                    ("办理期限", "要求办结日期", "反馈期限", "截止日期", "要求反馈时间", "要求办结时间"),
                    kind="date",
                    help="不填：只列用时，这个部门的 7.1.3 不定分",
                ),
                Field(
                    "answered",
                    "反馈日期",
                    ("答复日期", "办结日期", "实际反馈日期", "反馈时间", "办结时间", "答复时间"),
                    kind="date",
                ),
                _NOTE,
            ),
            points=("7.1.3-1",),
            day="forwarded",
            check=_letters,
            settings=(_DECIDES,),
        ),
        RegisterKind(
            "portal-interviews",
            "门户在线访谈",
            "部门通过自治区人民政府门户网站开展的在线访谈。",
            (
                Field("key", "编号", (), kind="code", longest=200, help="不填则按日期和主题"),
                Field("day", "日期", ("访谈日期", "时间", "访谈时间", "开展日期"), kind="date", required=True),
                Field("title", "主题", ("标题", "访谈主题", "名称", "访谈标题"), required=True, longest=300),
                Field("url", "网址", ("地址", "链接", "页面网址"), kind="url", longest=300),
                Field("guest", "嘉宾", ("访谈嘉宾", "出席领导"), longest=200),
            ),
            points=("7.1.1-1",),
            day="day",
            key_of=_by_title,
            settings=(_DECIDES, _FULL),
        ),
        RegisterKind(
            "portal-surveys",
            "门户征集调查",
            "部门通过自治区人民政府门户网站开展的意见征集和网上调查，及结果反馈。",
            (
                Field("key", "编号", (), kind="code", longest=200, help="不填则按日期和主题"),
                Field(
                    "what",
                    "种类",
                    ("类型", "类别"),
                    kind="choice",
                    choices={"collection": ("征集", "意见征集", "征求意见"), "survey": ("调查", "网上调查", "问卷")},
                ),
                Field(
                    "day", "开始日期", ("日期", "发布日期", "时间", "开展日期", "开展时间"), kind="date", required=True
                ),
                Field("closes", "截止日期", ("结束日期", "结束时间", "截止时间"), kind="date"),
                Field("title", "主题", ("标题", "名称", "征集主题", "调查主题"), required=True, longest=300),
                Field("url", "网址", ("地址", "链接", "页面网址"), kind="url", longest=300),
                Field("result_day", "结果反馈日期", ("反馈日期", "结果公布日期", "结果反馈时间"), kind="date"),
                Field("result_url", "结果网址", ("结果反馈网址", "结果地址", "反馈网址"), kind="url", longest=300),
            ),
            points=("7.1.2-1",),
            day="day",
            key_of=_by_title,
            check=_surveys,
            settings=(_DECIDES, _FULL),
        ),
        RegisterKind(
            "column-duties",
            "门户栏目保障",
            "按桂政办发〔2017〕115号分配给部门的门户栏目：要求次数和按时报送次数。",
            (
                Field("column", "栏目", ("栏目名称", "门户栏目", "保障栏目"), required=True, longest=120),
                Field(
                    "required",
                    "要求次数",
                    ("要求频次", "应报次数", "应更新次数", "全年要求次数", "要求更新次数"),
                    kind="whole",
                    empty=None,
                    help="一年应报送几次。不填：没有频次要求，这个部门的 7.2 不定分",
                ),
                Field(
                    "in_time",
                    "按时次数",
                    ("按时报送次数", "实报次数", "实际次数", "按时更新次数", "完成次数"),
                    kind="whole",
                    required=True,
                    empty=0,
                ),
                _NOTE,
            ),
            points=("7.2-1",),
            key_of=lambda values: str(values.get("column", "")),
            check=_duties,
            settings=(_DECIDES,),
        ),
        RegisterKind(
            "service-items",
            "服务事项",
            "部门权责清单里到监测点有效的许可、确认和其他事项，在“部门”里登记。",
            (),
            points=("3.1.1-1",),
            settings=(_DECIDES,),
            from_departments=True,
        ),
        RegisterKind(
            "accounts",
            "微博微信账号",
            "部门微博、微信账号的更新和服务功能。",
            (
                Field(
                    "platform",
                    "平台",
                    ("渠道", "平台类型", "账号平台"),
                    kind="choice",
                    required=True,
                    choices={
                        "weixin": ("微信", "微信公众号", "公众号", "政务微信"),
                        "weibo": ("微博", "新浪微博", "政务微博", "腾讯微博"),
                        "other": ("其他", "抖音", "头条号", "今日头条", "视频号", "快手"),
                    },
                ),
                Field("account", "账号名称", ("账号", "名称", "公众号名称", "账户名称"), required=True, longest=120),
                Field(
                    "last_post",
                    "最近发布日期",
                    ("最后更新日期", "最近更新日期", "最后发布时间", "最近发布时间", "最近更新时间"),
                    kind="date",
                    help="监测点那天所见的最近一条；不填按没有更新",
                ),
                Field("a_month", "月均条数", ("月均发布数", "每月发布数", "月发布条数"), kind="whole", empty=None),
                Field(
                    "functions",
                    "服务功能",
                    ("功能", "服务菜单", "办事功能"),
                    kind="list",
                    longest=60,
                    empty=(),
                    help="查询、预约、咨询等，用顿号隔开；没有的不填",
                ),
            ),
            points=("5.1.1-2",),
            key_of=lambda values: f"{values.get('platform', '')}_{values.get('account', '')}",
            settings=(
                _DECIDES,
                Field("days", "更新期限（天）", kind="whole", empty=14, help="监测点之前几天内有更新算正常"),
            ),
        ),
        RegisterKind(
            "security-scans",
            "安全检测",
            "主机和网站漏洞检测发现的问题和整改。只有办公室、审计员和部门自己能看。",
            (
                Field("key", "问题编号", ("编号", "漏洞编号", "报告编号", "序列号"), kind="code", required=True),
                Field("day", "检测日期", ("扫描日期", "检测时间", "扫描时间", "日期"), kind="date", required=True),
                Field(
                    "area",
                    "检测对象",
                    ("类别", "类型", "检测类型", "对象"),
                    kind="choice",
                    required=True,
                    choices={
                        "host": ("主机", "主机风险", "主机漏洞", "系统", "服务器"),
                        "site": ("网站", "网站漏洞", "web", "web漏洞", "应用"),
                    },
                    help="主机计入 6.1-1，网站计入 6.1-2",
                ),
                Field(
                    "level",
                    "风险等级",
                    ("等级", "级别", "危险等级", "漏洞等级", "风险级别"),
                    kind="choice",
                    required=True,
                    choices={
                        "high": ("高", "高危", "高风险", "紧急", "严重"),
                        "middle": ("中", "中危", "中风险"),
                        "low": ("低", "低危", "低风险", "信息"),
                        "none": ("无", "未发现问题", "无问题", "安全", "未发现"),
                    },
                    help="检测过而没有问题的，登记一行“无”",
                ),
                Field("fixed", "整改日期", ("修复日期", "整改完成日期", "修复时间", "整改时间"), kind="date"),
                Field("issuer", "检测单位", ("检测机构", "出具单位"), longest=120),
                _SITE,
                Field("problem", "问题", ("漏洞名称", "问题描述", "风险描述"), longest=300, rows=2),
            ),
            points=("6.1-1", "6.1-2"),
            day="day",
            check=_scans,
            settings=(_DECIDES,),
            sensitive=True,
        ),
        RegisterKind(
            "awards",
            "上级表彰",
            "国务院办公厅、中央网信办、自治区人民政府等上级对网站建设管理的表彰。",
            _EVENT,
            indicators=("8.1.2",),
            day="day",
            key_of=_by_title,
        ),
        RegisterKind(
            "media-reports",
            "媒体宣传",
            "国家和自治区级主流媒体对网站建设管理的正面报道。",
            _EVENT,
            indicators=("8.1.3",),
            day="day",
            key_of=_by_title,
        ),
        RegisterKind(
            "security-incidents",
            "安全事件",
            "部门和组织填报网站的信息安全事故、安全漏洞、内容失真等事件。",
            _INCIDENT,
            indicators=("8.2.1",),
            day="day",
            sensitive=True,
        ),
        RegisterKind(
            "criticisms",
            "通报批评",
            "国务院办公厅、自治区人民政府文件对部门和组织填报网站的通报批评。",
            _INCIDENT,
            indicators=("8.2.2",),
            day="day",
        ),
        RegisterKind(
            "exposures",
            "媒体曝光",
            "媒体曝光等负面影响事件，经查实属于网站管理的。",
            (
                *_INCIDENT[:-1],
                Field(
                    "proved",
                    "经查实",
                    ("是否查实", "查实", "是否属实", "属实"),
                    kind="yesno",
                    empty=False,
                    help="只有查实属于网站管理的才扣分；不填按未查实",
                ),
                _NOTE,
            ),
            indicators=("8.2.3",),
            day="day",
        ),
    )
}
"""All registers, in the order in which pages show them."""
