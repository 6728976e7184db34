"""Making a page of the log from a request: everything that the public reads, and nothing else."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone

from candour.foi.deciding.citing import cite
from candour.foi.deciding.last_decisions import decided, sent_decisions
from candour.foi.deciding.rules import headline_sentence
from candour.foi.models import Citation, Decision, InformationRequest, Question
from candour.foi.requests.sections import sections
from candour.foi.rules import Channel, Law, Outcome, headline
from candour.ledger.actions import is_rehearsal
from candour.publication.models import Catalogue

from .cleaning import Cleaner, cleaner_of
from .dating import days_of
from .document import Answered, Cited, LogPage, Related, Section
from .served_files import files_of
from .threads import asker_words, thread_of
from .wording import ASKERS_VIEW, CONNECTIONS, FILES_MISSING, LAWS, decision_words, footing_words

NOTHING_DECIDED = "We do not know what was decided"
ONLY_MESSAGES = "We have the messages below. They do not plainly say what was decided."
ONLY_IN_FILES = "The answers were in files that we do not have."


def compile_page(request: InformationRequest, *, version: int = 1, on: dt.date | None = None) -> LogPage:
    """The page of this request as the public would read it, made afresh from its rows."""
    cleaner, days = cleaner_of(request), days_of(request)
    told = dict(_decisions(request))
    asked = list(request.questions.all())
    # A headline from some of the questions would speak for the others too.
    outcomes = [Outcome(told[one].outcome) for one in asked] if all(one in told for one in asked) else []
    questions = tuple(_answered(one, told.get(one), request, cleaner) for one in asked)
    thread = thread_of(request, cleaner)
    title = cleaner.clean(request.title)
    return LogPage(
        reference=request.reference,
        slug=request.slug,
        version=version,
        title=title,
        published_on=on or timezone.localdate(),
        headline=headline(outcomes) if outcomes else "",
        headline_words=headline_sentence(outcomes) if outcomes else NOTHING_DECIDED,
        law=LAWS.get(request.law, ""),
        footing=footing_of(request),
        topic=request.topic,
        asked_by=asker_words(request),
        received_on=days.received_on,
        due_on=days.due_on,
        answered_on=days.answered_on,
        working=days.working,
        not_known=(*days.not_known, *([] if outcomes else [undecided_words(request, cleaner)])),
        questions=questions,
        thread=thread,
        files=files_of(request, cleaner),
        related=related_to(request),
        masked=cleaner.masked(),
        source_url=cleaner.address(request.source_url),
        rehearsal=is_rehearsal(),
    )


def undecided_words(request: InformationRequest, cleaner: Cleaner) -> str:
    """Why nobody can read here what was decided, and what the asker made of it where their page says so."""
    messages = list(request.messages.all())
    in_files = any(FILES_MISSING in one.subject for one in messages)
    views = [cleaner.clean(one.text.strip()) for one in messages if one.subject == ASKERS_VIEW]
    said = f" Whoever asked wrote of it: “{views[0]}”" if views else ""
    return (ONLY_IN_FILES if in_files else ONLY_MESSAGES) + said


def footing_of(request: InformationRequest) -> str:
    """Whose duty it was. Of a request brought in, another body answered, whoever that was."""
    if request.channel == Channel.IMPORT:
        body = request.force.name if request.force else "Another body"
        return f"{body} was asked and dealt with it. We brought it in and decided nothing of it."
    return footing_words(request.footing, request.force.name if request.force else "")


def _decisions(request: InformationRequest) -> list[tuple[Question, Decision]]:
    """What the asker was told; of a request brought in, what is known of its decisions."""
    return decided(request) if request.channel == Channel.IMPORT else sent_decisions(request)


def _answered(
    question: Question, one: Decision | None, request: InformationRequest, cleaner: Cleaner
) -> Answered:
    text = cleaner.clean(question.text)
    if one is None:
        return Answered(question.number, text)
    holder = cleaner.office(one.holder)
    return Answered(
        question.number,
        text,
        outcome=one.outcome,
        decision=decision_words(one.outcome, holder),
        confirms=one.confirms,
        sections=tuple(_section(code, request.law) for code in one.sections),
        answer=cleaner.clean(one.answer),
        why=cleaner.clean(one.why),
        public_interest=cleaner.clean(one.public_interest),
        holder=holder,
        holder_address=cleaner.office(one.holder_address),
        url=cleaner.address(one.url),
        out_on=one.out_on,
        estimate=tuple(f"{cleaner.clean(activity)}: {hours:g} hours" for activity, hours in one.estimate),
        citations=tuple(found for cited in one.citations.all() if (found := cited_figure(cited))),
        advice=cleaner.clean(one.advice),
        decided_on=None if request.channel == Channel.IMPORT else one.on,
    )


def _section(code: str, law: str) -> Section:
    known = sections(Law(law)).get(code)
    return Section(code, known.title if known else "")


def cited_figure(citation: Citation) -> Cited | None:
    """A cited number as its release prints it; None where nobody can look it up any more."""
    try:
        found = cite(citation.release, citation.place)
    except ValidationError:
        return None
    return Cited(
        sentence=found.sentence, number=found.number, address=f"/figures/number/{found.key}",
        measure=found.measure, name=found.name, period=found.period, as_at=found.as_at, rule=found.rule,
        release=found.release,
    )  # fmt: skip


def related_to(request: InformationRequest) -> tuple[Related, ...]:
    """The pages of the log that this one is connected with. What is not in the log is not named."""
    pairs = [
        (one.other, CONNECTIONS.get(one.kind, "")) for one in request.connections.select_related("other")
    ]
    pairs += [
        (one.request, "Belongs to this one") for one in request.connected_from.select_related("request")
    ]
    public = {one.slug: one for one in Catalogue.objects.filter(slug__in=[other.slug for other, _ in pairs])}
    return tuple(
        Related(other.slug, public[other.slug].reference, public[other.slug].title, kind)
        for other, kind in pairs
        if other.slug in public
    )
