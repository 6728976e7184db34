"""Documents (docx): tracked changes, comments, text that is hidden, and what stands in the settings."""

from .drawings import check_drawings
from .fields import codes, fetches, keeps_words
from .finding import CannotLook, Finding, counted
from .markup import Element, local, parse, text_of, walk
from .office import check_common, hidden_objects
from .packages import Package, relations
from .text_looks import Styles, is_hidden, styles_of

STORIES = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml", "comments+xml",
           "template.main+xml", "document.macroEnabled.main+xml", "glossary+xml")  # fmt: skip
CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
FORMAT_CHANGES = ("rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange",
                  "tblGridChange", "numberingChange", "tblPrExChange")  # fmt: skip


def check_docx(package: Package) -> list[Finding]:
    """Everything hidden in a document. CannotLook if it cannot be read."""
    if not any(one.kind.endswith("/officeDocument") for one in relations(package, "")):
        raise CannotLook("It has no document in it.")
    found = check_common(package) + hidden_objects(package) + check_drawings(package)
    styles = styles_of(package)
    for name in package.of_type(*STORIES):
        root = parse(package.parts[name], name)
        found += _changes(name, root) + _comments(name, root) + _unseen(name, root, styles)
    return found + _settings(package)


def _changes(name: str, root: Element) -> list[Finding]:
    found, where = [], name.rpartition("/")[2]
    added, gone = list(walk(root, "ins", "moveTo")), list(walk(root, "del", "moveFrom"))
    if added or gone or list(walk(root, *CHANGES)):
        words = " ".join(text_of(one) for one in gone).split()
        said = f"{counted(len(added) + len(gone), 'tracked change')} in {where}"
        taken = (
            f"; words that were taken out are still in it ({counted(len(words), 'word')})" if words else ""
        )
        found.append(Finding("tracked_change", where, f"{said}{taken}."))
    if formats := list(walk(root, *FORMAT_CHANGES)):
        said = f"{counted(len(formats), 'tracked change')} of format in {where}."
        found.append(Finding("tracked_change", where, said))
    return found


def _comments(name: str, root: Element) -> list[Finding]:
    if local(root) != "comments":
        return []
    number = len(list(walk(root, "comment")))
    return [Finding("comment", name, f"It has {counted(number, 'comment')}.")] if number else []


def _unseen(name: str, root: Element, styles: Styles) -> list[Finding]:
    hidden = [text_of(run) for run in walk(root, "r") if is_hidden(run, styles) and text_of(run).strip()]
    found, where = [], name.rpartition("/")[2]
    if hidden:
        number = counted(len(" ".join(hidden).split()), "word")
        said = f"{where} has {number} that cannot be seen: hidden, tiny, or as white as the page."
        found.append(Finding("hidden_text", where, said))
    asked = list(codes(root))
    if any(map(fetches, asked)):
        found.append(Finding("external_link", where, f"A field in {where} fetches text from another file."))
    if kept := [one.strip() for one in asked if keeps_words(one)]:
        said = f"{counted(len(kept), 'field')} in {where} may keep words that are not shown: {kept[0][:80]}"
        found.append(Finding("hidden_text", where, said))
    return found


def _settings(package: Package) -> list[Finding]:
    found = []
    for name in package.of_type("wordprocessingml.settings+xml"):
        root = parse(package.parts[name], name)
        if variables := list(walk(root, "docVar")):
            said = f"It carries {counted(len(variables), 'variable')} that a program left."
            found.append(Finding("metadata", name, said))
        if list(walk(root, "mailMerge")):
            found.append(Finding("connection", name, "It is joined to a list of addresses (mail merge)."))
    return found
