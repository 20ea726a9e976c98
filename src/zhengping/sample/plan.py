"""What is to be planted, as data. One record a part of the table; the planters read it, and so does the truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from zhengping.sample.live.switches import Live
from zhengping.sample.truth import Presence
from zhengping.sample.words import Trade

Drawing = Literal["gkmlpt", "jpaas", "vue", "iframe", "cookie", "captcha", "refused"]
"""`gkmlpt`, `jpaas`, `vue`: lists that scripts of three families of systems draw; `iframe`: the list stands in a frame;
`cookie`: a check that any browser answers; `captcha`, `refused`: what no polite program passes."""


@dataclass(frozen=True)
class Organisation:
    """1.1.1 and 1.1.2."""

    column: Presence = "filled"
    units: bool = True
    duties: bool = True
    address: bool = True
    telephone: bool = True
    telephones_agree: bool = True
    leaders: Presence = "filled"
    leader_count: int = 5
    photos_loading: int = 5
    resume: bool = True
    division: bool = True
    speeches: int = 2
    name_in_two_spellings: bool = False
    departed_leader_shown: bool = False


@dataclass(frozen=True)
class Documents:
    """1.1.3."""

    rules: bool = True
    own_documents: bool = True
    laws: bool = True
    facets: bool = True
    library_search: bool = True
    repealed: int = 2
    repealed_marked: int = 2
    documents_this_year: int = 6


@dataclass(frozen=True)
class News:
    """1.1.4. Days count back from the monitoring date; `every` is the days between two news items."""

    newest_news: int = 1
    every: float = 4.5
    gap: tuple[int, int] | None = None
    newest_notice: int = 3
    notices: int = 45
    notices_dated: bool = True
    reprints_newest: int | None = 4
    reprints: int = 24
    sourced: Literal["all", "half", "none"] = "all"
    pictured: Literal["most", "broken", "icons"] = "most"
    own_share: float = 0.7
    years: float = 2.0
    migrated: int = 0
    epoch_date: bool = False
    joined_rows: bool = False


@dataclass(frozen=True)
class Personnel:
    """1.1.5."""

    appointments: bool = True
    notice_before: bool = True
    recruitment: bool = True


@dataclass(frozen=True)
class Plans:
    """1.1.6 and 1.1.7."""

    column: Presence = "filled"
    foreign_rows: int = 0
    long_term: bool = True
    interpretation: bool = True
    progress: bool = True
    year_plan: bool = True
    year_progress: bool = True
    congress_replies: int = 4
    consultative_replies: int = 4


@dataclass(frozen=True)
class Data:
    """1.1.8 and 1.1.9."""

    column: Presence = "filled"
    months_missing: tuple[int, ...] = ()
    themes: bool = True
    charts: Literal["drawn", "pictures", "none"] = "drawn"
    query: bool = True
    download: bool = True
    open_column: Presence = "filled"
    open_query: bool = True
    open_download: bool = True


@dataclass(frozen=True)
class Finance:
    """1.2.1. Years relative to the year of the monitoring date: 0 = this year."""

    budget: bool = True
    accounts_years: tuple[int, ...] = (-1, -2)
    abroad: bool = True
    cars: bool = True
    receptions: bool = True
    explanation: bool = True
    accounts_in_file: bool = False
    special_funds: bool = True
    procurement: tuple[str, ...] = ("policies", "guide", "tenders", "awards")


@dataclass(frozen=True)
class Powers:
    """1.2.2 to 1.2.4."""

    column: Presence = "filled"
    columns: tuple[str, ...] = ("class", "name", "basis", "duties", "duty_basis")
    updated: int | None = 60
    adjusted: bool = True
    feedback: bool = True
    charges: Presence = "filled"
    charges_content: Literal["list", "statement", "none"] = "list"
    charges_updated: int = 80
    areas_filled: tuple[str, ...] = ("农产品质量安全", "公共资源配置")
    areas_blank: tuple[str, ...] = ()


@dataclass(frozen=True)
class Openness:
    """1.3."""

    guide: Literal["current", "stale", "none"] = "current"
    catalogue: Literal["current", "stale", "none"] = "current"
    facets: tuple[str, ...] = ("主题分类", "机构分类", "体裁分类", "服务对象分类")
    fused: Literal["all", "half", "none"] = "all"
    catalogue_search: bool = True
    on_request: tuple[str, ...] = ("body", "ways", "forms", "limits")
    on_request_form: bool = True
    result_query_trap: bool = False
    report: Literal["in-time", "late", "none"] = "in-time"
    report_parts: int = 6
    report_in_file: bool = False


@dataclass(frozen=True)
class Interpretation:
    """2.1 and 2.2."""

    column: Presence = "filled"
    count: int = 6
    elements: int = 4
    days_after: tuple[int, ...] = (0, 0, 1, 0, 1, 0)
    forms: tuple[str, ...] = ("infographic", "video", "audio", "cartoon")
    links_to_policy: bool = True
    links_back: bool = True
    media_comments: bool = True
    press_release: bool = True
    response_column: Presence = "filled"
    responses: tuple[str, ...] = ("sentiment", "event", "hot", "rumour")
    declared_no_events: bool = False


@dataclass(frozen=True)
class Services:
    """3.1, 3.2 and 3.3."""

    items: int = 10
    guides: int = 10
    elements: tuple[str, ...] = ("basis", "conditions", "process", "limit", "charges", "notes", "office", "contact")
    materials: tuple[str, ...] = ("name", "basis", "format", "copies", "signature")
    form: Literal["docx", "pdf", "none"] = "docx"
    form_instruction: bool = True
    filled_example: bool = True
    chart: bool = True
    file_faults: tuple[str, ...] = ()
    apply_form: bool = True
    apply_leads_to_guide: bool = False
    help_document: bool = True
    status_query: bool = True
    results: Presence = "filled"
    results_newest: int = 5
    results_delay: int = 3
    one_stop: bool = True
    integrated: bool = True
    scenes: bool = True
    related: bool = True
    topics: tuple[str, ...] = ("decision", "work", "hot", "ethnic", "interest")
    topics_newest: int = 8
    public_services: int = 4
    public_services_newest: int = 20
    public_service_dead: bool = False


@dataclass(frozen=True)
class Interaction:
    """4.1 to 4.3."""

    mailbox: bool = True
    mail_form: bool = True
    letter_query: bool = True
    letters: int = 36
    newest_letter: int = 4
    reply_days: tuple[int, ...] = (1, 2, 2, 3)
    unanswered: tuple[int, ...] = ()
    empty_phrases: bool = False
    faq_classes: int = 4
    surveys: Presence = "filled"
    survey_form: bool = True
    survey_days: tuple[int, ...] = (12, 70, 120, 165, 215, 260, 310, 420)
    survey_results: int = 6
    interviews: Presence = "filled"
    interview_days: tuple[int, ...] = (15, 75, 130, 180, 235, 290, 340, 430)
    interview_preview: bool = True
    interview_questions: bool = True
    interview_leaders: bool = True
    interview_forms: tuple[str, ...] = ("video", "pictures", "text")
    recruitment_trap: bool = False


@dataclass(frozen=True)
class Innovation:
    """5 and 6.2.1."""

    accounts: Literal["home", "share-buttons-only"] = "home"
    fits_phone: bool = True
    search_form: bool = True
    robot: bool = True
    site_map: Literal["whole", "half", "heading-only"] = "whole"
    share: tuple[str, ...] = ("wechat", "weibo")
    inspection_quarters: tuple[int, ...] = (1, 2, 3)
    yearly_table: bool = True
    foreign_platform: bool = False
    soft_not_found: bool = False
    old_library: bool = False


@dataclass(frozen=True)
class Security:
    """6.1: faults that ordinary answers show. `server` and `cookie` are sent as headers with every page."""

    server: str = "SampleServer"
    frame_headers: bool = True
    cookie: str = ""
    hidden_links: bool = False
    gambling_title: bool = False
    open_directory: bool = False
    leaked_file: bool = False
    form_to_bare_host: bool = False
    private_numbers: bool = False


@dataclass(frozen=True)
class Plan:
    """A department and everything that its site gets."""

    key: str
    level: Literal["good", "middling", "poor"]
    office: str
    short: str
    document_prefix: str
    trade: Trade
    family: Literal["trs", "jcms", "aspnet"]
    organisation: Organisation = field(default_factory=Organisation)
    documents: Documents = field(default_factory=Documents)
    news: News = field(default_factory=News)
    personnel: Personnel = field(default_factory=Personnel)
    plans: Plans = field(default_factory=Plans)
    data: Data = field(default_factory=Data)
    finance: Finance = field(default_factory=Finance)
    powers: Powers = field(default_factory=Powers)
    openness: Openness = field(default_factory=Openness)
    interpretation: Interpretation = field(default_factory=Interpretation)
    services: Services = field(default_factory=Services)
    interaction: Interaction = field(default_factory=Interaction)
    innovation: Innovation = field(default_factory=Innovation)
    security: Security = field(default_factory=Security)
    live: Live = field(default_factory=Live)
    drawn: tuple[tuple[str, Drawing], ...] = ()
    """Columns that no static page shows: the column's key and what stands before its list."""
