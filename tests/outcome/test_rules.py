import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from candour.outcome.rules import GROUPS, grouped, kinds, objections, told

DAYS = st.dates(dt.date(2022, 11, 29), dt.date(2030, 1, 1))
CODES = st.sampled_from([*sorted(kinds()), "nfa", "overdue", "received", ""])
REFERENCES = st.sampled_from(["", "  ", "INV/26/00017"])


@given(CODES, REFERENCES, DAYS, DAYS, DAYS, st.integers(-3, 120))
def test_an_outcome_is_let_in_exactly_when_every_rule_holds(
    code: str, reference: str, happened: dt.date, sent: dt.date, today: dt.date, quantity: int
) -> None:
    found = objections(
        code, reference=reference, happened_on=happened, sent_on=sent, today=today, quantity=quantity
    )

    kind = kinds().get(code)
    lawful = (
        kind is not None
        and (bool(reference.strip()) or kind.unit != "investigation")
        and sent <= happened <= today
        and (quantity == 1 or (1 <= quantity <= 99 and kind.unit in {"person", "arrest"}))
    )
    assert (found == []) == lawful


def test_every_outcome_stands_in_one_group_of_the_list() -> None:
    listed = [kind.code for _, group in grouped() for kind in group]

    assert sorted(listed) == sorted(kinds())
    assert [words for words, _ in grouped()] == list(GROUPS.values())
    assert all(group for _, group in grouped())


def test_what_a_reporter_may_read_names_nobody_and_gives_no_evidence() -> None:
    for code in kinds():
        stage, words = told(code)
        assert stage in {"The force is acting", "The force has finished"}
        assert not re.search(r"arrest|dismiss|suspend|charged|false|malicious|sergeant", words, re.IGNORECASE)
