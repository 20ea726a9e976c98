"""The columns of departments, sites, duties and former names: the same for files and for forms."""

from __future__ import annotations

from zhengping.office.sheets.fields import Field

DEPARTMENT_OF = Field(
    "department",
    "部门",
    ("部门名称", "单位", "单位名称", "部门编码", "单位编码", "主办单位", "责任单位", "承办单位", "办理单位"),
    required=True,
    longest=120,
    help="部门的编码、名称、简称或曾用名",
    example="林业局",
)

CODE = Field(
    "code",
    "部门编码",
    ("编码", "单位编码", "部门代码", "单位代码", "代码"),
    kind="code",
    required=True,
    longest=40,
    help="英文字母、数字、横线；定了不改，别的表用它认部门",
    example="lyj",
)
NAME = Field(
    "name",
    "部门名称",
    ("名称", "单位名称", "部门", "单位", "单位全称", "部门全称"),
    required=True,
    longest=120,
    example="自治区林业局",
)
FACTS = (
    Field("short_name", "简称", ("单位简称", "部门简称"), longest=40, example="林业局"),
    Field("group", "类别", ("部门类别", "单位类别", "分组", "组别"), longest=60, example="组成部门"),
    Field(
        "other_names",
        "网页上用的其他名称",
        ("其他名称", "别名", "别称"),
        kind="list",
        longest=120,
        empty=(),
        help="网页上称呼本部门的其他写法，用顿号隔开",
    ),
    Field(
        "higher_levels",
        "上级机关",
        ("上级单位", "上级部门", "上级"),
        kind="list",
        longest=120,
        empty=(),
        help="转载其信息算转载上级的机关，用顿号隔开",
        example="国家林业和草原局",
    ),
    Field(
        "has_administrative_services",
        "有行政办事服务",
        ("行政办事服务", "是否有行政办事服务", "是否有办事服务", "办事服务", "有办事服务"),
        kind="yesno",
        empty=True,
        help="是：评 3.1.x；否：评 3.2。不填按“是”",
        example="是",
    ),
    Field(
        "has_key_areas",
        "有重点领域考核任务",
        ("重点领域考核任务", "是否有重点领域", "是否有重点领域任务", "是否有重点领域考核任务", "有重点领域"),
        kind="yesno",
        empty=None,
        help="附录1。不填表示还不知道，1.2.4 待定；只有写明“否”才把权重分给其他指标",
        example="是",
    ),
    Field(
        "key_areas",
        "重点领域",
        ("重点领域（附录1）", "附录1", "承担的重点领域", "附录1重点领域"),
        kind="list",
        longest=120,
        empty=(),
        help="附录1 分给本部门的领域，用顿号隔开",
        example="环境保护、扶贫工作",
    ),
    Field(
        "public_services",
        "公共服务",
        ("公共服务（附录2）", "附录2", "附录2公共服务", "公共服务事项"),
        kind="list",
        longest=120,
        empty=None,
        help="附录2 列给本部门的服务，用顿号隔开。不填表示没有给出",
    ),
)
NAMES = Field(
    "former_names",
    "曾用名",
    ("旧名称", "原名称", "原单位名称", "历史名称"),
    kind="list",
    longest=120,
    empty=(),
    help="改名之前的名称，用顿号隔开；改名日期在“曾用名”表里填",
)
MAIN_SITE = (
    Field("site_name", "网站名称", ("门户网站名称", "网站"), longest=120, example="自治区林业局网站"),
    Field(
        "site_url",
        "网站网址",
        ("首页网址", "网址", "网站地址", "首页地址", "域名", "网站域名"),
        kind="url",
        longest=300,
        example="http://lyj.gxzf.gov.cn/",
    ),
    Field("site_code", "网站标识码", ("政府网站标识码", "标识码"), kind="code", longest=20, example="4500000001"),
)
SUBORDINATES = Field(
    "subordinates",
    "下属网站",
    ("组织填报网站", "下属单位网站", "下属网站网址", "所属网站"),
    kind="list",
    longest=300,
    empty=(),
    help="下属网站的首页网址，用顿号隔开；名称在“网站”表里填",
)
DEPARTMENT = (CODE, NAME, *FACTS, NAMES, *MAIN_SITE, SUBORDINATES)
"""A department's row in a file."""
FORM = (CODE, NAME, *FACTS)
"""A department's form; names and sites have their own."""

SITE = (
    Field("name", "网站名称", ("名称", "网站"), required=True, longest=120, example="自治区林业局网站"),
    Field(
        "url",
        "首页网址",
        ("网址", "网站网址", "网站地址", "首页地址", "域名"),
        kind="url",
        required=True,
        longest=300,
        example="http://lyj.gxzf.gov.cn/",
    ),
    Field("code", "网站标识码", ("政府网站标识码", "标识码"), kind="code", longest=20, help="10 位数字"),
    Field(
        "main",
        "主站",
        ("是否主站", "是否本部门网站", "是否门户", "是否主站点"),
        kind="yesno",
        empty=False,
        help="是：参加评估的本部门网站；否：下属网站。一个部门只有一个主站",
        example="是",
    ),
    Field(
        "hosts",
        "同属本站的其他主机",
        ("其他主机", "其他域名", "附属域名"),
        kind="list",
        longest=200,
        empty=(),
        help="内容也算本站的其他主机名，用顿号隔开",
    ),
)

CLASSES = {
    "行政许可": ("行政许可", "许可"),
    "行政确认": ("行政确认", "确认"),
    "其他行政权力": ("其他行政权力", "其他", "其他权力", "其他类", "其他行政权力事项"),
    "公共服务": ("公共服务", "服务"),
    "行政处罚": ("行政处罚", "处罚"),
    "行政强制": ("行政强制", "强制"),
    "行政征收": ("行政征收", "征收"),
    "行政给付": ("行政给付", "给付"),
    "行政检查": ("行政检查", "检查"),
    "行政奖励": ("行政奖励", "奖励"),
    "行政裁决": ("行政裁决", "裁决"),
}
"""Classes of the items of a list of duties."""
DUTY = (
    Field(
        "name",
        "事项名称",
        ("权责事项", "事项", "权力事项名称", "权力名称", "服务事项名称", "职权名称"),
        required=True,
        longest=200,
        example="林木采伐许可",
    ),
    Field(
        "class",
        "类别",
        ("事项类型", "事项类别", "权力类型", "权力类别", "职权类别", "类型"),
        kind="choice",
        required=True,
        choices=CLASSES,
        help="许可、确认、其他三类和没有分类的计入 3.1.1-1 的分母",
        example="行政许可",
    ),
    Field("code", "事项编码", ("编码", "编号", "职权编码"), kind="code", longest=60),
    Field("from", "生效日期", ("开始日期", "实施日期", "有效期起"), kind="date", help="不填表示一直有"),
    Field("to", "失效日期", ("取消日期", "停止日期", "有效期止"), kind="date", help="从这一天起不再是本部门的事项"),
)
FORMER_NAME = (
    Field(
        "name",
        "旧名称",
        ("曾用名", "原名称", "原单位名称", "历史名称"),
        required=True,
        longest=120,
        example="自治区林业厅",
    ),
    Field("until", "改名日期", ("更名日期", "变更日期", "停用日期"), kind="date", empty=None, example="2018-11-01"),
)
