import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.seal.keys import PrivateKey, from_paper, to_paper
from candour.seal.paper import SYMBOLS
from tests.seal.cast import READER, patient

PAPER = to_paper(READER)
SIGNS = [place for place, sign in enumerate(PAPER) if sign.isalnum()]


@patient
@given(st.binary(min_size=96, max_size=96))
def test_a_key_comes_back_from_paper(seed: bytes) -> None:
    assert from_paper(to_paper(PrivateKey.from_seed(seed))).seed == seed


def test_the_paper_has_nine_lines_of_six_groups_of_four() -> None:
    assert [[len(group) for group in line.split(" ")] for line in PAPER.split("\n")] == [[4] * 6] * 9
    assert not set("ILOU") & set(PAPER)


@patient
@given(st.lists(st.sampled_from(["", " ", "-", "  ", "."]), min_size=len(PAPER), max_size=len(PAPER)))
def test_spaces_hyphens_and_capitals_do_not_matter(between: list[str]) -> None:
    typed = "".join(sign + gap for sign, gap in zip(PAPER.lower(), between, strict=True))

    assert from_paper(typed) == READER


@pytest.mark.parametrize(("printed", "typed"), [("0", "O"), ("0", "o"), ("1", "I"), ("1", "l"), ("1", "L")])
def test_signs_that_look_alike_are_read_as_the_one_meant(printed: str, typed: str) -> None:
    assert printed in PAPER
    assert from_paper(PAPER.replace(printed, typed)) == READER


@pytest.mark.parametrize("gap", ["\n\n", "\r\n", " \n "])
def test_other_line_breaks_do_not_matter(gap: str) -> None:
    assert from_paper(gap + PAPER.replace("\n", gap) + gap) == READER


@patient
@given(st.sampled_from(SIGNS), st.sampled_from(SYMBOLS + "U"))
def test_a_wrong_sign_names_its_line(place: int, sign: str) -> None:
    if PAPER[place] == sign:
        return
    line = PAPER[:place].count("\n") + 1

    with pytest.raises(ValueError, match=f"^Line {line} does not add up"):
        from_paper(PAPER[:place] + sign + PAPER[place + 1 :])


@patient
@given(st.sampled_from(SIGNS))
def test_a_sign_left_out_names_its_line(place: int) -> None:
    line = PAPER[:place].count("\n") + 1

    with pytest.raises(ValueError, match=f"^Line {line} has 23"):
        from_paper(PAPER[:place] + PAPER[place + 1 :])


@patient
@given(st.permutations(range(9)).filter(lambda order: order != list(range(9))))
def test_lines_in_another_order_do_not_add_up(order: list[int]) -> None:
    lines = PAPER.split("\n")
    first = next(place for place, line in enumerate(order) if place != line)

    with pytest.raises(ValueError, match=f"^Line {first + 1} "):
        from_paper("\n".join(lines[place] for place in order))


@pytest.mark.parametrize("line", range(9))
def test_a_line_of_another_paper_is_noticed(line: int) -> None:
    lines, others = PAPER.split("\n"), to_paper(PrivateKey.from_seed(bytes(range(96)))).split("\n")
    lines[line] = others[line]

    with pytest.raises(ValueError, match="same paper"):
        from_paper("\n".join(lines))


@pytest.mark.parametrize(("text", "says"), [("", "0 lines"), ("\n".join(PAPER.split("\n")[:8]), "8 lines")])
def test_missing_lines_are_counted(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        from_paper(text)


def test_a_sign_that_is_never_printed_does_not_count_as_nought() -> None:
    place = PAPER.index("0")

    with pytest.raises(ValueError, match="does not add up"):
        from_paper(PAPER[:place] + "U" + PAPER[place + 1 :])
