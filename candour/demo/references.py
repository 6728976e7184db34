"""The numbers that invented force units give to their invented cases."""

import random

PREFIXES = {
    "metropolitan": "DPS",
    "city-of-london": "PSD",
    "btp": "ACU",
    "scotland": "ACCU",
    "northern-ireland": "DCU",
    "greater-manchester": "PSB",
}


def force_reference(rng: random.Random, force_slug: str, year: int) -> str:
    """A case number such as "DPS/2023/01482"; every force but a few writes its own initials before PSD."""
    initials = "".join(word[0] for word in force_slug.split("-") if word != "and").upper()
    prefix = PREFIXES.get(force_slug, f"{initials}/PSD")
    return f"{prefix}/{year}/{rng.randrange(100, 9900):05d}"
