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
    place = len(first) + 1
    body = (
        b"\n%d 0 obj\n<< /Length %d >>\nstream\n" % (number, len(stream)) + stream + b"\nendstream\nendobj\n"
    )
    before = int(first.rsplit(b"startxref", 1)[1].split()[0])
    table_at = len(first) + len(body)
    table = (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    ) % (
        number, place, size, root, before, table_at)  # fmt: skip
    return first + body + table


def holding(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    made = pikepdf.new()
    sample.fill(made, line("Visible words"))
    change(made)
    return sample.saved(made)


def attachment(made: pikepdf.Pdf) -> None:
    made.attachments["staff.txt"] = b"Testa Secret"


def script(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def note(made: pikepdf.Pdf) -> None:
    made.pages[0].obj.Annots = pikepdf.Array([
        made.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=pikepdf.Array([10, 10, 30, 30]),
            Contents=pikepdf.String("Testa Secret"),
        ))
    ])  # fmt: skip


def author(made: pikepdf.Pdf) -> None:
    made.trailer.Info = made.make_indirect(pikepdf.Dictionary(Author=pikepdf.String("Testa Secret")))


def xmp(made: pikepdf.Pdf) -> None:
    with made.open_metadata(set_pikepdf_as_editor=False) as details:
        details["dc:creator"] = ["Testa Secret"]


def layer(made: pikepdf.Pdf) -> None:
    layer = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Names")))
    made.Root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
    )


def field(made: pikepdf.Pdf) -> None:
    box = made.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=pikepdf.String("name"),
        V=pikepdf.String("Testa"), Rect=pikepdf.Array([10, 10, 100, 30]),
    ))  # fmt: skip
    made.pages[0].obj.Annots = pikepdf.Array([box])
    made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([box]))


def orphan() -> bytes:
    made = pikepdf.new()
    sample.fill(made, line("Visible words"))
    out = BytesIO()
    made.make_stream(b"Testa Secret")
    made.Root.Kept = made.make_stream(b"Testa Secret")
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue().replace(b"/Kept 2 0 R", b" " * 11, 1)
