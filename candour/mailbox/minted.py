"""Words made but not yet in use: they ride in a page with our mark, and the server keeps nothing of them."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare, salted_hmac

from candour.seal.receipt import Receipt, UnknownWords, WrongCount, mint, parse_receipt

LABEL = "candour words that we made"

NOT_OURS = "We did not make these seven words. Go back one step, and we will make new ones for you."


@dataclass(frozen=True, repr=False)
class Minted:
    """New words and the server's mark on them, both for two hidden fields. No repr: it must reach no log."""

    words: Receipt
    mark: str


def mint_words() -> Minted:
    """Seven new words, marked as ours. They open nothing until a page brings them back."""
    return mark_words(mint())


def mark_words(words: Receipt) -> Minted:
    """The same words with our mark on them, for a page that is shown once more."""
    return Minted(words, _mark(words))


def words_from(words: str, mark: str) -> Receipt:
    """The receipt that a page brought back. ValidationError unless the mark on it is ours.

    Without the mark anyone could choose their own words, and choose ones that are easy to guess.
    """
    try:
        receipt = parse_receipt(words)
    except (WrongCount, UnknownWords):
        raise ValidationError(NOT_OURS) from None
    if not constant_time_compare(_mark(receipt), mark):
        raise ValidationError(NOT_OURS)
    return receipt


def _mark(words: Receipt) -> str:
    return salted_hmac(LABEL, words, algorithm="sha256").hexdigest()
