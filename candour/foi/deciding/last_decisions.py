"""Which decisions stand: the last of each question, and those that a letter of ours told."""

from collections.abc import Sequence

from candour.foi.models import Decision, InformationRequest, Letter, Question
from candour.foi.rules import Law, Outcome

from .rules import Proposal

# The letters that tell what was decided.
TELLING = ("response", "review", "correction", "handed_on")


def standing(request: InformationRequest) -> list[tuple[Question, Decision | None]]:
    """Every question with its last decision, in their order; None where it is not decided yet."""
    last: dict[object, Decision] = {}
    found = Decision.objects.filter(question__request=request).order_by("place")
    for one in found.prefetch_related("citations"):
        last[one.question_id] = one
    return [(question, last.get(question.pk)) for question in request.questions.all()]


def decided(request: InformationRequest) -> list[tuple[Question, Decision]]:
    """The same, of the questions that are decided."""
    return [(question, one) for question, one in standing(request) if one is not None]


def told_by(letter: Letter) -> list[tuple[Question, Decision]]:
    """The decisions that a letter tells, each with its question, in their order."""
    found = Decision.objects.filter(pk__in=letter.decisions).select_related("question")
    return [(one.question, one) for one in found.order_by("question__number")]


def sent_decisions(request: InformationRequest) -> list[tuple[Question, Decision]]:
    """The decisions that the asker was last told: what the log may say. Empty before the first answer."""
    sent = request.letters.filter(kind__in=TELLING).exclude(sent_on=None)
    told = [pair for letter in sent.order_by("sent_on", "drafted_on") for pair in told_by(letter)]
    last = {question.pk: (question, one) for question, one in sorted(told, key=lambda pair: pair[1].place)}
    return sorted(last.values(), key=lambda pair: pair[0].number)


def proposal_of(one: Decision) -> Proposal:
    """A decision as the rules read it."""
    return Proposal(
        outcome=Outcome(one.outcome), confirms=one.confirms, sections=tuple(one.sections), answer=one.answer,
        why=one.why, public_interest=one.public_interest, holder=one.holder,
        holder_address=one.holder_address,
        estimate=[(str(activity), float(hours)) for activity, hours in one.estimate], out_on=one.out_on,
        url=one.url, advice=one.advice, personal=one.personal, cites=one.citations.count(),
    )  # fmt: skip


def outcomes(pairs: Sequence[tuple[Question, Decision]]) -> list[Outcome]:
    """The outcomes alone, in the order of the questions."""
    return [Outcome(one.outcome) for _, one in pairs]


def law_of(request: InformationRequest) -> Law:
    """Under which law a request is answered."""
    return Law(request.law)
