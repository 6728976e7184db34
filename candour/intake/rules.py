"""The questions of an account and the words of their answers. No Django."""

from collections.abc import Mapping

# The account's own questions, in the order they are asked. The web's form, the desk's call form and the
# assessor's page all take codes and words from here, so that an account reads the same however it came.
UNKNOWN = "unknown"
ROLES: Mapping[str, str] = {
    "officer": "A police officer",
    "staff": "A member of police staff",
    "volunteer": "A volunteer",
    UNKNOWN: "I do not know",
}
DUTIES: Mapping[str, str] = {
    "on": "On duty",
    "off": "Off duty",
    "both": "Both on and off duty",
    UNKNOWN: "I do not know",
}
PLACES: Mapping[str, str] = {
    "in_person": "In person",
    "online": "Online, by message or by phone",
    "both": "Both",
    UNKNOWN: "I do not know",
}
# How far what is told can be built on (3x5x2's source codes), and never who the reporter is.
BASES: Mapping[str, str] = {
    "saw": "I saw or heard it myself, or it happened to me",
    "told": "Somebody who was there told me",
    "heard": "People talk about it",
    "records": "I saw it in records, messages or pictures",
}
ACCOUNT: Mapping[str, str] = {
    "role": "Officer, staff or volunteer",
    "duty": "On or off duty",
    "place": "In person or online",
    "who": "Who it is",
    "what": "What happened",
    "when": "When",
    "where": "Where",
    "how_known": "How they know",
    "how_known_words": "More on how they know",
    "circle": "Who else knows",
    "danger": "Who is in danger now",
}
_CODED = {"role": ROLES, "duty": DUTIES, "place": PLACES, "how_known": BASES}


def account_in_words(account: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each answer of an account that was given, as (question, answer), codes said in words."""
    names = [*ACCOUNT, *(name for name in account if name not in ACCOUNT)]
    return [
        (ACCOUNT.get(name, name), _CODED.get(name, {}).get(account[name], account[name]))
        for name in names
        if account.get(name)
    ]


# What the reporter wrote in their own words, among the account's answers.
OWN_WORDS = ("who", "what", "when", "where", "how_known_words", "danger")
