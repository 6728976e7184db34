"""Where somebody lives, and where they are found online. Every address is invented."""

import time

import pytest

from candour.papers.masking.sites_and_handles import personal_site_marks
from candour.publication.log.cleaning import Cleaner

HOME = "[postal address]"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Thanks\n12 Planted Road\nTesttown\nKent\nME14 1AA\nMore.", f"Thanks\n{HOME}\nMore."),
        ("> 12 Planted Road,\n> Testtown ME14 1AA", f"> {HOME}"),
        ("I live at Flat 2, 12 Planted Road, Testtown, ME14 1AA.", f"I live at {HOME}."),
        ("Rose Cottage\nTestham\nme14 1aa", HOME),
        ("Regards\nTestham\nME141AA", f"Regards\n{HOME}"),
        ("94 ME14 1AA", f"94 {HOME}"),
        ("near ME14 1AA in June", f"near {HOME} in June"),
    ],
)
def test_a_postcode_goes_with_the_lines_of_its_address(text: str, left: str) -> None:
    assert Cleaner().clean(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Testville Police\nInformation Access\nSutton Road\nTestham ME15 9ZZ",
        "Information Commissioner's Office, Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF",
        "ask before SK9 5AF",
        "Testville Police Service\nPO Box 313, Testham, DA15 0HH",
        "On the M1 2nd junction, exhibit QX1 2AB, request 01/FOI/26/000123, E1 1st floor",
        "@TestvillePolice and https://www.testville.police.uk/foi",
    ],
)
def test_public_bodies_and_references_are_spared(text: str) -> None:
    assert Cleaner(marks=["fakename"]).clean(text) == text


POST = "12 Planted Road, Testtown\nKent"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("from 12 PLANTED  ROAD\nTesttown\nKent", f"from {HOME}"),
        ("12_Planted_Road.pdf", f"{HOME}.pdf"),
        ("Yours\nTesttown\n", f"Yours\n{HOME}\n"),
        ("Crime in Testtown and in Kent", "Crime in Testtown and in Kent"),
    ],
)
def test_the_askers_own_address_goes_and_its_town_stays_a_word(text: str, left: str) -> None:
    assert Cleaner(post=POST).clean(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Follow me: @testa_f.", "Follow me: [name on a network]."),
        ("see https://www.fakename-writes.example/me, or", "see [web address], or"),
        ("https://x.com/testaf", "[web address]"),
        ("http://planted.example.org/blog", "[web address]"),
        ("https://www.gov.uk/fakename and release.5.1", "https://www.gov.uk/fakename and release.5.1"),
    ],
)
def test_where_somebody_is_online_goes(text: str, left: str) -> None:
    marks = [*personal_site_marks(["Testa Fakename"], "testa@fakemail.gmail.com"), "planted.example.org"]
    assert Cleaner(marks=marks).clean(text) == left


def test_a_providers_domain_is_nobodys_own() -> None:
    assert personal_site_marks(["T Young"], "a@gmail.com") == ["tyoung"]
    assert personal_site_marks([], "a@testaf.org.uk") == ["testaf.org.uk"]


def test_phrases_that_a_member_left_out_go_in_any_case_and_over_a_lines_end() -> None:
    cleaner = Cleaner(phrases=("my late brother", "Café Fake"))
    assert cleaner.clean("My late\n> brother, of Cafe Fake. Brother") == "[left out], of [left out]. Brother"
    assert [(phrase.kind, phrase.times) for phrase in cleaner.masked()] == [("passage", 2)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["ME14 1AA", "ME14 1AA ", "Kent\n", "A ", "Aa, ", "@a", "@ab ", "a.b/", "12 Planted "]
)
def test_no_text_keeps_us_waiting(piece: str) -> None:
    cleaner = Cleaner(["Testa Fakename"], POST, marks=["fakename"], phrases=("my late brother",))
    began = time.process_time()
    cleaner.clean(piece * (100_000 // len(piece)))
    assert time.process_time() - began < 2.5
