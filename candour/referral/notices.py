"""What a reporter reads when a referral moves. No force is named, and nothing of what it does."""

SENT = (
    "Sent to a police force",
    "A second person has checked your report, and it has gone to the special unit of a police force "
    "that looks into police wrongdoing. It does not say who you are.",
)
HELD = (
    "Ready to send",
    "Your report is checked and ready. We are waiting until the force can receive it safely.",
)
ACKNOWLEDGED = ("With the police force", "The force has told us that it has your report.")
FINDING_FORCE = (
    "Finding the right force",
    "The force says your report is for another force. We are seeing to it.",
)
PASSED = (
    "Passed to another force",
    "Your report has been passed to another police force, the right one for it.",
)
QUESTION = (
    "We have a question",
    "The force has asked us something. You can read the question in your letters. "
    "You do not have to answer, and we check each answer before it goes on.",
)
ANSWERED = ("Your answer was passed on", "We took out what could show who you are, and sent your answer on.")
