import io
import subprocess
import zipfile
import zlib
from typing import cast

import pikepdf
import pytest
from hypothesis import given as drawn
from hypothesis import settings, strategies
from PIL import Image

from candour.papers import limits
from candour.papers.copies.check import check
from candour.papers.findings import HEADINGS
from candour.papers.jobs.checking import check_file

from . import sample_files as sample
from .planted import PLANTED
from .planted_pdfs import two_versions

NAMES = [name for name, *_ in PLANTED]


@pytest.mark.parametrize(("name", "kind", "content"), [(a, b, c) for a, b, c, _ in PLANTED], ids=NAMES)
def test_what_is_hidden_in_a_file_is_found_and_said_in_words(name: str, kind: str, content: bytes) -> None:
    findings = check(name, content)

    assert kind in {finding.kind for finding in findings}
    assert all(finding.kind in HEADINGS and finding.sentence.strip() for finding in findings)


@pytest.mark.parametrize(("name", "twin"), [(name, twin) for name, _, _, twin in PLANTED], ids=NAMES)
def test_its_clean_twin_has_nothing_that_stops_it(name: str, twin: bytes) -> None:
    assert check(name, twin) == []


def test_hidden_rows_are_told_by_their_numbers() -> None:
    findings = check("a.xlsx", sample.xlsx(rows={2: ' hidden="1"', 3: ' hidden="true"', 4: ""}))
    assert [finding.sentence for finding in findings] == [
        "2 rows of sheet 'Figures' are hidden: rows 2 to 3."
    ]


def test_an_earlier_version_still_has_its_words() -> None:
    content = two_versions()
    assert b"Testa Secret" in content
    assert {finding.kind for finding in check("a.pdf", content)} == {"earlier_version"}


def test_a_file_is_looked_into_by_a_process_of_its_own() -> None:
    name, kind, content, twin = PLANTED[0]
    assert kind in {finding.kind for finding in check_file(name, content)}
    assert check_file(name, twin) == []


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]><workbook>&j;</workbook>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>'
)


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("[Content_Types].xml", sample.types())
        parcel.writestr("xl/workbook.xml", b"0" * (limits.MAX_PART + 10))
    return buffer.getvalue()


def changed(part: str, content: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample.xlsx())) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == part else old.read(entry))
    return buffer.getvalue()


def many_parts() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as parcel:
        parcel.writestr("[Content_Types].xml", sample.types())
        for number in range(limits.MAX_PARTS + 1):
            parcel.writestr(f"xl/{number}", "")
    return buffer.getvalue()


def stream_bomb() -> bytes:
    """Three hundred million bytes of details, pressed to a few."""
    block = zlib.compressobj(9)
    head = block.compress(b"\0" * 2**20) + block.flush(zlib.Z_FULL_FLUSH)
    again = block.compress(b"\0" * 2**20) + block.flush(zlib.Z_FULL_FLUSH)
    pressed = head + again * 300 + block.flush()
    document = pikepdf.new()
    sample.fill(document, sample.line("Hello"))
    # Under another name at first, since details are unpressed when a PDF is written.
    document.Root.Metadat0 = pikepdf.Stream(
        document, pressed, Type=pikepdf.Name.Metadat0, Filter=pikepdf.Name.FlateDecode
    )
    out = io.BytesIO()
    document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, fix_metadata_version=False)
    assert len(out.getvalue()) < limits.MAX_FILE
    return out.getvalue().replace(b"/Metadat0", b"/Metadata")


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
HOSTILE: list[tuple[str, bytes]] = [
    ("empty.pdf", b""),
    ("broken.pdf", b"%PDF-1.7\nnothing of the kind"),
    ("half.pdf", sample.pdf(sample.line("Hello"))[:300]),
    ("broken.xlsx", sample.xlsx()[:400]),
    ("bomb.xlsx", bomb()),
    ("parts.xlsx", many_parts()),
    ("laughs.xlsx", changed("xl/workbook.xml", BILLION)),
    ("outside.xlsx", changed("xl/workbook.xml", OUTSIDE)),
    ("numbers.xlsx", changed("xl/worksheets/sheet1.xml", '<a><row r="no" hidden="1"/><col min="x"/></a>')),
    ("old.doc", LOCKED),
    ("old.xls", LOCKED),
    ("locked.xlsx", LOCKED),
    ("program.exe", b"MZ" + b"\0" * 200),
    ("page.html", b"<html><script>1</script></html>"),
    ("noise.bin", bytes(range(256)) * 4),
    ("slides.pptx", sample.zipped({"[Content_Types].xml": sample.types(), "ppt/presentation.xml": "<a/>"})),
    ("broken.png", sample.png()[:40]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_what_cannot_be_looked_into_is_stopped_and_says_why(name: str, content: bytes) -> None:
    findings = check(name, content)
    assert "cannot_look" in {finding.kind for finding in findings}
    assert "passwd" not in str(findings) and "root:" not in str(findings)


def test_a_pdf_that_swells_is_stopped_by_its_own_process() -> None:
    assert {finding.kind for finding in check_file("bomb.pdf", stream_bomb())} == {"cannot_look"}


def test_a_locked_pdf_is_stopped() -> None:
    document = pikepdf.new()
    sample.fill(document, sample.line("Hello"))
    out = io.BytesIO()
    document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "password" in check("a.pdf", out.getvalue())[0].sentence


def test_a_large_picture_is_not_unfolded() -> None:
    out = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(out, "PNG")
    assert "million pixels" in check("a.png", out.getvalue())[0].sentence


def test_plain_words_and_tables_of_them_pass() -> None:
    assert check("a.csv", b"month,contacts\r\nJune,4\r\n") == []
    assert check("a.txt", "Diolch yn fawr, ŵŷ".encode()) == []


WHOLE = [sample.xlsx(), sample.docx(sample.paragraph("a")), sample.ods(sample.table("A", sample.row("1")))]


@settings(max_examples=40, deadline=None)
@drawn(strategies.binary(max_size=400), strategies.sampled_from(WHOLE))
def test_no_noise_makes_looking_fail(noise: bytes, whole: bytes) -> None:
    offset = len(noise) * 7 % len(whole)
    for content in (noise, whole[:offset] + noise + whole[offset + len(noise) :]):
        assert isinstance(check("a.xlsx", content), list)


def test_the_process_apart_is_given_none_of_our_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    given_to: dict[str, str] = {}

    def run(command: list[str], **how: object) -> subprocess.CompletedProcess[bytes]:
        given_to.update(cast(dict[str, str], how["env"]))
        return subprocess.CompletedProcess(command, 0, stdout=b'{"findings": []}\n', stderr=b"")

    monkeypatch.setenv("CANDOUR_SECRET_KEY", "invented")
    monkeypatch.setenv("DATABASE_URL", "invented")
    monkeypatch.setattr("candour.papers.limited_process.subprocess.run", run)
    assert check_file("a.txt", b"words") == []
    assert given_to and set(given_to) == {"PYTHONPATH", "OPENBLAS_NUM_THREADS", "LC_ALL", "PATH"}


def test_characters_that_nobody_sees_are_found_in_a_text() -> None:
    findings = check("a.csv", "a,b\u202ec\u200b".encode())
    assert [(finding.kind, "2 characters" in finding.sentence) for finding in findings] == [
        ("hidden_text", True)
    ]
