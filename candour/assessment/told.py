"""How an account is set out beside the report. Its words are intake's own."""

from collections.abc import Mapping

from candour.intake.rules import ACCOUNT, account_in_words


def set_out(account: Mapping[str, str]) -> list[tuple[str, str]]:
    """The answers that were given, as (question, answer): what happened first, the rest as it was asked."""
    given = [(question, words) for question, words in account_in_words(account) if words.strip()]
    return sorted(given, key=lambda one: one[0] != ACCOUNT["what"])
