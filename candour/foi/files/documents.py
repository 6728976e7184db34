"""Documents (docx): tracked changes, comments, text that is hidden, and what stands in the settings."""

import re

from .finding import CannotLook, Finding, counted
from .markup import Element, attribute, local, parse, text_of, walk
from .office import check_common, hidden_objects
from .packages import Package, relations

STORIES = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml", "comments+xml",
           "template.main+xml", "document.macroEnabled.main+xml", "glossary+xml")  # fmt: skip
CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
FORMAT_CHANGES = ("rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange",
                  "tblGridChange", "numberingChange", "tblPrExChange")  # fmt: skip
_OFF = ("0", "false", "off", "none")
_FETCHES = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|DATABASE)\b")


def check_docx(package: Package) -> list[Finding]:
    """Everything hidden in a document. CannotLook if it cannot be read."""
    if not any(one.kind.endswith("/officeDocument") for one in relations(package, "")):
        raise CannotLook("It has no document in it.")
    found = check_common(package) + hidden_objects(package)
    concealing = concealing_styles(package)
    for name in package.of_type(*STORIES):
        root = parse(package.parts[name], name)
        found += _changes(name, root) + _comments(name, root) + _unseen(name, root, concealing)
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


def _unseen(name: str, root: Element, concealing: set[str]) -> list[Finding]:
    hidden = [text_of(run) for run in walk(root, "r") if is_hidden(run, concealing) and text_of(run).strip()]
    found, where = [], name.rpartition("/")[2]
    if hidden:
        said = f"{where} has {counted(len(' '.join(hidden).split()), 'word')} hidden or white."
        found.append(Finding("hidden_text", where, said))
    if any(_FETCHES.search(text_of(one)) for one in walk(root, "instrText")):
        found.append(Finding("external_link", where, f"A field in {where} fetches text from another file."))
    return found


def is_on(element: Element) -> bool:
    """Whether a switch such as w:vanish is on: it is, unless it says otherwise."""
    return attribute(element, "val", "1").lower() not in _OFF


def is_hidden(run: Element, concealing: set[str]) -> bool:
    """Whether a run of text is not shown: hidden itself, by its style, or by its paragraph's; or white."""
    own = [one for one in run if local(one) == "rPr"]
    switches = [is_on(one) for one in (own[0] if own else []) if local(one) == "vanish"]
    if switches:
        return switches[0]
    if own and _is_white(own[0]):
        return not _on_colour(run)
    paragraph = next((one for one in run.iterancestors() if local(one) == "p"), None)
    styled = list(walk(own[0], "rStyle")) if own else []
    if paragraph is not None:
        styled += [one for part in paragraph if local(part) == "pPr" for one in walk(part, "pStyle")]
    return any(attribute(one, "val") in concealing for one in styled)


def _is_white(properties: Element) -> bool:
    white = any(attribute(one, "val").upper() == "FFFFFF" for one in properties if local(one) == "color")
    return white and not any(local(one) in ("shd", "highlight") for one in properties)


def _on_colour(run: Element) -> bool:
    """Whether colour may lie behind a run: its paragraph's or cell's shade, or its table's style."""
    for one in run.iterancestors():
        if local(one) == "tbl" and any(
            local(part) == "tblPr" and list(walk(part, "tblStyle")) for part in one
        ):
            return True
        shades = [shade for part in one if local(part) in ("pPr", "tcPr") for shade in walk(part, "shd")]
        if any(attribute(shade, "fill", "auto").lower() not in ("auto", "ffffff") for shade in shades):
            return True
    return False


def concealing_styles(package: Package) -> set[str]:
    """The styles by which text is hidden, with those that are based on them."""
    found: set[str] = set()
    for name in package.of_type("wordprocessingml.styles+xml"):
        styles = list(walk(parse(package.parts[name], name), "style"))
        based = {attribute(one, "styleId"): [attribute(base, "val") for base in walk(one, "basedOn")]
                 for one in styles}  # fmt: skip
        found |= {attribute(one, "styleId") for one in styles if _conceals(one)}
        for _ in styles:
            more = {name for name, bases in based.items() if set(bases) & found} - found
            if not more:
                break
            found |= more
    return found


def _conceals(style: Element) -> bool:
    return any(
        any(is_on(one) for one in part if local(one) == "vanish") or _is_white(part)
        for part in style if local(part) == "rPr"
    )  # fmt: skip


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
