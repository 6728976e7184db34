"""Office files are parcels of parts (ZIP). Opened within limits, and looked at as parcels."""

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
# Sizes of large parts, times (NTFS, Unix), owners, room to grow (Microsoft), the mark of a Java archive.
_PLAIN_EXTRA = (0x0001, 0x000A, 0x5455, 0x5855, 0x7855, 0x7875, 0xA220, 0xCAFE)
_HYPERLINK = "/hyperlink"
_TYPES = "[Content_Types].xml"


@dataclass
class Package:
    """The parts of an office file by their names, and what the parcel itself carries beside them."""

    parts: dict[str, bytes]
    findings: list[FileFinding] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)

    def type_of(self, name: str) -> str:
        """The content type that an OOXML parcel gives a part; nothing where it gives none."""
        return self.types.get("/" + name) or self.types.get("." + name.rpartition(".")[2].lower(), "")

    def of_type(self, *endings: str) -> list[str]:
        """The parts whose content type ends so, by name."""
        return sorted(name for name in self.parts if self.type_of(name).endswith(endings))


def open_package(content: bytes) -> Package:
    """The parts of a parcel. CannotLook for one that is broken, locked or a bomb."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parcel:
            package = Package(_unpacked(parcel))
            package.findings += _around(parcel, content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as broken:
        raise CannotInspect("The file is damaged: its parts do not unpack.") from broken
    if _TYPES in package.parts:
        package.types = _types(package.parts[_TYPES])
    return package


def _unpacked(parcel: zipfile.ZipFile) -> dict[str, bytes]:
    listed = [one for one in parcel.infolist() if not one.is_dir()]
    if len(listed) > MAX_PARTS:
        raise CannotInspect(f"It has more than {MAX_PARTS:,} parts.")
    if any(one.flag_bits & 1 for one in listed):
        raise CannotInspect("It is locked with a password. Save it without one, and add it again.")
    if len({one.filename.lower() for one in listed}) < len(listed):
        raise CannotInspect("Two of its parts have the same name, so programs may show either.")
    found, left = {}, MAX_UNPACKED
    for one in listed:
        with parcel.open(one) as stream:
            # The size that a parcel states may be a lie, so no more than the limit is ever read.
            found[one.filename] = stream.read(min(left, MAX_PART) + 1)
        if len(found[one.filename]) > MAX_PART:
            raise CannotInspect(_BOMB.format(MAX_PART // 2**20))
        left -= len(found[one.filename])
        if left < 0:
            raise CannotInspect(_BOMB.format(MAX_UNPACKED // 2**20))
    return found


def _around(parcel: zipfile.ZipFile, content: bytes) -> list[FileFinding]:
    """What lies before the first part, after the last, or in the parcel's own note."""
    first = min((one.header_offset for one in parcel.infolist()), default=0)
    end = content.rfind(b"PK\x05\x06") + 22 + len(parcel.comment)
    found = []
    if any(one.comment for one in parcel.infolist()) or any(map(_says_more, parcel.infolist())):
        found.append(FileFinding("comment", "", "A part of the parcel that the file is carries a note."))
    if parcel.comment:
        found.append(FileFinding("comment", "", "The parcel that holds the file's parts carries a note."))
    if first > 0 or not content.startswith(b"PK"):
        found.append(FileFinding("trailing", "", "Something stands before the beginning of the file."))
    if end < len(content):
        found.append(
            FileFinding("trailing", "", f"{len(content) - end:,} bytes stand after the end of the file.")
        )
    return found


def _says_more(part: zipfile.ZipInfo) -> bool:
    """Whether a part carries more than sizes, times and owners' numbers beside its name (APPNOTE 4.5)."""
    place, extra = 0, part.extra
    while place + 4 <= len(extra):
        kind, size = struct.unpack("<HH", extra[place : place + 4])
        if kind not in _PLAIN_EXTRA:
            return True
        place += 4 + size
    return False


def _types(content: bytes) -> dict[str, str]:
    found = {}
    for one in parse_xml(content, _TYPES):
        kind = attribute(one, "ContentType").split(";")[0]
        if local_name(one) == "Override":
            found[attribute(one, "PartName")] = kind
        elif local_name(one) == "Default":
            found["." + attribute(one, "Extension").lower()] = kind
    return found


@dataclass(frozen=True)
class Relationship:
    """That one part points to another, or to something outside the file."""

    id: str
    kind: str
    target: str
    outside: bool

    @property
    def is_plain_link(self) -> bool:
        """Whether it is a link that a reader sees and follows, to a page or an address."""
        return self.kind.endswith(_HYPERLINK) and bool(re.match(r"(?i)https?:|mailto:|#", self.target))


def relationships(package: Package, part: str) -> list[Relationship]:
    """Where a part of an OOXML parcel points; "" is the parcel itself."""
    folder, _, name = part.rpartition("/")
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in package.parts:
        return []
    found = []
    for one in parse_xml(package.parts[listed], listed):
        outside, target = attribute(one, "TargetMode") == "External", attribute(one, "Target")
        if not outside:
            target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            target = posixpath.normpath(target)
        found.append(Relationship(attribute(one, "Id"), attribute(one, "Type"), target, outside))
    return found


def reachable_parts(package: Package) -> set[str]:
    """The parts of an OOXML parcel that one is led to from its beginning; itself, "", among them."""
    found, waiting = {""}, [""]
    while waiting:
        for one in relationships(package, waiting.pop()):
            if not one.outside and one.target in package.parts and one.target not in found:
                found.add(one.target)
                waiting.append(one.target)
    return found


def pack(parts: Mapping[str, bytes], *, first: str = "") -> bytes:
    """A new parcel of these parts, with no times and no notes; `first` lies unpressed at its beginning."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name in sorted(parts, key=lambda one: (one != first, one != _TYPES, one)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            parcel.writestr(entry, parts[name])
    return made.getvalue()
