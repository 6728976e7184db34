"""The pieces of which a picture's file is made, and those that have nothing to do with drawing it."""

import struct
from collections.abc import Iterator

# W3C PNG, third edition, 11: how to draw; notes of text and time are read by `pictures`.
_PNG = {
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "hIST", "pHYs",
    "sPLT", "cICP", "mDCV", "cLLI", "acTL", "fcTL", "fdAT", "eXIf", "tEXt", "zTXt", "iTXt", "tIME", "oFFs",
}  # fmt: skip
_WEBP = {"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP", "EXIF", "XMP "}
# JFIF and Exif, colours (ICC) and more pictures (MPF), Adobe's note on colours; 13 is read by `pictures`.
_JPEG_PROGRAMS = {0: (b"JFIF", b"JFXX"), 1: (b"Exif", b"http:", b"XMP\0"), 2: (b"ICC_PROFILE", b"MPF"),
                  12: (b"Ducky",), 13: (b"Photoshop", b"Adobe_"), 14: (b"Adobe",)}  # fmt: skip
# TIFF 6.0: how many bytes a value of each type has, by its number.
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_OFFSETS, _COUNTS = {273: 279, 324: 325}, {279: 273, 325: 324}
_MOST = 4_096  # entries of a TIFF that are read


def unneeded_chunks(kind: str, content: bytes) -> list[str]:
    """The names of pieces that a picture needs for nothing; for a kind without named pieces nothing."""
    known = {"PNG": _strange_png, "WEBP": _strange_webp, "JPEG": _strange_jpeg}
    return sorted(set(known[kind](content))) if kind in known else []


def _strange_png(content: bytes) -> Iterator[str]:
    place = 8
    while place + 12 <= len(content):
        length, name = int.from_bytes(content[place : place + 4], "big"), _name(content, place + 4)
        if name not in _PNG:
            yield name
        if name == "IEND":
            return
        place += 12 + length


def _strange_webp(content: bytes) -> Iterator[str]:
    place, end = 12, min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    while place + 8 <= end:
        name = _name(content, place)
        if name not in _WEBP:
            yield name.strip()
        size = int.from_bytes(content[place + 4 : place + 8], "little")
        place += 8 + size + size % 2


def _strange_jpeg(content: bytes) -> Iterator[str]:
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker in (0xDA, 0xD9):  # the pixels begin, or it ends
            return
        if marker == 0xFF:
            place += 1
            continue
        number = marker - 0xE0
        if 0 <= number < 16 and not content.startswith(_JPEG_PROGRAMS.get(number, ()), place + 4):
            yield f"APP{number}"
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")


def _name(content: bytes, place: int) -> str:
    return content[place : place + 4].decode("latin-1")


def tiff_end(content: bytes) -> int:
    """The place after the last byte that a TIFF's directories lead to."""
    order = "<" if content[:2] == b"II" else ">"
    end, place, seen = 8, _numbers(content, order, 4, 4, 1)[0], set[int]()
    while 8 <= place < len(content) and place not in seen and len(seen) < _MOST:
        seen.add(place)
        count = _numbers(content, order, place, 2, 1)[0]
        after = place + 2 + 12 * count
        end = max(end, after + 4, *_values(content, order, place + 2, count))
        place = _numbers(content, order, after, 4, 1)[0]
    # Parts begin at even places, so that a byte or two may fill up the end.
    return end if end + 4 <= len(content) else len(content)


def _values(content: bytes, order: str, first: int, count: int) -> Iterator[int]:
    """Where what one directory's entries lead to ends."""
    found: dict[int, list[int]] = {}
    yield 0
    for place in range(first, first + 12 * min(count, _MOST), 12):
        tag, kind = _numbers(content, order, place, 2, 2)
        number = _numbers(content, order, place + 4, 4, 1)[0]
        size = _SIZES.get(kind, 1) * number
        at = place + 8 if size <= 4 else _numbers(content, order, place + 8, 4, 1)[0]
        yield at + size if size > 4 else 0
        if tag in _OFFSETS or tag in _COUNTS:
            found[tag] = _numbers(content, order, at, _SIZES.get(kind, 1), min(number, _MOST * 16))
    for offsets, counts in _OFFSETS.items():
        for begins, long in zip(found.get(offsets, []), found.get(counts, []), strict=False):
            yield begins + long


def _numbers(content: bytes, order: str, place: int, size: int, count: int) -> list[int]:
    """Whole numbers that stand in a row; nothing beyond the end of the file."""
    letter = {1: "B", 2: "H", 4: "I"}.get(size, "B")
    told = content[place : place + size * count]
    whole = len(told) // size
    return list(struct.unpack(f"{order}{whole}{letter}", told[: whole * size])) or [0] * count
