"""Office files are ZIP archives: opened within limits, with what the archive itself carries."""

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from candour.papers.findings import CannotInspect, FileFinding
from candour.papers.limits import MAX_PART, MAX_PARTS, MAX_UNPACKED

from .xml_parts import attribute, local_name, parse_xml

_BOMB = "Its parts are larger than {} MB when unpacked, so we do not unpack them."
# ZIP64 sizes, times (NTFS, Unix), owners, padding (Microsoft), the mark of a Java archive.
_PLAIN_EXTRA_FIELDS = (0x0001, 0x000A, 0x5455, 0x5855, 0x7855, 0x7875, 0xA220, 0xCAFE)
_HYPERLINK = "/hyperlink"
_TYPES = "[Content_Types].xml"


@dataclass
class Package:
    """The parts of an office file by name, findings about the archive, and (OOXML) the types of parts."""

    parts: dict[str, bytes]
    findings: list[FileFinding] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)

    def type_of(self, name: str) -> str:
        """The content type of a part of an OOXML file; empty if none is given."""
        return self.types.get("/" + name) or self.types.get("." + name.rpartition(".")[2].lower(), "")

    def of_type(self, *endings: str) -> list[str]:
        """The names of the parts whose content type has one of these endings."""
        return sorted(name for name in self.parts if self.type_of(name).endswith(endings))


def open_package(content: bytes) -> Package:
    """The parts of an archive. CannotInspect if it is broken, locked or a decompression bomb."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            package = Package(_read_entries(archive))
            package.findings += _archive_findings(archive, content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as broken:
        raise CannotInspect("The file is damaged: its parts do not unpack.") from broken
    if _TYPES in package.parts:
        package.types = _content_types(package.parts[_TYPES])
    return package


def _read_entries(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_PARTS:
        raise CannotInspect(f"It has more than {MAX_PARTS:,} parts.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise CannotInspect("It is locked with a password. Save it without one, and add it again.")
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise CannotInspect("Two of its parts have the same name, so programs may show either.")
    parts, left = {}, MAX_UNPACKED
    for entry in entries:
        with archive.open(entry) as stream:
            # The size that an archive states may be a lie, so no more than the limit is ever read.
            parts[entry.filename] = stream.read(min(left, MAX_PART) + 1)
        if len(parts[entry.filename]) > MAX_PART:
            raise CannotInspect(_BOMB.format(MAX_PART // 2**20))
        left -= len(parts[entry.filename])
        if left < 0:
            raise CannotInspect(_BOMB.format(MAX_UNPACKED // 2**20))
    return parts


def _archive_findings(archive: zipfile.ZipFile, content: bytes) -> list[FileFinding]:
    """What lies before the first entry or after the last, and comments of the archive or of entries."""
    first = min((entry.header_offset for entry in archive.infolist()), default=0)
    end = content.rfind(b"PK\x05\x06") + 22 + len(archive.comment)
    findings = []
    if any(entry.comment for entry in archive.infolist()) or any(map(_has_more_data, archive.infolist())):
        findings.append(FileFinding("comment", "", "A part of the parcel that the file is carries a note."))
    if archive.comment:
        findings.append(FileFinding("comment", "", "The parcel that holds the file's parts carries a note."))
    if first > 0 or not content.startswith(b"PK"):
        findings.append(FileFinding("trailing", "", "Something comes before the beginning of the file."))
    if end < len(content):
        findings.append(
            FileFinding("trailing", "", f"{len(content) - end:,} bytes come after the end of the file.")
        )
    return findings


def _has_more_data(entry: zipfile.ZipInfo) -> bool:
    """Whether the extra fields of an entry hold more than sizes, times and owners (APPNOTE 4.5)."""
    offset, extra = 0, entry.extra
    while offset + 4 <= len(extra):
        kind, size = struct.unpack("<HH", extra[offset : offset + 4])
        if kind not in _PLAIN_EXTRA_FIELDS:
            return True
        offset += 4 + size
    return False


def _content_types(content: bytes) -> dict[str, str]:
    types = {}
    for element in parse_xml(content, _TYPES):
        kind = attribute(element, "ContentType").split(";")[0]
        if local_name(element) == "Override":
            types[attribute(element, "PartName")] = kind
        elif local_name(element) == "Default":
            types["." + attribute(element, "Extension").lower()] = kind
    return types


@dataclass(frozen=True)
class Relationship:
    """A link from one part to another, or to something outside the file."""

    id: str
    kind: str
    target: str
    outside: bool

    @property
    def is_plain_link(self) -> bool:
        """Whether it is a visible link, to a web page or an e-mail address."""
        return self.kind.endswith(_HYPERLINK) and bool(re.match(r"(?i)https?:|mailto:|#", self.target))


def relationships_name(part: str) -> str:
    """The name of the part that lists the relationships of a part; of the file itself for ""."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(package: Package, part: str) -> list[Relationship]:
    """The relationships of a part of an OOXML file; those of the file itself for ""."""
    listed = relationships_name(part)
    if listed not in package.parts:
        return []
    folder, links = part.rpartition("/")[0], []
    for element in parse_xml(package.parts[listed], listed):
        outside, target = attribute(element, "TargetMode") == "External", attribute(element, "Target")
        if not outside:
            target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            target = posixpath.normpath(target)
        links.append(Relationship(attribute(element, "Id"), attribute(element, "Type"), target, outside))
    return links


def pack(parts: Mapping[str, bytes], *, first: str = "") -> bytes:
    """A new archive of these parts, without times and comments; `first` comes first, uncompressed."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda part: (part != first, part != _TYPES, part)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return buffer.getvalue()
