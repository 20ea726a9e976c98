"""The forms of a page as a browser shows them: read, filled with made-up text, their button pressed in a sealed tab.

Nothing here can submit: `fill` and `press` raise an error where the tab is not sealed (`Tab.seal`).
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Error, Frame

from zhengping.probes.faults import ProbeFault
from zhengping.probes.tab import MARKER, Tab
from zhengping.reading.facts import Field
from zhengping.reading.form_purposes import purpose_of
from zhengping.reading.probed.functions import SeenField

_HERE = Path(__file__).parent
_READER, _AFTER, _EMPTY = (
    (_HERE / f"form_{name}.js").read_text(encoding="utf-8").strip() for name in ("reader", "after", "empty")
)
_FRAMES = 10
_MOST_FIELDS = 40
_FILL_MILLISECONDS = 5000
_PRESS_MILLISECONDS = 5000
_TEXT = ("text", "textarea")
_CHOICES = ("radio", "checkbox", "select")
_CHOOSE = """(marks) => {
  for (const mark of marks) {
    const control = document.querySelector(`[data-zhengping="${mark}"]`);
    if (!control || control.disabled) continue;
    if (control.tagName === "SELECT") {
      const at = [...control.options].findIndex((option) => option.value && !option.disabled);
      if (at >= 0) control.selectedIndex = at;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (!control.checked) control.click();
  }
  if (document.activeElement) document.activeElement.blur();
}"""
_WRITE = """([mark, text]) => {
  const editor = document.querySelector(`[data-zhengping="${mark}"]`);
  editor.contentDocument.body.textContent = text;
}"""
# Values that can belong to nobody: zeros only, and names that the standards keep free (RFC 2606).
_BY_LABEL = (
    (r"身份证|证件号|证件编号|信用代码|机构代码|执照|idcard|cardno|id_?no", "000000000000000000"),
    (r"邮编|邮政编码|zip|postcode", "000000"),
    (r"手机|电\s*话|传真|phone|mobile|tel|fax", "00000000000"),
    (r"邮\s*箱|电子邮件|e-?mail", "zhengping-test@example.invalid"),
    (r"日期|时间|出生|date|birth", "2000-01-01"),
    (r"年龄|人数|数量|金额|份数", "0"),
    (r"网址|url", "https://example.invalid/"),
    (r"标题|主题|题目|title|subject", f"{MARKER}标题"),
)
_VALUE_BY_LABEL = tuple((re.compile(pattern, re.IGNORECASE), value) for pattern, value in _BY_LABEL)
_VALUE_BY_TYPE = {
    "tel": "00000000000",
    "email": "zhengping-test@example.invalid",
    "url": "https://example.invalid/",
    "number": "0",
    "date": "2000-01-01",
    "datetime-local": "2000-01-01T00:00",
    "month": "2000-01",
    "week": "2000-W01",
    "time": "00:00",
}
_LONG_TEXT = f"{MARKER}：这是评估程序填写的文字，只看能否填写，不会提交。"


@dataclass(frozen=True)
class Control:
    """A control as it is shown; `kind` as in `reading.facts.Field`, `type` of HTML, `locked` cannot be typed in."""

    mark: str
    kind: str
    label: str
    name: str
    type: str
    required: bool
    locked: bool
    length: int

    @property
    def value(self) -> str:
        """The made-up text that goes into it."""
        if self.kind == "textarea":
            text = _LONG_TEXT
        else:
            hint = f"{self.label} {self.name}"
            text = _VALUE_BY_TYPE.get(self.type) or next(
                (value for pattern, value in _VALUE_BY_LABEL if pattern.search(hint)), MARKER
            )
        return text[: self.length] if self.length else text


@dataclass(frozen=True)
class Button:
    """Something to press; `native` is a submit button of HTML."""

    mark: str
    label: str
    native: bool


@dataclass(frozen=True, eq=False)
class SeenForm:
    """A form as a visitor sees it, in one of the page's frames. `form`: it stands in a <form>; `text` all its words."""

    frame: Frame
    fields: tuple[Control, ...]
    buttons: tuple[Button, ...]
    form: bool
    method: str
    text: str
    name: str
    purpose: str = field(init=False, default="")

    def __post_init__(self) -> None:
        fields = [Field(each.name, each.kind, each.label, each.required) for each in self.fields]
        labels = [button.label for button in self.buttons]
        object.__setattr__(self, "purpose", purpose_of(fields, labels, self.text, self.name))

    @property
    def texts(self) -> tuple[Control, ...]:
        """Fields for free text."""
        return tuple(each for each in self.fields if each.kind in _TEXT)

    @property
    def areas(self) -> tuple[Control, ...]:
        """Fields for long text."""
        return tuple(each for each in self.fields if each.kind == "textarea")

    @property
    def choices(self) -> tuple[Control, ...]:
        """Fields that are chosen."""
        return tuple(each for each in self.fields if each.kind in _CHOICES)

    def has(self, kind: str) -> bool:
        """Whether it has a field of that kind (password, captcha, file)."""
        return any(each.kind == kind for each in self.fields)


async def seen_forms(tab: Tab, submits: Sequence[str]) -> list[SeenForm]:
    """All forms that are shown now, those of frames included. `submits`: words of buttons that are no HTML buttons."""
    found: list[SeenForm] = []
    for number, frame in enumerate(tab.page.frames[:_FRAMES]):
        argument = {"submits": list(submits), "prefix": f"f{number}-"}
        for raw in await in_frame(tab, frame, _READER, argument) or []:
            found.append(
                SeenForm(
                    frame,
                    tuple(Control(**each) for each in raw["fields"]),
                    tuple(Button(**each) for each in raw["buttons"]),
                    raw["form"],
                    raw["method"],
                    raw["text"],
                    raw["name"],
                )
            )
    return found


async def in_frame(tab: Tab, frame: Frame, script: str, argument: Any = None) -> Any:
    """The value of a script in a frame; None where one inside the page is gone or does not answer."""
    if frame == tab.page.main_frame:
        return await tab.js(script, argument)
    with contextlib.suppress(Error, TimeoutError):
        return await asyncio.wait_for(frame.evaluate(script, argument), 4)
    return None


@dataclass(frozen=True)
class Filled:
    """What came of filling: the fields with what the page said of them, and all complaints, sorted."""

    fields: tuple[SeenField, ...]
    complaints: tuple[str, ...]

    @property
    def took(self) -> bool:
        """Whether a field kept what was put into it."""
        return any(each.filled for each in self.fields)


async def fill(tab: Tab, form: SeenForm, complaints: Sequence[str]) -> Filled:
    """Fills a form by kind; captcha, passwords and files are left. `complaints`: words by which a page complains.

    Raises ProbeFault where the tab is not sealed.
    """
    _must_be_sealed(tab)
    before = await _after(tab, form, complaints)
    left = 0
    for control in form.fields[:_MOST_FIELDS]:
        if control.kind in _TEXT and not control.locked and left < 2:
            left = 0 if await _type(tab, form.frame, control) else left + 1
    await in_frame(tab, form.frame, _CHOOSE, [each.mark for each in form.choices[:_MOST_FIELDS]])
    await tab.settle(1.5)
    after = await _after(tab, form, complaints)
    fields = tuple(_seen(control, after, before) for control in form.fields)
    return Filled(fields, tuple(sorted(set(after["said"]) - set(before["said"]))))


async def _type(tab: Tab, frame: Frame, control: Control) -> bool:
    try:
        if control.type == "editor":
            await in_frame(tab, frame, _WRITE, [control.mark, control.value])
        else:
            place = frame.locator(f'[data-zhengping="{control.mark}"]').first
            await place.fill(control.value, timeout=_FILL_MILLISECONDS)
    except Error:
        return False
    return True


def _seen(control: Control, after: dict[str, Any], before: dict[str, Any]) -> SeenField:
    now = after["fields"].get(control.mark, {})
    was = before["fields"].get(control.mark, {})
    said = now.get("said", "") if now.get("said", "") not in before["said"] else ""
    changed = now.get("value", "") != was.get("value", "") or control.kind in _CHOICES
    filled = bool(now.get("value")) and changed
    return SeenField(control.label, control.kind, control.required, filled, said or now.get("validity", ""))


async def press(tab: Tab, form: SeenForm, button: Button, complaints: Sequence[str]) -> tuple[str, ...]:
    """Empties the form, presses its button and returns what the page complains of: its words, its boxes, its marks.

    Raises ProbeFault where the tab is not sealed.
    """
    _must_be_sealed(tab)
    await in_frame(tab, form.frame, _EMPTY)
    before, boxes = await _after(tab, form, complaints), len(tab.dialogs)
    place = form.frame.locator(f'[data-zhengping="{button.mark}"]').first
    try:
        await place.click(timeout=_PRESS_MILLISECONDS, no_wait_after=True)
    except Error:
        tab.step(f"按“{button.label}”", "按不到")
        return ()
    await tab.settle(1.5)
    await asyncio.sleep(0.3)  # messages slide in
    after = await _after(tab, form, complaints)
    said = set(after["said"]) - set(before["said"]) | set(tab.dialogs[boxes:])
    said |= {
        f"{control.label or control.name}：{mark}"
        for control in form.fields
        if (mark := after["fields"].get(control.mark, {}).get("validity", ""))
    }
    return tuple(sorted(each for each in said if each))


async def _after(tab: Tab, form: SeenForm, complaints: Sequence[str]) -> dict[str, Any]:
    found = await in_frame(tab, form.frame, _AFTER, {"complaints": list(complaints)})
    return dict(found) if found else {"fields": {}, "said": []}


def _must_be_sealed(tab: Tab) -> None:
    if not tab.sealed:
        raise ProbeFault("页面没有封住，不填写表单")


def button_of(form: SeenForm, submits: Sequence[str], no_submits: Sequence[str]) -> Button | None:
    """The button that would submit the form: by its label, else the last HTML submit button; None without one."""
    fit = [each for each in form.buttons if not any(word in each.label.replace(" ", "") for word in no_submits)]
    named = [each for each in fit if any(word in each.label.replace(" ", "") for word in submits)]
    native = [each for each in fit if each.native]
    return next((each for each in reversed(named)), None) or next((each for each in reversed(native)), None)
