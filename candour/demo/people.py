"""The invented subject of a report: names are made so that they look invented."""

import random

from candour.demo.fates import one_of
from candour.demo.phrases import book

KINDS = {"officer": 73, "staff": 13, "volunteer": 8, "unknown": 6}
HE = {"he": "he", "He": "He", "him": "him", "his": "his", "His": "His", "himself": "himself", "man": "man"}
SHE = {
    "he": "she",
    "He": "She",
    "him": "her",
    "his": "her",
    "His": "Her",
    "himself": "herself",
    "man": "woman",
}
# A sanitised report says neither.
NEITHER = {"his": "their", "man": "person"}
SPOKEN = {"MPS": "the Met", "": "a force I cannot name", "Hampshire and IoW": "Hampshire police"}
WRITTEN = {"MPS": "the Metropolitan Police Service", "": "a force not known"}


def force_in_words(about: str, exceptions: dict[str, str]) -> str:
    """A force's short name as people use it: "Essex" becomes "Essex police", "BTP" stays."""
    if about in exceptions:
        return exceptions[about]
    stands_alone = about.isupper() or about.lower().startswith("police")
    return about if stands_alone else f"{about} police"


def invented_surname(rng: random.Random) -> str:
    """A surname that nobody bears, such as Brackenthwaite-Oyelaran or Quillottercombe."""
    names = book("subject")
    start, middle = (line[0] for line in rng.sample(names["surname_first"], 2))
    end = rng.choice(names["surname_last"])[0]
    if rng.random() < 0.4:
        return f"{start}{middle.lower()}{end}"
    return f"{start}{end}-{rng.choice(names['surname_second'])[0]}"


def subject_words(rng: random.Random, *, about: str, often_a_man: float) -> tuple[str, dict[str, str]]:
    """The kind of person (officer, staff, volunteer, unknown), and the words for them that fill the gaps."""
    kind = one_of(rng, KINDS)
    rank, role = rng.choice(book("subject")[f"rank_{kind}"])
    surname = invented_surname(rng)
    initial = f"{rng.choice('ABCDEFGHJKLMOPQRSTUVWYZ')}. " if rng.random() < 0.3 else ""
    description = rng.choice(book("subject")["description"])[0]
    return kind, {
        **(HE if rng.random() < often_a_man else SHE),
        "rank": rank,
        "rank_up": rank[0].upper() + rank[1:],
        "role": role,
        "surname": surname,
        "name": initial + surname,
        "description": description,
        "description_up": description[0].upper() + description[1:],
        "force": force_in_words(about, SPOKEN),
    }


def contact_details(rng: random.Random) -> str:
    """Where a confidential reporter can be reached, in the ranges kept for fiction and examples.

    Telephone: 07700 900000 to 900999 (Ofcom, numbers for use in TV and radio drama); mail: RFC 2606.
    """
    when = rng.choice(
        ("", ", after six", ", text only", ", not at weekends", ", ask for Thimble", ", mornings")
    )
    if rng.random() < 0.55:
        return f"07700 900{rng.randrange(1000):03d}{when}"
    names = book("subject")
    box = f"{rng.choice(names['surname_first'])[0]}.{rng.choice(names['nick'])[0].split()[-1]}".lower()
    return f"{box}{rng.randrange(10, 99)}@example.org{when}"
