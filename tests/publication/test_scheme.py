import pytest
from django.test import Client
from django.urls import resolve

from candour.publication.scheme.classes import classes, items

# The Information Commissioner's model publication scheme.
NAMES = [
    "Who we are and what we do",
    "What we spend and how",
    "Priorities and how we are doing",
    "How we make decisions",
    "Policies and procedures",
    "Lists and registers",
    "Services we offer",
]


def test_the_scheme_has_the_seven_classes_in_their_order() -> None:
    assert [one.name for one in classes()] == NAMES
    assert [one.number for one in classes()] == [1, 2, 3, 4, 5, 6, 7]
    assert sum(len(one.items) for one in classes()) == len(items())


def test_each_class_has_something_to_read_and_what_is_missing_says_so() -> None:
    for one in classes():
        assert any(item.is_published for item in one.items), one.name
    missing = [item for item in items() if not item.is_published]
    assert missing
    assert all("not published here yet" in item.summary for item in missing)


@pytest.mark.parametrize("path", [item.path for item in items() if item.is_published])
@pytest.mark.django_db
def test_each_page_of_the_scheme_is_behind_the_public_door(path: str) -> None:
    assert resolve(path, urlconf="candour.doors.public")
    assert Client().get(path).status_code == 200


@pytest.mark.django_db
def test_the_page_shows_all_of_it_and_works_with_no_script() -> None:
    page = Client().get("/foi/publication-scheme").content.decode()

    for one in classes():
        assert one.name in page
    for item in items():
        assert item.title in page
        assert not item.path or f'href="{item.path}"' in page
    assert "<script" not in page
