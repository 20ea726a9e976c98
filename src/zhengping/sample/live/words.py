"""What people call things: plain words for the service items of the samples, as a search engine's word list has them."""

from __future__ import annotations

from collections.abc import Sequence

PLAIN_WORDS: dict[str, str] = {
    "卖种子要办什么证": "农作物种子生产经营许可",
    "开种子店": "农作物种子生产经营许可",
    "打井取水": "取水许可审批",
    "打井": "取水许可审批",
    "开鱼苗场": "水产苗种生产许可",
    "卖鱼苗": "水产苗种生产许可",
    "开兽药店": "兽药经营许可",
    "卖兽药": "兽药经营许可",
    "挖河沙": "河道采砂许可",
    "挖沙": "河道采砂许可",
    "开农药店": "农药经营许可",
    "卖农药": "农药经营许可",
    "拖拉机驾照": "拖拉机驾驶证核发",
    "考拖拉机驾照": "拖拉机驾驶证核发",
    "开宠物医院": "动物诊疗许可",
    "宠物医院": "动物诊疗许可",
    "绿标": "绿色食品标志初审",
    "办演唱会": "营业性演出审批",
    "开演唱会": "营业性演出审批",
    "开游泳馆": "经营高危险性体育项目许可",
    "开游泳池": "经营高危险性体育项目许可",
    "修古建筑": "文物保护单位修缮许可",
    "修文物": "文物保护单位修缮许可",
    "开网站卖票": "互联网文化经营许可",
    "书画出口": "艺术品进出口备案",
    "考级": "社会艺术考级备案",
    "气功站": "健身气功站点设立审批",
    "办博物馆": "博物馆设立备案",
    "开游戏厅": "游艺娱乐场所设立审批",
    "开KTV": "游艺娱乐场所设立审批",
    "卖彩票": "体育彩票网点备案",
    "开彩票店": "体育彩票网点备案",
    "开加油站": "成品油零售经营批准",
    "加油站": "成品油零售经营批准",
    "卖炸药": "民用爆炸物品销售许可",
    "开拍卖行": "拍卖企业设立许可",
    "出国打工": "对外劳务合作经营资格",
    "卖二手车": "二手车市场备案",
    "卖盐": "食盐定点批发许可",
    "办展会": "商品展销会备案",
    "散装水泥": "散装水泥使用备案",
    "请保姆": "家政企业信用备案",
}
"""Plain words -> the service item that is meant."""

SYNONYMS: dict[str, str] = {
    "驾照": "驾驶证",
    "执照": "许可",
    "牌照": "许可",
    "批文": "审批",
    "报备": "备案",
    "补贴": "补助",
}
"""Single words that a search engine takes for each other; applied where nothing is found otherwise."""


def plain_words_of(items: Sequence[str]) -> dict[str, str]:
    """The plain words of the service items that a site has."""
    return {plain: item for plain, item in PLAIN_WORDS.items() if item in items}
