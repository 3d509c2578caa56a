"""What a step will probably cost ("about"), and the most it can cost ("at most"), under a dated price list.

The quote is a ceiling made of parts: a reservation holds it, and whatever stays unknown afterwards is held at it.
Mainline ceilings: a token is at least one byte; the hosted tool's own instructions were seen at about 2,200 tokens;
the mainline may read its context twice, the second time with the finished picture.
"""

from dataclasses import dataclass

from bot.domain import image_tokens
from bot.domain.ledger import Basis, Part, Purpose, part, total
from bot.domain.money import NanoUsd, cost
from bot.domain.plan import Models, Step
from bot.domain.prices import Price, PriceList, TokenClass
from bot.domain.refusing import tools

TOOL_TOKENS_TYPICAL = 2_250
TOOL_TOKENS_CEILING = 3_000
MAINLINE_PASSES = 2
FINISHED_PICTURE_TOKENS = 2_500
ANSWER_TOKENS_TYPICAL = 150
BYTES_PER_TOKEN_TYPICAL = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """The ceiling of one upstream call, part by part."""

    parts: tuple[Part, ...]

    @property
    def nano(self) -> NanoUsd:
        """The most this call can cost."""
        return total(self.parts) or NanoUsd(0)

    def of(self, *purposes: Purpose) -> tuple[Part, ...]:
        """Return the parts for *purposes*."""
        return tuple(p for p in self.parts if p.purpose in purposes)


def _mainline_input_ceiling(step: Step) -> int:
    seen = sum(image_tokens.mainline_patches(s.width, s.height, "high") for s in step.sources)
    once = step.text_bytes + _function_bytes(step) + TOOL_TOKENS_CEILING + seen
    return MAINLINE_PASSES * once + FINISHED_PICTURE_TOKENS


def _function_bytes(step: Step) -> int:
    """Return the bytes of the functions that go with *step*: they are offered where it is not forced."""
    return 0 if step.forced else tools.BYTES


def _picture_input_ceiling(step: Step) -> int:
    return image_tokens.INPUT_TOKENS_CEILING * len(step.sources)


def dearest(rows: PriceList, model: str, token_class: TokenClass, at_ms: int) -> Price:
    """Return the row of a class; for input of a model that bills cache writes, the dearer of the two."""
    row = rows.at(model, token_class, at_ms)
    written = rows.find(model, TokenClass.CACHE_WRITE, at_ms) if token_class is TokenClass.TEXT_IN else None
    return max(row, written, key=lambda price: price.nano_per_million) if written else row


def quote(step: Step, models: Models, prices: PriceList, at_ms: int) -> Quote:
    """Return the ceiling of *step*; raises MissingPriceError where a row is missing."""
    options, rows = step.options, prices
    picture = image_tokens.output_tokens(options.size, options.quality)
    amounts = [
        (Purpose.PLANNING, models.mainline, TokenClass.TEXT_IN, _mainline_input_ceiling(step)),
        (Purpose.PLANNING, models.mainline, TokenClass.TEXT_OUT, models.max_output_tokens),
        (Purpose.IMAGE_INPUT, models.image, TokenClass.TEXT_IN, models.max_output_tokens + step.text_bytes),
        (Purpose.IMAGE_INPUT, models.image, TokenClass.IMAGE_IN, _picture_input_ceiling(step)),
        (Purpose.PICTURE, models.image, TokenClass.IMAGE_OUT, picture),
        (Purpose.PREVIEWS, models.image, TokenClass.IMAGE_OUT, image_tokens.PREVIEW_TOKENS * options.previews),
    ]
    return Quote(
        tuple(
            part(purpose, dearest(rows, model, token_class, at_ms), tokens, Basis.CEILING)
            for purpose, model, token_class, tokens in amounts
            if tokens
        )
    )


def _typical(step: Step, models: Models) -> list[tuple[str, TokenClass, int]]:
    options = step.options
    words = step.text_bytes // BYTES_PER_TOKEN_TYPICAL
    functions = _function_bytes(step) // BYTES_PER_TOKEN_TYPICAL
    seen = sum(image_tokens.mainline_patches(s.width, s.height, "high") for s in step.sources)
    output = image_tokens.output_tokens(options.size, options.quality)
    return [
        (models.mainline, TokenClass.TEXT_IN, TOOL_TOKENS_TYPICAL + functions + words + seen),
        (models.mainline, TokenClass.TEXT_OUT, ANSWER_TOKENS_TYPICAL),
        (models.image, TokenClass.TEXT_IN, words),
        (models.image, TokenClass.IMAGE_IN, image_tokens.INPUT_TOKENS_CEILING * len(step.sources)),
        (models.image, TokenClass.IMAGE_OUT, output + image_tokens.PREVIEW_TOKENS * options.previews),
    ]


def estimate(step: Step, models: Models, prices: PriceList, at_ms: int) -> NanoUsd:
    """Return what *step* costs if it becomes a picture and goes as usual."""
    rows = _typical(step, models)
    return NanoUsd(sum(cost(tokens, prices.at(model, cls, at_ms).nano_per_million) for model, cls, tokens in rows))
