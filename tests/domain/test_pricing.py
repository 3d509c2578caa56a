"""About and at most: the quote is a ceiling for whatever a call may report, and the estimate is below it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import image_tokens, pricing
from bot.domain.context import Source
from bot.domain.ledger import Basis, Purpose
from bot.domain.options.image_options import ImageOptions
from bot.domain.plan import Models, Step
from bot.domain.prices import MissingPriceError, PriceList, TokenClass
from bot.domain.settlement import Books, Known, settle
from bot.domain.upstream import ImageTokens, MainlineTokens
from bot.domain.upstream_request import tools
from tests.domain.values import AT, MODELS, PRICES, call, ended, picture, reference, step

SIZES = ["1024x1024", "1536x1024", "1024x640", "3840x2160"]
options = st.builds(
    ImageOptions,
    size=st.sampled_from(SIZES),
    quality=st.sampled_from(["low", "medium", "high"]),
    previews=st.integers(0, 3),
)
sources = st.lists(st.sampled_from([picture(), picture(3840, 2160), reference()]), max_size=4).map(tuple)
steps = st.builds(
    step,
    options,
    instruction=st.text(max_size=200),
    digest=st.text(max_size=200),
    sources=sources,
)
models = st.builds(
    Models,
    mainline=st.sampled_from(["gpt-5.4", "gpt-5.4-mini", "gpt-5.5"]),
    image=st.sampled_from(["gpt-image-2", "gpt-image-2-2026-04-21"]),
    max_output_tokens=st.integers(256, 16_000),
    reasoning_effort=st.just("low"),
)


def nano(purpose: Purpose, made: pricing.Quote) -> int:
    """What a quote holds for a purpose."""
    return sum(part.nano or 0 for part in made.of(purpose))


@pytest.mark.parametrize(
    ("size", "quality", "previews", "usd_millis"),
    [("1536x1024", "medium", 2, 41.16 + 6), ("1024x1024", "high", 0, 210.72), ("1024x1024", "low", 3, 5.88 + 9)],
)
def test_the_quote_holds_the_picture_by_formula_and_each_preview_on_top(
    size: str, quality: str, previews: int, usd_millis: float
) -> None:
    """At $30 per million output tokens, 100 tokens a preview."""
    made = pricing.quote(step(ImageOptions(size, quality, previews=previews)), MODELS, PRICES, AT)
    assert nano(Purpose.PICTURE, made) + nano(Purpose.PREVIEWS, made) == round(usd_millis * 1_000_000)


def test_a_quote_is_made_of_ceilings_without_empty_parts() -> None:
    """Whatever stays unknown is held at it, part by part."""
    made = pricing.quote(step(ImageOptions(previews=0)), MODELS, PRICES, AT)
    assert {part.basis for part in made.parts} == {Basis.CEILING}
    assert all(part.tokens and part.nano and part.price_id for part in made.parts)
    assert Purpose.PREVIEWS not in {part.purpose for part in made.parts}
    assert made.nano == sum(part.nano or 0 for part in made.parts)


@given(steps, models)
def test_the_ceiling_holds_the_functions_where_they_are_offered(made: Step, chosen: Models) -> None:
    """A token is at least one byte, and the mainline may read them twice."""
    offered, forced = replace(made, forced=False), replace(made, forced=True)
    extra = len(json.dumps(tools(offered, chosen)).encode()) - len(json.dumps(tools(forced, chosen)).encode())
    held = [pricing.quote(one, chosen, PRICES, AT).of(Purpose.PLANNING)[0].tokens or 0 for one in (offered, forced)]
    assert held[0] - held[1] >= 2 * (extra - len(", ") * 2)
    assert pricing.estimate(offered, chosen, PRICES, AT) > pricing.estimate(forced, chosen, PRICES, AT)


@given(steps, models)
def test_about_is_never_more_than_at_most(made: Step, chosen: Models) -> None:
    """The person sees both in one line."""
    assert 0 < pricing.estimate(made, chosen, PRICES, AT) <= pricing.quote(made, chosen, PRICES, AT).nano


@given(steps, models, st.sampled_from([picture(), reference(), picture(3840, 2160)]))
def test_whatever_is_added_is_paid_by_both_models(made: Step, chosen: Models, more: Source) -> None:
    """Longer words, another picture, another preview: each adds at least its own tokens to estimate and ceiling."""
    text_in, image_in = (
        PRICES.at(chosen.mainline, TokenClass.TEXT_IN, AT),
        PRICES.at(chosen.image, TokenClass.IMAGE_IN, AT),
    )
    fewer = replace(made, options=replace(made.options, previews=0))
    patches = image_tokens.mainline_patches(more.width, more.height, "high")
    for before, after, least in (
        (made, replace(made, instruction=made.instruction + "x" * 400), 100 * (text_in.nano_per_million + 5 * 10**9)),
        (
            made,
            replace(made, sources=(*made.sources, more)),
            patches * text_in.nano_per_million + 1536 * image_in.nano_per_million,
        ),
        (fewer, replace(fewer, options=replace(made.options, previews=1)), 100 * 30 * 10**9),
    ):
        for price in (quoted, pricing.estimate):
            assert price(after, chosen, PRICES, AT) - price(before, chosen, PRICES, AT) >= least // 1_000_000 - 10


def quoted(made: Step, chosen: Models, prices: PriceList, at_ms: int) -> int:
    """The ceiling as a number."""
    return pricing.quote(made, chosen, prices, at_ms).nano


def test_an_estimate_is_close_to_a_bill_that_was_seen() -> None:
    """2,269 + 67 tokens of the mainline, 54 + 1,372 of the image model: what such a call was seen to report."""
    bill = (2269 * 2.5 + 67 * 15 + 54 * 5 + 1372 * 30) * 1000
    asked = step(ImageOptions("1024x1536", "medium", previews=0), instruction="a fox" * 20)
    assert bill <= pricing.estimate(asked, MODELS, PRICES, AT) <= 1.15 * bill


def up_to(most: int) -> st.SearchStrategy[int]:
    """Any number up to *most*, and *most* itself as often as not."""
    return st.one_of(st.just(most), st.integers(0, most))


@st.composite
def reports(draw: st.DrawFn, made: Step, chosen: Models) -> tuple[MainlineTokens, ImageTokens]:
    """What such a call may report at most: words are at least a byte a token, a picture at most 1,536 tokens."""
    patches = sum(image_tokens.mainline_patches(s.width, s.height, "high") for s in made.sources)
    seen = draw(up_to(2 * (made.text_bytes + 3000 + patches) + 2500))
    cached = draw(st.sampled_from([0, seen // 2]))
    words = draw(up_to(made.text_bytes + chosen.max_output_tokens))
    given_in = draw(up_to(1536 * len(made.sources)))
    drawn = image_tokens.output_tokens(made.options.size, made.options.quality)
    inside = draw(st.sampled_from([0, 100 * made.options.previews]))
    mainline = MainlineTokens(seen, draw(up_to(chosen.max_output_tokens)), cached=cached)
    words_cached, given_cached = draw(st.sampled_from([0, words])), draw(st.sampled_from([0, given_in]))
    return mainline, ImageTokens(words, given_in, drawn + inside, words_cached, given_cached)


@given(st.data(), steps, models)
def test_no_call_within_its_bounds_costs_more_than_its_quote(data: st.DataObject, made: Step, chosen: Models) -> None:
    """Whether the previews stand inside the reported usage or come on top of it."""
    mainline, image = data.draw(reports(made, chosen))
    quoted = pricing.quote(made, chosen, PRICES, AT)
    done = call(made.options.size, made.options.quality)
    known = Known(ended(mainline, image, model=None), (done,), attempted=True, previews=made.options.previews)
    parts = settle(known, Books(chosen, quoted, PRICES, AT))
    assert sum(part.nano or 0 for part in parts) <= quoted.nano


@pytest.mark.parametrize(
    ("gone", "model"),
    [
        (TokenClass.TEXT_IN, "gpt-5.4"),
        (TokenClass.TEXT_OUT, "gpt-5.4"),
        (TokenClass.TEXT_IN, "gpt-image-2"),
        (TokenClass.IMAGE_OUT, "gpt-image-2"),
        (TokenClass.IMAGE_IN, "gpt-image-2"),
    ],
)
def test_without_a_price_nothing_is_quoted_and_the_row_is_named(gone: TokenClass, model: str) -> None:
    """A ceiling with a hole in it would be no ceiling."""
    rows = tuple(row for row in PRICES.rows if (row.model, row.token_class) != (model, gone))
    with pytest.raises(MissingPriceError) as missing:
        pricing.quote(step(sources=(picture(),)), MODELS, PriceList(rows), AT)
    assert (missing.value.model, missing.value.token_class) == (model, gone)
