from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from candour.seal.keys import WrongKey
from candour.staff import actions as staff
from candour.staff.models import Member
from candour.staff.rules import SHORTEST, passphrase_objections
from tests.conftest import PASSPHRASE, Cast

PAGE = "/desk/your-sign-in/passphrase"
NEW = "quite other words than before"
Door = Callable[[Member], Client]


def change(client: Client, old: str = PASSPHRASE, new: str = NEW, again: str = NEW):
    return client.post(PAGE, {"old": old, "passphrase": new, "again": again})


def test_a_new_passphrase_opens_the_same_key_and_the_old_one_none(cast: Cast, through_the_door: Door) -> None:
    key = cast.asif.public_key

    assert change(through_the_door(cast.asif)).status_code == 302

    cast.asif.refresh_from_db()
    assert staff.unlock(cast.asif, NEW)
    assert cast.asif.public_key == key
    with pytest.raises(WrongKey):
        staff.unlock(cast.asif, PASSPHRASE)


def test_whoever_changes_it_stays_signed_in_with_their_key_and_everywhere_else_is_out(
    cast: Cast, through_the_door: Door
) -> None:
    here = through_the_door(cast.asif)
    there = through_the_door(cast.asif)
    assert there.get(PAGE).status_code == 200

    change(here)

    assert change(here, old=NEW, new=PASSPHRASE, again=PASSPHRASE).status_code == 302
    assert there.get(PAGE)["Location"].startswith("/desk/sign-in")


def test_a_wrong_old_one_changes_nothing(cast: Cast, through_the_door: Door) -> None:
    page = change(through_the_door(cast.asif), old="not the passphrase").content.decode()

    assert "That is not your passphrase now" in page
    cast.asif.refresh_from_db()
    assert staff.unlock(cast.asif, PASSPHRASE)


def test_a_short_new_one_is_refused_in_words(cast: Cast, through_the_door: Door) -> None:
    page = change(through_the_door(cast.asif), new="short", again="short").content.decode()

    assert "Make it longer: 15 characters or more" in page


def test_no_password_hash_is_kept(cast: Cast) -> None:
    assert cast.asif.password.startswith("key$")
    assert PASSPHRASE not in cast.asif.password
    cast.asif.set_password(PASSPHRASE)
    first = cast.asif.password
    cast.asif.set_password(PASSPHRASE)
    assert cast.asif.password != first


@given(st.text(max_size=SHORTEST - 1))
def test_whatever_is_short_is_refused(words: str) -> None:
    assert passphrase_objections(words)


@given(st.sampled_from("abcde"), st.sampled_from("abcde"), st.integers(15, 60))
def test_whatever_repeats_itself_is_refused(one: str, two: str, length: int) -> None:
    assert passphrase_objections((one + two) * length)


@given(st.text(alphabet="abcdefghijklmnop", min_size=3, max_size=20))
def test_a_name_however_often_is_refused(name: str) -> None:
    assert passphrase_objections(f"{name} " * 8, names=(name,))


def test_plain_words_are_accepted() -> None:
    assert passphrase_objections("ada looks round the rehearsal", names=("ada", "Ada Keyring")) == []
