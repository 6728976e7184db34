"""PDFs set from a template and plain values, by typst, which no other file imports.

Only the fonts within typst are used, so that a text looks the same wherever it is set. Nothing is fetched.
"""

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import typst


def set_pdf(
    template: bytes, inputs: Mapping[str, str], on: dt.date, *, parts: Mapping[str, bytes] | None = None
) -> bytes:
    """The template as a tagged PDF; the same values and day always give the same bytes.

    `inputs` are read by the template as strings; `parts` (name -> content) lie beside it as files. It keeps
    to PDF/UA (ISO 14289-1) unless it holds a character that no font of ours can draw: then that character is
    an empty box, and the rest is tagged all the same.
    """
    # A folder of its own: the template could read no file of this machine if it tried.
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in {"main.typ": template, **(parts or {})}.items():
            (root / name).write_bytes(content)
        try:
            return _compile(root, inputs, on, ["ua-1"])
        except typst.TypstError as refused:
            if "could not be displayed" not in str(refused):
                raise
            return _compile(root, inputs, on, [])


def _compile(root: Path, inputs: Mapping[str, str], on: dt.date, standards: list[Literal["ua-1"]]) -> bytes:
    return typst.compile(
        root / "main.typ",
        root=root,
        format="pdf",
        ignore_system_fonts=True,
        package_path=root,
        package_cache_path=root,
        sys_inputs=dict(inputs),
        pdf_standards=[*standards],
        timestamp=dt.datetime.combine(on, dt.time(12), tzinfo=dt.UTC),
    )
