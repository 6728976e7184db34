import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from candour.assessment import actions as assessment
from candour.audit.models import Act
from candour.intake import desk
from candour.intake.models import Contact, ContactDetails
from candour.ledger.models import Entry
from candour.mailbox.actions import change_words, open_by_words
from candour.mailbox.models import Mailbox
from candour.seal.keys import WrongKey
from candour.seal.receipt import Receipt, mint
from candour.teams.models import NoKeyYet
from tests.conftest import DAY, Cast
from tests.intake.calling import ADDRESS, fresh, hidden, send, shown_words, text


@pytest.fixture
def hana(cast: Cast, through_the_door) -> Client:
    return through_the_door(cast.hana)


def account_of(contact: Contact, cast: Cast) -> dict[str, str]:
    assessment.take_up(contact, by=cast.asif, on=DAY)
    return assessment.open_account(contact, by=cast.asif, keys=cast.ring(cast.asif))


def test_a_call_becomes_a_contact_with_everything_that_was_told(hana: Client, cast: Cast) -> None:
    answers = {
        "category": "money_favours",
        "force": "kent",
        "danger": "on",
        "danger_words": "A child",
        "role": "officer",
        "duty": "off",
        "place": "online",
        "who": "An invented sergeant",
        "when": "In spring",
        "where": "By the invented canal",
        "how_known": "saw",
        "how_known_words": "There are messages",
        "circle": "Two people",
    }
    send(hana, **fresh(hana), **answers)
    contact = Contact.objects.get()

    assert (contact.channel, contact.category, contact.force_id) == ("phone", "money_favours", "kent")
    assert contact.danger
    account = account_of(contact, cast)
    told = {name: value for name, value in answers.items() if name not in {"category", "force", "danger"}}
    told["danger"] = told.pop("danger_words")
    assert account.items() >= told.items()


def test_the_caller_is_told_to_press_what_the_button_says(hana: Client) -> None:
    said = text(send(hana, **fresh(hana)))

    assert "press ‘Read your messages’" in said
    assert ">Read your messages</a>" in Client().get("/").content.decode()


def test_the_seven_words_stand_on_the_answer_to_be_read_out(hana: Client) -> None:
    new = fresh(hana)
    response = send(hana, **new)

    assert response.status_code == 200
    assert shown_words(response) == new["words"].split()
    assert '<ol class="words words--aloud">' in text(response)
    assert "Next call" in text(response)
    assert open_by_words(Receipt(new["words"])).mailbox.spoken


def test_loading_the_page_again_does_not_show_the_words_again(hana: Client) -> None:
    new = fresh(hana)
    send(hana, **new)
    again = send(hana, **new)

    assert "This call is saved already" in text(again)
    assert new["words"] not in text(again)
    assert not shown_words(again)


def test_a_double_click_makes_one_contact_and_one_mailbox(hana: Client) -> None:
    new = fresh(hana)
    for _ in range(3):
        send(hana, **new)

    assert Contact.objects.count() == 1
    assert Mailbox.objects.count() == 1
    assert Entry.objects.filter(event="contact.received").count() == 1


def test_what_was_changed_before_a_second_save_is_added(hana: Client) -> None:
    new = fresh(hana)
    send(hana, **new)
    send(hana, **new, where="By the invented canal")

    assert Contact.objects.count() == 1
    assert open_by_words(Receipt(new["words"])).mailbox.letters.count() == 1


def test_words_that_a_double_click_hid_can_be_made_again(hana: Client) -> None:
    new = fresh(hana)
    send(hana, **new)
    again = send(hana, **new)
    unheard = hidden(text(again), "unheard")

    other = hana.post(ADDRESS, {"do": "speak", "unheard": unheard})

    words = Receipt(" ".join(shown_words(other)))
    assert words != new["words"]
    assert open_by_words(words).mailbox.spoken
    with pytest.raises(WrongKey):
        open_by_words(Receipt(new["words"]))
    assert hana.post(ADDRESS, {"do": "speak", "unheard": unheard}).status_code == 302


def test_words_cannot_be_made_again_once_the_reporter_has_their_own(hana: Client) -> None:
    new = fresh(hana)
    send(hana, **new)
    unheard = hidden(text(send(hana, **new)), "unheard")
    change_words(open_by_words(Receipt(new["words"])), receipt=mint())

    assert hana.post(ADDRESS, {"do": "speak", "unheard": unheard}).status_code == 302


@pytest.mark.parametrize("unheard", ["", "00000000-0000-4000-8000-000000000000", "a:b:c"])
def test_only_the_page_s_own_mark_makes_words_again(hana: Client, unheard: str) -> None:
    assert hana.post(ADDRESS, {"do": "speak", "unheard": unheard}).status_code == 302


def test_words_cannot_be_made_again_long_after_the_call(hana: Client, monkeypatch) -> None:
    new = fresh(hana)
    send(hana, **new)
    unheard = hidden(text(send(hana, **new)), "unheard")
    monkeypatch.setattr(desk, "HEARD_WITHIN", -1)

    assert hana.post(ADDRESS, {"do": "speak", "unheard": unheard}).status_code == 302
    assert open_by_words(Receipt(new["words"]))


def test_the_words_stand_in_no_session_and_no_cookie(hana: Client) -> None:
    new = fresh(hana)
    send(hana, **new)
    kept = str([row.get_decoded() for row in Session.objects.all()]) + str(hana.cookies)

    assert not any(word in kept for word in (new["words"], new["mark"]))
    assert "An invented sergeant" not in kept


def test_a_call_leaves_no_line_in_the_audit_trail(hana: Client) -> None:
    before = Act.objects.count()
    send(hana, **fresh(hana))
    send(hana, do="close", **fresh(hana), what="", reason="wrong_number")

    assert Act.objects.count() == before


def test_the_handler_s_name_is_on_nothing_of_the_contact(hana: Client, cast: Cast) -> None:
    send(hana, **fresh(hana))

    assert str(cast.hana.pk) not in str(list(Contact.objects.values()))
    assert str(cast.hana.pk) not in str(list(Entry.objects.values()))


def test_contact_details_are_sealed_apart(hana: Client, cast: Cast) -> None:
    send(hana, **fresh(hana), details="an-invented-address@b.example", consent="on")

    assert ContactDetails.objects.get().consent
    assert "an-invented-address" not in str(account_of(Contact.objects.get(), cast))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"details": "a@b.example"}, "Ask whether the force may have these details."),
        ({"consent": "on"}, "Write how the force can reach the caller, or take the tick away."),
        ({"what": " "}, "Write what happened, or close the call with a reason."),
        ({"channel": "web_form"}, "Pick one of the answers in the list."),
        ({"force": "no-such-force"}, "Pick one of the answers in the list."),
    ],
)
def test_what_is_missing_is_said_and_the_form_comes_back_filled(
    hana: Client, answers: dict, said: str
) -> None:
    new = fresh(hana)
    page = text(send(hana, **new, **{"who": "An invented <sergeant>", **answers}))

    assert said in page
    assert "An invented <sergeant></textarea>" in page
    assert hidden(page, "words") == new["words"]
    assert not Contact.objects.exists()


def test_words_that_are_not_ours_are_not_taken_and_the_call_is_kept(hana: Client) -> None:
    page = text(send(hana, words=mint(), mark="0"))

    assert "It has new ones now: save it again." in page
    assert "An invented sergeant took an invented bribe</textarea>" in page
    assert not Contact.objects.exists()


def test_a_call_that_could_not_be_stored_comes_back_filled(hana: Client, monkeypatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise NoKeyYet("no key")

    monkeypatch.setattr(desk, "receive_contact", fail)
    new = fresh(hana)
    response = send(hana, **new)

    assert response.status_code == 503
    assert "This was not saved." in text(response)
    assert "An invented sergeant took an invented bribe</textarea>" in text(response)
    assert hidden(text(response), "words") == new["words"]
    assert not shown_words(response)


def test_a_call_that_outlasts_the_session_is_handed_back(hana: Client) -> None:
    new = fresh(hana)
    hana.session.flush()
    response = send(hana, **new)

    assert response.status_code == 403
    assert "You were signed out during the call" in text(response)
    assert hidden(text(response), "what") == "An invented sergeant took an invented bribe"
    assert hidden(text(response), "words") == new["words"]
    assert not Contact.objects.exists()
