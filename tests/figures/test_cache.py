from candour.figures.showing import cache
from candour.figures.showing.cache import cached

from .sample import sample_document


def test_a_result_is_computed_once_for_a_document_and_a_name() -> None:
    document, calls = sample_document(), []

    for _ in range(3):
        cached(document, "x", lambda: calls.append(1) or len(calls))
    assert calls == [1]
    assert cached(document, "y", lambda: "other") == "other"


def test_another_document_with_the_same_reference_has_its_own() -> None:
    first, second = sample_document(), sample_document(title="Another")

    assert cached(first, "title", lambda: first.title) != cached(second, "title", lambda: second.title)


def test_the_cache_does_not_grow_without_end() -> None:
    document = sample_document()
    for number in range(cache.MOST_ENTRIES + 50):
        cached(document, number, lambda number=number: number)

    assert len(cache._entries) == cache.MOST_ENTRIES
    assert cached(document, 0, lambda: "made again") == "made again"
