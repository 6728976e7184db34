import math
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.seal import receipt
from candour.seal.keys import WrongKey
from candour.seal.receipt import COUNT, LIST, MINTED, WORDS, Receipt, UnknownWords, WrongCount
from candour.seal.sealing import seal
from candour.seal.unsealing import unseal
from tests.seal.cast import LETTER, patient

receipts = st.lists(st.sampled_from(WORDS), min_size=COUNT, max_size=COUNT).map(
    lambda words: Receipt(" ".join(words))
)
separators = st.text(" \t\n\r-,.;:/_–—…'\"()0123456789", min_size=1, max_size=4)
cases = st.sampled_from([str.lower, str.upper, str.title, str.swapcase])


def test_a_new_receipt_is_seven_words_of_the_list_with_single_spaces() -> None:
    minted = receipt.mint()

    assert len(minted.split(" ")) == COUNT
    assert set(minted.split(" ")) <= set(WORDS)
    assert receipt.parse_receipt(minted) == minted


def test_no_receipt_is_given_out_twice() -> None:
    assert len({receipt.mint() for _ in range(2000)}) == 2000


def test_every_word_of_the_list_comes_up() -> None:
    drawn = {word for _ in range(20_000) for word in receipt.mint().split(" ")}

    assert drawn == set(MINTED)


def test_seven_words_are_worth_more_than_ninety_bits() -> None:
    assert len(set(WORDS)) == len(WORDS) == 7772
    assert len(MINTED) == 7461
    assert COUNT * math.log2(len(MINTED)) > 90


def test_words_that_hurt_are_never_drawn_but_still_read() -> None:
    for word in ("traitor", "police", "strangle", "suffocate", "widow", "handcuff", "racism", "iphone"):
        assert word in WORDS
        assert word not in MINTED


def test_no_word_has_anything_but_letters() -> None:
    assert all(word.isascii() and word.isalpha() and word.islower() for word in WORDS)
    assert set(LIST) - set(WORDS) == {"drop-down", "felt-tip", "t-shirt", "yo-yo"}


@patient
@given(receipts, st.lists(separators, min_size=COUNT + 1, max_size=COUNT + 1), cases)
def test_it_is_read_back_however_it_is_typed(words: Receipt, between: list[str], case: object) -> None:
    assert callable(case)
    typed = between[0] + "".join(
        case(word) + gap for word, gap in zip(words.split(" "), between[1:], strict=True)
    )

    assert receipt.parse_receipt(typed) == words


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}.", "1. {}", "“{}”", "\ufeff{}\u00a0", "{}\r\n"])
def test_it_is_read_back_from_what_surrounds_it(typed: str) -> None:
    words = receipt.mint()

    assert receipt.parse_receipt(typed.format(words)) == words


def test_numbers_before_the_words_are_passed_over() -> None:
    words = "abacus zoom yoyo shirt zebra landmine unwrapped"

    assert (
        receipt.parse_receipt("\n".join(f"{n}. {word}" for n, word in enumerate(words.split(), 1))) == words
    )
    assert receipt.parse_receipt(" ".join(f"{n}){word}" for n, word in enumerate(words.split(), 1))) == words


def test_full_width_and_accented_letters_are_read_as_plain_ones() -> None:
    words = "abacus zoom yoyo shirt cedar landmine unwrapped"

    assert (
        receipt.parse_receipt(unicodedata.normalize("NFC", "".join(f"{sign}\u0301" for sign in words)))
        == words
    )
    assert receipt.parse_receipt("".join(chr(ord(s) + 0xFEE0) if s.isalpha() else s for s in words)) == words


@pytest.mark.parametrize("typed", ["yo-yo", "yo yo", "Yo-Yo", "YOYO", "yo\nyo"])
def test_a_hyphen_neither_breaks_nor_mistakes_a_word(typed: str) -> None:
    assert receipt.parse_receipt(f"abacus {typed} zoom {typed} abacus zoom abacus") == (
        "abacus yoyo zoom yoyo abacus zoom abacus"
    )


def test_no_word_of_the_list_is_two_others_put_together() -> None:
    known = set(WORDS)

    assert not [word for word in WORDS for cut in range(1, len(word)) if {word[:cut], word[cut:]} <= known]


def test_a_word_typed_in_two_parts_is_put_together() -> None:
    assert receipt.parse_receipt("land mine zoom zoom un-wrapped zoom zoom zoom") == (
        "landmine zoom zoom unwrapped zoom zoom zoom"
    )


@pytest.mark.parametrize("count", [0, 1, 6, 8, 40])
def test_another_number_of_words_is_told(count: int) -> None:
    with pytest.raises(WrongCount) as caught:
        receipt.parse_receipt("zoom " * count)

    assert caught.value.count == count


def test_a_misspelt_word_is_named_with_its_place_and_words_like_it() -> None:
    with pytest.raises(UnknownWords) as caught:
        receipt.parse_receipt("Abakus zoom yoyo strenght zebra landmine qqqqq")

    assert caught.value.unknown == [
        (1, "abakus", ["abacus"]),
        (4, "strenght", ["strength"]),
        (7, "qqqqq", []),
    ]


@patient
@given(st.sampled_from([word for word in WORDS if len(word) > 4]), st.data())
def test_one_slip_finds_the_word_again_or_others_as_near(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    slipped = data.draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[:place] + "q" + word[place:],
                word[:place] + "q" + word[place + 1 :],
                word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
            ]
        )
    )
    if slipped in WORDS:
        return

    with pytest.raises(UnknownWords) as caught:
        receipt.parse_receipt(f"zoom zoom zoom {slipped} zoom zoom zoom")

    [(position, typed, suggestions)] = caught.value.unknown
    assert (position, typed) == (4, slipped)
    assert word in suggestions or len(suggestions) == 3


def test_the_message_repeats_no_word_that_was_typed() -> None:
    with pytest.raises(UnknownWords) as caught:
        receipt.parse_receipt("secretly qwertyish zoom zoom zoom zoom zoom")

    assert "qwertyish" not in str(caught.value)


@pytest.mark.parametrize("typed", ["z" * 1_000_000, "zoom " * 200_000, "zzoom " * 7, "é" * 500_000])
def test_nobody_can_keep_the_line_busy_with_long_or_odd_words(typed: str) -> None:
    started = time.perf_counter()

    with pytest.raises(ValueError, match="words"):
        receipt.parse_receipt(typed)

    assert time.perf_counter() - started < 0.5


def test_only_the_first_thousand_signs_are_read() -> None:
    words = receipt.mint()

    assert receipt.parse_receipt(" " * (1000 - len(words)) + words + " and more of it") == words
    with pytest.raises(WrongCount):
        receipt.parse_receipt(" " * 1000 + words)


@patient
@given(receipts, receipts)
def test_other_words_lead_to_another_mailbox(one: Receipt, other: Receipt) -> None:
    same = one == other

    assert (receipt.mailbox_number(one) == receipt.mailbox_number(other)) is same
    assert (receipt.mailbox_key(one) == receipt.mailbox_key(other)) is same


def test_the_order_of_the_words_matters() -> None:
    words = "abacus zoom yoyo shirt zebra landmine unwrapped"
    turned = " ".join(reversed(words.split()))

    assert receipt.mailbox_number(Receipt(words)) != receipt.mailbox_number(Receipt(turned))


def test_a_letter_cannot_be_read_with_another_receipt() -> None:
    sealed = seal(b"words", [receipt.mailbox_key(receipt.mint()).public], LETTER)

    with pytest.raises(WrongKey):
        unseal(sealed, receipt.mailbox_key(receipt.mint()), LETTER)


@patient
@given(receipts, receipts, st.binary(), st.binary())
def test_content_is_known_again_under_its_own_receipt_alone(
    one: Receipt, other: Receipt, content: bytes, changed: bytes
) -> None:
    print_of_content = receipt.content_fingerprint(one, content)

    assert len(print_of_content) == 32
    assert (receipt.content_fingerprint(one, changed) == print_of_content) is (changed == content)
    assert (receipt.content_fingerprint(other, content) == print_of_content) is (other == one)
