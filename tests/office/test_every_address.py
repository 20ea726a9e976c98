"""Every address, every role and none, reading and changing: as the table says, which is written by hand.

A declaration that is changed must be changed here too, and an address that is not here fails. The requests go through
the real client with objects of the first department (`objects.py`); what each one changes is rolled back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse

from tests.office.making import World, make_world
from tests.office.objects import PLAIN, PLAIN_OF, THINGS
from tests.office.test_access import addresses
from zhengping.office.core.access import EXTERNAL, Access, declaration_of
from zhengping.office.core.roles import Role
from zhengping.office.rounds.models import Phase

pytestmark = pytest.mark.django_db
LETTERS = dict(zip("ASRVECOU", Role, strict=True))
"""Administrator, Staff, Reporter, reViewer, Expert, Chief expert, Observer, aUditor; `+`: also without sign-in."""

# address                      who reads who changes (a POST)
TABLE = """
home                           ASRVECOU  ASRVECOU
alive                          ++++++++  ........
account_login                  ++++++++  ++++++++
account_logout                 ASRVECOU  ASRVECOU
account_inactive               ++++++++  ++++++++
account_reauthenticate         ASRVECOU  ASRVECOU
account_change_password        ASRVECOU  ASRVECOU
mfa_index                      ASRVECOU  ASRVECOU
mfa_authenticate               ++++++++  ++++++++
mfa_reauthenticate             ASRVECOU  ASRVECOU
mfa_activate_totp              ASRVECOU  ASRVECOU
mfa_deactivate_totp            ASRVECOU  ASRVECOU
mfa_view_recovery_codes        ASRVECOU  ASRVECOU
mfa_generate_recovery_codes    ASRVECOU  ASRVECOU
mfa_download_recovery_codes    ASRVECOU  ASRVECOU
socialaccount_login_cancelled  ++++++++  ++++++++
socialaccount_login_error      ++++++++  ++++++++
openid_connect_login           ++++++++  ++++++++
openid_connect_callback        ++++++++  ++++++++
people                         AS.....U  ........
person_new                     A.......  A.......
person                         AS.....U  ........
person_edit                    A.......  A.......
person_password                ........  A.......
person_deactivate              ........  A.......
person_activate                ........  A.......
person_unlock                  ........  A.......
person_second_factor           ........  A.......
person_sessions_end            ........  A.......
sessions                       A.......  ........
session_end                    ........  ASRVECOU
me                             ASRVECOU  ........
my_other_sessions_end          ........  ASRVECOU
my_tokens                      ASRVECOU  ASRVECOU
token_revoke                   ........  ASRVECOU
departments                    ASRV..OU  ASRV..OU
department_add                 AS......  AS......
department                     ASRV..OU  ASRV..OU
department_edit                AS......  AS......
department_switch              AS......  AS......
site_add                       AS......  AS......
site_edit                      AS......  AS......
site_remove                    AS......  AS......
former_name_add                AS......  AS......
former_name_remove             AS......  AS......
imports                        AS.....U  AS.....U
import_batch                   AS.....U  AS.....U
import_apply                   AS......  AS......
import_undo                    AS......  AS......
import_file                    AS.....U  AS.....U
import_upload                  AS......  AS......
import_template                AS......  AS......
import_export                  AS......  AS......
rounds                         ASRVECOU  ASRVECOU
new_round                      AS......  AS......
round                          ASRVECOU  ASRVECOU
edit_round                     AS......  AS......
move_round                     AS......  AS......
copy_round                     AS......  AS......
round_departments              AS....OU  AS......
round_experts                  AS.....U  AS......
add_conflict                   AS......  AS......
drop_conflict                  AS......  AS......
participation_facts            AS....OU  AS......
leave_round                    AS......  AS......
reopen_phase                   A.......  A.......
close_reopening                A.......  A.......
results                        ASRV..OU  ASRV..OU
results_matrix                 AS....OU  AS....OU
results_ranking                AS....OU  AS....OU
results_means                  AS....OU  AS....OU
results_recompute              AS....OU  AS....OU
results_assessments            AS....OU  AS....OU
results_scorecards             AS....OU  AS....OU
results_settle                 AS......  AS......
result                         ASRV..OU  ASRV..OU
result_points                  ASRV..OU  ASRV..OU
result_recompute               ASRV..OU  ASRV..OU
result_assessment              ASRV..OU  ASRV..OU
result_indicator               ASRV..OU  ASRV..OU
result_history                 ASRV..OU  ASRV..OU
collections                    AS....OU  AS....OU
collection                     AS....OU  AS....OU
collection_table               AS....OU  AS....OU
act_on_all                     AS......  AS......
confirm_round                  AS......  AS......
start_run                      AS......  AS......
findings                       ASRV..OU  ASRV..OU
confirm_department             AS......  AS......
run                            AS....OU  AS....OU
run_report                     AS......  AS......
act_on_run                     AS......  AS......
confirm_point                  AS......  AS......
withdraw_point                 AS......  AS......
evidence_page                  ASRVEC.U  ........
evidence_frame                 ASRVEC.U  ........
evidence_shot                  ASRVEC.U  ........
evidence_file                  ASRVEC.U  ........
registers                      AS....OU  AS....OU
register_round                 AS....OU  AS....OU
register_kind                  AS....OU  AS....OU
register_new                   AS......  AS......
register_values                AS....OU  AS....OU
register_settings              AS......  AS......
register_complete              AS......  AS......
register_entry                 AS......  AS......
register_remove                AS......  AS......
register_participation         ASRV..OU  ASRV..OU
assessment_home                ASRV..OU  ........
assessment_verify              ASRV..OU  ASRV..OU
assessment_round               AS....OU  ........
assessment_round_applications  AS....OU  ........
assessment_decide              AS......  AS......
assessment_application         ..RV....  ..R.....
assessment_application_remove  ..RV....  ..R.....
assessment_proof               ASRVEC.U  ........
assessment_proof_picture       ASRVEC.U  ........
assessment_proof_change        ..RV....  ..R.....
assessment_proof_withdraw      ..RV....  ..R.....
assessment_overview            ..RV....  ........
assessment_indicator           ..RV....  ........
assessment_point               ..RV....  ........
assessment_point_save          ..RV....  ..R.....
assessment_point_proofs        ..RV....  ..R.....
assessment_proofs              ..RV....  ..R.....
assessment_declarations        ..RV....  ..R.....
assessment_applications        ..RV....  ..R.....
assessment_report              ..RV....  ..R.....
assessment_check               ..RV....  ........
assessment_ready               ..RV....  ..R.....
assessment_return              ..RV....  ..RV....
assessment_submit              ..RV....  ...V....
assessment_receipt             ASRV..OU  ........
assessment_word                ASRV..OU  ........
assessment_submitted           AS....OU  ........
assessment_key_areas           AS......  AS......
review_work                    ....EC..  ........
review_list                    ....EC..  ........
review_score                   ....EC..  ....EC..
review_undo                    ........  ....EC..
review_draft                   ........  ....EC..
review_assigning               AS......  ........
review_proposal                AS......  AS......
review_replace                 ........  AS......
review_assigned                AS......  AS......
review_disputes                AS...C.U  ........
review_dispute_list            AS...C.U  ........
review_arbitration             AS...C.U  .....C..
review_agreement               AS.....U  ........
review_round_agreement         AS.....U  ........
appeals                        ASRV..OU  ASRV..OU
appeal_new                     ..RV....  ..RV....
appeal                         ASRV..OU  ASRV..OU
appeal_answer                  AS......  AS......
appeal_ask                     AS......  AS......
appeal_withdraw                ..RV....  ..RV....
public                         ++++++++  ........
public_round                   ++++++++  ........
public_indicators              ++++++++  ........
public_about                   ++++++++  ........
public_json                    ++++++++  ........
public_content                 ++++++++  ........
public_csv                     ++++++++  ........
public_datapackage             ++++++++  ........
public_department              ++++++++  ........
publication                    AS....OU  AS....OU
publication_round              AS....OU  AS....OU
publication_freeze             AS......  AS......
publication_confirm_all        AS......  AS......
publication_confirm            AS......  AS......
publication_preview            AS....OU  AS....OU
publication_sign               AS......  AS......
publication_discard            AS......  AS......
publication_corrections        AS....OU  AS....OU
publication_correct            AS......  AS......
notices                        ASRVECOU  ASRVECOU
notices_read_all               ASRVECOU  ASRVECOU
notice_read                    ASRVECOU  ASRVECOU
audit                          A......U  ........
audit_check                    ........  A......U
audit_entry                    A......U  ........
"""


@dataclass(frozen=True)
class Line:
    """One line of the table: roles that read and change; None among them is who has not signed in."""

    reads: frozenset[Role | None]
    changes: frozenset[Role | None]


def _who(letters: str) -> frozenset[Role | None]:
    return frozenset([*Role, None]) if "+" in letters else frozenset(LETTERS[one] for one in letters if one != ".")


LINES = {
    name: Line(_who(reads), _who(changes)) for name, reads, changes in (row.split() for row in TABLE.split("\n") if row)
}
PATTERNS: dict[str, URLPattern] = {
    one.name or str(one.pattern): one for one, library in addresses() if not library or one.name in EXTERNAL
}
CHECKED = sorted(set(PATTERNS) & set(LINES))

REFUSED = "您的角色不能使用这一功能"
READING_WRITES = {"core_auditentry", "core_chainhead", "django_session", "usersessions_usersession"}
"""What reading may write: the record, and when a session was seen."""
READERS_WRITE = READING_WRITES | {
    "accounts_user",
    "accounts_apitoken",
    "mfa_authenticator",
    "notices_notice",
    "axes_accessattempt",
    "axes_accessfailurelog",
}
"""What an observer or auditor may write besides: his own account and notices."""


@dataclass
class Answer:
    """What came back, and which tables it wrote to."""

    status: int
    place: str
    text: str
    wrote: set[str]

    @property
    def refused(self) -> bool:
        """Refused for the role, or led to signing in."""
        return (self.status == 403 and REFUSED in self.text) or (
            self.status == 302 and self.place.startswith("/accounts/login/?next=")
        )

    @property
    def reached(self) -> bool:
        """The view itself answered."""
        return self.status < 500 and self.status not in (403, 404, 405)


class Office:
    """The world with all objects, and a session for each person."""

    def __init__(self) -> None:
        self.world: World = make_world()
        self.numbers = {name: one.make(self.world) for name, one in THINGS.items()}
        self.sessions = {who: self.world.client(who).cookies["sessionid"].value for who in self.world.users}

    def url(self, name: str) -> str:
        parts = [*PATTERNS[name].pattern.converters, *(["provider_id"] if name.startswith("openid_connect") else [])]
        return reverse(name, kwargs={part: self._part(name, part) for part in parts})

    def _part(self, name: str, part: str) -> Any:
        return self.numbers[part] if part in self.numbers else PLAIN_OF.get((name, part), PLAIN.get(part))

    def ask(self, who: str | None, name: str, method: str, phase: str = "") -> Answer:
        """One request; all that it wrote is rolled back."""
        client = Client()
        if who:
            client.cookies["sessionid"] = self.sessions[who]
        with transaction.atomic():
            if phase:
                type(self.world.round).objects.filter(pk=self.world.round.pk).update(phase=phase)
            with CaptureQueriesContext(connection) as queries:
                answer = getattr(client, method)(self.url(name))
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            transaction.set_rollback(True)
        wrote = {
            found[1]
            for query in queries.captured_queries
            if (found := re.match(r'(?:INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "(\w+)"', query["sql"]))
        }
        return Answer(answer.status_code, answer.get("Location", ""), body.decode("utf-8", "replace"), wrote)


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield Office()
        transaction.set_rollback(True)


def declared(name: str) -> Access:
    one = PATTERNS[name]
    found = declaration_of(one.callback, one.name)
    assert found
    return found


def things_of(name: str) -> list[str]:
    return [part for part in PATTERNS[name].pattern.converters if part not in PLAIN]


def test_every_address_is_in_the_table() -> None:
    assert sorted(set(PATTERNS) - set(LINES)) == [], "地址没有写进表里"
    assert sorted(set(LINES) - set(PATTERNS)) == [], "表里的地址已经没有了"


def test_every_part_of_an_address_has_an_object() -> None:
    parts = {part for name in PATTERNS for part in things_of(name)}
    assert sorted(parts - set(THINGS)) == [], "tests/office/objects.py 里没有"


@pytest.mark.parametrize("name", CHECKED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_lets_in_whom_the_table_names(office: Office, name: str, method: str) -> None:
    allowed = LINES[name].reads if method == "get" else LINES[name].changes
    for role in [*Role, None]:
        answer = office.ask(role.value if role else None, name, method)
        assert answer.status < 500, (role, answer.status)
        assert answer.refused is (role not in allowed), (role, answer.status, answer.place)
        if method == "get":
            assert answer.wrote <= READING_WRITES, (role, "reading wrote", answer.wrote - READING_WRITES)
        if role in (Role.OBSERVER, Role.AUDITOR):
            assert answer.wrote <= READERS_WRITE, (role, "a reader wrote", answer.wrote - READERS_WRITE)
        if role not in allowed:
            assert answer.wrote <= READING_WRITES, (role, "one who was refused wrote", answer.wrote)


NOT_REACHED = {
    "mfa_authenticate": "only between password and code",
    "openid_connect_login": "no provider is configured here (test_outside_identity.py)",
    "openid_connect_callback": "no provider is configured here (test_outside_identity.py)",
    "mfa_deactivate_totp": "nobody here has a second step (test_sign_in.py)",
    "mfa_view_recovery_codes": "nobody here has a second step (test_sign_in.py)",
    "mfa_download_recovery_codes": "nobody here has a second step (test_sign_in.py)",
    "assessment_receipt": "nothing is submitted here (tests/office/assessment)",
    "assessment_submitted": "nothing is submitted here (tests/office/assessment)",
    "evidence_page": "there is no archive here (tests/office/evidence)",
    "evidence_frame": "there is no archive here (tests/office/evidence)",
    "evidence_shot": "there is no archive here (tests/office/evidence)",
    "evidence_file": "there is no archive here (tests/office/evidence)",
    "review_arbitration": "there is no dispute here (tests/office/review)",
    "run_report": "the run has no files here (tests/office/collection)",
}


@pytest.mark.parametrize("name", sorted(set(CHECKED) - set(NOT_REACHED)))
def test_somebody_reaches_it(office: Office, name: str) -> None:
    """So that a refusal in the table is one of the role and not of a wrong object."""
    tried: dict[tuple[str, str, str], int] = {}
    for method, allowed in (("get", LINES[name].reads), ("post", LINES[name].changes)):
        for phase in (Phase.SELF_ASSESSMENT, Phase.REVIEW, Phase.FEEDBACK):
            for who in [role.value for role in Role if role in allowed] or ([None] if None in allowed else []):
                answer = office.ask(who, name, method, phase)
                if answer.reached:
                    return
                tried[str(who), method, phase] = answer.status
    pytest.fail(f"nobody reached it: {tried}")


@pytest.mark.parametrize(
    "name", [one for one in CHECKED if any(THINGS[part].of_department for part in things_of(one) if part in THINGS)]
)
def test_another_departments_object_is_not_there(office: Office, name: str) -> None:
    """By its number, for another department and for the expert who must not judge it, in every phase."""
    for who in ("other_reporter", "other_reviewer", "expert3"):
        role = Role(office.world.users[who].role)
        for method, allowed in (("get", LINES[name].reads), ("post", LINES[name].changes)):
            for phase in (Phase.SELF_ASSESSMENT, Phase.REVIEW, Phase.FEEDBACK) if role in allowed else ():
                assert office.ask(who, name, method, phase).status in (403, 404), (who, method, phase)


@pytest.mark.parametrize(
    "name", [one for one in CHECKED if any(THINGS[part].of_person for part in things_of(one) if part in THINGS)]
)
def test_another_persons_object_is_not_there(office: Office, name: str) -> None:
    """By its number, even for one of the same role and department."""
    owner = next(THINGS[part].of_person for part in things_of(name) if THINGS[part].of_person)
    for who, user in office.world.users.items():
        if who == owner or user.role == Role.ADMIN:
            continue
        for method, allowed in (("get", LINES[name].reads), ("post", LINES[name].changes)):
            if Role(user.role) in allowed:
                assert office.ask(who, name, method).status in (403, 404), (who, method)
