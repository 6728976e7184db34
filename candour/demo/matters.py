"""What the planned reports are about: category, corruption category, force."""

import random

from candour.demo.fates import one_of

CATEGORIES = {
    "money_favours": 17,
    "personal_advantage": 23,
    "sexual_boundary": 19,
    "partner_abuse": 18,
    "discrimination": 23,
}
# Which corruption categories go with which category: categories.csv; how often: invented.
CORRUPTION = {
    "money_favours": {"NCC02": 40, "NCC03": 14, "NCC06": 18, "NCC09": 28},
    "personal_advantage": {"NCC08": 34, "NCC07": 34, "NCC06": 20, "NCC09": 12},
    "sexual_boundary": {"NCC04": 64, "NCC08": 36},
    "partner_abuse": {"NCC08": 45, "NCC12": 55},
    "discrimination": {"NCC12": 1},
    "other_in_scope": {"NCC05": 50, "NCC10": 20, "NCC01": 10, "NCC11": 20},
}
# The 139 referrals about another force (published_figures.csv, F19): which forces is invented, London's
# neighbours first. Only forces that are in scope by default (forces.csv).
ELSEWHERE = {
    "essex": 15,
    "kent": 14,
    "surrey": 12,
    "thames-valley": 12,
    "hertfordshire": 11,
    "btp": 9,
    "sussex": 8,
    "city-of-london": 7,
    "hampshire": 6,
    "bedfordshire": 5,
    "greater-manchester": 5,
    "west-midlands": 4,
    "cambridgeshire": 4,
    "suffolk": 3,
    "west-yorkshire": 3,
    "norfolk": 2,
    "avon-and-somerset": 2,
    "merseyside": 2,
    "northamptonshire": 2,
    "devon-and-cornwall": 1,
    "dorset": 1,
    "nottinghamshire": 1,
    "south-wales": 1,
    "scotland": 1,
    "northumbria": 1,
    "leicestershire": 1,
    "lancashire": 1,
    "wiltshire": 1,
    "mdp": 1,
    "west-mercia": 1,
    "warwickshire": 1,
    "gloucestershire": 1,
}
MET = "metropolitan"
# What calls were in: invented. What comes by the form is in English.
LANGUAGES = {"en": 972, "cy": 8, "other": 20}


def forces_elsewhere(rng: random.Random, count: int) -> list[str]:
    """That many forces outside the Met, in no order, some of them several times."""
    every = [slug for slug, times in ELSEWHERE.items() for _ in range(times)]
    return rng.sample(every, count)


def category_reported(rng: random.Random) -> str:
    """The category a reporter picks."""
    return one_of(rng, CATEGORIES)


def category_assessed(rng: random.Random, reported: str) -> tuple[str, str]:
    """The category and corruption category an assessor settles on, having read the account."""
    fits_other = reported in {"money_favours", "personal_advantage"}
    category = "other_in_scope" if fits_other and rng.random() < 0.07 else reported
    return category, one_of(rng, CORRUPTION[category])


def force_named(rng: random.Random, about: str) -> str:
    """The force a reporter names when it is about that one; empty where they do not know."""
    return "" if rng.random() < 0.12 else about


def language_of(index: int, channel: str) -> str:
    """The language of the contact at this index of the plan.

    It is drawn from the index and not from the plan's generator, so that the rest of the plan stays.
    """
    return one_of(random.Random(f"language of {index}"), LANGUAGES) if channel == "phone" else "en"


def category_of_closed(rng: random.Random, channel: str) -> str:
    """The form makes everybody pick a category, report or not; a call that is no report has none."""
    return category_reported(rng) if channel == "web_form" else ""


def force_of_closed(rng: random.Random, channel: str) -> str:
    """The force that a contact named which proved to be no report; empty where it named none."""
    if channel == "phone":
        return ""
    return one_of(rng, {MET: 62, "": 26, **{slug: times / 12 for slug, times in ELSEWHERE.items()}})
