"""What workbooks and documents of OOXML (xlsx, docx) have in common: details, files within, links out."""

import re

from candour.papers.findings import FileFinding
from candour.papers.formats.pictures import check_picture
from candour.papers.formats.xml_parts import attribute, local_name, parse_xml, text_of, walk
from candour.papers.formats.zip_package import Package, reachable_parts, relationships
from candour.papers.wording import counted

_WHO = {
    "creator": "Its author is given as",
    "lastModifiedBy": "Who saved it last is given as",
    "Company": "A company is given:",
    "Manager": "A manager is given:",
    "description": "It carries a description:",
    "subject": "It carries a subject:",
    "keywords": "It carries keywords:",
    "category": "It carries a category:",
    "contentStatus": "It carries a status:",
    "HyperlinkBase": "It names a folder that links start from:",
}
_PLAIN_TEMPLATES = {"", "normal", "normal.dotm", "normal.dot"}
# By the end of a part's content type: what each is that may not go out unread.
_TELLING = {
    "vbaProject": ("script", "It carries macros, which are programs."),
    "vbaData+xml": ("script", "It carries macros, which are programs."),
    "macrosheet+xml": ("script", "It carries a sheet of macros, which are programs."),
    "activeX": ("script", "It carries an ActiveX control, which is a program."),
    "oleObject": ("embedded", "It carries a file within: {}."),
    "connections+xml": ("connection", "It carries connections to a database."),
    "queryTable+xml": ("connection", "It carries a query to a database."),
    "printerSettings": ("metadata", "It carries the settings of a printer, which may name it."),
    "glossary+xml": ("hidden_text", "It carries building blocks that are not on any page."),
    "revisionHeaders+xml": ("tracked_change", "It carries a record of shared changes."),
    "revisionLog+xml": ("tracked_change", "It carries a record of shared changes."),
    "userNames+xml": ("metadata", "It carries the names of people who shared it."),
    "people+xml": ("metadata", "It carries the names of people who commented."),
    "person+xml": ("metadata", "It carries the names of people who commented."),
    "classificationlabels+xml": ("metadata", "It carries the label by which an organisation marked it."),
    "diagramData+xml": ("embedded", "It carries a diagram whose text we do not read: {}."),
}
_KNOWN = (
    "main+xml", "worksheet+xml", "chartsheet+xml", "styles+xml", "theme+xml", "sharedStrings+xml",
    "table+xml", "drawing+xml", "chart+xml", "calcChain+xml", "core-properties+xml",
    "extended-properties+xml",
    "custom-properties+xml", "relationships+xml", "numbering+xml", "fontTable+xml", "settings+xml",
    "webSettings+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml", "comments+xml",
    "commentsExtended+xml", "commentsIds+xml", "commentsExtensible+xml", "threadedcomments+xml",
    "externalLink+xml", "pivotTable+xml", "pivotCacheDefinition+xml", "pivotCacheRecords+xml",
    "customXmlProperties+xml", "chartstyle+xml", "chartcolorstyle+xml", "sheetMetadata+xml", "vmlDrawing",
    "stylesWithEffects+xml",
)  # fmt: skip


def check_common(package: Package) -> list[FileFinding]:
    """What is found the same way in every OOXML file."""
    found = list(package.findings)
    there = reachable_parts(package)
    lost = [one for one in package.parts if one not in there and _would_show(package, one)]
    found += [FileFinding("earlier_version", one, f"It carries a part that nothing shows any more: {one}.")
              for one in lost]  # fmt: skip
    for name, content in sorted(package.parts.items()):
        found += _part(package, name, content)
        if name.endswith(".rels"):
            found += _links_out(package, name)
    return found


def _would_show(package: Package, name: str) -> bool:
    """Whether a part is one of words or pictures, which a reader would see if anything led to it."""
    kinds = ("header+xml", "footer+xml", "footnotes+xml", "endnotes+xml")
    return "/media/" in name.lower() or package.type_of(name).endswith(kinds)


def _part(package: Package, name: str, content: bytes) -> list[FileFinding]:
    low = name.lower()
    if name == "[Content_Types].xml" or low.endswith(".rels"):
        return []
    if low.startswith("docprops/"):
        return _details(name, content)
    if package.type_of(name).endswith("person+xml") and not len(parse_xml(content, name)):
        return []  # programs write the list even if nobody is on it
    if "/media/" in low:
        return [one._replace(where=f"{name} {one.where}".strip()) for one in check_picture(content)]
    what, words = _told(package.type_of(name), low)
    return [FileFinding(what, name, words.format(name))] if what else []


def _told(kind: str, low: str) -> tuple[str, str]:
    """The kind of finding that a part is by itself, and its sentence; nothing for those read elsewhere."""
    if low.startswith("customxml/"):
        return "custom_xml", "It carries data that another program left: {}."
    if "/embeddings/" in low:
        return "embedded", "It carries a file within: {}."
    for ending, told in _TELLING.items():
        if kind.endswith(ending) or low.endswith(f"{ending.lower()}.bin"):
            return told
    return ("", "") if kind.endswith(_KNOWN) else ("unknown", "It carries a part that we do not know: {}.")


def _details(name: str, content: bytes) -> list[FileFinding]:
    if "thumbnail" in name.lower():
        return [
            FileFinding("thumbnail", name, "It carries a small picture of its first page as it once was.")
        ]
    root, found = parse_xml(content, name), []
    for one in root:
        said = text_of(one).strip()
        if local_name(one) == "property":
            label = attribute(one, "name")
            found.append(FileFinding("metadata", name, f"It carries a property “{label}”: {said[:120]}"))
        elif local_name(one) == "Template" and said.lower() not in _PLAIN_TEMPLATES:
            found.append(
                FileFinding("metadata", name, f"It names the template it was made from: {said[:120]}")
            )
        elif local_name(one) in _WHO and said:
            found.append(FileFinding("metadata", name, f"{_WHO[local_name(one)]} {said[:120]}"))
    return found


def _links_out(package: Package, listed: str) -> list[FileFinding]:
    part = re.sub(r"(^|/)_rels/(.*)\.rels$", r"\1\2", listed)
    found = []
    for one in relationships(package, part):
        if one.outside and not one.is_plain_link:
            kind = "metadata" if one.kind.endswith("/attachedTemplate") else "external_link"
            found.append(FileFinding(kind, part, f"It points to another file: {one.target[:160]}"))
    return found


def hidden_objects(package: Package) -> list[FileFinding]:
    """Pictures and shapes that are there and not drawn."""
    found = []
    for name in package.of_type("drawing+xml", "document.main+xml", "header+xml", "footer+xml"):
        hidden = [one for one in walk(parse_xml(package.parts[name], name), "cNvPr", "docPr")
                  if attribute(one, "hidden") in ("1", "true")]  # fmt: skip
        if hidden:
            said = (
                f"{counted(len(hidden), 'picture or shape', 'pictures or shapes')} in {name} drawn nowhere."
            )
            found.append(FileFinding("hidden_object", name, said))
    return found
