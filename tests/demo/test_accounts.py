import random
import re
from collections import Counter

import pytest

from candour.demo.accounts import InventedAccount, invent, invent_again, invent_not_a_report
from candour.demo.matters import CATEGORIES
from candour.demo.people import subject_words
from candour.demo.phrases import BOOKS, GAP, book, gap_fillers
from candour.demo.sanitised import force_question, reporter_answer
from candour.demo.schedule import plan
from candour.demo.telling import scenes_of

MADE_OF_TWO = re.compile(r"^(?:[A-Z]\. )?[A-Z][a-z]+(?:-(?:O'|Mac|Mc)?[A-Z][A-Za-z']+)?$")
CATEGORY = list(CATEGORIES)


def many(count: int, seed: int = 7) -> list[InventedAccount]:
    rng = random.Random(seed)
    return [
        invent(rng, category=CATEGORY[n % 5], by_phone=n % 3 > 0, about="MPS" if n % 4 else "Essex")
        for n in range(count)
    ]


@pytest.mark.parametrize("seed", [1129, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (3, 4))])
def test_no_two_of_2878_are_alike(seed: int) -> None:
    rng, texts = random.Random(seed), []
    for contact in plan(seed).contacts:
        by_phone = contact.channel == "phone"
        if contact.closed_as:
            texts.append(invent_not_a_report(rng, by_phone=by_phone, reason=contact.closed_as)[1])
        else:
            account = invent(rng, category=contact.category, by_phone=by_phone, about="MPS")
            texts.append(
                "|".join((account.who, account.events, account.when, account.where, account.how_known))
            )
    assert len(texts) == 2878
    assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_the_same_seed_tells_the_same() -> None:
    assert many(50) == many(50)
    assert many(50) != many(50, seed=8)


def test_every_gap_is_filled() -> None:
    for account in many(1500):
        words = [account.who, account.events, account.when, account.where, account.how_known, account.danger]
        assert "{" not in " ".join([*words, *account.letters, *account.answers, *account.subject.values()])


def test_each_category_has_forty_scenes_and_each_is_whole() -> None:
    for category in CATEGORIES:
        assert len(scenes_of(category)) >= 40
        for scene in scenes_of(category):
            assert scene.duty in {"on", "off", "both"}
            assert scene.setting in {"in_person", "online", "both"}
            assert scene.voice in {"v", "o", "a"}
            assert scene.neutral.endswith(".")


def test_every_gap_in_the_books_has_something_to_fill_it() -> None:
    fillers = {*subject_words(random.Random(1), about="MPS", often_a_man=1)[1], *gap_fillers()}
    for path in BOOKS.rglob("*.txt"):
        text = path.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        assert set(GAP.findall("\n".join(lines))) <= fillers, path.name


def test_codes_are_those_of_the_form() -> None:
    for account in many(600):
        assert account.who_kind in {"officer", "staff", "volunteer", "unknown"}
        assert account.on_duty in {"on", "off", "both", "unknown"}
        assert account.setting in {"in_person", "online", "both"}
        assert account.how_known_code in {"saw", "told", "heard", "records"}


def test_lengths_and_typing_habits_differ() -> None:
    typed = [account.events for n, account in enumerate(many(1500)) if n % 3 == 0]
    lengths = [len(text.split()) for text in typed]
    assert min(lengths) < 25
    assert max(lengths) > 110
    assert any(text == text.lower() for text in typed)
    assert any("\n\n" in text for text in typed)
    assert any(". " not in text and len(text) > 150 for text in typed)


def test_a_caller_is_often_written_down_in_the_third_person() -> None:
    called = [account.events for n, account in enumerate(many(600)) if n % 3]
    assert sum("caller" in text.lower() for text in called) > len(called) / 2
    without_i = [text for text in called if not re.search(r"\b(I|my|me)\b", text)]
    assert len(without_i) > len(called) / 2


def test_names_are_compounds_that_nobody_bears() -> None:
    names = {account.subject["name"] for account in many(900) if "name" in account.subject}
    assert len(names) > 400
    starts = [line[0] for line in book("subject")["surname_first"]]
    for name in names:
        assert MADE_OF_TWO.match(name), name
        surname = name.split(" ")[-1]
        assert "-" in surname or sum(part.lower() in surname.lower() for part in starts) >= 2


def test_contact_details_are_left_only_by_the_confidential_and_lead_nowhere() -> None:
    rng = random.Random(3)
    for n in range(400):
        account = invent(rng, category=CATEGORY[n % 5], by_phone=False, about="MPS", confidential=n % 2 == 0)
        assert account.confidential == (n % 2 == 0) == bool(account.contact_details)
        if account.confidential:
            assert re.search(r"07700 900\d{3}\b|@example\.org\b", account.contact_details)


def test_danger_is_told_when_asked_for() -> None:
    rng = random.Random(3)
    assert invent(rng, category="partner_abuse", by_phone=False, about="MPS", danger=True).danger
    assert not invent(rng, category="partner_abuse", by_phone=False, about="MPS", danger=False).danger


def test_a_corruption_category_narrows_the_scenes() -> None:
    rng = random.Random(3)
    for _ in range(50):
        account = invent(
            rng, category="money_favours", by_phone=False, about="MPS", corruption_category="NCC06"
        )
        first = scenes_of("money_favours")[int(account.gist["scenes"].split()[0])]
        assert first.corruption_category == "NCC06"


def test_told_again_it_is_the_same_person_and_matter_in_other_words() -> None:
    rng = random.Random(3)
    for first in many(60):
        second = invent_again(rng, first, by_phone=False)
        assert second.subject == first.subject
        assert second.gist["scenes"] == first.gist["scenes"]
        assert second.events != first.events


def test_the_answer_fits_the_question() -> None:
    rng = random.Random(3)
    for account in many(200):
        question, answer, _, fits = book("threads")[""][int(account.gist["thread"])]
        assert question in force_question(rng, account)
        assert fits == "all" or account.category in fits.split()
        assert reporter_answer(rng, account) in account.answers
        assert len(reporter_answer(rng, account)) > len(answer) / 2


@pytest.mark.parametrize("by_phone", [True, False])
def test_what_is_no_report_has_its_reason(by_phone: bool) -> None:
    rng = random.Random(3)
    contacts = [invent_not_a_report(rng, by_phone=by_phone) for _ in range(200)]
    reasons = {reason for reason, _ in contacts}
    assert reasons == {"no_information", "other_service", "signposted"} | (
        {"abandoned"} if by_phone else set()
    )
    assert all(text.strip() and "{" not in text for _, text in contacts)
    assert invent_not_a_report(rng, by_phone=by_phone, reason="signposted")[0] == "signposted"


def test_the_phrase_books_speak_as_the_house_does() -> None:
    for path in BOOKS.rglob("*.txt"):
        words = path.read_text(encoding="utf-8").lower()
        assert not re.search(r"\b(please|error|invalid|illegal|oops)\b", words), path.name
