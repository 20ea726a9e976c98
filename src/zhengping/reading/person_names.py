"""How Chinese personal names look: a common surname and one or two characters; words that look so and are none."""

from __future__ import annotations

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马"
    "苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪"
    "祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田"
    "樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿"
    "储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎"
    "蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕"
    "冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔"
    "隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公覃闭甯岳粟佘代付闫肖涂"
    "玉帅仝原植凡苑银初谌母但寸缑揭亓区刀召法朴税晋楚撒呼斯年麦佟牟化门漆伦展占战卿库线旷招冼生由练仉位刑候邸"
    "南来矫巨"
)
SURNAMES = frozenset(_SURNAMES)
"""Surnames of one character."""
_DOUBLE_SURNAMES = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|呼延|端木|夏侯|轩辕|长孙"

NAME = (
    rf"(?:[{_SURNAMES}](?:[\s\u3000]{{0,4}}[\u4e00-\u9fa5]){{1,2}}|(?:{_DOUBLE_SURNAMES})[\u4e00-\u9fa5]{{1,2}}"
    r"|[\u4e00-\u9fa5]{2,8}[·•・][\u4e00-\u9fa5]{2,8})"
)
"""Pattern of a name: two to four characters, blanks between them allowed; names of other peoples with a middle dot."""

_LOOK_ALIKES = """
关于 于是 时政 金融 党建 公告 公示 公开 安全 文件 文化 法规 法律 党务 党组 国家 全市
全区 国务院 平台 时间 方案 任命 任免 管理 简介 简历 项目 江苏 安徽 广西 云南 宁夏 贵州
广东 东兴 房管 计划 分管 包括 成员 经济 应急 农业 农村 水利 林业 项目办 厅领导 全面 家庭
成绩 章程 单位 国有 法治 司法 公安 相关 通知 通报 常委 乐业 平南 南宁 古代 都安 安排
应当 解读 解答 明确 宣传 向上 文明 位置 包含 充分 国土 从事 生态 生活 生产 来源 计生
家长 年度 师资 房产 贵港 利用 步骤 养老 别的 强化 温馨 查询 权力 连续 沙河 鱼峰 柳州
桂林
"""

NO_NAMES = frozenset(_LOOK_ALIKES.split())
"""Words of such pages that begin with a surname's character and name nobody."""
