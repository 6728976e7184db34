"""Every address behind the two work doors, and who may come in. A new page is added here first."""

import re
import uuid
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern

from candour.staff.models import Member, Role
from tests.conftest import Cast

Door = Callable[[Member], Client]

EVERYBODY = frozenset(Role)
CASEWORK = frozenset({Role.ASSESSOR, Role.SUPERVISOR})
KEEPERS = frozenset({Role.ADMINISTRATOR, Role.SUPERVISOR})
# Letters and transfers come in by the same screen, at the hands of those who do casework.
CALLS = frozenset({Role.CALL_HANDLER}) | CASEWORK
SUPERVISORS = frozenset({Role.SUPERVISOR})
FIGURES = SUPERVISORS | {Role.FIGURES_OFFICER}
INFORMATION = SUPERVISORS | {Role.INFORMATION_OFFICER}
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
UNITS = frozenset({Role.FORCE_MEMBER})

# Addresses that are there for whoever is not signed in yet, or whose second factor is not set up yet.
ENTRANCE = {
    "health",
    "account_login",
    "mfa_authenticate",
    "look_round",
    "account_logout",
    "invitation",
    "mfa_index",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
}
# Of these, the ones that only a member sees; the others ask nobody who they are.
SIGNED_IN = {name for name in ENTRANCE if name.startswith("mfa_")} | {"account_reauthenticate"}

WHO: dict[str, dict[frozenset[Role], str]] = {
    "desk": {
        EVERYBODY: "home_of_door passphrase",
        CALLS: "take_call",
        CASEWORK: """worklist take_up_next contact contact_take_up contact_put_back contact_close
            contact_reopen
            contact_start_report contact_join contact_ask reports one_report report_details report_subjects
            report_remove_subject report_items report_remove_item report_sanitised report_decide
            referrals one_referral propose_redirect questions question release write_answer""",
        SUPERVISORS: """approvals approval approve set_aside move send_on keep_with_force answer
            approve_answer send_held""",
        FIGURES: """releases ask_figures one_release compile_release move_release correct_release
            answer_again draft publish_release""",
        INFORMATION: """foi_requests foi_enter foi_request foi_triage foi_divert foi_connect foi_take_back
            foi_holding foi_held foi_held_mail foi_held_request foi_held_match foi_held_settle foi_outgoing
            foi_account_desk foi_holidays foi_holiday foi_publish
            foi_annotations foi_annotation foi_annotation_off foi_add_file foi_file foi_file_download
            foi_decide foi_draft foi_review foi_ico foi_letter foi_letter_pdf""",
        ADMINISTRATORS: "members one_member reset_factor close_account withdraw_invitation",
        KEEPERS: "team_keys confirm_key audit_trail",
        KEEPERS | UNITS: "hand_key_on take_key_back",
    },
    "force": {
        EVERYBODY: "home_of_door passphrase",
        UNITS: """inbox referral referral_details acknowledge send_back pass_on ask referral_outcomes
            correct_outcome withdraw_outcome unit_keys""",
        KEEPERS | UNITS: "hand_key_on take_key_back",
    },
}


def roles_of(door: str) -> dict[str, frozenset[Role]]:
    """Who may come in, by the address's name."""
    return {name: roles for roles, names in WHO[door].items() for name in names.split()}


def addresses(door: str) -> Iterator[tuple[str, str]]:
    """Every address behind a door, by name, with something invented in each of its gaps."""
    for pattern in import_module(f"candour.doors.{door}").urlpatterns:
        assert isinstance(pattern, URLPattern), (
            "Addresses are listed one by one, never taken in by include()."
        )
        filled = re.sub(r"<uuid:\w+>", str(uuid.uuid4()), str(pattern.pattern))
        yield str(pattern.name), "/" + re.sub(r"<\w+:\w+>", "7", filled)


@pytest.mark.parametrize("door", ["desk", "force"])
def test_the_table_names_every_address_and_no_other(door: str) -> None:
    assert {name for name, _ in addresses(door)} == set(roles_of(door)) | ENTRANCE


@pytest.mark.parametrize("door", ["desk", "force"])
def test_every_address_stands_behind_its_own_door(door: str) -> None:
    assert all(address == f"/{door}" or address.startswith(f"/{door}/") for _, address in addresses(door))


@pytest.mark.parametrize("door", ["desk", "force"])
def test_whoever_is_not_signed_in_is_sent_to_sign_in(cast: Cast, door: str) -> None:
    closed = set(roles_of(door)) | SIGNED_IN
    for name, address in addresses(door):
        for ask in (Client().get, Client().post):
            answer = ask(address)
            # A call that outlasted the session is handed back with a 403 rather than lost.
            if name in closed and answer.status_code not in {403, 405}:
                assert answer.status_code == 302, (name, answer.status_code)
                assert answer["Location"].startswith(f"/{door}/sign-in"), (name, answer["Location"])


@pytest.mark.parametrize("door", ["desk", "force"])
@pytest.mark.parametrize("who", ["hana", "asif", "rhona", "finn", "olu", "ada", "mo"])
def test_a_role_comes_in_where_the_table_says_and_nowhere_else(
    cast: Cast, through_the_door: Door, door: str, who: str
) -> None:
    member: Member = getattr(cast, who)
    client, may = through_the_door(member), roles_of(door)
    for name, address in addresses(door):
        if name in ENTRANCE:
            continue
        answers = [client.get(address).status_code]
        if member.role not in may[name]:
            answers.append(client.post(address).status_code)
            assert set(answers) <= {403, 405}, (name, answers)
            assert 403 in answers, (name, answers)
        else:
            assert answers[0] in {200, 302, 404, 405}, (name, answers)


@pytest.mark.parametrize("door", ["desk", "force"])
def test_without_a_second_factor_nothing_opens(cast: Cast, through_the_door: Door, door: str) -> None:
    member = cast.mo if door == "force" else cast.rhona
    client = through_the_door(member)
    Authenticator.objects.filter(user_id=member.pk).delete()
    for name, address in addresses(door):
        if name not in ENTRANCE:
            answer = client.get(address)
            if answer.status_code != 405:
                assert answer["Location"] == f"/{door}/your-sign-in/app", name


@pytest.mark.parametrize("door", ["desk", "force"])
@pytest.mark.parametrize(
    "path", ["signup", "sign-up", "password/reset", "email", "recovery-codes", "sign-in/passkey", "admin"]
)
def test_nobody_signs_up_or_resets_a_passphrase_by_mail(cast: Cast, door: str, path: str) -> None:
    assert Client().get(f"/{door}/{path}").status_code == 404


def test_one_door_s_addresses_do_not_answer_at_the_other(cast: Cast, through_the_door: Door) -> None:
    assert through_the_door(cast.ada).get("/force/members").status_code == 404
    assert through_the_door(cast.mo).get("/desk/inbox").status_code == 404
