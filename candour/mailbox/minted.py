"""New words before they are used: they are in hidden fields with a signature, and are not stored."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare, salted_hmac

from candour.seal.receipt import Receipt, UnknownWords, WrongCount, mint, parse_receipt

LABEL = "candour words that we made"

NOT_OURS = "We did not make these seven words. Go back one step, and we will make new ones for you."


@dataclass(frozen=True, repr=False)
class Minted:
    """New words and the server's signature on them, for two hidden fields. No repr: it must reach no log."""

    words: Receipt
    mark: str


def mint_words() -> Minted:
    """Seven new words with their signature. They open nothing until they are sent back and used."""
    return mark_words(mint())


def mark_words(words: Receipt) -> Minted:
    """These words with their signature, for a page that is shown again."""
    return Minted(words, _mark(words))


def words_from(words: str, mark: str) -> Receipt:
    """The receipt in a page's hidden fields. Raises ValidationError unless its signature is ours.

    Without the signature anybody could send words of their own choice, which are easy to guess.
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
