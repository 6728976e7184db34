import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from candour.post.folding.folds import EARLIER, LINKS, NOTICE, SIGNATURE, fold

# Each line has its truth before it: "=" must stay visible, "-" must be folded, " " may be either.
MAILS = sorted((Path(__file__).parent / "data" / "mails").glob("*.txt"))


def read(mail: Path) -> tuple[str, str]:
    lines = mail.read_text(encoding="utf-8").splitlines()
    assert all(line[0] in "=- " and line[1] == "|" for line in lines), mail
    return "\n".join(line[2:] for line in lines), "".join(line[0] for line in lines)


def folded(text: str) -> set[int]:
    return {at for one in fold(text) for at in range(one.first, one.last + 1)}


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.stem)
def test_no_word_of_an_answer_is_hidden(mail: Path) -> None:
    text, truth = read(mail)
    lines = text.splitlines()

    assert [lines[at] for at in folded(text) if truth[at] == "="] == []


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.stem)
def test_what_is_plainly_no_answer_is_folded(mail: Path) -> None:
    text, truth = read(mail)
    lines = text.splitlines()

    missed = [at for at, kind in enumerate(truth) if kind == "-" and lines[at].strip()]
    assert [lines[at] for at in missed if at not in folded(text)] == []


def test_there_are_twenty_mails_and_more() -> None:
    assert len(MAILS) >= 20


@pytest.mark.parametrize(
    ("mail", "kinds"),
    [
        ("01", [SIGNATURE, EARLIER]),
        ("15", [SIGNATURE, NOTICE]),
        ("16", [NOTICE, NOTICE]),
        ("17", [LINKS]),
        ("18", [EARLIER]),
        ("11", []),
    ],
)
def test_a_fold_says_of_what_kind_it_is(mail: str, kinds: list[str]) -> None:
    found = next(one for one in MAILS if one.stem.startswith(mail))
    assert [one.kind for one in fold(read(found)[0])] == kinds


def test_who_proposed_a_fold_is_kept() -> None:
    by = {one.proposed_by for mail in MAILS for one in fold(read(mail)[0])}
    assert by == {"our rules", "mail-parser-reply"}


def test_a_quote_with_the_askers_bare_name_is_known_by_it() -> None:
    text = "The answer to your question is 552 contacts in June.\n\nFrom: Testa Asker\nTo: FOI\n\nHow many?"
    assert fold(text) == []
    assert [one.kind for one in fold(text, asker_name="Testa Asker")] == [EARLIER]


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.stem)
@pytest.mark.parametrize(
    "answer", ["Question 5: 12", "There were 12 more of them in July, and none since then.", "12"]
)
def test_an_answer_put_at_the_very_end_is_never_hidden(mail: Path, answer: str) -> None:
    text, _ = read(mail)
    if any(one.kind == EARLIER and one.last == len(text.splitlines()) - 1 for one in fold(text)):
        # Below an earlier message without marks, nobody can tell a new line from an old one.
        text = f"{text}\n\nAnswer: {answer}"
    else:
        text = f"{text}\n\n{answer}"
    assert len(text.splitlines()) - 1 not in folded(text)


HEADED = "From: Testa Asker <t@example.org>\nSent: 8 July 2026\nTo: FOI\nSubject: a question\n\n"
BELOW_A_NAME = "The table that you asked for stands below.\n\nKind regards\nFinn\nFOI Team\nfoi@example.org\n"


@pytest.mark.parametrize(
    "text",
    [
        BELOW_A_NAME + "Kent 12\nEssex 14",
        BELOW_A_NAME + "We hold twelve",
        BELOW_A_NAME + "Q1. Twelve\nQ2. None",
        "You asked for the number.\n\nFrom: 1 June 2026\nTo: 30 June 2026\nSubject: calls\nNumber: 94",
        "You ask what was said.\n\nOn 8 July 2026 at 10:12, the Deputy wrote:\n\nThe line is closed.",
        "You ask for our notice, which follows.\n\nThis email is confidential. That is all of it: 1 line.",
        "Dear T, you will find our replies in what you sent.\n\n" + HEADED + "1. How many?\nTwelve",
        "We have looked at all of it with care.\n\n"
        + HEADED
        + "1. How many?\nTHERE WERE TWELVE\n2. Who?\nNOBODY",
        "> 1. How many?\nTwelve\n\n" + HEADED + "old words",
    ],
)
def test_what_only_looks_like_the_end_of_a_letter_stands_open(text: str) -> None:
    assert fold(text) == []


PIECES = st.sampled_from(
    [line[2:] for mail in MAILS for line in mail.read_text(encoding="utf-8").splitlines()]
    + ["", "-- ", "> a", "b"]
)


@given(st.lists(PIECES, max_size=40).map("\n".join) | st.text(max_size=200))
@example("")
@example("\x0c\x85\u2028>")
def test_folds_are_in_range_apart_and_in_order_and_nothing_is_lost(text: str) -> None:
    lines = text.splitlines(keepends=True)
    folds = fold(text)

    places = [place for one in folds for place in range(one.first, one.last + 1)]
    assert places == sorted(set(places))
    assert all(0 <= one.first <= one.last < len(lines) for one in folds)
    shown = [line for at, line in enumerate(lines) if at not in places]
    hidden = [line for at, line in enumerate(lines) if at in places]
    assert sorted(shown + hidden) == sorted(lines)
    assert not folds or "".join(shown).strip()


HEADER = "On 8 July 2026 at 10:12, T <t@example.org> wrote:\n> old"


@given(st.lists(st.sampled_from([HEADER, "> old", "NEW", ""]), max_size=12))
def test_among_quoted_lines_an_answer_always_stands_open(parts: list[str]) -> None:
    text = "\n".join(parts)
    assert not {at for at in folded(text) if text.splitlines()[at] == "NEW"}


LONG = [
    "> a\n",
    "From: a\n",
    "On 8 July\n",
    "\n",
    "This email is confidential\n",
    "-- \n",
    " ",
    "-----\n",
    "a ",
]


@pytest.mark.parametrize("piece", LONG)
def test_a_long_mail_is_folded_at_once(piece: str) -> None:
    began = time.monotonic()
    fold(piece * 10_000)
    assert time.monotonic() - began < 5
