"""What a reporter reads in their mailbox when the report moves. Plain words; no force is named,
since whoever else finds the seven words would read it too."""

READING = ("Being read", "An assessor is reading what you told us.")
WRITING = (
    "Being written up",
    "An assessor is writing your report so that it does not say who you are.",
)
CLOSED = (
    "Closed",
    "We read what you told us. We could not make a report from it. "
    "You can write to us here if there is more to tell.",
)
KEPT = (
    "Kept",
    "We have written your report and are keeping it. We are not sending it to a force now. "
    "If you learn more, write to us here.",
)
NOT_ACTIONABLE = (
    "Not sent on",
    "We have looked at your report with care. We could not send it to a force. "
    "If you learn more, write to us here.",
)
ASKED = ("We have a question", "There is a question for you in your letters. You do not have to answer it.")
