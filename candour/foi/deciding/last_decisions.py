"""The last decision on each question, and the decisions that our letters told."""

from collections.abc import Sequence

from candour.foi.models import InformationRequest, QuestionDecision, RequestLetter, RequestQuestion
from candour.foi.requests.letter_kinds import TELL_DECISIONS
from candour.foi.rules import Law, QuestionOutcome

from .rules import ProposedDecision


def last_decisions(request: InformationRequest) -> list[tuple[RequestQuestion, QuestionDecision | None]]:
    """Every question with its last decision, by number; None where it is not decided yet."""
    last: dict[object, QuestionDecision] = {}
    decisions = QuestionDecision.objects.filter(question__request=request).order_by("place")
    for decision in decisions.prefetch_related("citations"):
        last[decision.question_id] = decision
    return [(question, last.get(question.pk)) for question in request.questions.all()]


def decided_questions(request: InformationRequest) -> list[tuple[RequestQuestion, QuestionDecision]]:
    """The questions that are decided, each with its last decision, by number."""
    return [(question, decision) for question, decision in last_decisions(request) if decision is not None]


def decisions_in(letter: RequestLetter) -> list[tuple[RequestQuestion, QuestionDecision]]:
    """The decisions that a letter tells, each with its question, in their order."""
    decisions = QuestionDecision.objects.filter(pk__in=letter.decisions).select_related("question")
    return [(decision.question, decision) for decision in decisions.order_by("question__number")]


def sent_decisions(request: InformationRequest) -> list[tuple[RequestQuestion, QuestionDecision]]:
    """The decisions that the asker was last told: what the log may say. Empty before the first answer."""
    sent = request.letters.filter(kind__in=TELL_DECISIONS).exclude(sent_on=None)
    pairs = [pair for letter in sent.order_by("sent_on", "drafted_on") for pair in decisions_in(letter)]
    last = {
        question.pk: (question, decision)
        for question, decision in sorted(pairs, key=lambda pair: pair[1].place)
    }
    return sorted(last.values(), key=lambda pair: pair[0].number)


def proposal_of(decision: QuestionDecision) -> ProposedDecision:
    """A stored decision as `rules` and the letters read it."""
    return ProposedDecision(
        outcome=QuestionOutcome(decision.outcome),
        confirms=decision.confirms,
        sections=tuple(decision.sections),
        answer=decision.answer,
        why=decision.why,
        public_interest=decision.public_interest,
        holder=decision.holder,
        holder_address=decision.holder_address,
        estimate=[(str(activity), float(hours)) for activity, hours in decision.estimate],
        out_on=decision.out_on,
        url=decision.url,
        advice=decision.advice,
        personal=decision.personal,
        cites=decision.citations.count(),
    )


def outcomes(pairs: Sequence[tuple[RequestQuestion, QuestionDecision]]) -> list[QuestionOutcome]:
    """The outcomes alone, in the order of the questions."""
    return [QuestionOutcome(decision.outcome) for _, decision in pairs]


def law_of(request: InformationRequest) -> Law:
    """Under which law a request is answered."""
    return Law(request.law)
