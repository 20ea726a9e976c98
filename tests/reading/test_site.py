"""What the site model takes over from the crawl's index."""

from tests.reading.hand_made import at, home, other, site
from zhengping.crawl.model import Entry
from zhengping.reading.facts import Footer


def test_links_that_failed_are_broken_and_those_not_allowed_are_not() -> None:
    entries = [
        Entry(at("a.html"), "not-found", 404, found_on=at("b.html")),
        Entry(at("c.html"), "robots"),
        Entry(at("d.html"), "blocked", 412),
    ]
    assert site(home(), entries=entries).broken_links == [(at("a.html"), at("b.html"), "not-found", 404)]


def test_files_are_kept_with_what_they_are() -> None:
    made = site(home(), entries=[Entry(at("a.doc"), "ok", 200, kind="file", file_type="html", size=3, openable=False)])
    assert (made.files[at("a.doc")].kind, made.files[at("a.doc")].openable) == ("html", False)


def test_the_footer_is_the_home_pages() -> None:
    assert site(home(footer=Footer(icp="备1号")), other("a/", footer=Footer(icp="备2号"))).footer.icp == "备1号"


def test_the_department_s_name_goes_before_the_sites_own() -> None:
    assert site(home(), department_name="某市林业和园林局").office == "某市林业和园林局"
    assert site(home()).office == "某市园林局"


def test_a_site_without_a_home_page_is_still_built() -> None:
    made = site(other("a/", "一些内容" * 20))
    assert made.home is None
    assert at("a/") in made.pages


def test_two_spellings_of_an_address_are_one_page() -> None:
    made = site(
        home(), other("a/index.html", "内容" * 30), entries=[Entry(at("a/"), "ok", 200, final_url=at("a/index.html"))]
    )
    assert len(made.pages) == 2
