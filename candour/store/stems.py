"""Text as stems: what search compares, the same on both databases. No Django.

A stem is a word cut to its root by M. F. Porter's method ("An algorithm for suffix stripping", Program 14,
1980), so that "reported" finds "reports". Words are plain letters a to z and digits, whatever was typed, so
that no text can say anything to a database but words.
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

LONGEST_TEXT = 10_000
LONGEST_WORD = 36
_WORD = re.compile(r"[a-z0-9]+")
_OWNED = re.compile(r"['\u2019]s?\b")
# "The number of" asks how many, and is no subject as a number plate is.
_HOW_MANY = re.compile(r"\bnumbers? of\b", re.IGNORECASE)
_COMPUTERS = re.compile(r"\bIT\b")

_STEP_2 = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("logi", "log"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
    ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"),
    ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
)  # fmt: skip
_STEP_3 = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
)  # fmt: skip
_STEP_4 = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti", "ous", "ive",
    "ize", "al", "er", "ic", "ou",
)  # fmt: skip


def words(text: str) -> list[str]:
    """The words of a text in their order: small letters without accents, and digits. At most LONGEST_TEXT.

    "IT" is read as computers, where not all of a text is in capitals.
    """
    if not text.isupper():
        text = _COMPUTERS.sub("computer", text[:LONGEST_TEXT])
    apart = unicodedata.normalize("NFKD", _OWNED.sub("", _HOW_MANY.sub(" ", text[:LONGEST_TEXT]))).casefold()
    found = _WORD.findall("".join(one for one in apart if not unicodedata.combining(one)))
    return [word[:LONGEST_WORD] for word in found]


def stems(text: str) -> list[str]:
    """The stems of a text in their order, without words that say nothing and single letters."""
    return [stem(word) for word in words(text) if is_telling(word)]


def is_telling(word: str) -> bool:
    """Whether a word is worth looking for: no "the", no "please", no single letter or digit.

    A digit alone mostly numbers a question.
    """
    return len(word) > 1 and word not in stop_words()


@cache
def stop_words() -> frozenset[str]:
    """The words that say nothing (data/stop_words.txt)."""
    text = files("candour.store").joinpath("data", "stop_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def _shape(word: str) -> str:
    """Its letters as "c" and "v"; a y after a consonant is a vowel."""
    made = ""
    for letter in word:
        is_vowel = letter in "aeiou" or (letter == "y" and made.endswith("c"))
        made += "v" if is_vowel else "c"
    return made


def _measure(word: str) -> int:
    return _shape(word).count("vc")


def _ends_cvc(word: str) -> bool:
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word's root: "investigations" gives "investig". Numbers, codes and the shortest words stay."""
    if len(word) < 3 or not word.isalpha():
        return word
    for step in (_plurals, _past, _final_y, _step_2, _step_3, _step_4, _final_e):
        word = step(word)
    return word


def _plurals(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        root = word.removesuffix(ending)
        if root != word and "v" in _shape(root):
            return _mended(root)
    return word


def _mended(root: str) -> str:
    if root.endswith(("at", "bl", "iz")):
        return root + "e"
    if len(root) > 1 and root[-1] == root[-2] and _shape(root)[-1] == "c" and root[-1] not in "lsz":
        return root[:-1]
    return root + "e" if _measure(root) == 1 and _ends_cvc(root) else root


def _final_y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


def _step_2(word: str) -> str:
    return _replaced(word, _STEP_2)


def _step_3(word: str) -> str:
    return _replaced(word, _STEP_3)


def _replaced(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    """The word with the first ending that it has replaced, where enough of it stays."""
    for ending, by in endings:
        if word.endswith(ending):
            root = word.removesuffix(ending)
            return root + by if _measure(root) else word
    return word


def _step_4(word: str) -> str:
    for ending in _STEP_4:
        if word.endswith(ending):
            root = word.removesuffix(ending)
            is_cut = _measure(root) > 1 and (ending != "ion" or root.endswith(("s", "t")))
            return root if is_cut else word
    return word


def _final_e(word: str) -> str:
    if word.endswith("e"):
        root = word[:-1]
        if _measure(root) > 1 or (_measure(root) == 1 and not _ends_cvc(root)):
            word = root
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word
