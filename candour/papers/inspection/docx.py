"""Documents (docx): tracked changes, comments, text that is hidden, and what stands in the settings."""

from candour.papers.findings import CannotInspect, FileFinding
from candour.papers.formats.xml_parts import Element, local_name, parse_xml, text_of, walk
from candour.papers.formats.zip_package import Package, relationships
from candour.papers.wording import counted

from .docx_fields import fetches_text, field_codes, may_keep_words
from .docx_visibility import HidingStyles, hiding_styles, is_hidden_run
from .ooxml_drawings import check_drawings
from .ooxml_parts import check_common, hidden_objects

STORIES = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml", "comments+xml",
           "template.main+xml", "document.macroEnabled.main+xml", "glossary+xml")  # fmt: skip
CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
FORMAT_CHANGES = ("rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange",
                  "tblGridChange", "numberingChange", "tblPrExChange")  # fmt: skip


def check_docx(package: Package) -> list[FileFinding]:
    """Everything hidden in a document. CannotLook if it cannot be read."""
    if not any(one.kind.endswith("/officeDocument") for one in relationships(package, "")):
        raise CannotInspect("It has no document in it.")
    found = check_common(package) + hidden_objects(package) + check_drawings(package)
    styles = hiding_styles(package)
    for name in package.of_type(*STORIES):
        root = parse_xml(package.parts[name], name)
        found += _changes(name, root) + _comments(name, root) + _unseen(name, root, styles)
    return found + _settings(package)


def _changes(name: str, root: Element) -> list[FileFinding]:
    found, where = [], name.rpartition("/")[2]
    added, gone = list(walk(root, "ins", "moveTo")), list(walk(root, "del", "moveFrom"))
    if added or gone or list(walk(root, *CHANGES)):
        words = " ".join(text_of(one) for one in gone).split()
        said = f"{counted(len(added) + len(gone), 'tracked change')} in {where}"
        taken = (
            f"; words that were taken out are still in it ({counted(len(words), 'word')})" if words else ""
        )
        found.append(FileFinding("tracked_change", where, f"{said}{taken}."))
    if formats := list(walk(root, *FORMAT_CHANGES)):
        said = f"{counted(len(formats), 'tracked change')} of format in {where}."
        found.append(FileFinding("tracked_change", where, said))
    return found


def _comments(name: str, root: Element) -> list[FileFinding]:
    if local_name(root) != "comments":
        return []
    number = len(list(walk(root, "comment")))
    return [FileFinding("comment", name, f"It has {counted(number, 'comment')}.")] if number else []


def _unseen(name: str, root: Element, styles: HidingStyles) -> list[FileFinding]:
    hidden = [text_of(run) for run in walk(root, "r") if is_hidden_run(run, styles) and text_of(run).strip()]
    found, where = [], name.rpartition("/")[2]
    if hidden:
        number = counted(len(" ".join(hidden).split()), "word")
        said = f"{where} has {number} that cannot be seen: hidden, tiny, or as white as the page."
        found.append(FileFinding("hidden_text", where, said))
    asked = list(field_codes(root))
    if any(map(fetches_text, asked)):
        found.append(
            FileFinding("external_link", where, f"A field in {where} fetches text from another file.")
        )
    if kept := [one.strip() for one in asked if may_keep_words(one)]:
        said = f"{counted(len(kept), 'field')} in {where} may keep words that are not shown: {kept[0][:80]}"
        found.append(FileFinding("hidden_text", where, said))
    return found


def _settings(package: Package) -> list[FileFinding]:
    found = []
    for name in package.of_type("wordprocessingml.settings+xml"):
        root = parse_xml(package.parts[name], name)
        if variables := list(walk(root, "docVar")):
            said = f"It carries {counted(len(variables), 'variable')} that a program left."
            found.append(FileFinding("metadata", name, said))
        if list(walk(root, "mailMerge")):
            found.append(FileFinding("connection", name, "It is joined to a list of addresses (mail merge)."))
    return found
