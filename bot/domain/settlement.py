"""From what an attempt left behind to the parts of its settlement. What is known is metered, what is not is held.

    the mainline     usage said                   metered (an omitted cache count: full rate, marked as a ceiling)
                     usage absent, in itself
                     contradictory, or of another
                     service tier                 the quote's ceiling
    the image model  tool_usage said              metered, split into picture and previews
                     absent or zero, but a
                     picture is here              its output by formula, its input at the ceiling
                     absent or zero, and a call
                     was refused, cut or stopped  the quote's ceiling
                     nothing was ever attempted   nothing

Whether `tool_usage` contains the 100 tokens of each preview is not published. The formula tells: exactly the picture
means they come on top, exactly picture and previews means they are inside, anything else means a ceiling.
Source: the docstrings of `Response.tool_usage` (counts are disjoint from `usage`; add, never subtract).
"""

from dataclasses import dataclass

from bot.domain import image_tokens
from bot.domain.ledger import Basis, Part, Purpose, part
from bot.domain.plan import Models
from bot.domain.prices import MissingPriceError, Price, PriceList, TokenClass
from bot.domain.pricing import Quote
from bot.domain.upstream import Ended, ImageTokens, MainlineTokens, ToolCall

CACHE_OMITTED = "cache count omitted: full rate"
OUTSIDE = "not in the reported usage: by formula"
UNCLEAR = "unclear whether the reported usage contains them"
IMAGE_PURPOSES = (Purpose.IMAGE_INPUT, Purpose.PICTURE, Purpose.PREVIEWS)
STANDARD_TIERS = frozenset({None, "default", "auto"})


@dataclass(frozen=True, slots=True)
class Known:
    """What an attempt left behind.

    `calls` are the tool calls that made a picture, usable or not; `attempted` says that the image model was called or
    may have been. `previews` were counted; `previews_certain` is False after a gap in the stream.
    """

    ended: Ended | None
    calls: tuple[ToolCall, ...]
    attempted: bool
    previews: int
    previews_certain: bool = True


@dataclass(frozen=True, slots=True)
class Books:
    """What an attempt is settled against: its models, ceiling and prices at the time it was opened."""

    models: Models
    quote: Quote
    prices: PriceList
    at_ms: int

    def price(self, model: str, token_class: TokenClass) -> Price:
        """Return the price row in force when the attempt was opened."""
        return self.prices.at(model, token_class, self.at_ms)


def settle(known: Known, books: Books) -> tuple[Part, ...]:
    """Return the parts of the one settlement of an attempt."""
    return (*_mainline(known, books), *_image(known, books))


def _mainline(known: Known, books: Books) -> tuple[Part, ...]:
    usage = known.ended.mainline if known.ended else None
    if known.ended is None or usage is None or usage.input is None or usage.output is None:
        return books.quote.of(Purpose.PLANNING)
    model = known.ended.model or books.models.mainline
    standard = known.ended.service_tier in STANDARD_TIERS
    if not standard or (usage.cached or 0) + (usage.cache_write or 0) > usage.input:
        return books.quote.of(Purpose.PLANNING)
    try:
        return _metered_mainline(usage, model, books)
    except MissingPriceError:
        return books.quote.of(Purpose.PLANNING)


def _metered_mainline(usage: MainlineTokens, model: str, books: Books) -> tuple[Part, ...]:
    cached, written = usage.cached or 0, usage.cache_write or 0
    writes_cost = books.prices.find(model, TokenClass.CACHE_WRITE, books.at_ms) is not None
    unsaid = usage.cached is None or (writes_cost and usage.cache_write is None)
    fresh = TokenClass.CACHE_WRITE if writes_cost and usage.cache_write is None else TokenClass.TEXT_IN
    basis, note = (Basis.CEILING, CACHE_OMITTED) if unsaid else (Basis.METERED, "")
    counts = (
        (fresh, (usage.input or 0) - cached - written, basis, note),
        (TokenClass.TEXT_IN_CACHED, cached, basis, note),
        (TokenClass.CACHE_WRITE, written, basis, note),
        (TokenClass.TEXT_OUT, usage.output or 0, Basis.METERED, ""),
    )
    return tuple(
        part(Purpose.PLANNING, books.price(model, token_class), tokens, how, why)
        for token_class, tokens, how, why in counts
        if tokens
    )


def _image(known: Known, books: Books) -> tuple[Part, ...]:
    usage = known.ended.image if known.ended else None
    if usage is not None and usage.output and not _contradicts_itself(usage):
        return (*_metered_input(usage, books), *_metered_output(usage, usage.output, known, books))
    if known.calls:
        return (*books.quote.of(Purpose.IMAGE_INPUT), *_formula_output(known, books))
    return books.quote.of(*IMAGE_PURPOSES) if known.attempted else ()


def _contradicts_itself(usage: ImageTokens) -> bool:
    """Whether a part is said to be larger than its whole: then nothing in it can be relied on."""
    pairs = (
        (usage.text_in_cached, usage.text_in),
        (usage.image_in_cached, usage.image_in),
        (usage.text_out, usage.output),
    )
    return any(part is not None and whole is not None and part > whole for part, whole in pairs)


def _metered_input(usage: ImageTokens, books: Books) -> tuple[Part, ...]:
    if usage.input_total is None and None in {usage.text_in, usage.image_in}:
        return books.quote.of(Purpose.IMAGE_INPUT)
    text, image, basis, note = _input_counts(usage)
    text_cached, image_cached = usage.text_in_cached or 0, usage.image_in_cached or 0
    counts = (
        (TokenClass.TEXT_IN, text - text_cached),
        (TokenClass.TEXT_IN_CACHED, text_cached),
        (TokenClass.IMAGE_IN, image - image_cached),
        (TokenClass.IMAGE_IN_CACHED, image_cached),
    )
    return tuple(
        part(Purpose.IMAGE_INPUT, books.price(books.models.image, token_class), tokens, basis, note)
        for token_class, tokens in counts
        if tokens
    )


def _input_counts(usage: ImageTokens) -> tuple[int, int, Basis, str]:
    """Return text tokens, image tokens, basis and note; input without details counts at the dearer image rate."""
    if usage.text_in is None or usage.image_in is None:
        return 0, usage.input_total or 0, Basis.CEILING, "input not split: image rate"
    text, image = usage.text_in or 0, usage.image_in or 0
    split_known = usage.text_in_cached is not None and usage.image_in_cached is not None
    if split_known or usage.cached_total == 0:
        return text, image, Basis.METERED, ""
    return text, image, Basis.CEILING, CACHE_OMITTED


def _metered_output(usage: ImageTokens, output: int, known: Known, books: Books) -> tuple[Part, ...]:
    words = usage.text_out or 0
    inside, extra, basis, note = _previews(output - words, known, books.quote)
    image_out = books.price(books.models.image, TokenClass.IMAGE_OUT)
    previews = part(Purpose.PREVIEWS, image_out, inside + extra, basis, note)
    picture = part(Purpose.PICTURE, image_out, output - words - inside, Basis.METERED)
    said = () if not words else (_words_of_image_model(words, books),)
    return (picture, *said, *((previews,) if previews.tokens else ()))


def _words_of_image_model(tokens: int, books: Books) -> Part:
    return part(Purpose.PICTURE, books.price(books.models.image, TokenClass.TEXT_OUT), tokens, Basis.METERED)


def _previews(output: int, known: Known, quote: Quote) -> tuple[int, int, Basis, str]:
    """Return preview tokens inside *output*, those on top of it, and how the figure is known."""
    most = sum(p.tokens or 0 for p in quote.of(Purpose.PREVIEWS)) if not known.previews_certain else 0
    seen = image_tokens.PREVIEW_TOKENS * known.previews
    expected = _expected_output(known)
    if expected is not None and output > expected:
        surplus = output - expected
        whole = surplus % image_tokens.PREVIEW_TOKENS == 0 and surplus <= max(seen, most)
        if surplus == seen or (whole and not known.previews_certain):
            return surplus, 0, Basis.METERED, ""
    if max(seen, most) == 0:
        return 0, 0, Basis.METERED, ""
    if expected is not None and output == expected and known.previews_certain:
        return 0, seen, Basis.FORMULA, OUTSIDE
    return 0, max(seen, most), Basis.CEILING, UNCLEAR


def _expected_output(known: Known) -> int | None:
    """Return the formula's tokens for the pictures that were made, as echoed; None where an echo is missing."""
    sizes = [(call.size, call.quality) for call in known.calls]
    if not sizes or any(size is None or quality not in image_tokens.QUALITY_FACTOR for size, quality in sizes):
        return None
    return sum(image_tokens.output_tokens(size, quality) for size, quality in sizes if size and quality)


def _formula_output(known: Known, books: Books) -> tuple[Part, ...]:
    tokens = _expected_output(known)
    if tokens is None or not image_tokens.covers(books.models.image):
        return books.quote.of(Purpose.PICTURE, Purpose.PREVIEWS)
    image_out = books.price(books.models.image, TokenClass.IMAGE_OUT)
    picture = part(Purpose.PICTURE, image_out, tokens, Basis.FORMULA, "usage missing: by formula")
    if not known.previews_certain:
        return (picture, *books.quote.of(Purpose.PREVIEWS))
    count = image_tokens.PREVIEW_TOKENS * known.previews
    previews = part(Purpose.PREVIEWS, image_out, count, Basis.FORMULA, OUTSIDE)
    return (picture, previews) if count else (picture,)
