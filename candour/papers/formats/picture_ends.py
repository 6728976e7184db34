"""Where a picture ends by its own format, so that what was hung on behind it is seen."""


def png_end(content: bytes) -> int:
    """The place after the chunk IEND (W3C PNG, 11.2.5); the whole length if there is none."""
    place = 8
    while place + 12 <= len(content):
        length, name = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8]
        place += 12 + length
        if name == b"IEND":
            return min(place, len(content))
    return len(content)


def jpeg_end(content: bytes) -> int:
    """The place after the first marker EOI (ITU T.81, B.1); the whole length if there is none."""
    place = 2
    while place + 4 <= len(content):
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            break
        marker = content[place + 1]
        if marker == 0xD9:
            return place + 2
        if marker in (0x00, 0x01, 0xFF) or 0xD0 <= marker <= 0xD8:
            place += 1 if marker == 0xFF else 2  # pressed data, fillings and restarts have no length
        else:
            place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return len(content)


def gif_end(content: bytes) -> int:
    """The place after the trailer (GIF89a, 27); the whole length if there is none."""
    place = 13 + _colours(content, 10)
    while place < len(content):
        block = content[place]
        if block == 0x3B:
            return place + 1
        if block == 0x2C:
            place = _past_blocks(content, place + 11 + _colours(content, place + 9))
        else:
            place = _past_blocks(content, place + 2)
    return len(content)


def _colours(content: bytes, flags: int) -> int:
    """The bytes of a table of colours, by its flags."""
    said = content[flags] if flags < len(content) else 0
    return 3 * 2 ** ((said & 7) + 1) if said & 0x80 else 0


def _past_blocks(content: bytes, place: int) -> int:
    while place < len(content) and content[place]:
        place += content[place] + 1
    return place + 1
