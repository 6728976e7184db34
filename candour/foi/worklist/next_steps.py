"""What can be done next with a request, the likeliest first: for its page at the desk."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from candour.foi.clock.request_clock import RequestClock
from candour.foi.deciding.last_decisions import last_decisions
from candour.foi.letters.readiness import is_out_of_date
from candour.foi.models import InformationRequest
from candour.foi.rules import Footing, Stage, StepKind


@dataclass(frozen=True)
class NextStep:
    """A link to the page where it is done; `first` is the one thing that the request waits for."""

    words: str
    url: str
    first: bool = False


def next_steps(request: InformationRequest, clock: RequestClock) -> list[NextStep]:
    """The links that fit where the request is now."""
    makers = {
        Stage.NEW: _triage,
        Stage.UNCONFIRMED: _triage,
        Stage.OPEN: _open,
        Stage.CLARIFYING: _clarifying,
        Stage.LAPSED: _clarifying,
        Stage.CLEARANCE: _clearance,
        Stage.RESPONDED: _answered,
        Stage.REVIEWING: _reviewing,
        Stage.AT_ICO: _at_commissioner,
        Stage.HANDED_ON: _published,
    }
    maker = makers.get(clock.stage) if clock.stage else None
    return list(maker(request)) if maker else []


def _triage(request: InformationRequest) -> Iterator[NextStep]:
    yield NextStep("Triage", reverse("foi_triage", args=[request.pk]), True)


def _draft(request: InformationRequest, kind: str, words: str, *, first: bool = False) -> NextStep:
    return NextStep(words, reverse("foi_draft", args=[request.pk, kind]), first)


def _open(request: InformationRequest) -> Iterator[NextStep]:
    sent = set(request.letters.exclude(sent_on=None).values_list("kind", flat=True))
    is_told = "acknowledgement" in sent
    if not is_told:
        yield _draft(request, "acknowledgement", "Acknowledge it", first=True)
    pairs = last_decisions(request)
    if all(decision for _, decision in pairs):
        drafts = list(_drafts(request))
        yield from drafts
        yield _draft(request, "response", "Draft the answer", first=is_told and not drafts)
    if Footing(request.footing) == Footing.BEHALF:
        yield _draft(request, "search_order", "Ask the force to search")
    yield _draft(request, "clarification", "Ask what is meant")
    yield _draft(request, "extension", "Take more time for the public interest")
    yield _draft(request, "handed_on", "Hand it on")


def _clearance(request: InformationRequest) -> Iterator[NextStep]:
    yield from _drafts(request)
    yield _draft(request, "response", "Draft the answer again")


def _drafts(request: InformationRequest) -> Iterator[NextStep]:
    """Links to drafts that wait to be read, sent or drafted again, without those that were sent back."""
    for letter in request.letters.filter(sent_on=None, sent_back="").defer("pdf"):
        if is_out_of_date(letter):
            yield _draft(request, letter.kind, f"Draft it again: {letter.subject}", first=True)
        else:
            waits = letter.needs_second and letter.approved_by is None
            words = "Read and decide" if waits else "Send it"
            yield NextStep(f"{words}: {letter.subject}", reverse("foi_letter", args=[letter.pk]), True)


def _clarifying(request: InformationRequest) -> Iterator[NextStep]:
    yield _draft(request, "clarified", "The asker said what is meant", first=True)
    yield _draft(request, "lapsed", "Close it, because nothing was heard")


def _published(request: InformationRequest) -> Iterator[NextStep]:
    published = any(step.kind == StepKind.PUBLISHED for step in request.steps.all())
    words = "Its page in the log" if published else "Publish it in the log"
    yield NextStep(words, reverse("foi_publish", args=[request.pk]), not published)


def _answered(request: InformationRequest) -> Iterator[NextStep]:
    yield from _drafts(request)
    yield from _published(request)
    yield NextStep("They want it looked at again", reverse("foi_review", args=[request.pk]))
    yield _draft(request, "correction", "Correct the answer")
    if Footing(request.footing) != Footing.VOLUNTARY:
        # Nobody can complain there about an answer that is given by choice.
        yield NextStep("The Commissioner looks at it", reverse("foi_ico", args=[request.pk]))


def _at_commissioner(request: InformationRequest) -> Iterator[NextStep]:
    yield NextStep("The Commissioner decided", reverse("foi_ico", args=[request.pk]), True)
    yield from _drafts(request)
    yield from _published(request)


def _reviewing(request: InformationRequest) -> Iterator[NextStep]:
    drafts = list(_drafts(request))
    yield from drafts
    yield _draft(request, "review", "Answer the review", first=not drafts)
    yield from _published(request)
