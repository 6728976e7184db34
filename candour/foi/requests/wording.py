"""How the desk's pages say where a request is."""

from candour.foi.rules import Stage

STAGES = {
    Stage.UNCONFIRMED: "Not confirmed by its asker",
    Stage.NEW: "Waits for triage",
    Stage.OPEN: "Being answered",
    Stage.CLARIFYING: "Waits for the asker",
    Stage.CLEARANCE: "Waits for a second person",
    Stage.RESPONDED: "Answered, not published",
    Stage.REVIEWING: "Being reviewed",
    Stage.AT_ICO: "With the Commissioner",
    Stage.DIVERTED: "Sent elsewhere",
    Stage.LAPSED: "Lapsed: the asker did not answer",
    Stage.WITHDRAWN: "Taken back",
    Stage.HANDED_ON: "Handed on",
}
