"""The switches of the live server. The default is a site where everything works well.

| switches | points |
|---|---|
| `search`, `search_known` | 5.2.1-1, 5.2.1-2 |
| `search_classes`, `search_order`, `search_service` | 5.2.1-1 |
| `search_typo`, `search_pinyin`, `search_plain`, `search_suggest` | 5.2.1-2 |
| `search_template`, `search_drawn`, `search_links`, `search_snippet`, `search_date`, `search_count`, `search_paging` | none: looks only |
| `library` | 1.1.3-2 |
| `catalogue` | 1.3.1-4 |
| `data_chart` | 1.1.8-3 |
| `data_query`, `query_chart`, `data_download` | 1.1.8-4 |
| `open_query`, `open_download` | 1.1.9-2, 1.1.9-3 |
| `status` | 3.1.4-1 |
| `form_feedback`, `form_request`, `form_apply`, `form_opinion`, `form_question` | 1.2.2-4, 1.3.2-2, 3.1.3-1, 4.2-2, 4.3-2 |
| `form_letter`, `letter_query` | 4.1-2 |
| `form_labels` | 1.2.2-4, 1.3.2-2, 3.1.3-1, 4.2-2 |
| `form_checks`, `form_submit`, `form_autosave` | none: how the forms are made |
| `phone`, `phone_redirect` | 5.1.2-1, 5.1.2-2 |
| `robot`, `robot_place` | 5.2.2-1 |
| `share` | 5.4-1 |
| `account_code`, `account_weibo` | 5.1.1-1 |
| `lists_work`, `captcha`, `refused`, `cookie_check` | the columns that a plan lets scripts draw |
| `broken`, `quality`, `hostile`, `hostile_at` | none: findings of their own |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Search = Literal[
    "works",
    "error",
    "same-list",
    "nothing",
    "post",
    "captcha",
    "refused",
    "robots",
    "other-host",
    "new-window",
    "absent",
]
"""`error` 500; `same-list` the newest whatever is asked; `nothing` never a hit; `post` asks by POST only; `captcha` a
captcha before the results; `refused` 403; `robots` forbidden by robots.txt; `other-host` a platform on the second port;
`new-window` results open in another window; `absent` the box is hidden."""
Lookup = Literal["works", "ignores", "error", "nothing", "post", "absent"]
"""`ignores`: all entries whatever is asked; `error` 500; `nothing`: the page comes back without an answer; `post`: the
script turns the form into one that posts; `absent`: the form is hidden."""
Status = Literal["works", "error", "nothing", "login", "post"]
"""`works`: a made-up number is answered by a plain "nothing found"; `nothing`: the form comes back."""
Form = Literal["whole", "drawn", "blank", "error", "login", "broken"]
"""`drawn`: a script draws the fields after a moment; `blank`: no fields; `error`: the page answers 500; `login`: a login
wall; `broken`: a script that should draw the fields breaks."""
Download = Literal["works", "missing", "html", "login"]
"""`missing` 404; `html`: a page of words under the file's name; `login`: the address leads to a login page."""
Chart = Literal["canvas", "svg", "none"]
Phone = Literal["fits", "sideways", "tiny-text", "tiny-targets", "lost", "mobile-site", "dead-mobile-site"]
"""`sideways`: wider than the screen; `lost`: the lists and texts are hidden on a small screen; `mobile-site`: fixed
pages and an entry to a site of its own, which answers or (`dead-mobile-site`) does not."""
Robot = Literal["answers", "fixed", "silent", "human", "post", "absent"]
"""`fixed`: one answer to everything; `human`: refers to people; `post`: asks by POST only."""
RobotPlace = Literal["float", "iframe", "page"]
Share = Literal["works", "script-dead", "dead-host", "wechat-only", "weibo-only"]
AccountCode = Literal["account", "site", "app", "picture", "none"]
"""What the QR picture of the home page says: an account's address, the site's own, an app's; or it is no QR code, or
there is no picture."""
AccountWeibo = Literal["link", "share", "none"]
"""`link`: an account's page; `share`: only a share address; `none`: the link is gone."""
Broken = Literal["error-text", "nothing"]
Quality = Literal["console-errors", "broken-pictures", "no-labels", "heavy", "insecure"]
"""`insecure`: pictures and scripts by plain HTTP from another name; they are mixed content only where the page is HTTPS."""
Hostile = Literal[
    "", "alert", "confirm", "prompt", "beforeunload", "download", "popup", "print", "never-loads", "hangs", "loop",
    "memory", "many-requests", "redirects", "new-dialogs",
]  # fmt: skip
"""What a page does to its visitor as it loads. `never-loads`: a picture that never comes; `hangs`: the page itself never
ends; `loop`: a script that never ends; `memory`: a script that eats memory; `new-dialogs`: an alert after each alert."""


@dataclass(frozen=True)
class Live:
    """One setting of all switches."""

    search: Search = "works"
    search_known: Literal["first", "late", "beyond"] = "first"
    """Where a known item stands: first, seventh, or after the tenth."""
    search_classes: bool = True
    search_order: Literal["relevance", "newest"] = "relevance"
    search_service: bool = True
    """A service item stands first and leads to its guide; otherwise its row leads to the hall."""
    search_typo: bool = True
    search_pinyin: bool = True
    search_plain: bool = True
    search_suggest: bool = True
    search_template: Literal["", "list", "table", "blocks"] = ""
    """"" = the one of the site's family."""
    search_drawn: bool = False
    search_links: Literal["direct", "redirect"] = "direct"
    search_snippet: bool = True
    search_date: bool = True
    search_count: bool = True
    search_paging: bool = True
    library: Lookup = "works"
    catalogue: Lookup = "works"
    data_chart: Chart = "canvas"
    data_query: Lookup = "works"
    query_chart: Chart = "canvas"
    data_download: Download = "works"
    open_query: Lookup = "works"
    open_download: Download = "works"
    status: Status = "works"
    form_feedback: Form = "whole"
    form_request: Form = "whole"
    form_apply: Form = "whole"
    form_letter: Form = "whole"
    form_opinion: Form = "whole"
    form_question: Form = "whole"
    form_labels: bool = True
    form_checks: bool = True
    """Neither the page nor the browser minds an empty field where it is off."""
    form_submit: Literal["post", "xhr", "button"] = "post"
    form_autosave: bool = False
    """What is typed is sent by POST while it is typed."""
    letter_query: Status = "works"
    phone: Phone = "fits"
    phone_redirect: bool = False
    """A small screen is sent to the mobile site by script."""
    robot: Robot = "answers"
    robot_place: RobotPlace = "float"
    share: Share = "works"
    account_code: AccountCode = "account"
    account_weibo: AccountWeibo = "link"
    lists_work: bool = True
    """Whether the services behind script-drawn lists answer."""
    captcha: bool = True
    """Whether columns planned with a captcha ask for it."""
    refused: bool = True
    """Whether columns planned as refused answer 403."""
    cookie_check: bool = False
    """Every page first sets a cookie by script and loads again."""
    broken: tuple[Broken, ...] = ()
    """Pages that answer 200: one with an error text, one that its script empties."""
    quality: tuple[Quality, ...] = ()
    hostile: Hostile = ""
    hostile_at: str = ""
    """Address (path and query) of the only page that is hostile; "" = every page."""
