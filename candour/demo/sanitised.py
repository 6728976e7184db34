"""What an assessor writes from an invented account, and what a force asks and answers.

The text follows the rules for sanitising of anonymous lines: third person; nobody's relation
to anybody; a week or a season, never a time by the clock; how it is known only in kind. It is made from the
account's gist, never from its words.
"""

import random

from candour.demo.accounts import InventedAccount
from candour.demo.people import NEITHER, WRITTEN, force_in_words
from candour.demo.phrases import AccountWords, book
from candour.demo.references import force_reference

__all__ = [
    "force_question",
    "force_reference",
    "outcome_note",
    "reporter_answer",
    "sanitised",
    "sanitised_answer",
]


def sanitised(rng: random.Random, account: InventedAccount, *, about: str) -> str:
    """The sanitised report: 80 to 250 words in headed paragraphs, who, what, when, where, how known, risk.

    `about` is the short name of the force that the subject serves with; empty where it is not known.
    """
    words = AccountWords(rng, {**account.gist, **NEITHER, "force": force_in_words(about, WRITTEN)})
    named = "who_described" if account.gist["who"] == "who_described" else "who_named"
    paragraphs = {
        "Who": [_line(words, named)],
        "What": [_line(words, "lead"), *_what(account), _line(words, "untested")],
        "When": [account.gist["neutral_when"]],
        "Where": [
            account.gist["neutral_where"],
            _line(words, f"duty_{account.on_duty}"),
            _line(words, f"place_{account.setting}"),
        ],
        "How known": [_line(words, f"basis_{account.how_known_code}")],
        "Risk": [_line(words, "risk" if account.danger else "no_risk"), _line(words, "care")],
        "Further questions": [_line(words, "more")],
    }
    return "\n\n".join(f"{heading}\n{' '.join(sentences)}" for heading, sentences in paragraphs.items())


def _line(words: AccountWords, section: str) -> str:
    return words.fill(words.pick(book("assessor")[section])[0])


def _what(account: InventedAccount) -> list[str]:
    gist = (account.gist.get(f"neutral_{kind}", "") for kind in ("what", "pattern", "evidence"))
    return [sentence for sentence in gist if sentence]


def _thread(account: InventedAccount) -> tuple[str, ...]:
    return book("threads")[""][int(account.gist["thread"])]


def force_question(rng: random.Random, account: InventedAccount) -> str:
    """A force's question to the reporter; of one account always the same, in different words round it."""
    return f"{rng.choice(book('threads')['question_lead'])[0]} {_thread(account)[0]}"


def reporter_answer(rng: random.Random, account: InventedAccount) -> str:
    """What the reporter leaves in the mailbox in answer to `force_question` of the same account."""
    return rng.choice(account.answers)


def sanitised_answer(rng: random.Random, account: InventedAccount) -> str:
    """The same answer as it goes to the force."""
    answer = AccountWords(rng, {**account.gist, **NEITHER}).fill(_thread(account)[2])
    return f"Answer to the force's question. {answer} {_line(AccountWords(rng), 'untested')}"


def outcome_note(rng: random.Random, code: str) -> str:
    """A line that a force's unit writes beside an outcome; a plain one for codes without any of their own."""
    notes = book("outcome_notes")[""]
    own = [note for note_code, note in notes if note_code == code]
    return rng.choice(own or [note for note_code, note in notes if note_code == "other"])
