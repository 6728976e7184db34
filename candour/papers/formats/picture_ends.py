"""Where a picture ends by its own format, so that what was appended to it is found."""


def png_end(content: bytes) -> int:
    """The offset after the chunk IEND (W3C PNG, 11.2.5); the whole length if there is none."""
    offset = 8
    while offset + 12 <= len(content):
        length, name = int.from_bytes(content[offset : offset + 4], "big"), content[offset + 4 : offset + 8]
        offset += 12 + length
        if name == b"IEND":
            return min(offset, len(content))
    return len(content)


def jpeg_end(content: bytes) -> int:
    """The offset after the first marker EOI (ITU T.81, B.1); the whole length if there is none."""
    offset = 2
    while offset + 4 <= len(content):
        offset = content.find(b"\xff", offset)
        if offset < 0 or offset + 1 >= len(content):
            break
        marker = content[offset + 1]
        if marker == 0xD9:
            return offset + 2
        if marker in (0x00, 0x01, 0xFF) or 0xD0 <= marker <= 0xD8:
            offset += 1 if marker == 0xFF else 2  # compressed data, padding and restarts have no length
        else:
            offset += 2 + int.from_bytes(content[offset + 2 : offset + 4], "big")
    return len(content)


def gif_end(content: bytes) -> int:
    """The offset after the trailer (GIF89a, 27); the whole length if there is none."""
    offset = 13 + _colour_table_size(content, 10)
    while offset < len(content):
        block = content[offset]
        if block == 0x3B:
            return offset + 1
        if block == 0x2C:
            offset = _past_blocks(content, offset + 11 + _colour_table_size(content, offset + 9))
        else:
            offset = _past_blocks(content, offset + 2)
    return len(content)


def _colour_table_size(content: bytes, flags: int) -> int:
    """The size in bytes of a colour table, by its flags (at the offset `flags`)."""
    packed = content[flags] if flags < len(content) else 0
    return 3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0


def _past_blocks(content: bytes, offset: int) -> int:
    while offset < len(content) and content[offset]:
        offset += content[offset] + 1
    return offset + 1
