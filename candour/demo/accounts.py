"""Invented accounts by invented reporters about invented people.

No sentence here is about a real person or a real matter. `invent` puts one together from the phrase books in
`data/`: one or two scenes, remarks around them, and a way of typing; beside the reporter's words it keeps
neutral words for the same (`gist`), from which `sanitised.py` writes what an assessor would.
"""

import random
from dataclasses import dataclass, field, replace

from candour.demo.not_reports import invent_not_a_report
from candour.demo.people import contact_details, subject_words
from candour.demo.phrases import AccountWords, book
from candour.demo.telling import (
    Telling,
    afraid_of,
    choose_scenes,
    how_known,
    narrative,
    scenes_of,
    when,
    where,
)
from candour.demo.voices import Voice, as_told, careful, typist

__all__ = ["InventedAccount", "invent", "invent_again", "invent_not_a_report"]

OFTEN_A_MAN = {"sexual_boundary": 0.92, "partner_abuse": 0.86}
# The assessor's own categories have no form and no phrase book: such a matter was told as one of the five.
TOLD_AS = {"other_in_scope": "personal_advantage", "out_of_scope": "personal_advantage"}


@dataclass(frozen=True)
class InventedAccount:
    """What one invented reporter tells the line, in their own words, by the five questions.

    Codes: who_kind officer, staff, volunteer, unknown; on_duty on, off, both, unknown; setting in_person,
    online, both; how_known_code saw, told, heard, records. `letters` come later, `answers` when a force asks.
    `gist` is the same in neutral words, for the assessor; no reporter wrote it.
    """

    who_kind: str
    category: str
    on_duty: str
    setting: str
    who: str
    events: str
    when: str
    where: str
    how_known: str
    how_known_code: str
    danger: str
    confidential: bool
    contact_details: str
    subject: dict[str, str]
    letters: list[str]
    answers: list[str]
    gist: dict[str, str] = field(default_factory=dict)


def invent(
    rng: random.Random,
    *,
    category: str,
    by_phone: bool,
    about: str,
    danger: bool | None = None,
    confidential: bool | None = None,
    corruption_category: str = "",
) -> InventedAccount:
    """One account of that category about somebody in that force (its short name; empty: not known).

    `danger` and `confidential` fix what is otherwise left to chance; a corruption category such as "NCC02"
    narrows the choice of scenes where the category has any of that kind.
    """
    category = TOLD_AS.get(category, category)
    kind, fillers = subject_words(rng, about=about, often_a_man=OFTEN_A_MAN.get(category, 0.8))
    scenes = choose_scenes(rng, category, corruption_category)
    fillers["scenes"] = " ".join(str(scenes_of(category).index(scene)) for scene in scenes)
    telling = Telling(AccountWords(rng, fillers), scenes, category, _voice(rng, by_phone), by_phone)
    in_danger = rng.random() < 0.05 if danger is None else danger
    leaves_details = rng.random() < 0.1 if confidential is None else confidential
    return _account(telling, kind, in_danger=in_danger, leaves_details=leaves_details)


def invent_again(rng: random.Random, first: InventedAccount, *, by_phone: bool) -> InventedAccount:
    """The same reporter on the same matter once more, in other words: for a report from two contacts."""
    every = scenes_of(first.category)
    scenes = [every[int(index)] for index in first.gist["scenes"].split()]
    fillers = {name: word for name, word in first.gist.items() if not name.startswith("neutral_")}
    telling = Telling(AccountWords(rng, fillers), scenes, first.category, _voice(rng, by_phone), by_phone)
    second = _account(telling, first.who_kind, in_danger=bool(first.danger), leaves_details=False, again=True)
    return replace(
        second,
        on_duty=first.on_duty,
        setting=first.setting,
        confidential=first.confidential,
        contact_details=first.contact_details,
    )


def _account(
    telling: Telling, kind: str, *, in_danger: bool, leaves_details: bool, again: bool = False
) -> InventedAccount:
    rng, words, voice = telling.words.rng, telling.words, telling.voice
    who = _who(telling)
    basis, known_by = how_known(telling)
    return InventedAccount(
        who_kind=kind,
        category=telling.category,
        on_duty=_one_or_both(rng, [scene.duty for scene in telling.scenes], sure=0.88),
        setting=_one_or_both(rng, [scene.setting for scene in telling.scenes], sure=1.0),
        who=who,
        events=narrative(telling, again=again),
        when=when(telling),
        where=where(telling),
        how_known=known_by,
        how_known_code=basis,
        danger=afraid_of(telling) if in_danger else "",
        confidential=leaves_details,
        contact_details=contact_details(rng) if leaves_details else "",
        subject=_subject(words),
        letters=_letters(rng, words, voice),
        answers=[_answer(telling)],
        gist=words.fillers,
    )


def _voice(rng: random.Random, by_phone: bool) -> Voice:
    if by_phone:
        return as_told if rng.random() < 0.6 else careful
    return typist(rng)


def _typed(voice: Voice) -> Voice:
    """The voice for letters: whoever was written down by a call handler types for themselves here."""
    return careful if voice is as_told else voice


def _one_or_both(rng: random.Random, codes: list[str], *, sure: float) -> str:
    if rng.random() > sure:
        return "unknown"
    return codes[0] if len(set(codes)) == 1 else "both"


def _who(telling: Telling) -> str:
    words, rng = telling.words, telling.words.rng
    if "who" not in words.fillers:
        named = "who_named" if rng.random() < 0.62 else "who_described"
        words.fillers["who"] = _close(telling) if telling.at_home and telling.scenes[0].is_own else named
    return telling.voice(words.fill(words.pick(book("subject")[words.fillers["who"]])[0]))


def _close(telling: Telling) -> str:
    return "who_close" if telling.words.fillers["he"] == "he" else "who_close_she"


def _subject(words: AccountWords) -> dict[str, str]:
    fillers = words.fillers
    if fillers["who"] == "who_described":
        return {"description": words.fill(fillers["description"]), "rank": fillers["role"]}
    return {"name": fillers["name"], "rank": fillers["role"]}


def _letters(rng: random.Random, words: AccountWords, voice: Voice) -> list[str]:
    count = rng.choice((0, 0, 1, 1, 1, 2))
    return [_typed(voice)(words.fill(line[0])) for line in rng.sample(book("threads")["letter"], count)]


def _answer(telling: Telling) -> str:
    """The answer to the question that `force_question` will ask of this account."""
    words, threads = telling.words, book("threads")
    fitting = [n for n, line in enumerate(threads[""]) if line[3] == "all" or telling.category in line[3]]
    words.fillers["thread"] = str(words.rng.choice(fitting))
    answer = threads[""][int(words.fillers["thread"])][1]
    lead, tail = words.pick(threads["answer_lead"])[0], words.pick(threads["answer_tail"])[0]
    return _typed(telling.voice)(words.fill(f"{lead} {answer} {tail}"))
