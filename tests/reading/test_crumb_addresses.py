"""The addresses of a breadcrumb's steps are those of its own links, not of a page bar's that bear the same words."""

from zhengping.reading.crumbs import read_crumbs
from zhengping.reading.document import Document


def test_a_page_bars_first_page_does_not_take_the_place_of_the_home_link() -> None:
    html = "<p>当前位置：<a href='sub/'>首页</a> > 通知公告</p>"
    html += "<div><a href='javascript:;'>首页</a><a href='b'>尾页</a></div>"
    crumbs = read_crumbs(Document("http://bureau.example/a.html", f"<html><body>{html}</body></html>"))
    assert [(crumb.name, crumb.url) for crumb in crumbs] == [("首页", "http://bureau.example/sub/"), ("通知公告", "")]
