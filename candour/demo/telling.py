"""Composes an account from scenes and remarks, in an order and at a length drawn by chance."""

import random
from dataclasses import dataclass
from functools import cache

from candour.demo.fates import one_of
from candour.demo.phrases import AccountWords, Lines, book
from candour.demo.voices import Voice, as_told

# Each word is a kind of sentence; "/" begins a new paragraph. Where there is but one scene it is told once.
SHORT = (
    "scene",
    "scene pattern",
    "opening scene",
    "scene ending",
    "scene evidence",
    "impact scene",
)
MIDDLING = (
    "opening scene pattern evidence",
    "scene pattern impact ending",
    "opening scene scene evidence",
    "scene evidence scene ending",
    "opening impact scene pattern ending",
    "scene impact / evidence ending",
    "opening / scene pattern / ending",
    "opening scene / pattern evidence / impact",
    "impact scene evidence pattern ending",
)
LONG = (
    "opening opening / scene pattern / scene evidence / impact ending",
    "opening / scene pattern evidence / impact impact / scene / ending",
    "scene / pattern impact / scene evidence / ending ending",
    "opening impact opening / scene / impact pattern / scene evidence / impact ending ending",
    "opening opening impact scene impact scene pattern impact evidence evidence ending ending",
    "opening / impact / scene / scene / pattern / evidence / ending",
)
BY_A_HANDLER = (
    "scene pattern",
    "scene evidence pattern",
    "scene impact",
    "scene pattern scene evidence",
    "scene impact evidence",
    "scene / pattern impact / scene / evidence",
)
SAYS = (
    "The caller says:",
    "The caller reports:",
    "In the caller's words:",
    "Told as follows:",
    "Account:",
    "",
)


BASES = {"saw": 35, "told": 30, "heard": 15, "records": 20}
AT_HOME = {"saw": 45, "told": 38, "heard": 17}


@dataclass(frozen=True)
class Scene:
    """One thing that somebody did, as a reporter says it and as an assessor writes it."""

    corruption_category: str
    duty: str
    setting: str
    voice: str
    spoken: str
    neutral: str

    @property
    def is_own(self) -> bool:
        """True where it was done to the reporter."""
        return self.voice == "v"


@cache
def scenes_of(category: str) -> tuple[Scene, ...]:
    """Every scene in a category's phrase book."""
    return tuple(Scene(*line) for line in book(f"scenes/{category}")[""])


@cache
def _scenes_like(category: str, corruption_category: str) -> tuple[Scene, ...]:
    every = scenes_of(category)
    return tuple(scene for scene in every if scene.corruption_category == corruption_category) or every


@cache
def _told_in(category: str, *, own: bool) -> tuple[Scene, ...]:
    return tuple(scene for scene in scenes_of(category) if scene.is_own == own)


def choose_scenes(rng: random.Random, category: str, corruption_category: str) -> list[Scene]:
    """One scene, or two that one person could tell of: two things done to oneself only by one's partner."""
    first = rng.choice(_scenes_like(category, corruption_category))
    if rng.random() > 0.45 or (first.is_own and category != "partner_abuse"):
        return [first]
    second = rng.choice(_told_in(category, own=first.is_own))
    return [first] if second == first else [first, second]


@dataclass(frozen=True)
class Telling:
    """The parts of one account: its words, its scenes, and how it is typed or written down."""

    words: AccountWords
    scenes: list[Scene]
    category: str
    voice: Voice
    by_phone: bool

    @property
    def at_home(self) -> bool:
        """True where it is about a home, so that talk of shifts and rotas would be out of place."""
        return self.category == "partner_abuse"

    @property
    def at_work(self) -> bool:
        """True where the reporter may know the subject's work from inside."""
        return not self.at_home and not self.scenes[0].is_own


def narrative(telling: Telling, *, again: bool = False) -> str:
    """What happened, as typed or as written down; the neutral words for it go to the gist."""
    noted = telling.by_phone and telling.voice is as_told
    rng = telling.words.rng
    shapes = BY_A_HANDLER if noted else rng.choice((SHORT, MIDDLING, MIDDLING, LONG))
    shape = rng.choice(shapes).split()
    paragraphs, used = _spoken(telling, ["again", *shape] if again else shape)
    # Neutral words only for what was said: a scene for which the shape had no room is not in the gist.
    telling.words.fillers["neutral_what"] = " ".join(telling.words.fill(scene.neutral) for scene in used)
    account = "\n\n".join(telling.voice(paragraph) for paragraph in paragraphs)
    return _with_the_handlers_notes(rng, account) if telling.by_phone else account


def _spoken(telling: Telling, shape: list[str]) -> tuple[list[str], list[Scene]]:
    words, waiting, used = telling.words, list(telling.scenes), []
    paragraphs: list[list[str]] = [[]]
    lines = _drawn(telling, shape)
    for kind in shape:
        if kind == "/":
            paragraphs.append([])
        elif kind != "scene":
            paragraphs[-1].append(_remark(words, kind, lines[kind].pop()))
        elif waiting:
            used.append(waiting.pop(0))
            paragraphs[-1].append(words.fill(used[-1].spoken) + ".")
    return [" ".join(sentences) for sentences in paragraphs if sentences], used


def _drawn(telling: Telling, shape: list[str]) -> dict[str, list[tuple[str, ...]]]:
    """As many different lines of each kind as the shape asks for."""
    rng, at_work = telling.words.rng, telling.at_work
    kinds = sorted(set(shape) - {"/", "scene"})
    return {kind: rng.sample(_remarks(kind, at_work=at_work), shape.count(kind)) for kind in kinds}


@cache
def _remarks(kind: str, *, at_work: bool) -> Lines:
    voice = book("voice")
    return voice[kind] + (voice.get(f"{kind}_work", ()) if at_work else ())


def _remark(words: AccountWords, kind: str, line: tuple[str, ...]) -> str:
    if len(line) == 2:
        so_far = words.fillers.get(f"neutral_{kind}", "")
        words.fillers[f"neutral_{kind}"] = f"{so_far} {words.fill(line[1])}".strip()
    return words.fill(line[0])


def _with_the_handlers_notes(rng: random.Random, narrative: str) -> str:
    voice = book("voice")
    opening = rng.choice(voice["handler_opening"])[0] if rng.random() < 0.7 else ""
    ending = rng.choice(voice["handler_ending"])[0] if rng.random() < 0.7 else ""
    account = f"{rng.choice(SAYS)} {narrative}".strip()
    return "\n\n".join(part for part in (opening, account, ending) if part)


def when(telling: Telling) -> str:
    """When it happened, in the reporter's words."""
    return _both_ways(telling, "when", "when")


def where(telling: Telling) -> str:
    """Where it happened, in the reporter's words."""
    scene = telling.scenes[0]
    if scene.setting == "online":
        return _both_ways(telling, "where_online", "where")
    off_duty = scene.duty == "off" or (telling.at_home and scene.duty == "both")
    return _both_ways(telling, "where_off" if off_duty else "where_on", "where")


def _both_ways(telling: Telling, section: str, gist: str) -> str:
    """A line in the reporter's words; the neutral words for it go to the gist."""
    spoken, neutral = telling.words.pick(book("voice")[section])
    telling.words.fillers[f"neutral_{gist}"] = telling.words.fill(neutral)
    return telling.voice(telling.words.fill(spoken))


def how_known(telling: Telling) -> tuple[str, str]:
    """The code for how the reporter knows (saw, told, heard, records), and how they put it."""
    if telling.scenes[0].is_own:
        return "saw", telling.voice(line(telling, "know_saw_v"))
    basis = one_of(telling.words.rng, AT_HOME if telling.at_home else BASES)
    return basis, telling.voice(line(telling, _seen(telling) if basis == "saw" else f"know_{basis}"))


def _seen(telling: Telling) -> str:
    if telling.at_home:
        return "know_saw_home"
    if telling.scenes[0].setting == "online":
        return "know_saw_online"
    on_duty = telling.scenes[0].duty == "on"
    return "know_saw_work" if on_duty and telling.words.rng.random() < 0.4 else "know_saw_o"


def afraid_of(telling: Telling) -> str:
    """What somebody is afraid will happen now."""
    at_home = telling.category in {"partner_abuse", "sexual_boundary"} and telling.words.rng.random() < 0.7
    return telling.voice(line(telling, "danger_home" if at_home else "danger"))


def line(telling: Telling, section: str) -> str:
    """One line of what people say, its gaps filled."""
    return telling.words.fill(telling.words.pick(book("voice")[section])[0])
