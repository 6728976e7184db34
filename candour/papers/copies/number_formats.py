"""A number of a workbook (xlsx) as its format shows it (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

import datetime as dt
import re

_BUILT_IN = {
    "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "14": "d/m/y",
    "15": "d/m/y", "16": "d/m", "17": "m/y", "18": "h:m", "19": "h:m:s", "20": "h:m", "21": "h:m:s",
    "22": "d/m/y h:m", "45": "m:s", "46": "h:m:s", "47": "m:s", "49": "@",
}  # fmt: skip
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_CONDITION = re.compile(r"\[[<>=]")
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001  a workbook's days have no zone
_LATER_EPOCH = dt.timedelta(days=1462)


def format_code(number: str, custom: dict[str, str]) -> str:
    """The code of a number format by its number; empty for the general one."""
    return custom.get(number, _BUILT_IN.get(number, ""))


def shows_text(code: str) -> bool:
    """Whether a format shows a cell's words: one with four sections or only empty ones may not."""
    sections = _sections(code)
    if len(sections) >= 4:
        return "@" in sections[3]
    return any(section.strip() for section in sections) or not code


def shown_number(text: str, code: str, *, counts_from_1904: bool = False) -> str | None:
    """The number as its format shows it, a day as 2026-07-20; None if the format shows no number."""
    try:
        value = float(text)
    except ValueError:
        return None
    section = _section_for(value, code)
    if section is None:
        return None
    if not section or section.lower() == "general" or "@" in section:
        return f"{value:.10g}"
    if re.search(r"[0#?]", section) is None:
        return _moment(value, section, counts_from_1904) if re.search(r"[ymdhs]", section, re.I) else None
    return _rounded(value, section)


def _sections(code: str) -> list[str]:
    return (
        _LITERALS.sub(lambda literal: "\0" if literal[0][0] == "[" else "", code).replace("\0", "").split(";")
    )


def _section_for(value: float, code: str) -> str | None:
    """The part of a format for this value; None if it shows nothing, or if that is in doubt."""
    if not code:
        return ""
    sections = _sections(code)
    if _CONDITION.search(code) and not all(
        re.search(r"[0#?@ymdhs]|General", part, re.I) for part in sections
    ):
        return None
    index = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    return sections[index].strip() or None


def _moment(value: float, section: str, counts_from_1904: bool) -> str | None:
    try:
        moment = _EPOCH + dt.timedelta(days=value) + (_LATER_EPOCH if counts_from_1904 else dt.timedelta())
    except OverflowError:
        return None
    has_day, has_time = bool(re.search(r"[yd]|mm?m", section, re.I)), bool(re.search(r"[hs]", section, re.I))
    words = [f"{moment:%Y-%m-%d}"] if has_day or not has_time else []
    return " ".join([*words, f"{moment:%H:%M:%S}"] if has_time else words)


def _rounded(value: float, section: str) -> str:
    digits = re.sub(r"[^0#?.,%Ee]", "", section)
    if "E" in digits.upper():
        return f"{value:.3g}"
    percent = "%" in digits
    scaled = value * 100 if percent else value
    scaled /= 1000 ** len(re.search(r",*$", digits.rstrip("%"))[0])  # type: ignore[index]
    decimals = len(re.sub(r"[^0#?]", "", digits.partition(".")[2]))
    return f"{scaled:.{min(decimals, 10)}f}{'%' if percent else ''}"
