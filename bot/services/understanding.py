"""From a turn's words to what is wanted: which picture, which options, which intent. Nothing is spent here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.domain import context
from bot.domain.context import Context, History, NoSuchVersionError, Source, ThreadVersion
from bot.domain.errors import PersonError
from bot.domain.intent import Intent, about, decide, has_flag, has_words
from bot.domain.options.image_options import ImageOptions
from bot.domain.options.parsing import parse
from bot.domain.options.request import Request
from bot.domain.options.sizes import nearest_legal_size
from bot.domain.policy import Policy
from bot.domain.refusing import rules
from bot.domain.refusing.asks import Choice
from bot.domain.turn import Origin, Turn
from bot.services.references import References, check
from db import threads
from db.store import Store
from db.turnstile import Turnstile
from db.tx import Tx

LONGEST_PROMPT = 32_000
VARIATIONS = 2
VARY = "Draw another take on this picture: the same subject and style, a different composition."
SAME = "Render this picture again with the same content."
FORMATS = {"image/png": "png", "image/jpeg": "jpeg", "image/webp": "webp"}


@dataclass(frozen=True, slots=True)
class Understood:
    """What a turn wants."""

    intent: Intent
    options: ImageOptions
    context: Context
    next_number: int
    choice: Choice | None = None
    via: str | None = None


class Understanding:
    """Reads a turn against its thread."""

    def __init__(self, store: Store, references: References, policy: Policy) -> None:
        self._store, self._references, self._policy = store, references, policy
        self._turnstile = Turnstile()

    async def read(self, turn: Turn) -> Understood:
        """Return what *turn* wants; raises PersonError with a sentence where that cannot be drawn."""
        history, base = await self._store.run(partial(_thread, turn))
        await self._turnstile.through()
        text = VARY if turn.origin is Origin.VARIATIONS else turn.text
        if (choice := rules.decide(text)) is not None:
            return Understood(about(choice), self._policy.defaults, Context("", "", (), branch=False), 0, choice=choice)
        chosen = base or _named(text, history)
        request = parse(text, self._defaults(turn, history, chosen))
        _refuse(request)
        intent = _intent(turn, text, request)
        if intent is Intent.NOTHING and request.stated and (chosen or history.versions) and not turn.files:
            intent, request = Intent.RE_RENDER, replace(request, prompt=SAME)
        if intent in {Intent.EXPLAIN, Intent.ACKNOWLEDGE}:
            return Understood(intent, request.options, Context(text, "", (), branch=False), 0)
        check_prompt(request.prompt, intent)
        check(turn.files)
        sources = await self._references.gather(turn.files)
        context_of = _context(history, request.prompt, sources, chosen)
        return Understood(intent, request.options, context_of, _next(history), via=request.via)

    def _defaults(self, turn: Turn, history: History, chosen: ThreadVersion | None) -> ImageOptions:
        """Return the options that hold where nothing is said: a change keeps the shape and quality of its source."""
        count = VARIATIONS if turn.origin is Origin.VARIATIONS else 1
        defaults = replace(self._policy.defaults, count=count)
        newest = history.versions[-1] if history.versions and not turn.files else None
        source = chosen or newest
        if source is None:
            return defaults
        width, height = nearest_legal_size(source.width, source.height)
        kept = FORMATS.get(source.media_type, defaults.output_format)
        return replace(defaults, size=f"{width}x{height}", quality=source.quality, output_format=kept)


def _thread(turn: Turn, tx: Tx) -> tuple[History, ThreadVersion | None]:
    history = threads.history(tx, thread_id=turn.thread_id, before=turn.id)
    base = threads.version(tx, version_id=turn.base_version) if turn.base_version else None
    return history, base


def _named(text: str, history: History) -> ThreadVersion | None:
    try:
        return context.named(text, history.versions)
    except NoSuchVersionError as error:
        have = ", ".join(error.have)
        raise PersonError("no_such_version", f"There is no {error.label} in this thread yet; it has {have}.") from error


def _context(history: History, prompt: str, sources: Sequence[Source], chosen: ThreadVersion | None) -> Context:
    return context.select(history, prompt, sources, chosen)


def _refuse(request: Request) -> None:
    if request.problems:
        raise PersonError("options", " ".join(problem.sentence for problem in request.problems))


def _intent(turn: Turn, text: str, request: Request) -> Intent:
    if turn.origin is Origin.VARIATIONS:
        return Intent.VARY
    if turn.origin in {Origin.EDIT_FORM, Origin.OFFER} and (turn.base_version or turn.files):
        return Intent.EDIT
    if turn.origin is Origin.COMMAND and has_words(request.prompt):
        return Intent.DRAW
    said = request.prompt if request.stated else text
    return decide(said, certain_draw=bool(request.stated) and has_flag(text), has_pictures=bool(turn.files))


def check_prompt(prompt: str, intent: Intent) -> None:
    """Refuse a prompt with nothing in it, or too much; raises PersonError."""
    if intent is Intent.NOTHING or not prompt.strip():
        raise PersonError(
            "empty", "Say what the picture should show, for example: a lighthouse at dusk, landscape format."
        )
    if len(prompt) > LONGEST_PROMPT:
        raise PersonError(
            "prompt_too_long", f"The prompt has {len(prompt):,} characters; at most {LONGEST_PROMPT:,} can be drawn."
        )


def _next(history: History) -> int:
    return 1 + max((version.number for version in history.versions), default=0)
