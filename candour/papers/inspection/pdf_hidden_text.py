"""Words of a PDF's page that cannot be seen: covered, white, tiny, or off the page."""

from collections.abc import Iterator

from candour.papers.findings import FileFinding
from candour.papers.formats.pdf_pages import Character, VisiblePage
from candour.papers.wording import counted


def check_visibility(page: VisiblePage) -> list[FileFinding]:
    """The findings for words of a page that a reader cannot see and a program can copy."""
    words = _hidden_words(page)
    if not words:
        return []
    outside = [word for word, is_outside in words if is_outside]
    covered = [word for word, is_outside in words if not is_outside]
    findings, where = [], f"page {page.number}"
    if covered:
        sentence = (
            f"{counted(len(covered), 'word')} of page {page.number} cannot be seen and can be copied "
            f"(under a box or picture, white, or a scan's own text): {' '.join(covered)[:80]}"
        )
        findings.append(FileFinding("covered_text", where, sentence))
    if outside:
        text = " ".join(outside)[:80]
        sentence = f"{counted(len(outside), 'word')} outside the edge of page {page.number}: {text}"
        findings.append(FileFinding("covered_text", where, sentence))
    return findings


def _hidden_words(page: VisiblePage) -> list[tuple[str, bool]]:
    """The words of a page of which most characters are invisible, and whether each is off the page."""
    hidden = []
    for word in _words(page):
        if sum(not character.is_visible for character in word) * 2 > len(word):
            left, top, right, bottom = word[0].box
            is_outside = right < 0 or bottom < 0 or left > page.width or top > page.height
            hidden.append(("".join(character.text for character in word), is_outside))
    return hidden


def _words(page: VisiblePage) -> Iterator[list[Character]]:
    word: list[Character] = []
    for character in page.characters:
        if character.text.strip():
            word.append(character)
        elif word:
            yield word
            word = []
    if word:
        yield word
