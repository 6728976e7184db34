"""Pictures hide things in pieces of their files that no program draws."""

import io
import struct
import zlib

import pytest
from PIL import Image

from candour.papers.copies.make import make_file
from candour.papers.inspection.inspect_file import inspect_file

from . import sample_files as sample


def kinds(name: str, content: bytes) -> set[str]:
    return {finding.kind for finding in inspect_file(name, content)}


def saved(kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((60, 50), 80).convert("RGB").save(out, kind, **how)
    return out.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def in_a_jpeg(marker: int, data: bytes) -> bytes:
    whole = saved("JPEG")
    return whole[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data + whole[2:]


def in_a_webp(name: bytes, data: bytes) -> bytes:
    whole = saved("WEBP") + name + struct.pack("<I", len(data)) + data
    return whole[:4] + struct.pack("<I", len(whole) - 8) + whole[8:]


PNG = sample.png()
PLANTED = [
    ("a.png", "metadata", PNG[:33] + chunk(b"teSt", b"Testa Secret") + PNG[33:]),
    ("a.jpg", "metadata", in_a_jpeg(0xE4, b"Testa Secret")),
    ("a.jpg", "metadata", in_a_jpeg(0xEB, b"JP\0\0Testa Secret")),
    ("a.jpg", "metadata", in_a_jpeg(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0cTesta Secret")),
    ("a.jpg", "metadata", in_a_jpeg(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>Testa Secret</x>")),
    ("a.webp", "metadata", in_a_webp(b"TEST", b"Testa Secret")),
    ("a.webp", "metadata", saved("WEBP", xmp=b"<x>Testa Secret</x>")),
    ("a.tiff", "trailing", saved("TIFF") + b"Testa Secret was here"),
    ("a.tiff", "metadata", saved("TIFF", description="Testa Secret")),
    ("a.tiff", "earlier_version", saved("TIFF", save_all=True, append_images=[Image.new("RGB", (9, 9))])),
    ("a.gif", "metadata", saved("GIF", comment=b"Testa Secret")),
]


@pytest.mark.parametrize(("name", "kind", "content"), PLANTED)
def test_what_a_picture_carries_beside_its_pixels_is_found_and_goes(
    name: str, kind: str, content: bytes
) -> None:
    assert kinds(name, content) == {kind}
    copy, _ = make_file(content, name=name)
    assert b"Secret" not in copy and inspect_file("a.jpg" if copy[:2] == b"\xff\xd8" else "a.png", copy) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", saved("JPEG", progressive=True, dpi=(300, 300))),
        ("a.jpg", in_a_jpeg(0xEC, b"Ducky\0\x01\0\x04\0\0\0\x3c")),
        ("a.png", PNG[:33] + chunk(b"tIME", b"\x07\xea\x07\x08\x0a\x0b\x0c") + PNG[33:]),
        ("a.webp", saved("WEBP", lossless=True)),
        *(("a.tiff", saved("TIFF", compression=how)) for how in (None, "tiff_lzw", "packbits", "jpeg")),
    ],
)
def test_what_belongs_to_a_picture_is_let_through(name: str, content: bytes) -> None:
    assert inspect_file(name, content) == []
