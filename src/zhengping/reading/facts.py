"""What is read from one page. Plain records; every fact keeps where on the page it was read.

The records are `msgspec` structs: they are written to disk as MessagePack while a site is crawled and
read back when it is judged, so nothing here may hold a parser's node.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

PageKind = Literal["home", "list", "article", "form", "other"]
Region = Literal["body", "list", "nav", "breadcrumb", "side", "footer", "script", "head"]
Via = Literal["href", "onclick", "oldsrc", "script", "frame", "refresh", "area", "option", "src"]


class Link(msgspec.Struct, frozen=True, gc=False):
    """A link of a page: absolute `url`, its `text` (or the alt of its picture), its `title` attribute."""

    url: str
    text: str
    title: str = ""
    region: Region = "body"
    via: Via = "href"

    @property
    def label(self) -> str:
        """The fuller of text and title: list titles are often cut in the text and whole in the title."""
        return self.title if len(self.title) > len(self.text) else self.text


class Crumb(msgspec.Struct, frozen=True, gc=False):
    """One step of the breadcrumb (当前位置); `url` is empty where the step is no link."""

    name: str
    url: str = ""


class MenuEntry(msgspec.Struct, frozen=True, gc=False):
    """An entry of a menu (navigation, side menu, site map), in document order; `level` 0 is the menu's top.

    `url` is empty where the entry is a heading or leads to no address of its own (`javascript:;`, `#`);
    `link` tells the two apart. `block` numbers the menus of the page.
    """

    name: str
    url: str = ""
    level: int = 0
    block: int = 0
    region: Region = "body"
    link: bool = True


class Fact(msgspec.Struct, frozen=True, gc=False):
    """A text read from a page; `where` names the rule or place, `quote` is the words around it."""

    value: str
    where: str
    quote: str = ""


class DateFact(msgspec.Struct, frozen=True, gc=False):
    """A date read from a page. `where`: label, strip, script, meta, table, list, text, url."""

    value: date
    where: str
    quote: str = ""


class Row(msgspec.Struct, frozen=True, gc=False):
    """One row of a list page. `day` only where a whole date is shown; `month_day` is "MM-DD" where there is no year;
    `date_scripted`: an outside script fills the date in, so that it is unknown."""

    url: str
    title: str
    day: date | None = None
    month_day: str = ""
    pinned: bool = False
    block: int = 0
    cells: tuple[str, ...] = ()
    date_scripted: bool = False


class Paging(msgspec.Struct, frozen=True, gc=False):
    """How a list goes on: `pages` and `rows` as the page states them (0 = not stated), `current` from 1.

    `urls` are the further pages' addresses as far as they can be known without running a script;
    `unfollowable` says in a word what hid the rest (script, post, json). `read`: pages of the list whose rows stand
    among the page's own (1, but where a browser paged on).
    """

    pages: int = 0
    rows: int = 0
    current: int = 1
    urls: tuple[str, ...] = ()
    unfollowable: str = ""
    read: int = 1


class Field(msgspec.Struct, frozen=True, gc=False):
    """A control of a form. `kind`: text, textarea, select, file, password, checkbox, radio, submit, captcha, hidden."""

    name: str
    kind: str
    label: str = ""
    required: bool = False


class Form(msgspec.Struct, frozen=True, gc=False):
    """A form as it stands in the page. `purpose` by its fields and words: search, mailbox, opinion, survey,
    application (依申请公开), case-query, letter-query, data-query, login, comment, other."""

    action: str
    method: str
    fields: tuple[Field, ...]
    purpose: str
    text: str = ""


class Attachment(msgspec.Struct, frozen=True, gc=False):
    """A linked file that is no page; `extension` lower case without the dot."""

    url: str
    text: str
    extension: str


class Picture(msgspec.Struct, frozen=True, gc=False):
    """A picture; `in_body` for those inside the main text that are no template icons."""

    url: str
    alt: str = ""
    in_body: bool = False


class Media(msgspec.Struct, frozen=True, gc=False):
    """A video, audio or embedded player."""

    url: str
    kind: Literal["video", "audio", "frame", "flash"]


class Footer(msgspec.Struct, frozen=True):
    """The marks of the footer (国办发〔2017〕47号); empty where not found.

    `telephone_label`: the words that stand right before the telephone (网站维护电话).
    """

    site_code: str = ""
    icp: str = ""
    police: str = ""
    organizer: str = ""
    telephone: str = ""
    address: str = ""
    conac: bool = False
    error_report: str = ""
    accessibility: bool = False
    site_map: str = ""
    telephone_label: str = ""


class Letter(msgspec.Struct, frozen=True):
    """A public letter with its reply, as a list row (`url` of its page) or a page shows it.

    `status` is the word shown (已回复, 处理中 …); without it, `answered` and `reply` nothing is known of a reply.
    `open`: the page says that it is not answered (such a status, an empty cell below 答复时间); `valid` is false for
    one that was refused (不予受理).
    """

    url: str
    title: str
    submitted: date | None = None
    answered: date | None = None
    replied: bool = False
    question: str = ""
    reply: str = ""
    office: str = ""
    status: str = ""
    open: bool = False
    valid: bool = True


class Person(msgspec.Struct, frozen=True):
    """A leader as a page of 负责人信息 shows him or her; `photo` is the picture's address."""

    name: str
    post: str = ""
    photo: str = ""
    resume: str = ""
    duties: str = ""
    url: str = ""


class HiddenBlock(msgspec.Struct, frozen=True, gc=False):
    """A block that no visitor sees, with links to foreign hosts.

    `how`: display, place, size, script; `named`: it has a class or an id, as tabs and layers have that a script opens;
    `text` its beginning; `links` and `hosts` those that are neither public offices' nor the press's.
    """

    how: str
    named: bool
    text: str
    links: tuple[Link, ...] = ()
    hosts: tuple[str, ...] = ()


class Page(msgspec.Struct):
    """Everything read from one page. Texts are decoded, without furniture and with single spaces.

    `labelled`: labels with their words where the structure alone binds them (tabs, terms, elements side by side), read
    of pages that look like a service guide. `unread` names the readings that failed on this page: what they would have
    found is unknown, not absent. `unaddressed`: short labels of links without an address (`javascript:;`): a script may
    open something there, or the page behind was never saved; the menus hold theirs themselves.
    `date_scripted`: a label of publication stands there whose date only an outside script fills in: it is unknown.
    `scripted`: the content is drawn by a script and was not read; `awaits`: why a browser may show more (list, part,
    write).
    """

    url: str
    record: str = ""
    charset: str = ""
    kind: PageKind = "other"
    title_tag: str = ""
    meta: dict[str, str] = {}
    site_name: str = ""
    crumbs: tuple[Crumb, ...] = ()
    heading: str = ""
    title: Fact | None = None
    published: DateFact | None = None
    source: Fact | None = None
    author: str = ""
    text: str = ""
    body_where: str = ""
    document_number: str = ""
    validity: str = ""
    properties: dict[str, str] = {}
    links: tuple[Link, ...] = ()
    menus: tuple[MenuEntry, ...] = ()
    rows: tuple[Row, ...] = ()
    paging: Paging | None = None
    forms: tuple[Form, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Picture, ...] = ()
    media: tuple[Media, ...] = ()
    footer: Footer = Footer()
    letters: tuple[Letter, ...] = ()
    people: tuple[Person, ...] = ()
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    generator: str = ""
    viewport: str = ""
    scripts: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    scripted: bool = False
    date_scripted: bool = False
    redirect: str = ""
    insecure: tuple[str, ...] = ()
    hidden_links: tuple[Link, ...] = ()
    hidden_blocks: tuple[HiddenBlock, ...] = ()
    template: str = ""
    labelled: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    unaddressed: tuple[str, ...] = ()
    awaits: str = ""

    @property
    def dated(self) -> bool:
        """Whether the page has a day of publication: one that was read, or one that an outside script fills in."""
        return self.published is not None or self.date_scripted
