import pytest

from candour.look.line_ends import rejoined

FIRST = "We have looked through the records of the whole of that year and found"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{FIRST}\nnothing that answers it.", f"{FIRST} nothing that answers it."),
        (f"{FIRST}\nthat much\nmore.", f"{FIRST} that much\nmore."),
        ("Dear Sir,\nthank you.", "Dear Sir,\nthank you."),
        (f"{FIRST}\n\nNew paragraph.", f"{FIRST}\n\nNew paragraph."),
        (f"{FIRST}\n1. one\n2) two", f"{FIRST}\n1. one\n2) two"),
        (f"{FIRST}\n- one\n• two", f"{FIRST}\n- one\n• two"),
        (f"{FIRST}\n> quoted", f"{FIRST}\n> quoted"),
        (f"> {FIRST}\nanswer", f"> {FIRST}\nanswer"),
        ("January     12 contacts        30 calls        4 forms and so on\nFebruary", None),
        (f"{'-' * 60}\nBelow the rule", None),
        ("", ""),
    ],
)
def test_only_what_a_program_broke_is_joined(text: str, shown: str | None) -> None:
    assert rejoined(text) == (text if shown is None else shown)


def test_no_word_is_lost() -> None:
    text = f"{FIRST}\n{FIRST}\n\n  {FIRST}\n{FIRST}"

    assert rejoined(text).split() == text.split()
