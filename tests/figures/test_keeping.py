from candour.figures.showing import keeping
from candour.figures.showing.keeping import kept

from .sample import sample_document


def test_a_thing_is_made_once_for_a_document_and_a_name() -> None:
    document, made = sample_document(), []

    for _ in range(3):
        kept(document, "x", lambda: made.append(1) or len(made))
    assert made == [1]
    assert kept(document, "y", lambda: "other") == "other"


def test_another_document_with_the_same_reference_has_its_own() -> None:
    first, second = sample_document(), sample_document(title="Another")

    assert kept(first, "title", lambda: first.title) != kept(second, "title", lambda: second.title)


def test_what_is_kept_does_not_grow_without_end() -> None:
    document = sample_document()
    for number in range(keeping.MOST_KEPT + 50):
        kept(document, number, lambda number=number: number)

    assert len(keeping._kept) == keeping.MOST_KEPT
    assert kept(document, 0, lambda: "made again") == "made again"
