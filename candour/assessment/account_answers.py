"""The answers of an account in the order in which the desk shows them, in intake's words."""

from collections.abc import Mapping

from candour.intake.rules import ACCOUNT, account_in_words


def answers_in_order(account: Mapping[str, str]) -> list[tuple[str, str]]:
    """The account's answers as (question, answer): what happened first, the rest in the form's order."""
    answers = [(question, words) for question, words in account_in_words(account) if words.strip()]
    return sorted(answers, key=lambda answer: answer[0] != ACCOUNT["what"])
