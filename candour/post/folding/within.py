"""Whether answers may be written into an earlier message that bears no marks of quoting, as Outlook quotes.

Four things say so: a letter that points there, one that says nothing itself, marks before answers, and lines
between questions that ask nothing. Taking a question for an answer leaves a fold open, and hides nothing.
"""

import re
from collections.abc import Sequence

from . import closings

_ANSWERS = r"(?:answers?|repl(?:y|ies)|responses?|comments?|atebion|hatebion|ymateb(?:ion)?)"
_POINTING = re.compile(
    r"\b(?:below|beneath|underneath|in-?line|in (?:red|blue|green|bold|italics|capitals|purple|colou?r)|"
    r"interspersed|(?:with)?in your (?:text|table|form|list)|within your (?:e-?mail|message)|"
    r"(?:against|after|under|beside|in|to) each|in turn|(?:between|among) the lines|isod|"
    r"mewn (?:coch|glas|print trwm))\b",
    re.IGNORECASE,
)
_FORM = r"(?:form|survey|table|questionnaire|template|list)"
# "Please see our answers", "our responses are marked NS", "the form is filled in", unless it says that they
# are attached or above.
_SOMEWHERE = re.compile(
    r"^(?!.*\b(?:attach|enclos|above|letter))(?:"
    rf".*\b(?:see|find|insert|add|mark|given|written|put|gweler)\w*\b.{{0,40}}\b{_ANSWERS}\b|"
    rf".*\b{_ANSWERS}\b.{{0,40}}\b(?:follow|mark|insert|add|prefix|begin|start|stand|highlight)\w*\b|"
    rf".*\b(?:filled in|fill in|complet(?:e|ed|ing)|populated)\b.{{0,40}}\b{_FORM}\b|"
    rf".*\b{_FORM}\b.{{0,60}}\b(?:filled in|completed|populated)\b)",
    re.IGNORECASE,
)
# What is said out of courtesy, and answers nothing: every sentence of a letter that has no answer.
_COURTESY = re.compile(
    r"^\W*(?:many |thank|diolch|ymddiheur|apolog|(?:we |I )?(?:am |are )?(?:sorry|apologi)|(?:we |I )?hope\b|"
    r"(?:we |I )(?:can (?:now )?|will |now |am able to )?(?:reply|respond|answer)\b.{0,40}"
    r"(?:follows|turn|each)\W*$|replies follow\b|(?:your )?request (?:was |is )?received|"
    r"(?:please )?(?:let (?:me|us) know|do not hesitate|get in touch|see (?:my|our|the) (?:answer|repl))|"
    r"(?:I|we) (?:refer|write|am writing|are writing)\b|(?:good|bore|prynhawn)\b.{0,30}$)",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\d|\b(?:not|no|none|nil|yes|nid|oes|nac|only|all)\b", re.IGNORECASE)
_IN_CAPITALS = re.compile(r"^[^a-z]*[A-Z]{2,}[^a-z]* [^a-z]*[A-Z]{2,}[^a-z]*$")
_MARKED = re.compile(
    r"^[>\s]*[\[(*]*\s*(?:(?:our|my|the) )?(?:answer|response|reply|ateb|ymateb|A\d{0,2})"
    r"\s*(?:\d{1,2}\s*)?[\])*]*\s*[:=–—-]|"
    r"^\s*(?:\*\*\*|###|\[\[|==>|-->)|^\s*\[[A-Z]{2,4}[:\]]",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^\W*(?:Q|Question|Cwestiwn)?\s?\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.):]\s", re.IGNORECASE
)
# A line of somebody who goes on asking, or who closes a letter.
_ASKS_ON = re.compile(
    r"^\W*(?:please|if|I|I'd|my|by|for|from|to|since|between|during|within|e\.?g|i\.?e|such as|includ\w+|"
    r"broken|split|in particular|in addition|also|and|or|with|where\w*|could|can|would|should|may|note|"
    r"thank\w*|many|kind|regards|yours|dear|hi|hello|how|what|which|who|whose|when|why|do|does|did|is|are|was|"
    r"were|have|has|had|os|ac|neu|hefyd|byddwn|faint|pa|beth|pryd|sut|pwy|ble|pam|a oes|diolch|cofion|"
    r"yn gywir)\b",
    re.IGNORECASE,
)
# "How many? - Eleven", "How many? 11"
_BESIDE = re.compile(
    r"\?(?:\s*(?:[-–—:=>]+|\t)\s*|\s{2,})(?!\(|please|if|I\b|by|and|or|for|how|what|which|who|when|why|do)\S.{0,40}$|"
    r"\?\s+(?:[\d,.£%]+|none|nil|yes|no|n/a|not held|nac oes|oes|nid)\W*$",
    re.IGNORECASE,
)
_FEWEST = 2  # questions with something below them: one alone is as often how people ask


def may_hold_answers(above: Sequence[str], below: Sequence[str], newest: Sequence[str]) -> bool:
    """Whether answers may be among the lines `below` a header, to which the lines `above` it lead.

    `newest` is the part of `below` that is no earlier message of an earlier message.
    """
    text_above = " ".join(above)
    points = any(_SOMEWHERE.search(sentence) for sentence in re.split(r"(?<=[.:!?])\s", text_above))
    if points or _POINTING.search(text_above) or _is_courtesy(above) or any(map(_MARKED.match, below)):
        return True
    in_capitals = any(_IN_CAPITALS.match(sentence) for sentence in below) and any(
        "?" in sentence for sentence in below
    )
    return in_capitals or _answered(newest) >= _FEWEST


def may_be_typed_into(above: Sequence[str], quoted: Sequence[str]) -> bool:
    """Whether answers may have been typed into a quotation, whose marks their program gives them too.

    So it is where the letter above points there, where a line is marked as an answer, and where lines with
    fewer marks stand below and between lines with more.
    """
    text_above = " ".join(above)
    points = any(_SOMEWHERE.search(sentence) for sentence in re.split(r"(?<=[.:!?])\s", text_above))
    if points or _POINTING.search(text_above) or any(map(_MARKED.match, quoted)):
        return True
    depths = [_depth(line) for line in quoted if line.strip("> \t")]
    return any(
        depth < before and any(later > depth for later in depths[at + 1 :])
        for at, (before, depth) in enumerate(zip(depths, depths[1:], strict=False))
    )


def _depth(line: str) -> int:
    marks = re.match(r"[>\s]*", line)
    return marks[0].count(">") if marks else 0


def _is_courtesy(above: Sequence[str]) -> bool:
    """Whether a letter is thanks and the like alone. One with nothing at all is another matter."""
    worded = [line for line in above if line.strip()]
    ends = next((at for at, line in enumerate(worded) if closings.SIGN_OFF.match(line)), len(worded))
    body = " ".join(line.strip() for line in worded[:ends] if not closings.GREETING.match(line))
    # "Dear Testa, thank you": the greeting stands on the same line.
    body = re.sub(r"^(?:dear|hi|hello|annwyl|helo)\b[^,.!?]{0,40},\s*", "", body, flags=re.IGNORECASE)
    sentences = [sentence for sentence in re.split(r"(?<=[.!?])\s+", body) if re.search(r"\w", sentence)]
    return bool(sentences) and all(
        _COURTESY.match(sentence) and not _COUNTS.search(sentence) for sentence in sentences
    )


def _answered(lines: Sequence[str]) -> int:
    """How many questions have a line below or beside them that asks nothing and closes nothing."""
    answered, follows_question = 0, False
    for line in lines:
        if not line.strip():
            continue
        if _BESIDE.search(line):
            answered, follows_question = answered + 1, False
        elif "?" in line:
            follows_question = True
        elif follows_question and not _NUMBERED.match(line) and not _ASKS_ON.match(line):
            answered, follows_question = answered + 1, False
    return answered
