"""How a turn ended, in words for a person: what came, or why nothing did, and what to do next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.budgets import Holder
from bot.domain.errors import BrokenStream, ProviderError, Refusal
from bot.domain.plan import Plan
from bot.domain.refusing.asks import Category, Choice
from bot.domain.reviews.told import ReviewReply
from bot.domain.telling import Kind
from bot.domain.turn import Outcome
from bot.services.followed import Followed

WORDS_INSTEAD = "No picture came back; {provider} answered in words instead:"
NOTHING_CAME = "{provider} ended without a picture and without a word."
UNUSABLE = "A picture came back that cannot be used: {why}"
INTERRUPTED = "The connection to {provider} was lost and the picture could not be found again."
STOPPED = "Stopped."
LIMITS = {
    "max_output_tokens": "{provider} ran out of its word limit before drawing.",
    "content_filter": "{provider}'s content filter stopped it.",
}
STOPPED_EARLY = "{provider} stopped before it was finished."
SOME_MISSING = "{made} of {asked} pictures were drawn. {why}"
TRY_AGAIN = "Try again."


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The end of a turn before it is told; of one that was *declined* only the category is kept."""

    outcome: Outcome
    kind: Kind
    sentence: str = ""
    next_step: str = ""
    can_retry: bool = False
    approval: str | None = None
    may_ask_admin: bool = False
    holders: tuple[Holder, ...] = ()
    review: ReviewReply | None = None
    declined: Category | None = None


Chosen = Callable[[Choice, str], Conclusion]
"""What to tell where the mainline chose to decline or to answer, from its choice and the instruction."""


def conclude(plan: Plan, ends: Sequence[Followed], chosen: Chosen, provider: str = "OpenAI") -> Conclusion:
    """Return how a turn ended whose steps *provider* brought to *ends*."""
    made = sum(end.made for end in ends)
    if made:
        return _drawn(made, plan, ends, provider)
    if any(end.stopped for end in ends):
        return Conclusion(Outcome.STOPPED, Kind.STOPPED, STOPPED)
    last = ends[-1]
    if last.choice is not None and last.error is None and not plan.steps[0].forced:
        return chosen(last.choice, plan.steps[0].instruction)
    words = last.ended.text.strip() if last.ended else ""
    if words and last.error is None and not plan.steps[0].forced:
        return Conclusion(Outcome.ANSWERED, Kind.WORDS, words)
    return _not_drawn(last, words, provider)


def _drawn(made: int, plan: Plan, ends: Sequence[Followed], provider: str) -> Conclusion:
    asked = len(plan.steps)
    if made >= asked:
        return Conclusion(Outcome.DRAWN, Kind.PICTURE)
    why = _why_no_more(ends[-1], provider)
    return Conclusion(Outcome.DRAWN, Kind.PICTURE, SOME_MISSING.format(made=made, asked=asked, why=why))


def _why_no_more(end: Followed, provider: str) -> str:
    if end.declined is not None:
        return end.declined.sentence
    return STOPPED if end.stopped else _not_drawn(end, "", provider).sentence


def _not_drawn(end: Followed, words: str, provider: str) -> Conclusion:
    sentence, next_step = explain(end, words, provider)
    refused = isinstance(end.error, Refusal)
    outcome = Outcome.REFUSED if refused else Outcome.FAILED
    return Conclusion(outcome, Kind.NOT_DRAWN, sentence, next_step, can_retry=not refused)


def explain(end: Followed, words: str, provider: str = "OpenAI") -> tuple[str, str]:
    """Return why no picture came, and what to do next."""
    if isinstance(end.error, BrokenStream):
        return INTERRUPTED.format(provider=provider), TRY_AGAIN
    if end.error is not None:
        return _blamed(end.error), end.error.blame.next_step
    if end.lost:
        _, why = next(iter(end.lost.values()))
        return UNUSABLE.format(why=why or "its data was damaged."), TRY_AGAIN
    if end.ended is not None and end.ended.status == "incomplete":
        reason = end.ended.incomplete_reason or ""
        return LIMITS.get(reason, STOPPED_EARLY).format(provider=provider), TRY_AGAIN
    if words:
        return f"{WORDS_INSTEAD.format(provider=provider)} {words}", "Ask again in other words."
    return NOTHING_CAME.format(provider=provider), TRY_AGAIN


def _blamed(error: ProviderError) -> str:
    if not isinstance(error, Refusal):
        return error.sentence
    stage = f"{error.moderation.stage} stage" if error.moderation.stage not in {None, "unknown"} else ""
    categories = ", ".join(error.moderation.categories)
    detail = ": ".join(filter(None, (stage, categories)))
    return f"{error.sentence} ({detail})." if detail else f"{error.sentence}."
