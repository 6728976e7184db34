import datetime as dt
from dataclasses import dataclass, replace
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from candour.figures.files import feed

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://line.example"


@dataclass(frozen=True)
class Released:
    reference: str
    kind: str
    title: str
    since: dt.date
    until: dt.date
    goes_public: dt.datetime
    changes: str = ""


FIRST = Released(
    "1.1", "quarterly", "The first quarter", dt.date(2022, 11, 29), dt.date(2023, 2, 28),
    dt.datetime(2023, 4, 27, 9, 30, tzinfo=ZoneInfo("Europe/London")),
)  # fmt: skip
SECOND = replace(
    FIRST, reference="1.2", changes="One call <was> missing & is here.",
    goes_public=dt.datetime(2024, 1, 25, 9, 30, tzinfo=ZoneInfo("Europe/London")),
)  # fmt: skip


def read(*entries: Released) -> ElementTree.Element:
    return ElementTree.fromstring(feed.atom(entries, SITE))


def said(element: ElementTree.Element, name: str) -> str:
    (found,) = element.findall(f"{ATOM}{name}")
    return found.text or ""


def links(element: ElementTree.Element) -> dict[str, str]:
    return {one.attrib["rel"]: one.attrib["href"] for one in element.findall(f"{ATOM}link")}


def test_the_feed_has_all_that_atom_asks_of_a_feed() -> None:
    found = read(SECOND, FIRST)
    assert found.tag == f"{ATOM}feed"
    assert said(found, "id") == links(found)["self"] == f"{SITE}/figures/feed.atom"
    assert said(found, "title") and found.findall(f"{ATOM}author/{ATOM}name")[0].text
    assert links(found)["alternate"] == f"{SITE}/figures/releases"


def test_each_version_of_a_release_is_an_entry_with_a_permanent_id_in_the_order_given() -> None:
    entries = read(SECOND, FIRST).findall(f"{ATOM}entry")
    assert [said(one, "id") for one in entries] == [
        f"{SITE}/figures/releases/1.2",
        f"{SITE}/figures/releases/1.1",
    ]
    for one in entries:
        assert links(one)["alternate"] == said(one, "id") and links(one)["enclosure"].endswith("/release.zip")
        assert all(said(one, name) for name in ("title", "updated", "published", "summary"))


def test_times_are_those_of_greenwich_also_in_summer() -> None:
    found = read(SECOND, FIRST)
    times = [said(one, "published") for one in found.findall(f"{ATOM}entry")]
    assert times == ["2024-01-25T09:30:00Z", "2023-04-27T08:30:00Z"]


def test_the_feed_was_last_changed_when_its_newest_release_came_out_and_an_empty_one_never() -> None:
    assert said(read(FIRST, SECOND), "updated") == "2024-01-25T09:30:00Z"
    assert said(read(), "updated") == "1970-01-01T00:00:00Z"
    assert read().findall(f"{ATOM}entry") == []


def test_a_correction_says_what_it_changes_and_no_sign_in_it_breaks_the_feed() -> None:
    first, second = read(FIRST, SECOND).findall(f"{ATOM}entry")
    assert said(second, "summary").endswith("What this version changes: One call <was> missing & is here.")
    assert said(first, "summary") == "Figures for 29 November 2022 to 28 February 2023."


def test_in_a_rehearsal_every_title_says_so() -> None:
    rehearsed = ElementTree.fromstring(feed.atom([SECOND, FIRST], SITE, rehearsal=True))
    titles = [str(one.text) for one in rehearsed.iter(f"{ATOM}title")]
    assert len(titles) == 3 and all(one.startswith("Rehearsal: ") for one in titles)
    assert not any("Rehearsal" in str(one.text) for one in read(SECOND, FIRST).iter(f"{ATOM}title"))


def test_the_same_releases_make_the_same_feed() -> None:
    assert feed.atom([FIRST, SECOND], SITE) == feed.atom([FIRST, SECOND], SITE)
