"""A text as the stems of its words, so that "reported" finds "reports". No Django.

Stems are cut by the Snowball stemmer for English. Words that mean the same to whoever asks share one stem
(data/synonyms.txt). A stem is letters and digits alone, so none can be an operator of a database's search.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

LONGEST_TEXT = 10_000
LONGEST_WORD = 36
_WORD = re.compile(r"[^\W_]+")
_OWNED = re.compile(r"['\u2019]s?\b")


def words(text: str) -> list[str]:
    """The words of a text in their order: small letters without accents, and digits; each is cut at 36."""
    decomposed = unicodedata.normalize("NFKD", _OWNED.sub("", text)).casefold()
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return [word[:LONGEST_WORD] for word in _WORD.findall(letters)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a word, or that of the first of its synonyms: "investigations" gives "investig"."""
    root = _root(word)
    return _synonyms().get(root, root)


def _root(word: str) -> str:
    # A stemmer keeps the word it works on in itself, so two threads cannot share one.
    return str(snowballstemmer.stemmer("english").stemWord(word))


@cache
def _synonyms() -> Mapping[str, str]:
    """By the stem of a word, the stem that stands for its whole line of data/synonyms.txt."""
    lines = [line.split() for line in _packaged("synonyms.txt").splitlines() if not line.startswith("#")]
    return {_root(word): _root(line[0]) for line in lines for word in line[1:]}


def all_stems(text: str) -> list[str]:
    """The stems of all words of a text, in their order."""
    return [stem(word) for word in words(text)]


def stems(text: str) -> list[str]:
    """The stems of a text's telling words, in their order: no stop words, no single letters or digits."""
    return [stem(word) for word in words(text) if is_telling(word)]


def is_telling(word: str) -> bool:
    """Whether a word tells one text from another: no "the", no "please", no single letter or digit."""
    return len(word) > 1 and word not in stop_words()


@cache
def stop_words() -> frozenset[str]:
    """Words that most questions have, whatever they ask (data/stop_words.txt)."""
    return frozenset(_packaged("stop_words.txt").split())


def _packaged(name: str) -> str:
    return files("candour.store").joinpath("data", name).read_text(encoding="utf-8")
