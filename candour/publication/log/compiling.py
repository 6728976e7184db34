"""Making a page of the log from a request: everything that the public reads, and nothing else."""

import datetime as dt
from dataclasses import replace

from django.core.exceptions import ValidationError

from candour.foi.deciding.citing import cite
from candour.foi.deciding.headlines import headline, headline_sentence
from candour.foi.deciding.last_decisions import decided_questions, sent_decisions
from candour.foi.models import Citation, InformationRequest, QuestionDecision, RequestQuestion
from candour.foi.requests.sections import sections
from candour.foi.rules import Channel, Law, QuestionOutcome
from candour.ledger.actions import is_rehearsal
from candour.publication.models import Catalogue
from candour.store.clock import current_day

from .cleaning import cleaner_of
from .dating import days_of
from .document import CitedFigure, CitedSection, LogPage, PageQuestion, RelatedPage
from .served_files import files_of
from .threads import asker_words, thread_of, with_labels
from .wording import ASKERS_VIEW, CONNECTIONS, FILES_MISSING, LAWS, decision_words, footing_words

NOTHING_DECIDED = "We do not know what was decided"
ONLY_MESSAGES = "We have the messages below. They do not plainly say what was decided."
ONLY_IN_FILES = "The answers were in files that we do not have."


def compile_page(request: InformationRequest, *, version: int = 1, on: dt.date | None = None) -> LogPage:
    """The page of this request as the public would read it, made afresh from its rows.

    First all of its texts are collected as they stand, then they are cleaned in one pass, then come the
    sentences of ours that say again what was cleaned.
    """
    cleaner = cleaner_of(request)
    cleaned = cleaner.page(_as_typed(request, version=version, on=on or current_day()))
    return replace(
        cleaned,
        questions=tuple(with_decision(question) for question in cleaned.questions),
        thread=with_labels(cleaned.thread),
        masked=cleaner.masked(),
    )


def _as_typed(request: InformationRequest, *, version: int, on: dt.date) -> LogPage:
    """The page before cleaning: nobody may see it."""
    days = days_of(request)
    decisions = dict(_decisions(request))
    questions = list(request.questions.all())
    # A headline from some of the questions would speak for the others too.
    is_decided = all(question in decisions for question in questions)
    outcomes = [QuestionOutcome(decisions[question].outcome) for question in questions] if is_decided else []
    return LogPage(
        reference=request.reference,
        slug=request.slug,
        version=version,
        title=request.title,
        published_on=on,
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
        not_known=(*days.not_known, *([] if outcomes else [undecided_words(request)])),
        questions=tuple(
            _question(question, decisions.get(question), request.channel) for question in questions
        ),
        thread=thread_of(request),
        files=files_of(request),
        related=related_to(request),
        source_url=request.source_url,
        rehearsal=is_rehearsal(),
    )


def undecided_words(request: InformationRequest) -> str:
    """Why nobody can read here what was decided, and what the asker made of it where their page says so."""
    messages = list(request.messages.all())
    in_files = any(FILES_MISSING in message.subject for message in messages)
    views = [message.text.strip() for message in messages if message.subject == ASKERS_VIEW]
    view = f" Whoever asked wrote of it: “{views[0]}”" if views else ""
    return (ONLY_IN_FILES if in_files else ONLY_MESSAGES) + view


def footing_of(request: InformationRequest) -> str:
    """Whose duty it was. Of a request brought in, another body answered, whoever that was."""
    if request.channel == Channel.IMPORT:
        body = request.force.name if request.force else "Another body"
        return f"{body} was asked and dealt with it. We brought it in and decided nothing of it."
    return footing_words(request.footing, request.force.name if request.force else "")


def _decisions(request: InformationRequest) -> list[tuple[RequestQuestion, QuestionDecision]]:
    """What the asker was told; of a request brought in, what is known of its decisions."""
    return decided_questions(request) if request.channel == Channel.IMPORT else sent_decisions(request)


def _question(question: RequestQuestion, decision: QuestionDecision | None, channel: str) -> PageQuestion:
    if decision is None:
        return PageQuestion(question.number, question.text)
    law = question.request.law
    return PageQuestion(
        question.number,
        question.text,
        outcome=decision.outcome,
        confirms=decision.confirms,
        sections=tuple(_section(code, law) for code in decision.sections),
        answer=decision.answer,
        why=decision.why,
        public_interest=decision.public_interest,
        holder=decision.holder,
        holder_address=decision.holder_address,
        url=decision.url,
        out_on=decision.out_on,
        estimate=tuple(f"{activity}: {hours:g} hours" for activity, hours in decision.estimate),
        citations=tuple(
            figure for citation in decision.citations.all() if (figure := cited_figure(citation))
        ),
        advice=decision.advice,
        decided_on=None if channel == Channel.IMPORT else decision.on,
    )


def with_decision(question: PageQuestion) -> PageQuestion:
    """The question with its decision in words, which name the holder as cleaned."""
    if not question.outcome:
        return question
    return replace(question, decision=decision_words(question.outcome, question.holder))


def _section(code: str, law: str) -> CitedSection:
    section = sections(Law(law)).get(code)
    return CitedSection(code, section.title if section else "")


def cited_figure(citation: Citation) -> CitedFigure | None:
    """A cited number as its release prints it; None where nobody can look it up any more."""
    try:
        figure = cite(citation.release, citation.place)
    except ValidationError:
        return None
    return CitedFigure(
        sentence=figure.sentence,
        number=figure.number,
        address=f"/figures/number/{figure.key}",
        measure=figure.measure,
        name=figure.name,
        period=figure.period,
        as_at=figure.as_at,
        rule=figure.rule,
        release=figure.release,
    )


def related_to(request: InformationRequest) -> tuple[RelatedPage, ...]:
    """The pages of the log that this one is connected with. What is not in the log is not named."""
    pairs = [
        (connection.other, CONNECTIONS.get(connection.kind, ""))
        for connection in request.connections.select_related("other")
    ]
    pairs += [
        (connection.request, "Belongs to this one")
        for connection in request.connected_from.select_related("request")
    ]
    slugs = [other.slug for other, _ in pairs]
    public = {page.slug: page for page in Catalogue.objects.filter(slug__in=slugs)}
    return tuple(
        RelatedPage(other.slug, public[other.slug].reference, public[other.slug].title, kind)
        for other, kind in pairs
        if other.slug in public
    )
