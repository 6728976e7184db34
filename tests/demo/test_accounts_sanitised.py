import random
import re

import pytest

from candour.assessment.rules import signs
from candour.codes.outcomes import outcomes
from candour.demo.accounts import InventedAccount, invent
from candour.demo.fates import MEASURES_TAKEN
from candour.demo.matters import CATEGORIES
from candour.demo.sanitised import force_reference, outcome_note, sanitised, sanitised_answer

FIRST_PERSON = re.compile(r"\b(I|I'm|I've|me|my|mine|myself|we|our|us)\b", re.I)
RELATIONS = re.compile(
    r"\b(husband|wife|partner|fiancé|boyfriend|girlfriend|ex|neighbour|colleague|mother|father|mum|dad|sister|"
    r"brother|son|daughter|friend|boss|manager|landlord|uncle|aunt|cousin)s?\b",
    re.I,
)
GENDER = re.compile(r"\b(he|she|him|his|hers?|himself|herself)\b", re.I)
CLOCK = re.compile(r"\d[:.]\d\d|o'clock|\b\d+ ?[ap]m\b|quarter past|half past|minutes? (?:to|past)", re.I)


@pytest.fixture(scope="module")
def written() -> list[tuple[InventedAccount, str]]:
    rng = random.Random(11)
    accounts = [
        invent(rng, category=category, by_phone=n % 2 == 0, about="Kent" if n % 5 == 0 else "MPS")
        for n in range(500)
        for category in CATEGORIES
    ]
    return [(account, sanitised(rng, account, about="MPS")) for account in accounts]


@pytest.mark.parametrize("forbidden", [FIRST_PERSON, RELATIONS, GENDER, CLOCK])
def test_nothing_in_it_points_to_the_reporter(
    written: list[tuple[InventedAccount, str]], forbidden: re.Pattern[str]
) -> None:
    for _, text in written:
        assert not forbidden.search(text), text


def test_the_assessors_own_check_finds_nothing(written: list[tuple[InventedAccount, str]]) -> None:
    assert [sign for _, text in written for sign in signs(text)] == []


def test_it_is_eighty_to_two_hundred_and_fifty_words_under_the_five_questions(
    written: list[tuple[InventedAccount, str]],
) -> None:
    for _, text in written:
        assert 80 <= len(text.split()) <= 250
        assert [heading for heading in ("Who", "What", "When", "Where", "How known") if heading in text]
        assert "{" not in text


def test_it_tells_of_the_same_person_and_of_what_was_said(
    written: list[tuple[InventedAccount, str]],
) -> None:
    for account, text in written:
        assert account.gist["neutral_what"] in text
        assert account.subject.get("name", "Metropolitan Police Service") in text


def test_danger_is_written_into_it(written: list[tuple[InventedAccount, str]]) -> None:
    with_danger = [text for account, text in written if account.danger]
    assert with_danger
    assert not any("No present danger" in text or "No immediate risk" in text for text in with_danger)


def test_the_sanitised_answer_points_to_nobody(written: list[tuple[InventedAccount, str]]) -> None:
    rng = random.Random(3)
    for account, _ in written:
        text = sanitised_answer(rng, account)
        assert "{" not in text
        for forbidden in (FIRST_PERSON, RELATIONS, GENDER, CLOCK):
            assert not forbidden.search(text), text


def test_every_outcome_has_a_note() -> None:
    rng = random.Random(3)
    for code in [*outcomes(), *MEASURES_TAKEN, "nfa"]:
        assert outcome_note(rng, code)


def test_references_carry_the_force_and_the_year() -> None:
    rng = random.Random(3)
    assert re.fullmatch(r"DPS/2023/\d{5}", force_reference(rng, "metropolitan", 2023))
    assert re.fullmatch(r"TV/PSD/2024/\d{5}", force_reference(rng, "thames-valley", 2024))
