"""The chunks of which a picture's file is made, and those that are not needed to draw it."""

import struct
from collections.abc import Iterator

# W3C PNG, third edition, 11: how to draw. Chunks of text and time are read by `pictures`.
_PNG_CHUNKS = {
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "hIST", "pHYs",
    "sPLT", "cICP", "mDCV", "cLLI", "acTL", "fcTL", "fdAT", "eXIf", "tEXt", "zTXt", "iTXt", "tIME", "oFFs",
}  # fmt: skip
_WEBP_CHUNKS = {"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP", "EXIF", "XMP "}
# JFIF and Exif, colours (ICC) and more pictures (MPF), Adobe's note on colours; 13 is read by `pictures`.
_JPEG_SEGMENTS = {0: (b"JFIF", b"JFXX"), 1: (b"Exif", b"http:", b"XMP\0"), 2: (b"ICC_PROFILE", b"MPF"),
                  12: (b"Ducky",), 13: (b"Photoshop", b"Adobe_"), 14: (b"Adobe",)}  # fmt: skip
# TIFF 6.0: how many bytes a value of each type has, by its number.
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_OFFSETS, _COUNTS = {273: 279, 324: 325}, {279: 273, 325: 324}
_MOST_ENTRIES = 4_096  # entries of a TIFF that are read


def unneeded_chunks(kind: str, content: bytes) -> list[str]:
    """The names of chunks that are not needed to draw it; none for a format without named chunks."""
    finders = {"PNG": _unneeded_png, "WEBP": _unneeded_webp, "JPEG": _unneeded_jpeg}
    return sorted(set(finders[kind](content))) if kind in finders else []


def _unneeded_png(content: bytes) -> Iterator[str]:
    offset = 8
    while offset + 12 <= len(content):
        length, name = int.from_bytes(content[offset : offset + 4], "big"), _name(content, offset + 4)
        if name not in _PNG_CHUNKS:
            yield name
        if name == "IEND":
            return
        offset += 12 + length


def _unneeded_webp(content: bytes) -> Iterator[str]:
    offset, end = 12, min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    while offset + 8 <= end:
        name = _name(content, offset)
        if name not in _WEBP_CHUNKS:
            yield name.strip()
        size = int.from_bytes(content[offset + 4 : offset + 8], "little")
        offset += 8 + size + size % 2


def _unneeded_jpeg(content: bytes) -> Iterator[str]:
    offset = 2
    while offset + 4 <= len(content) and content[offset] == 0xFF:
        marker = content[offset + 1]
        if marker in (0xDA, 0xD9):  # the pixels begin, or it ends
            return
        if marker == 0xFF:
            offset += 1
            continue
        number = marker - 0xE0
        if 0 <= number < 16 and not content.startswith(_JPEG_SEGMENTS.get(number, ()), offset + 4):
            yield f"APP{number}"
        offset += 2 + int.from_bytes(content[offset + 2 : offset + 4], "big")


def _name(content: bytes, offset: int) -> str:
    return content[offset : offset + 4].decode("latin-1")


def tiff_end(content: bytes) -> int:
    """The offset after the last byte that a TIFF's directories lead to."""
    order = "<" if content[:2] == b"II" else ">"
    end, offset, visited = 8, _numbers(content, order, 4, 4, 1)[0], set[int]()
    while 8 <= offset < len(content) and offset not in visited and len(visited) < _MOST_ENTRIES:
        visited.add(offset)
        count = _numbers(content, order, offset, 2, 1)[0]
        after = offset + 2 + 12 * count
        end = max(end, after + 4, *_value_ends(content, order, offset + 2, count))
        offset = _numbers(content, order, after, 4, 1)[0]
    # Blocks begin at even offsets, so that a few bytes may pad the end.
    return end if end + 4 <= len(content) else len(content)


def _value_ends(content: bytes, order: str, first: int, count: int) -> Iterator[int]:
    """The offsets at which the values of one directory's entries end."""
    values: dict[int, list[int]] = {}
    yield 0
    for offset in range(first, first + 12 * min(count, _MOST_ENTRIES), 12):
        tag, kind = _numbers(content, order, offset, 2, 2)
        number = _numbers(content, order, offset + 4, 4, 1)[0]
        size = _SIZES.get(kind, 1) * number
        at = offset + 8 if size <= 4 else _numbers(content, order, offset + 8, 4, 1)[0]
        yield at + size if size > 4 else 0
        if tag in _OFFSETS or tag in _COUNTS:
            values[tag] = _numbers(content, order, at, _SIZES.get(kind, 1), min(number, _MOST_ENTRIES * 16))
    for offsets, counts in _OFFSETS.items():
        for begins, long in zip(values.get(offsets, []), values.get(counts, []), strict=False):
            yield begins + long


def _numbers(content: bytes, order: str, offset: int, size: int, count: int) -> list[int]:
    """`count` whole numbers of `size` bytes from `offset`; all 0 if it is beyond the end of the file."""
    letter = {1: "B", 2: "H", 4: "I"}.get(size, "B")
    data = content[offset : offset + size * count]
    whole = len(data) // size
    return list(struct.unpack(f"{order}{whole}{letter}", data[: whole * size])) or [0] * count
