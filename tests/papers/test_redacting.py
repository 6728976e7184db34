"""Somebody who has only the bytes of a redacted PDF, and every means of reading them."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from hypothesis import given as drawn
from hypothesis import settings, strategies

from candour.papers.copies import redaction
from candour.papers.copies.readable_words import count_readable
from candour.papers.findings import CannotCopy
from candour.papers.formats.pdf_pages import read_pages
from candour.papers.formats.word_search import contains_word, find_word
from candour.papers.jobs.copying import PlacedBox, redact_pdf

from . import sample_files as sample
from .planted_pdfs import two_versions

SECRETS = ["Testa Secretperson", "Ponsonby", "07700 900123"]
BODY = (
    sample.line("The officer Testa Secretperson was seen", 700)
    + sample.line("by Mr PONSONBY and by Pon-", 680)
    + sample.line("sonby again, phone 07700 900123.", 660)
    + sample.line("Reference 01/FOI/22/027524 stays.", 640)
)


def everything(content: bytes) -> bytes:
    """All that a PDF holds: its bytes, its streams unpressed, its strings, and hexadecimal unfolded."""
    pieces = [content]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                pieces.append(item.read_bytes())
            pieces.append(repr(item).encode())
        pieces.append(repr(pdf.trailer).encode())
    for part in list(pieces):
        pieces += [
            bytes.fromhex(re.sub(rb"\s", b"", item).decode())
            for item in re.findall(rb"<((?:[0-9a-fA-F]{2})+)>", part)
        ]
    return b"\n".join(pieces).lower()


def in_the_bytes(word: str, content: bytes) -> bool:
    bytes_of = everything(content)
    parts = {word, word.replace(" ", ""), *word.split()} - {"900123"}
    return any(
        part.lower().encode(code) in bytes_of or part.lower().encode(code).hex().encode() in bytes_of
        for part in parts for code in ("utf-8", "utf-16-be", "utf-16-le") if len(part) > 5
    )  # fmt: skip


def text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def whole() -> bytes:
    document = pikepdf.new()
    sample.fill(
        document,
        BODY,
        sample.line("A second page with Ponsonby on it", 500),
        sample.line("A third without", 400),
    )
    document.attachments["ponsonby.txt"] = b"Ponsonby's own file"
    document.trailer.Info = document.make_indirect(
        pikepdf.Dictionary(Author=pikepdf.String("Ponsonby"), Title=pikepdf.String("On Ponsonby"))
    )
    with document.open_metadata() as details:
        details["dc:creator"] = ["Ponsonby"]
    document.pages[1].obj.Annots = pikepdf.Array([document.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=pikepdf.Array([1, 1, 9, 9]),
        Contents=pikepdf.String("Ponsonby?"),
    ))])  # fmt: skip
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Ponsonby", 0))
    return sample.saved(document)


def with_notes() -> bytes:
    """A black mark over words of the page, a note written upon it, and a box that somebody filled in."""
    document = pikepdf.new()
    sample.fill(document, sample.line("Hello Testa Underbox", 700))
    fonts = document.pages[0].obj.Resources.Font
    drawn = document.make_stream(
        b"BT /F1 12 Tf 2 2 Td (Freetext Ponsonby) Tj ET", Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form, Resources=pikepdf.Dictionary(Font=fonts),
        BBox=pikepdf.Array([0, 0, 200, 20]),
    )  # fmt: skip
    black = document.make_stream(
        b"0 g 0 0 300 30 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array([0, 0, 300, 30]),
    )  # fmt: skip

    def note(kind: str, rectangle: list[int], **more: object) -> pikepdf.Object:
        about = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=pikepdf.Array(rectangle), F=4
        )
        for key, value in more.items():
            about[f"/{key}"] = value
        return document.make_indirect(about)

    box = note("Widget", [72, 500, 300, 520], FT=pikepdf.Name.Tx, T=pikepdf.String("n"),
               V=pikepdf.String("Typed Ponsonby"), DA=pikepdf.String("/F1 12 Tf 0 g"))  # fmt: skip
    document.pages[0].obj.Annots = pikepdf.Array([
        note("FreeText", [72, 600, 272, 620], AP=pikepdf.Dictionary(N=drawn)),
        note("Square", [60, 690, 360, 720], AP=pikepdf.Dictionary(N=black)),
        box,
    ])  # fmt: skip
    document.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array([box]), DA=pikepdf.String("/F1 12 Tf 0 g"), DR=pikepdf.Dictionary(Font=fonts)
    )
    return sample.saved(document)


def test_the_bytes_are_read_rightly_by_this_test() -> None:
    before = whole()
    assert all(in_the_bytes(word, before) for word in SECRETS[1:])


def test_a_redacted_pdf_has_none_of_the_words_in_its_bytes() -> None:
    copy = redact_pdf(whole(), words=SECRETS, why="names, section 40(2)", title="An answer")

    for word in SECRETS:
        assert not in_the_bytes(word, copy.content)
        assert not contains_word(word, text(copy.content))
    assert copy.removed[:2] == [
        "page 1: 5 places blacked out (names, section 40(2))",
        "page 2: 1 place blacked out (names, section 40(2))",
    ]
    assert not any(contains_word(word, " ".join(copy.removed)) for word in SECRETS)


def test_what_stays_can_be_read_aloud_and_says_where_something_went() -> None:
    copy = redact_pdf(whole(), words=SECRETS, why="names", title="An answer")
    remaining = text(copy.content)

    assert "The officer [removed] was seen" in remaining
    assert "Reference 01/FOI/22/027524 stays." in remaining
    assert "A third without" in remaining
    with pikepdf.open(io.BytesIO(copy.content)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB" and bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo.Title) == "An answer" and len(pdf.docinfo) == 1
        assert not pdf.attachments and "/Outlines" not in pdf.Root
        assert len(pdf.pages) == 3


def test_the_places_are_black_in_the_picture() -> None:
    copy = redact_pdf(sample.pdf(BODY), words=["Secretperson"], why="names")
    page = next(iter(read_pages(sample.pdf(BODY), scale=1)))
    characters = page.characters[page.text.index("Secretperson") :][:12]
    picture = pypdfium2.PdfDocument(copy.content)[0].render(scale=1).to_pil().convert("L")
    left, top = int(characters[0].box[0]) + 1, int(characters[0].box[1]) + 2
    right, bottom = int(characters[-1].box[2]) - 1, int(characters[-1].box[3]) - 1
    assert picture.crop((left, top, right, bottom)).getextrema()[1] < 40


def test_text_that_could_not_be_seen_is_not_put_back() -> None:
    hidden = (
        sample.line("Hiddenword one", 600) + "0 g 60 590 300 30 re f\n3 Tr " + sample.line("Unseenword", 500)
    )
    copy = redact_pdf(sample.pdf(sample.line("Shown") + hidden), why="")
    assert "Hiddenword" not in text(copy.content) and "Unseenword" not in text(copy.content)
    assert not in_the_bytes("Hiddenword", copy.content)
    assert "text that could not be seen" in " ".join(copy.removed)


def test_words_in_notes_and_filled_in_boxes_are_found_and_marks_go_on_covering() -> None:
    copy = redact_pdf(with_notes(), words=["Ponsonby"], why="names")
    remaining = text(copy.content)
    assert copy.removed[0] == "page 1: 2 places blacked out (names)"
    assert "Freetext [removed]" in remaining and "Typed [removed]" in remaining
    assert "Underbox" not in remaining and not in_the_bytes("Ponsonby", copy.content)


def test_earlier_versions_are_gone() -> None:
    copy = redact_pdf(two_versions(), why="")
    assert not in_the_bytes("Testa Secret", copy.content) and copy.content.count(b"%%EOF") == 1


def test_a_box_takes_out_what_it_covers() -> None:
    copy = redact_pdf(sample.pdf(BODY), boxes=[PlacedBox(1, 60, 125, 400, 146)], why="names")
    assert "Secretperson" not in text(copy.content)
    assert "PONSONBY" in text(copy.content)


def test_a_word_that_is_not_there_is_refused_so_that_nobody_thinks_it_was_taken_out() -> None:
    with pytest.raises(CannotCopy, match="Not found.*Nobody Here"):
        redact_pdf(sample.pdf(BODY), words=["Nobody Here"], why="names")


def test_a_copy_that_still_has_a_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction, "_hits", lambda page, words, spans: [])
    with pytest.raises(CannotCopy, match="could still be read"):
        redaction.redact(sample.pdf(BODY), words=["Ponsonby"], boxes=[], why="", title="", language="en")


@pytest.mark.parametrize("where", ["page", "metadata", "hex", "utf16"])
def test_the_last_look_finds_a_word_wherever_it_lies(where: str) -> None:
    document = pikepdf.new()
    sample.fill(document, sample.line("Ponsonby" if where == "page" else "Nobody"))
    if where == "metadata":
        document.trailer.Info = document.make_indirect(pikepdf.Dictionary(Author=pikepdf.String("PONSONBY")))
    elif where == "hex":
        document.Root.Kept = document.make_stream(b"BT <506f6e736f6e6279> Tj ET")
    elif where == "utf16":
        document.Root.Kept = document.make_stream("Ponsonby".encode("utf-16-le"))
    out = io.BytesIO()
    document.save(out)
    assert count_readable(out.getvalue(), ["Ponsonby"]) == 1
    assert count_readable(out.getvalue(), ["Somebody"]) == 0


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_redacted_where_the_words_stand(rotation: int) -> None:
    document = pikepdf.new()
    sample.fill(document, BODY)
    document.pages[0].obj.Rotate = rotation
    document.pages[0].obj.CropBox = pikepdf.Array([20, 40, 580, 820])
    result = redact_pdf(sample.saved(document), words=["Secretperson"], why="names")
    assert not in_the_bytes("Secretperson", result.content)
    assert "Reference" in text(result.content)


@pytest.mark.parametrize(
    ("word", "printed", "times"),
    [
        ("Smith", "Mr Smi-\nth went", 1),
        ("Smith", "Smi\u00ad\nth", 1),
        ("office file", "o\ufb03ce\n\ufb01le", 1),
        ("JONES", "jones Jones", 2),
        ("Al", "Al also called", 1),
        ("anna.blake@example.org", "anna.blake\n@example.org", 1),
        ("ŵyn", "Ŵyn", 1),
    ],
)
def test_words_are_found_across_lines_hyphens_ligatures_and_case(word: str, printed: str, times: int) -> None:
    assert len(list(find_word(word, list(printed)))) == times


@settings(max_examples=200)
@drawn(
    strategies.text(alphabet="abc dé-\n", min_size=4, max_size=12), strategies.text("xyz \n-", max_size=10)
)
def test_a_word_is_always_found_in_what_holds_it(word: str, around: str) -> None:
    letters = sum(sign.isalnum() for sign in word)
    assert contains_word(word, f"{around}{word}{around}") or letters < 4
