"""What workbooks and documents (xlsx, docx) have in common: metadata, embedded files, links out."""

import re

from candour.papers.findings import FileFinding
from candour.papers.formats.pictures import check_picture
from candour.papers.formats.xml_parts import attribute, local_name, parse_xml, text_of
from candour.papers.formats.zip_package import Package, relationships

_METADATA = {
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
# End of a part's content type -> kind of finding, and its sentence.
_UNREAD_PARTS = {
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
_READ_PARTS = (
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
    """The findings that are the same for every OOXML file."""
    findings = list(package.findings)
    for name, content in sorted(package.parts.items()):
        findings += _part_findings(package, name, content)
        if name.endswith(".rels"):
            findings += _links_out(package, name)
    return findings


def _part_findings(package: Package, name: str, content: bytes) -> list[FileFinding]:
    low = name.lower()
    if name == "[Content_Types].xml" or low.endswith(".rels"):
        return []
    if low.startswith("docprops/"):
        return _metadata_findings(name, content)
    if package.type_of(name).endswith("person+xml") and not len(parse_xml(content, name)):
        return []  # programs write the list even if it is empty
    if "/media/" in low:
        return [
            finding._replace(where=f"{name} {finding.where}".strip()) for finding in check_picture(content)
        ]
    finding_kind, words = _kind_and_sentence(package.type_of(name), low)
    return [FileFinding(finding_kind, name, words.format(name))] if finding_kind else []


def _kind_and_sentence(kind: str, low: str) -> tuple[str, str]:
    """The kind of finding that a part is by itself, and its sentence; empty for parts read elsewhere."""
    if low.startswith("customxml/"):
        return "custom_xml", "It carries data that another program left: {}."
    if "/embeddings/" in low:
        return "embedded", "It carries a file within: {}."
    for ending, entry in _UNREAD_PARTS.items():
        if kind.endswith(ending) or low.endswith(f"{ending.lower()}.bin"):
            return entry
    return (
        ("", "") if kind.endswith(_READ_PARTS) else ("unknown", "It carries a part that we do not know: {}.")
    )


def _metadata_findings(name: str, content: bytes) -> list[FileFinding]:
    if "thumbnail" in name.lower():
        return [
            FileFinding("thumbnail", name, "It carries a small picture of its first page as it once was.")
        ]
    root, findings = parse_xml(content, name), []
    for element in root:
        text = text_of(element).strip()
        if local_name(element) == "property":
            label = attribute(element, "name")
            findings.append(FileFinding("metadata", name, f"It carries a property “{label}”: {text[:120]}"))
        elif local_name(element) == "Template" and text.lower() not in _PLAIN_TEMPLATES:
            findings.append(
                FileFinding("metadata", name, f"It names the template it was made from: {text[:120]}")
            )
        elif local_name(element) in _METADATA and text:
            findings.append(FileFinding("metadata", name, f"{_METADATA[local_name(element)]} {text[:120]}"))
    return findings


def _links_out(package: Package, listed: str) -> list[FileFinding]:
    part = re.sub(r"(^|/)_rels/(.*)\.rels$", r"\1\2", listed)
    findings = []
    for link in relationships(package, part):
        if link.outside and not link.is_plain_link:
            kind = "metadata" if link.kind.endswith("/attachedTemplate") else "external_link"
            findings.append(FileFinding(kind, part, f"It points to another file: {link.target[:160]}"))
    return findings
