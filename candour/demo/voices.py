"""How invented people type, and how a call handler writes down what a caller says."""

import random
import re
from collections.abc import Callable

from candour.demo.fates import one_of

Voice = Callable[[str], str]

CONTRACTED = {
    "do not": "don't",
    "Do not": "Don't",
    "does not": "doesn't",
    "did not": "didn't",
    "is not": "isn't",
    "cannot": "can't",
    "could not": "couldn't",
    "would not": "wouldn't",
    "was not": "wasn't",
    "I am": "I'm",
    "I have": "I've",
    "I will": "I'll",
    "it is": "it's",
    "It is": "It's",
    "that is": "that's",
    "That is": "That's",
    "there is": "there's",
    "There is": "There's",
    "he is": "he's",
    "she is": "she's",
    "He is": "He's",
    "She is": "She's",
}
IN_THIRD_PERSON = {
    "I am": "they are",
    "I was": "they were",
    "am I": "are they",
    "I": "they",
    "me": "them",
    "my": "their",
    "My": "Their",
    "mine": "theirs",
    "myself": "themself",
    "we": "they",
    "We": "They",
    "us": "them",
    "our": "their",
    "Our": "Their",
}


def _swapping(pairs: dict[str, str], *, before: str = "") -> Voice:
    longest_first = sorted(pairs, key=len, reverse=True)
    pattern = re.compile(r"\b(" + "|".join(longest_first) + r")\b" + before)
    return lambda text: pattern.sub(lambda match: pairs[match[1]], text)


# "Here it is." and "I have to go." are never contracted.
contracted = _swapping(CONTRACTED, before=r"(?! *(?:[.,?]|$)| to )")
_they = _swapping(IN_THIRD_PERSON)


def careful(text: str) -> str:
    """The text unchanged: whole sentences."""
    return text


def hurried(text: str) -> str:
    """All in small letters, without apostrophes."""
    return contracted(text).lower().replace("'", "")


def breathless(text: str) -> str:
    """No full stops, only line ends and commas."""
    run_on = re.sub(r"\. (\w)", lambda start: f", {start[1].lower()}", contracted(text))
    return run_on.rstrip(".").replace("I'm", "im").replace("I ", "i ")


def trailing(text: str) -> str:
    """Sentences that tail off."""
    return contracted(text).replace(". ", "... ")


def clipped(text: str) -> str:
    """Like a telegram: a line for each sentence, and small words left out."""
    return re.sub(r"\b(?:I have|I am|It is|There is) ", "", text).replace(". ", ".\n")


def loud(text: str) -> str:
    """The first sentence in capitals, where there is room to calm down after it."""
    if len(text) < 120:
        return contracted(text)
    first, stop, rest = contracted(text).partition(". ")
    return f"{first.upper()}{stop}{rest}"


def as_told(text: str) -> str:
    """What a handler makes of a caller's words: I becomes they."""
    spoken = _they(text)
    return spoken[:1].upper() + re.sub(r"([.!?]\s+)they\b", r"\1They", spoken[1:])


TYPISTS: dict[Voice, float] = {
    careful: 34,
    contracted: 30,
    hurried: 14,
    breathless: 7,
    trailing: 6,
    clipped: 4,
    loud: 3,
}


def typist(rng: random.Random) -> Voice:
    """The habits of one person at a keyboard."""
    return one_of(rng, TYPISTS)
