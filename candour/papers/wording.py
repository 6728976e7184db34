"""Numbers, ranges and columns as sentences about a file write them."""

from collections.abc import Iterable, Sequence


def counted(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun: "1 row", "12 rows"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def number_ranges(numbers: Iterable[int]) -> str:
    """Numbers as a reader says them: "5 to 16 and 20"; the first eight ranges, then "and more"."""
    ranges: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return join_ranges(ranges)


def join_ranges(ranges: Sequence[tuple[int, int]], letters: bool = False) -> str:
    """Ranges (first, last) as a reader says them; with `letters`, the numbers are those of columns."""

    def label(number: int) -> str:
        return column_letters(number) if letters else str(number)

    words = [label(a) if a == b else f"{label(a)} to {label(b)}" for a, b in ranges[:8]]
    if len(ranges) > 8:
        return ", ".join(words) + " and more"
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def column_letters(number: int) -> str:
    """The letters of a spreadsheet's column, counted from 1: 28 is AB."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a spreadsheet's column by its letters: AB is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
