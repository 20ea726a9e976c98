"""Data tables of the main text."""

import pytest

from zhengping.reading.page import read_page

DATA = (
    "<table><tr><th>序号</th><th>项目名称</th><th>实施依据</th></tr>"
    "<tr><td>1</td><td>取水许可审批</td><td>《水法》第四十八条</td></tr>"
    "<tr><td>2</td><td>河道采砂许可</td><td>《河道管理条例》第二十五条</td></tr></table>"
)
TEXT = "<p>现将本单位的权责清单公布如下，请社会各界监督，并欢迎提出意见。清单将按照职责调整及时更新。</p>"
LAYOUTS = {
    "in a container": f'<div class="TRS_Editor">{TEXT}{DATA}</div>',
    "in a cell of a layout table": f'<table class="main"><tr><td id="zoom">{TEXT}{DATA}</td></tr></table>',
    "in layout tables within each other": (
        f"<table><tr><td><table><tr><td>{TEXT}</td></tr><tr><td>{DATA}</td></tr></table></td></tr></table>"
    ),
    "where the whole text is one table": f'<div class="content">{DATA}</div>',
    "where it is the whole of a table's body": DATA.replace("<table>", "<table><tbody>"),
    "where the container is a table": f'<table id="zoom"><tr><td>{TEXT}</td></tr><tr><td>{DATA}</td></tr></table>',
}


def page(body: str) -> str:
    head = "<h1>权责清单公告</h1><p>发布时间：2025-03-01 来源：某某局</p>"
    return f"<html><head><title>权责清单公告</title></head><body>{head}{body}<p>版权所有 某某局</p></body></html>"


@pytest.mark.parametrize("body", LAYOUTS.values(), ids=LAYOUTS)
def test_data_table_is_read_wherever_it_stands(body: str) -> None:
    read = read_page("http://www.example.gov.cn/a/t20250301_1.html", page(body).encode())
    assert any(table[1] == ("1", "取水许可审批", "《水法》第四十八条") for table in read.tables), read.tables


@pytest.mark.parametrize("body", LAYOUTS.values(), ids=LAYOUTS)
def test_cells_of_a_row_stay_apart_in_the_text(body: str) -> None:
    read = read_page("http://www.example.gov.cn/a/t20250301_1.html", page(body).encode())
    assert "取水许可审批" in read.text
    assert "取水许可审批《水法》" not in read.text


@pytest.mark.parametrize("link", ["", "<a href='/x/1.html'>{}</a>"], ids=["plain rows", "linked rows"])
def test_the_day_that_says_how_old_the_rows_are_is_known(link: str) -> None:
    names = [f"第{n}服务点的名称和详细地址" for n in range(1, 7)]
    rows = "".join(f"<tr><td>{link.format(name) or name}</td><td>1234{name[1]}</td></tr>" for name in names)
    menu = "".join(f"<li><a href='/{n}/'>第{n}个服务栏目</a></li>" for n in range(6))
    body = (
        f"<ul>{menu}</ul><div class='content'><p>数据更新日期：2025-11-10</p><table><tbody>{rows}</tbody></table></div>"
    )
    read = read_page("http://www.example.gov.cn/cx/", f"<html><body>{body}</body></html>".encode())
    assert "2025-11-10" in f"{read.text} {read.published.value if read.published else ''}"
