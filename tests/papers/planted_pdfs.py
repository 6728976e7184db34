"""PDFs with one thing hidden in each."""

from collections.abc import Callable
from io import BytesIO

import pikepdf

from . import sample_files as sample
from .sample_files import line, pdf


def two_versions() -> bytes:
    """A PDF that was added to, as editors do: the first page's old words are still in it."""
    first = pdf(line("Testa Secret was here"))
    with pikepdf.open(BytesIO(first)) as read:
        number = read.pages[0].obj.Contents.objgen[0]
        size = int(read.trailer.Size)
        root = read.trailer.Root.objgen[0]
    stream = line("Nobody was here").encode()
    offset = len(first) + 1
    body = (
        b"\n%d 0 obj\n<< /Length %d >>\nstream\n" % (number, len(stream)) + stream + b"\nendstream\nendobj\n"
    )
    before = int(first.rsplit(b"startxref", 1)[1].split()[0])
    table_at = len(first) + len(body)
    table = (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    ) % (
        number, offset, size, root, before, table_at)  # fmt: skip
    return first + body + table


def holding(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    document = pikepdf.new()
    sample.fill(document, line("Visible words"))
    change(document)
    return sample.saved(document)


def attachment(document: pikepdf.Pdf) -> None:
    document.attachments["staff.txt"] = b"Testa Secret"


def script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
    )


def note(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Annots = pikepdf.Array([
        document.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=pikepdf.Array([10, 10, 30, 30]),
            Contents=pikepdf.String("Testa Secret"),
        ))
    ])  # fmt: skip


def author(document: pikepdf.Pdf) -> None:
    document.trailer.Info = document.make_indirect(pikepdf.Dictionary(Author=pikepdf.String("Testa Secret")))


def xmp(document: pikepdf.Pdf) -> None:
    with document.open_metadata(set_pikepdf_as_editor=False) as details:
        details["dc:creator"] = ["Testa Secret"]


def layer(document: pikepdf.Pdf) -> None:
    layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Names")))
    document.Root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
    )


def field(document: pikepdf.Pdf) -> None:
    box = document.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=pikepdf.String("name"),
        V=pikepdf.String("Testa"), Rect=pikepdf.Array([10, 10, 100, 30]),
    ))  # fmt: skip
    document.pages[0].obj.Annots = pikepdf.Array([box])
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([box]))


def orphan() -> bytes:
    document = pikepdf.new()
    sample.fill(document, line("Visible words"))
    out = BytesIO()
    document.make_stream(b"Testa Secret")
    document.Root.Kept = document.make_stream(b"Testa Secret")
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue().replace(b"/Kept 2 0 R", b" " * 11, 1)
