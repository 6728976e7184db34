"""Documents (docx): tracked changes, comments, hidden text, and settings that carry data."""

from candour.papers.findings import CannotInspect, FileFinding
from candour.papers.formats.xml_parts import Element, local_name, parse_xml, text_of, walk
from candour.papers.formats.zip_package import Package, relationships
from candour.papers.wording import counted

from .ooxml_drawings import check_crops
from .ooxml_parts import check_common

_STORIES = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml", "comments+xml",
           "template.main+xml", "document.macroEnabled.main+xml", "glossary+xml")  # fmt: skip
CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
FORMAT_CHANGES = ("rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange",
                  "tblGridChange", "numberingChange", "tblPrExChange")  # fmt: skip


def check_docx(package: Package) -> list[FileFinding]:
    """Everything hidden in a document. CannotInspect if it cannot be read."""
    if not any(link.kind.endswith("/officeDocument") for link in relationships(package, "")):
        raise CannotInspect("It has no document in it.")
    findings = check_common(package) + check_crops(package)
    for name in package.of_type(*_STORIES):
        root = parse_xml(package.parts[name], name)
        findings += _tracked_changes(name, root) + _comments(name, root)
    return findings + _document_settings(package)


def _tracked_changes(name: str, root: Element) -> list[FileFinding]:
    findings, where = [], name.rpartition("/")[2]
    added, deleted = list(walk(root, "ins", "moveTo")), list(walk(root, "del", "moveFrom"))
    if added or deleted or list(walk(root, *CHANGES)):
        words = " ".join(text_of(change) for change in deleted).split()
        sentence = f"{counted(len(added) + len(deleted), 'tracked change')} in {where}"
        deleted_words = (
            f"; words that were taken out are still in it ({counted(len(words), 'word')})" if words else ""
        )
        findings.append(FileFinding("tracked_change", where, f"{sentence}{deleted_words}."))
    if formats := list(walk(root, *FORMAT_CHANGES)):
        sentence = f"{counted(len(formats), 'tracked change')} of format in {where}."
        findings.append(FileFinding("tracked_change", where, sentence))
    return findings


def _comments(name: str, root: Element) -> list[FileFinding]:
    if local_name(root) != "comments":
        return []
    number = len(list(walk(root, "comment")))
    return [FileFinding("comment", name, f"It has {counted(number, 'comment')}.")] if number else []


def _document_settings(package: Package) -> list[FileFinding]:
    findings = []
    for name in package.of_type("wordprocessingml.settings+xml"):
        root = parse_xml(package.parts[name], name)
        if variables := list(walk(root, "docVar")):
            sentence = f"It carries {counted(len(variables), 'variable')} that a program left."
            findings.append(FileFinding("metadata", name, sentence))
        if list(walk(root, "mailMerge")):
            findings.append(
                FileFinding("connection", name, "It is joined to a list of addresses (mail merge).")
            )
    return findings
