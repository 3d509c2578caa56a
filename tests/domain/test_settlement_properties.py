"""Whatever an attempt really cost and however little of it was reported: metered is exact, a ceiling never too low.

The bill is this file's own arithmetic: dollars per million, in fractions.
"""

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ledger import Basis, Part, total, weakest
from bot.domain.options.image_options import ImageOptions
from bot.domain.pricing import quote
from bot.domain.settlement import Books, Known, settle
from bot.domain.upstream import ImageTokens, MainlineTokens, ToolCall
from tests.domain.values import AT, MODELS, PRICES, call, ended, picture, step

DRAWN = {("1536x1024", "medium"): 1372, ("1024x1024", "high"): 7024, ("1024x640", "low"): 107}


@dataclass(frozen=True)
class Bill:
    """What a call really used: mainline in (of it cached), out; image model in (of it cached), out."""

    size: str
    quality: str
    read: int
    read_cached: int
    wrote: int
    words: int
    words_cached: int
    given: int
    given_cached: int
    previews: int

    @property
    def mainline(self) -> Fraction:
        """In nano-dollars, at $2.50, $0.25 and $15 per million."""
        usd = (self.read - self.read_cached) * Fraction(5, 2) + self.read_cached * Fraction(1, 4) + self.wrote * 15
        return usd * 1000

    @property
    def image(self) -> Fraction:
        """In nano-dollars, at $5, $1.25, $8, $2 and $30 per million."""
        words = (self.words - self.words_cached) * 5 + self.words_cached * Fraction(5, 4)
        given_in = (self.given - self.given_cached) * 8 + self.given_cached * 2
        return (words + given_in + self.output * 30) * 1000

    @property
    def nano(self) -> Fraction:
        """The whole."""
        return self.mainline + self.image

    @property
    def output(self) -> int:
        """The picture and a hundred tokens for each preview."""
        return DRAWN[self.size, self.quality] + 100 * self.previews

    def books(self) -> Books:
        """What it is settled against: the picture and three previews were asked for, with one source picture."""
        asked = step(ImageOptions(self.size, self.quality, previews=3), sources=(picture(),))
        return Books(MODELS, quote(asked, MODELS, PRICES, AT), PRICES, AT)

    def call(self) -> ToolCall:
        """The echo of the picture."""
        return call(self.size, self.quality)


@st.composite
def bills(draw: st.DrawFn) -> Bill:
    """Anything within the bounds of its quote."""
    size, quality = draw(st.sampled_from(sorted(DRAWN)))
    read, words, given_in = draw(st.integers(0, 12_000)), draw(st.integers(0, 2000)), draw(st.integers(0, 1536))
    return Bill(
        size,
        quality,
        read,
        draw(st.integers(0, read)),
        draw(st.integers(0, 1500)),
        words,
        draw(st.integers(0, words)),
        given_in,
        draw(st.integers(0, given_in)),
        draw(st.integers(0, 3)),
    )


@st.composite
def mainlines(draw: st.DrawFn, bill: Bill) -> MainlineTokens | None:
    """The mainline's usage as reported: whole, without its cache, or not at all."""
    cached = draw(st.sampled_from([bill.read_cached, None]))
    return draw(st.sampled_from([MainlineTokens(bill.read, bill.wrote, cached), None]))


@st.composite
def images(draw: st.DrawFn, bill: Bill) -> ImageTokens | None:
    """The image model's usage as reported: previews inside or not, caches said or not, split or not, or not at all."""
    output = bill.output - draw(st.sampled_from([0, 100 * bill.previews]))
    whole = ImageTokens(bill.words, bill.given, output, bill.words_cached, bill.given_cached)
    no_cache = ImageTokens(bill.words, bill.given, output)
    not_split = ImageTokens(None, None, output, input_total=bill.words + bill.given)
    half_split = ImageTokens(bill.words, None, output, 0, 0, input_total=bill.words + bill.given)
    no_input = ImageTokens(None, None, output)
    zero = ImageTokens(0, 0, 0, 0, 0)
    return draw(st.sampled_from([whole, no_cache, not_split, half_split, no_input, zero, None]))


@st.composite
def endings(draw: st.DrawFn) -> tuple[Bill, Known]:
    """A bill and what an attempt left behind of it."""
    bill = draw(bills())
    certain = draw(st.booleans())
    seen = bill.previews if certain else draw(st.integers(0, bill.previews))
    told = ended(draw(mainlines(bill)), draw(images(bill)), model=draw(st.sampled_from([None, "gpt-5.4"])))
    made = draw(st.sampled_from([told, None])) if not certain else told
    calls = draw(st.sampled_from([(bill.call(),), ()])) if made is None else (bill.call(),)
    return bill, Known(made, calls, attempted=True, previews=seen, previews_certain=certain)


def amount(parts: tuple[Part, ...]) -> int:
    """The sum of parts, which is known."""
    nano = total(parts)
    assert nano is not None
    return nano


@given(endings())
def test_metered_is_the_bill_and_a_ceiling_is_never_below_it(ending: tuple[Bill, Known]) -> None:
    """By formula it is the bill too, where the picture is what it was asked to be."""
    bill, known = ending
    parts = settle(known, bill.books())
    if weakest(parts) in {Basis.METERED, Basis.FORMULA}:
        assert amount(parts) == bill.nano
    else:
        assert amount(parts) >= bill.nano


@given(endings())
def test_a_settlement_has_no_holes_and_nothing_negative(ending: tuple[Bill, Known]) -> None:
    """Every part has tokens, a price row and an amount."""
    bill, known = ending
    for part in settle(known, bill.books()):
        assert part.tokens is not None
        assert part.tokens > 0 or part.nano == 0
        assert part.nano is not None
        assert part.nano >= 0
        assert part.price_id is not None


@given(endings())
def test_what_is_not_known_is_not_free(ending: tuple[Bill, Known]) -> None:
    """A picture that was made costs at least its output; a silent mainline at least its ceiling."""
    bill, known = ending
    parts = settle(known, bill.books())
    assert amount(parts) >= DRAWN[bill.size, bill.quality] * 30_000
    if known.ended is None or known.ended.mainline is None:
        assert weakest(parts) is Basis.CEILING


@given(bills())
def test_an_answer_in_words_costs_the_mainline_alone(bill: Bill) -> None:
    """No image call was made, so none is charged."""
    told = ended(MainlineTokens(bill.read, bill.wrote, bill.read_cached), None)
    parts = settle(Known(told, (), attempted=False, previews=0), bill.books())
    assert amount(parts) == bill.mainline
