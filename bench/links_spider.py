"""Default Scrapy that only fetches and extracts links: `scrapy runspider bench/links_spider.py -a start=URL`."""

from urllib.parse import urlsplit

import scrapy
from scrapy.linkextractors import LinkExtractor


class LinksSpider(scrapy.Spider):
    """Follows every link of the host; prints the number of HTML pages at the end."""

    name = "links"

    def __init__(self, start: str, **arguments: object) -> None:
        super().__init__(**arguments)
        self.start_urls = [start]
        self.allowed_domains = [urlsplit(start).hostname]
        self.extractor = LinkExtractor(allow=f"^{start}")
        self.pages = 0

    def parse(self, response):
        if not isinstance(response, scrapy.http.HtmlResponse):
            return
        self.pages += 1
        for link in self.extractor.extract_links(response):
            yield scrapy.Request(link.url)

    def closed(self, reason: str) -> None:
        print(f"pages {self.pages}")
