"""Codes, the mobile site, drawn columns, walls, broken and hostile pages: what the server answers."""

from __future__ import annotations

import io
import json

import pytest
import zxingcpp
from PIL import Image

from tests.sample.live.conftest import Visitor
from zhengping.sample.live.qr import qr_png
from zhengping.sample.live.widgets import ACCOUNT


def decoded(png: bytes) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))]


@pytest.mark.parametrize(
    ("code", "says"), [("account", ACCOUNT), ("site", "{origin}/"), ("app", "{origin}/app/download.html")]
)
def test_the_account_picture_is_a_code_that_can_be_read(visitor: Visitor, code: str, says: str) -> None:
    visitor.live.switch(account_code=code)
    picture = visitor.get(visitor.data["account_picture"]).body
    assert decoded(picture) == [says.format(origin=visitor.served.url.rstrip("/"))]


def test_a_picture_that_is_no_code(trs: Visitor) -> None:
    trs.live.switch(account_code="picture")
    assert decoded(trs.get(trs.data["account_picture"]).body) == []


@pytest.mark.parametrize("length", [1, 17, 18, 32, 33, 53, 54, 78, 79, 106])
def test_codes_of_every_length_can_be_read(length: int) -> None:
    text = ("http://weixin.qq.com/r/" + "aZ3-" * 30)[:length]
    assert decoded(qr_png(text)) == [text]


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        qr_png("x" * 107)


@pytest.mark.parametrize(("phone", "status"), [("fits", 404), ("mobile-site", 200), ("dead-mobile-site", 404)])
def test_the_mobile_site_answers_only_with_its_switch(trs: Visitor, phone: str, status: int) -> None:
    trs.live.switch(phone=phone)
    assert trs.get("/m/").status == status


def test_the_mobile_site_has_the_same_articles(trs: Visitor) -> None:
    trs.live.switch(phone="mobile-site")
    newest = max(trs.data["items"], key=lambda item: item["day"])
    assert newest["title"] in trs.get("/m/").text
    place = trs.data["items"].index(newest)
    assert newest["text"][:50] in trs.get(f"/m/article?id={place}").text


@pytest.mark.parametrize("kind", ["gkmlpt", "jpaas", "vue", "iframe"])
def test_rows_of_a_drawn_column_stand_in_its_service_and_not_in_its_page(drawn: Visitor, kind: str) -> None:
    key = next(key for key, drawing in drawn.data["drawn"] if drawing == kind)
    column = drawn.data["columns"][key]
    rows, number = column["rows"], column["number"]
    service = {
        "gkmlpt": f"/gkmlpt/api/all/{number}?sid=9900011&page=",
        "jpaas": f"/api-gateway/jpaas-publish-server/front/page/build/unit?pageId={number}&pageNo=",
        "vue": f"/api/list?channel={number}&page=",
        "iframe": f"/frame/list?id={number}&page=",
    }[kind]
    last = -(-len(rows) // column["per_page"])
    # Some rows stand in the home page's menus too; the column's own page has none of the later ones.
    assert rows[-1]["title"] not in drawn.get(column["url"]).text
    assert rows[0]["title"] in drawn.get(f"{service}1").text
    assert rows[-1]["title"] in drawn.get(f"{service}{last}").text
    drawn.live.switch(lists_work=False)
    assert drawn.get(f"{service}1").status == 500


def test_a_cookie_opens_the_column_and_the_site(drawn: Visitor) -> None:
    url, cookie = drawn.data["columns"]["zwgk/ghjh"]["url"], "wzws_check=42"
    assert "document.cookie" in drawn.get(url).text
    assert "规划计划" in drawn.get(url, Cookie=cookie).text
    assert "规划计划" in drawn.get("/").text
    drawn.live.switch(cookie_check=True)
    assert "规划计划" not in drawn.get("/").text
    assert "规划计划" in drawn.get("/", Cookie=cookie).text


def test_captcha_and_refusal_stand_before_their_columns_only(drawn: Visitor) -> None:
    captcha, refused = (drawn.data["columns"][key]["url"] for key in ("zwgk/rsxx/zkzl", "zwgk/sfqd"))
    assert "请完成安全验证" in drawn.get(captcha).text
    assert drawn.get(refused).status == 403
    assert drawn.get(drawn.data["hall"]).status == 200
    drawn.live.switch(captcha=False, refused=False)
    assert "招考招录" in drawn.get(captcha).text
    assert drawn.get(refused).status == 200


def test_the_truth_of_refused_columns_is_not_settled(drawn: Visitor) -> None:
    truth = json.loads((drawn.served.directory / "truth.json").read_text(encoding="utf-8"))["points"]
    assert {code for code, point in truth.items() if point.get("settled") is False} == {"1.1.5-3", "1.2.3-1", "1.2.3-2"}


def test_a_page_that_hangs_sends_all_but_its_end(trs: Visitor) -> None:
    whole = trs.get("/").body
    trs.live.switch(hostile="hangs", hostile_at="/")
    assert int(trs.get("/", "HEAD").headers["content-length"]) == len(whole) + 1
    assert trs.get(trs.data["hall"]).status == 200


def test_a_broken_page_answers_200_with_an_error_text(trs: Visitor) -> None:
    trs.live.switch(broken=("error-text",))
    got = trs.get(trs.data["broken"]["error-text"])
    assert (got.status, "系统异常" in got.text) == (200, True)


def test_a_sharing_script_can_be_dead(trs: Visitor) -> None:
    assert trs.get("/live/share.js").status == 200
    trs.live.switch(share="script-dead")
    assert trs.get("/live/share.js").status == 404
