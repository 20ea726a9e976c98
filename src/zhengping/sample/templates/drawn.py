"""Pages of columns whose lists stand in no page: what three families of systems send, and a page with a frame."""

from __future__ import annotations

from zhengping.sample.site import Column, SampleSite

IN_FRAME = ("gkmlpt", "jpaas", "iframe")
"""Drawings that stand inside the site's own frame; `vue` is a page of its own, the others leave the page as it is."""


def drawn_main(kind: str, column: Column) -> str:
    """What stands in the column's place."""
    return {"gkmlpt": _gkmlpt, "jpaas": _jpaas, "iframe": _frame}[kind](column)


def _gkmlpt(column: Column) -> str:
    return (
        f'<div class="gkml"><h2>{column.name}</h2><div id="gkml-list"></div></div>'
        f'<script>window._CONFIG={{SITE_ID:9900011,COLUMN_ID:{column.number},API:"/gkmlpt/api/all/"}};</script>'
        '<script src="/gkmlpt/assets/app.js"></script>'
    )


def _jpaas(column: Column) -> str:
    return f"""<div id="unit{column.number}" class="jpage"></div>
<script>
function turnPage(n){{
 var ask=new XMLHttpRequest();
 ask.open('GET','/api-gateway/jpaas-publish-server/front/page/build/unit?webId=11&tplSetId=4&pageType=column&tagId=list&pageId={column.number}&pageNo='+n);
 ask.onload=function(){{document.getElementById('unit{column.number}').innerHTML=JSON.parse(ask.responseText).data.html;}};
 ask.send();
}}
turnPage(1);
</script>"""


def _frame(column: Column) -> str:
    return f'<iframe src="/frame/list?id={column.number}" width="100%" height="700" frameborder="0"></iframe>'


def vue_page(site: SampleSite, column: Column, charset: str) -> str:
    """A page of an application: nothing stands in it before its script ran."""
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="{charset}"><title>{column.name}-{site.office}</title>'
        '<link href="/live/phone.css" rel="stylesheet"><script src="/live/site.js"></script></head>'
        f'<body><div id="app" data-channel="{column.number}" data-name="{column.name}"></div>'
        '<script src="/static/js/app.5d1f2c.js"></script></body></html>'
    )
