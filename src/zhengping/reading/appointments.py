"""Appointments and removals as notices of personnel word them: who, to or from which post."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengping.reading.person_names import NAME, NO_NAMES

_PIECE = re.compile(r"[^。；;\n]+")
_POST = r"[^，,。；;：:\n]{2,60}?"
_REMOVED = re.compile(
    rf"免去[：:\s]*(?P<name>{NAME})(?:同志)?(?:的|\s*原任|[：:\s]|(?<=同志))\s*(?P<post>{_POST})(?:等)?(?:的)?职务"
    rf"|(?P<name2>{NAME})(?:同志)?(?:因[^，,]{{1,20}}[，,])?不再担任(?P<post2>{_POST})(?:的)?(?:职务|$|(?=[，,]))"
)
_REMOVED_TOO = re.compile(
    rf"(?:免去其|不再担任|其不再担任)(?:原任)?(?:的)?(?P<post>{_POST})(?:等)?(?:的)?(?:职务|$|(?=[，,]))"
)
_APPOINTED = re.compile(
    rf"任命[：:\s]*(?P<name>{NAME})(?:同志)?\s*(?:为|担任|任)\s*(?P<post>{_POST})(?=$|[，,（(]|职务)"
    rf"|(?:^|[，,：:、\s)）.．])(?P<name2>{NAME})(?:同志)?\s*(?:任|担任|当选为?|为)\s*(?P<post2>{_POST})(?=$|[，,（(]|职务)"
)
_OTHER_BODY = re.compile(
    r"(?:局|厅|委员会|委|办公室|中心|站|所|院|公司|学校|中学|小学|大队|支队|处|科|室|政府|大学|馆|园)"
    r"(?!长|书记|主任科员)(?=.)"
)
_OWN_BODY = re.compile(r"^(?:我|本)?[局厅委办院](?=党)")
_TRIAL = re.compile(r"[（(].*?[）)]|试用期.*$|职务$|同志$|\s")


@dataclass(frozen=True)
class Appointment:
    """One person put into a post (`appointed`) or taken out of it; `quote` is the sentence."""

    name: str
    post: str
    appointed: bool
    quote: str


def appointments_in(text: str) -> list[Appointment]:
    """Every appointment and removal that a notice words, in its order."""
    found: list[Appointment] = []
    for piece in _PIECE.findall(text[:20_000]):
        if not any(sign in piece for sign in ("任", "免", "当选", "为")):
            continue
        sentence = " ".join(piece.split())
        taken: list[tuple[int, str]] = []
        for pattern, appointed in ((_REMOVED, False), (_APPOINTED, True)):
            for match in pattern.finditer(sentence):
                name = _plain(match["name"] or match["name2"])
                if name not in NO_NAMES:
                    found.append(Appointment(name, _plain(match["post"] or match["post2"]), appointed, sentence))
                    taken.append((match.start(), name))
        for match in _REMOVED_TOO.finditer(sentence):
            before = [name for start, name in sorted(taken) if start < match.start()]
            if before and not sentence[: match.start()].endswith(before[-1]):
                found.append(Appointment(before[-1], _plain(match["post"]), False, sentence))
    return list(dict.fromkeys(found))


def titles_of(post: str, place: str, core: str) -> tuple[tuple[str, ...], bool]:
    """The titles of a post that belong to the office, and whether the office is named: 市水务局党组书记、局长.

    `place` and `core` are the office's name in two (安平市, 水务局). Posts at other bodies, at a like office of another
    place and at inner units (办公室主任) are left out; a title after one of the office's is its own.
    """
    titles: list[str] = []
    named = own = False
    for number, part in enumerate(re.split(r"[、,，\s]+", _TRIAL.sub("", post))):
        piece = _OWN_BODY.sub("", part)
        before, found, after = piece.rpartition(core) if core else ("", "", piece)
        if found and (not before or place.endswith(before) or before.endswith(place)):
            piece, own, named = after, True, True
        other = bool(_OTHER_BODY.search(piece))
        own = (own or number == 0) and not other
        if piece and own:
            titles.append(piece)
    return tuple(titles), named


def _plain(text: str) -> str:
    return "".join(text.split())
